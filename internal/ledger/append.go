package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Draft is an entry to be written.
type Draft struct {
	Kind    Kind
	Run     string
	Subject string
	Actor   string
	// Body is encoded as JSON; it must hold no secret.
	Body any
}

// Append writes one entry that stands for itself: a plan, an approval, a release, a drill or an attestation. The kinds
// that belong to runs and leases are refused: they have methods that keep their order.
func (l *Ledger) Append(ctx context.Context, draft Draft) (Entry, error) {
	var entry Entry
	err := l.write(ctx, "append to the ledger", func(tx *transaction) (err error) {
		switch draft.Kind {
		case KindPlan, KindApproval, KindRelease, KindDrill, KindAttestation:
			entry, err = tx.append(draft)
			return err
		case KindRunStarted, KindRunResumed, KindIntent, KindOutcome, KindRunFinished, KindLockForced:
			return fmt.Errorf("an entry of kind %q is written by the journal, not by itself", draft.Kind)
		default:
			return fmt.Errorf("unknown kind of entry %q", draft.Kind)
		}
	})
	return entry, err
}

// transaction is one change of the ledger: all of it is written, or nothing.
type transaction struct {
	*querier

	now  time.Time
	head Head
}

// write runs change alone on the ledger. Its context is not watched any more once the change is made: whether it was
// written must not depend on when somebody gave up.
func (l *Ledger) write(ctx context.Context, what string, change func(*transaction) error) error {
	if l.readOnly {
		return fmt.Errorf("%s: %w", what, ErrReadOnly)
	}
	if err := l.change(ctx, change); err != nil {
		return fmt.Errorf("%s: %w", what, l.dialect.explain(err))
	}
	return nil
}

func (l *Ledger) change(ctx context.Context, change func(*transaction) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	sqlTx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreDone(sqlTx.Rollback()))
		}
	}()
	tx := &transaction{querier: &querier{ctx: ctx, tx: sqlTx, dialect: l.dialect}, now: l.now()}
	if tx.head, err = tx.readHead(l.dialect.lockHead); err != nil {
		return err
	}
	if err := change(tx); err != nil {
		return err
	}
	return sqlTx.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// append adds an entry to the chain and moves the head.
func (tx *transaction) append(draft Draft) (Entry, error) {
	body, err := canonical(draft.Body)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{
		Seq: tx.head.Seq + 1, Time: tx.now, Kind: draft.Kind, Run: draft.Run, Subject: draft.Subject, Actor: draft.Actor,
		Body: body, Prev: tx.head.Hash,
	}
	if err := e.check(); err != nil {
		return Entry{}, err
	}
	e.Hash = e.digest()
	if err := tx.exec(
		"INSERT INTO entries (seq, time, kind, run, subject, actor, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.Seq, formatTime(e.Time), string(e.Kind), e.Run, e.Subject, e.Actor, string(e.Body), e.Prev, e.Hash,
	); err != nil {
		return Entry{}, err
	}
	tx.head = Head{Seq: e.Seq, Hash: e.Hash}
	return e, tx.exec("UPDATE head SET seq = ?, hash = ? WHERE id = 1", e.Seq, e.Hash)
}
