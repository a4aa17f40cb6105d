// Package ledger is the append-only, hash-chained record of plans, approvals, runs, drills and attestations, with the
// journal, the leases and the target registry that stand on it; it decides nothing, and no body may hold a secret.
//
// Each entry carries the hash of the one before it, so that [Ledger.Verify] finds what was changed, removed, inserted or
// moved. Somebody who can write the whole file can also rewrite the whole chain: keep a [Head] elsewhere (in a report, a
// pull request) and give it to Verify to notice that too.
//
// Everything that belongs together is written in one transaction that is on disk before the call returns: a process
// killed at any moment leaves a record that verifies, and an intent without an outcome where it was writing.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Reasons for which a ledger is not opened, or an entry not found. Match them with [errors.Is].
var (
	// ErrNotFound says that there is no ledger yet.
	ErrNotFound = errors.New("there is no ledger yet")
	// ErrForeign says that the file is something else than a ledger.
	ErrForeign = errors.New("is not a ledger")
	// ErrNewer says that the ledger was written by a later version.
	ErrNewer = errors.New("was written by a newer version: upgrade this one")
	// ErrReadOnly says that a ledger opened for reading was asked to write.
	ErrReadOnly = errors.New("the ledger is open for reading only")
	// ErrNoEntry says that no entry, run or lease goes by that name.
	ErrNoEntry = errors.New("no such entry in the ledger")
)

// Options is what a ledger cannot know by itself.
type Options struct {
	// Clock tells the time of entries and judges leases.
	Clock func() time.Time
	// Alive says whether the holder of a lease still runs; one that does not may be replaced before its lease expires.
	// Without it, every holder counts as alive.
	Alive func(Holder) bool
}

// Ledger is an open ledger. It is safe for use by several goroutines, and several processes may have the same one open.
type Ledger struct {
	db       *sql.DB
	dialect  dialect
	clock    func() time.Time
	alive    func(Holder) bool
	readOnly bool
}

// Open opens the ledger in the file at path for writing. A new one, and its folder, is open to its owner alone.
func Open(ctx context.Context, path string, opts Options) (*Ledger, error) {
	if err := regular(path); err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if err := create(path); err != nil {
		return nil, fmt.Errorf("create ledger %s: %w", path, err)
	}
	return open(ctx, path, opts, sqliteWrite)
}

// OpenReadOnly opens the ledger in the file at path without the power to change it. It is [ErrNotFound] when nothing was
// recorded there yet.
func OpenReadOnly(ctx context.Context, path string, opts Options) (*Ledger, error) {
	if err := regular(path); err != nil {
		return nil, err
	}
	return open(ctx, path, opts, sqliteRead)
}

// Close lets go of the file.
func (l *Ledger) Close() error {
	if err := l.db.Close(); err != nil {
		return fmt.Errorf("close ledger: %w", err)
	}
	return nil
}

func open(ctx context.Context, path string, opts Options, mode sqliteMode) (*Ledger, error) {
	if opts.Clock == nil {
		panic("ledger: Options needs a Clock")
	}
	if opts.Alive == nil {
		opts.Alive = func(Holder) bool { return true }
	}
	db, err := openSQLite(path, mode)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", path, err)
	}
	l := &Ledger{db: db, dialect: sqliteDialect(), clock: opts.Clock, alive: opts.Alive, readOnly: mode == sqliteRead}
	if err := l.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open ledger %s: %w", path, l.dialect.explain(err)), db.Close())
	}
	return l, nil
}

// regular refuses what a ledger must not be: a link could be put there to have another file written.
func regular(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("open ledger %s: %w", path, ErrNotFound)
	case err != nil:
		return fmt.Errorf("open ledger: %w", err)
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("open ledger %s: %w but a symbolic link: name the file that it leads to", path, ErrForeign)
	case !info.Mode().IsRegular():
		return fmt.Errorf("open ledger %s: %w but a folder or device", path, ErrForeign)
	}
	return nil
}

// create makes the file before SQLite does, because SQLite would leave its mode to the umask. The journal files that
// SQLite makes beside it take its mode.
func create(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// now is the time in the precision in which it is kept.
func (l *Ledger) now() time.Time { return l.clock().UTC().Truncate(time.Microsecond) }

const timeFormat = "2006-01-02T15:04:05.000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeFormat) }

func parseTime(s string) (time.Time, error) { return time.Parse(timeFormat, s) }
