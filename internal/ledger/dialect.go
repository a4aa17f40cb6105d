package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect is all in which one database differs from another: statements are written once, with ? for arguments.
type dialect struct {
	goose goose.Dialect
	// bind rewrites the ? of a statement.
	bind func(query string) string
	// lockHead ends the statement that reads the head in a transaction that will write it.
	lockHead string
	// tables counts the tables there are.
	tables string
	// explain turns an error of the driver into one that says what to do.
	explain func(error) error
}

func sqliteDialect() dialect {
	return dialect{
		goose:    goose.DialectSQLite3,
		bind:     func(query string) string { return query },
		lockHead: "", // transactions that write begin IMMEDIATE and are alone from then on
		tables:   "SELECT COUNT(*), COUNT(CASE WHEN name = '" + schemaTable + "' THEN 1 END) FROM sqlite_master WHERE type = 'table'",
		explain:  explainSQLite,
	}
}

type sqliteMode int

const (
	sqliteWrite sqliteMode = iota
	sqliteRead
)

// openSQLite prepares a handle with one connection: the transactions of one process queue for it in order, and those of
// several processes wait for each other as long as the busy timeout says.
func openSQLite(path string, mode sqliteMode) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	query := url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "trusted_schema(0)"},
		"_txlock": {"immediate"},
	}
	if mode == sqliteRead {
		query = url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(10000)", "query_only(1)", "trusted_schema(0)"}}
	}
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(full), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func explainSQLite(err error) error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("another process is writing to it: try again: %w", err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrForeign, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("it is damaged: restore it from a backup: %w", err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: make room: %w", err)
	case sqlite3.SQLITE_CONSTRAINT:
		return fmt.Errorf("an entry was put in from outside: verify the ledger: %w", err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("check the permissions of the file and its folder: %w", err)
	default:
		return err
	}
}
