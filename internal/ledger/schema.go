package ledger

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

const (
	schemaTable = "ledger_schema"
	// schemaVersion is the number of the last migration.
	schemaVersion = 1
	// migrateAttempts is how many other processes may win the race to migrate.
	migrateAttempts = 5
)

//go:embed migrations/*.sql
var migrations embed.FS

// prepare brings the schema up to date, or refuses what it cannot understand.
func (l *Ledger) prepare(ctx context.Context) error {
	version, err := l.version(ctx)
	switch {
	case err != nil:
		return err
	case version == schemaVersion:
		return nil
	case version > schemaVersion:
		return ErrNewer
	case l.readOnly && version == 0:
		return ErrNotFound
	case l.readOnly:
		return fmt.Errorf("its schema is of version %d: it is upgraded to %d by the next command that writes", version, schemaVersion)
	}
	return l.migrate(ctx)
}

// version is the number of the last migration that was applied, 0 for a new file. A database of something else is
// refused before anything is written to it.
func (l *Ledger) version(ctx context.Context) (int64, error) {
	var all, ours int
	if err := l.db.QueryRowContext(ctx, l.dialect.tables).Scan(&all, &ours); err != nil {
		return 0, err
	}
	if ours == 0 {
		if all > 0 {
			return 0, fmt.Errorf("%w but a database of something else", ErrForeign)
		}
		return 0, nil
	}
	var version sql.NullInt64
	err := l.db.QueryRowContext(ctx, "SELECT MAX(version_id) FROM "+schemaTable).Scan(&version)
	return version.Int64, err
}

// migrate applies the pending migrations. Of several processes that try, one wins and the others fail halfway without
// having changed anything; they look again and find it done.
func (l *Ledger) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(
		l.dialect.goose, l.db, files,
		goose.WithTableName(schemaTable), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()),
	)
	if err != nil {
		return err
	}
	for range migrateAttempts {
		if _, err = provider.Up(ctx); err == nil || ctx.Err() != nil {
			break
		}
		if version, again := l.version(ctx); again == nil && version == schemaVersion {
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("bring its schema up to date: %w", err)
	}
	return nil
}
