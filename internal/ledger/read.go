package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Filter selects entries; a zero field selects all.
type Filter struct {
	Kinds   []Kind
	Run     string
	Subject string
	// From and Until bound the time; Until itself is not included.
	From, Until time.Time
	// After is the number of the last entry that is not wanted.
	After int64
	// Last keeps only so many, the newest.
	Last int
}

// List gives the selected entries, oldest first.
func (l *Ledger) List(ctx context.Context, filter Filter) ([]Entry, error) {
	var entries []Entry
	err := l.read(ctx, "read the ledger", func(q *querier) (err error) {
		where, args := filter.where()
		tail := " ORDER BY seq"
		if filter.Last > 0 {
			tail = " ORDER BY seq DESC LIMIT " + strconv.Itoa(filter.Last)
		}
		entries, err = q.entries(where+tail, args...)
		return err
	})
	if filter.Last > 0 {
		slices.Reverse(entries)
	}
	return entries, err
}

func (f Filter) where() (clause string, args []any) {
	conditions := []string{"seq > ?"}
	args = []any{f.After}
	add := func(condition string, value ...any) {
		conditions = append(conditions, condition)
		args = append(args, value...)
	}
	if len(f.Kinds) > 0 {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(f.Kinds)), ", ")
		kinds := make([]any, len(f.Kinds))
		for i, k := range f.Kinds {
			kinds[i] = string(k)
		}
		add("kind IN ("+marks+")", kinds...)
	}
	if f.Run != "" {
		add("run = ?", f.Run)
	}
	if f.Subject != "" {
		add("subject = ?", f.Subject)
	}
	if !f.From.IsZero() {
		add("time >= ?", formatTime(f.From))
	}
	if !f.Until.IsZero() {
		add("time < ?", formatTime(f.Until))
	}
	return "WHERE " + strings.Join(conditions, " AND "), args
}

const minPrefix = 4

// Get finds one entry by its number, or by the beginning of its hash: at least four digits, and as many as it takes to
// mean one. What looks like a number is one.
func (l *Ledger) Get(ctx context.Context, ref string) (Entry, error) {
	if seq, err := strconv.ParseInt(ref, 10, 64); err == nil {
		return l.one(ctx, ref, "WHERE seq = ?", seq)
	}
	prefix := strings.ToLower(ref)
	if len(prefix) < minPrefix || strings.Trim(prefix, "0123456789abcdef") != "" {
		return Entry{}, fmt.Errorf("%q is neither the number of an entry nor the first %d or more digits of a hash", ref, minPrefix)
	}
	// No digit of a hash sorts behind g.
	return l.one(ctx, ref, "WHERE hash >= ? AND hash < ? ORDER BY seq LIMIT 2", prefix, prefix+"g")
}

func (l *Ledger) one(ctx context.Context, ref, where string, args ...any) (Entry, error) {
	var entries []Entry
	err := l.read(ctx, "read the ledger", func(q *querier) (err error) {
		entries, err = q.entries(where, args...)
		return err
	})
	switch {
	case err != nil:
		return Entry{}, err
	case len(entries) == 0:
		return Entry{}, fmt.Errorf("%w: %s", ErrNoEntry, ref)
	case len(entries) > 1:
		return Entry{}, fmt.Errorf("the hashes of entries %d and %d both begin with %s: give more digits", entries[0].Seq, entries[1].Seq, ref)
	}
	return entries[0], nil
}

// Head gives the end of the chain.
func (l *Ledger) Head(ctx context.Context) (Head, error) {
	var head Head
	err := l.read(ctx, "read the ledger", func(q *querier) (err error) {
		head, err = q.readHead("")
		return err
	})
	return head, err
}

// read runs look on one unchanging view of the ledger.
func (l *Ledger) read(ctx context.Context, what string, look func(*querier) error) error {
	sqlTx, err := l.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		err = look(&querier{ctx: ctx, tx: sqlTx, dialect: l.dialect})
		err = errors.Join(err, ignoreDone(sqlTx.Rollback()))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, l.dialect.explain(err))
	}
	return nil
}

// querier asks within one transaction.
type querier struct {
	ctx     context.Context // lives no longer than the transaction, which is bound to it anyway
	tx      *sql.Tx
	dialect dialect
}

func (q *querier) exec(query string, args ...any) error {
	_, err := q.tx.ExecContext(q.ctx, q.dialect.bind(query), args...)
	return err
}

// each calls f for every row. The transaction has one connection: f must not query.
func (q *querier) each(f func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, err := q.tx.QueryContext(q.ctx, q.dialect.bind(query), args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

const selectEntries = "SELECT seq, time, kind, run, subject, actor, body, prev, hash FROM entries "

func (q *querier) entries(where string, args ...any) ([]Entry, error) {
	var entries []Entry
	err := q.each(func(rows *sql.Rows) error {
		e, err := scanEntry(rows)
		entries = append(entries, e)
		return err
	}, selectEntries+where, args...)
	return entries, err
}

func scanEntry(rows *sql.Rows) (Entry, error) {
	var e Entry
	var at, kind, body string
	if err := rows.Scan(&e.Seq, &at, &kind, &e.Run, &e.Subject, &e.Actor, &body, &e.Prev, &e.Hash); err != nil {
		return e, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	var err error
	if e.Time, err = parseTime(at); err != nil {
		return e, fmt.Errorf("entry %d: its time is damaged: %w", e.Seq, err)
	}
	e.Kind, e.Body = Kind(kind), []byte(body)
	return e, nil
}

func (q *querier) readHead(lock string) (Head, error) {
	var head Head
	err := q.tx.QueryRowContext(q.ctx, "SELECT seq, hash FROM head WHERE id = 1"+lock).Scan(&head.Seq, &head.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return head, errors.New("the record of its last entry was removed: verify the ledger")
	}
	return head, err
}
