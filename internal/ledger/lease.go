package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// ErrLeaseLost says that a lease was taken over or has expired: another run may be writing.
var ErrLeaseLost = errors.New("the lease was lost: another run may be writing now")

// Holder is the process that holds a lease.
type Holder struct {
	Host  string `json:"host"`
	PID   int    `json:"pid"`
	Actor string `json:"actor"`
}

// String names the holder for people.
func (h Holder) String() string { return fmt.Sprintf("%s (process %d on %s)", h.Actor, h.PID, h.Host) }

// HeldError says that somebody else holds a lease.
type HeldError struct {
	Name           string
	Holder         Holder
	Since, Expires time.Time
}

// Error says who, since when and until when.
func (e *HeldError) Error() string {
	return fmt.Sprintf(
		"lock %q is held by %s since %s; it expires at %s unless renewed: wait until then",
		e.Name, e.Holder, e.Since.Format(time.RFC3339), e.Expires.Format(time.RFC3339),
	)
}

// Lease is the right to be the only one that writes, for a time. Token grows with each holder of the same name, so that a
// late writer can be told from the present one.
type Lease struct {
	Name    string
	Holder  Holder
	Token   int64
	Since   time.Time
	Expires time.Time

	ledger *Ledger
	ttl    time.Duration
}

// Acquire takes the lease of that name, or says with a [*HeldError] who has it. One that has expired, or whose holder
// runs no more, is taken over.
func (l *Ledger) Acquire(ctx context.Context, name string, holder Holder, ttl time.Duration) (*Lease, error) {
	lease := &Lease{Name: name, Holder: holder, ledger: l, ttl: ttl}
	err := l.write(ctx, "take the lock", func(tx *transaction) error {
		if name == "" || ttl <= 0 {
			return errors.New("a lock needs a name and a time to live")
		}
		row, err := tx.lease(name)
		if err != nil && !errors.Is(err, ErrNoEntry) {
			return err
		}
		if l.live(row, tx.now) {
			return row.held()
		}
		lease.Token, lease.Since, lease.Expires = row.token+1, tx.now, tx.now.Add(ttl)
		return tx.saveLease(lease)
	})
	if err != nil {
		return nil, err
	}
	return lease, nil
}

// Renew makes the lease last from now for as long as it was asked for at first. It is [ErrLeaseLost] when it is too late.
func (s *Lease) Renew(ctx context.Context) error {
	return s.ledger.write(ctx, "renew the lock", func(tx *transaction) error {
		if err := tx.holds(s.Name, s.Token); err != nil {
			return err
		}
		expires := tx.now.Add(s.ttl)
		return tx.exec("UPDATE leases SET expires = ? WHERE name = ?", formatTime(expires), s.Name)
	})
}

// Release gives the lease back, also when ctx has ended: a canceled run leaves no lock behind. It is no error when the
// lease is not held any more.
func (s *Lease) Release(ctx context.Context) error {
	return s.ledger.write(context.WithoutCancel(ctx), "release the lock", func(tx *transaction) error {
		return tx.exec("UPDATE leases SET holder = '' WHERE name = ? AND token = ?", s.Name, s.Token)
	})
}

// Leases lists the leases that are held, by name; those that are over are not among them.
func (l *Ledger) Leases(ctx context.Context) ([]HeldError, error) {
	var held []HeldError
	err := l.read(ctx, "read the locks", func(q *querier) error {
		rows, err := q.leases()
		for _, row := range rows {
			if l.live(row, l.now()) {
				held = append(held, *row.held())
			}
		}
		return err
	})
	return held, err
}

// ForceRelease breaks the lease of that name and records who did it and why. The run that held it can not begin another
// write.
func (l *Ledger) ForceRelease(ctx context.Context, name, actor, reason string) (Entry, error) {
	var entry Entry
	err := l.write(ctx, "break the lock", func(tx *transaction) error {
		if strings.TrimSpace(reason) == "" {
			return errors.New("a lock is broken only for a reason: give one")
		}
		row, err := tx.lease(name)
		if err != nil || row.holder == nil {
			return errors.Join(err, fmt.Errorf("nobody holds the lock %q", name))
		}
		entry, err = tx.append(Draft{Kind: KindLockForced, Subject: name, Actor: actor, Body: lockForcedBody{
			Version: bodyVersion, Reason: reason, Holder: *row.holder, Token: row.token,
			Since: formatTime(row.since), Expires: formatTime(row.expires),
		}})
		if err != nil {
			return err
		}
		return tx.exec("UPDATE leases SET holder = '' WHERE name = ?", name)
	})
	return entry, err
}

type lockForcedBody struct {
	Version int    `json:"version"`
	Reason  string `json:"reason"`
	Holder  Holder `json:"holder"`
	Token   int64  `json:"token"`
	Since   string `json:"since"`
	Expires string `json:"expires"`
}

// AliveOn judges holders on the given host by whether their process exists; those on other hosts count as alive.
func AliveOn(host string) func(Holder) bool {
	return func(h Holder) bool {
		if h.Host != host || h.PID <= 0 {
			return true
		}
		process, err := os.FindProcess(h.PID)
		if err != nil {
			return false
		}
		defer process.Release() //nolint:errcheck // nothing was done with it
		err = process.Signal(syscall.Signal(0))
		return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
	}
}

// leaseRow is a lease as it is kept.
type leaseRow struct {
	name           string
	token          int64
	holder         *Holder // nil: free
	since, expires time.Time
}

func (r leaseRow) held() *HeldError {
	return &HeldError{Name: r.name, Holder: *r.holder, Since: r.since, Expires: r.expires}
}

func (l *Ledger) live(r leaseRow, now time.Time) bool {
	return r.holder != nil && now.Before(r.expires) && l.alive(*r.holder)
}

func (q *querier) lease(name string) (leaseRow, error) {
	rows, err := q.leases()
	if err != nil {
		return leaseRow{}, err
	}
	for _, row := range rows {
		if row.name == name {
			return row, nil
		}
	}
	return leaseRow{}, fmt.Errorf("%w: lock %q", ErrNoEntry, name)
}

// leases reads all leases, of which there are a handful.
func (q *querier) leases() ([]leaseRow, error) {
	var leases []leaseRow
	err := q.each(func(rows *sql.Rows) error {
		var row leaseRow
		var holder, since, expires string
		if err := rows.Scan(&row.name, &row.token, &holder, &since, &expires); err != nil {
			return err
		}
		var errs [3]error
		row.since, errs[0] = parseTime(since)
		row.expires, errs[1] = parseTime(expires)
		if holder != "" {
			errs[2] = json.Unmarshal([]byte(holder), &row.holder)
		}
		leases = append(leases, row)
		return errors.Join(errs[:]...)
	}, "SELECT name, token, holder, since, expires FROM leases ORDER BY name")
	return leases, err
}

// holds says whether the lease is still that of the given token.
func (tx *transaction) holds(name string, token int64) error {
	row, err := tx.lease(name)
	switch {
	case errors.Is(err, ErrNoEntry):
		return ErrLeaseLost
	case err != nil:
		return err
	case row.holder == nil || row.token != token || !tx.now.Before(row.expires):
		return fmt.Errorf("lock %q: %w", name, ErrLeaseLost)
	}
	return nil
}

func (tx *transaction) saveLease(s *Lease) error {
	holder, err := json.Marshal(s.Holder)
	if err != nil {
		return err
	}
	return tx.exec(
		`INSERT INTO leases (name, token, holder, since, expires) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET token = excluded.token, holder = excluded.holder, since = excluded.since, expires = excluded.expires`,
		s.Name, s.Token, string(holder), formatTime(s.Since), formatTime(s.Expires),
	)
}
