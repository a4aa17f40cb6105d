package engine

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/schema"
)

// defaultLedger is where the ledger is kept when the workspace does not say.
const defaultLedger = ".custody/state.db"

// ledgerPath is the file of the workspace's ledger.
func (p *Project) ledgerPath() (string, error) {
	path := defaultLedger
	for _, state := range p.Model.Workspace.States {
		if state.Type != "sqlite" {
			return "", fmt.Errorf("%s: state %q is declared, and this version keeps its ledger in sqlite alone: write state \"sqlite\" { ... }",
				state.Range, state.Type)
		}
		if state.Path.Set {
			path = state.Path.Value
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.World.Dir, path)
	}
	return path, nil
}

func (p *Project) ledgerOptions() ledger.Options {
	return ledger.Options{
		Clock: p.World.Now,
		Alive: func(h ledger.Holder) bool {
			return h.Host != p.World.Host || p.World.Alive == nil || p.World.Alive(h.PID)
		},
	}
}

// OpenLedger opens the ledger for reading. It is [ledger.ErrNotFound] when nothing was recorded yet.
func (p *Project) OpenLedger(ctx context.Context) (*ledger.Ledger, error) {
	path, err := p.ledgerPath()
	if err != nil {
		return nil, err
	}
	return ledger.OpenReadOnly(ctx, path, p.ledgerOptions())
}

func (p *Project) openLedgerForWriting(ctx context.Context) (*ledger.Ledger, error) {
	path, err := p.ledgerPath()
	if err != nil {
		return nil, err
	}
	return ledger.Open(ctx, path, p.ledgerOptions())
}

// lastApplied is what the ledger says of one target under management.
type lastApplied struct {
	address  schema.Address
	id, kind string
	entry    ledger.AppliedTarget
	settings []apply.Recorded
}

// lastApplied lists the targets under management; none when there is no ledger yet.
func (p *Project) lastApplied(ctx context.Context) ([]lastApplied, error) {
	l, err := p.OpenLedger(ctx)
	if errors.Is(err, ledger.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = l.Close() }()
	entries, err := l.Applied(ctx)
	if err != nil {
		return nil, err
	}
	var out []lastApplied
	for _, e := range entries {
		address, err := schema.ParseAddress(e.Address)
		if err != nil {
			return nil, fmt.Errorf("entry %d of the ledger: %w", e.Seq, err)
		}
		recorded, err := apply.ReadRecorded(e.Settings)
		if err != nil {
			return nil, fmt.Errorf("entry %d of the ledger: %w", e.Seq, err)
		}
		out = append(out, lastApplied{address: address, id: recorded.ID, kind: recorded.Kind, entry: e, settings: recorded.Settings})
	}
	return out, nil
}
