package apply_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// system is a place that holds targets in memory, as unkind as it is told to be.
type system struct {
	mu     sync.Mutex
	writes []target.Write // in the order in which they ended

	fail     map[string]error           // by ID: the write is refused
	drop     map[string]setting.Knob    // by ID: the knob is taken and forgotten
	presence map[string]target.Presence // by ID: what is read back, where that is not owned
	lasting  map[string]bool            // by ID: a delete is accepted and does nothing
	arrived  chan string                // told of each write that has come in, when it is not nil
	release  chan struct{}              // a write ends when it can read from it, when it is not nil
}

var _ target.Driver = (*system)(nil)

func (s *system) Capabilities(context.Context) (setting.Capabilities, error) {
	return nil, errors.New("an apply has nothing to ask")
}

func (s *system) Observe(context.Context, []target.Ref) ([]target.Observation, error) {
	return nil, errors.New("an apply observes by its writes alone")
}

func (s *system) Apply(ctx context.Context, w target.Write) (target.Observation, error) {
	if s.arrived != nil {
		s.arrived <- w.Ref.ID
	}
	if s.release != nil {
		<-s.release
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes = append(s.writes, w)
	o := target.Observation{Ref: w.Ref, Presence: target.Owned, Digest: "now " + w.Ref.ID}
	if err := errors.Join(ctx.Err(), s.fail[w.Ref.ID]); err != nil {
		return o, err
	}
	for _, have := range w.Settings {
		if have.Knob != s.drop[w.Ref.ID] {
			o.Settings = append(o.Settings, have)
		}
	}
	if w.Delete && !s.lasting[w.Ref.ID] {
		o = target.Observation{Ref: w.Ref, Presence: target.Absent, Digest: target.AbsentDigest}
	}
	if p, ok := s.presence[w.Ref.ID]; ok {
		o.Presence = p
	}
	return o, nil
}

// written lists the IDs that were written, sorted.
func (s *system) written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, w := range s.writes {
		ids = append(ids, w.Ref.ID)
	}
	slices.Sort(ids)
	return ids
}

func client(id string) schema.Address {
	return schema.NewAddress(schema.KindIssuer, "corp").Inner(schema.KindClient, id)
}

// planned makes a target of a plan, with two settings to write and one that is in place.
func planned(id string, action plan.Action) plan.Target {
	return plan.Target{
		Address: client(id), ID: id, Kind: "hydra", Title: "title of " + id, Presence: plan.Owned, Digest: "was " + id, Action: action,
		Changes: []setting.Change{
			{Knob: "access_token_ttl", Before: setting.Duration(time.Hour), After: setting.Duration(90 * time.Second), Effective: setting.Duration(time.Minute), Action: setting.ActionWrite},
			{Knob: "pkce", Before: setting.Bool(true), After: setting.Bool(true), Action: setting.ActionNone},
			{Knob: "scopes", After: setting.List("b", "a"), Action: setting.ActionWrite},
		},
	}
}

// bench is a run in a real ledger.
type bench struct {
	t      *testing.T
	ledger *ledger.Ledger
	in     apply.Input
	told   []apply.Step
}

func newBench(t *testing.T, s target.Driver, targets ...plan.Target) *bench {
	t.Helper()
	clock := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	book, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "state.db"), ledger.Options{Clock: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	draft := ledger.RunDraft{PlanID: "p1", PlanCreated: clock, Actor: "ann", Workspace: "w"}
	for i := range targets {
		if a := targets[i].Action; a != plan.None && a != plan.Held {
			draft.Targets = append(draft.Targets, targets[i].Address.String())
		}
	}
	run, err := book.Begin(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, ledger: book}
	b.in = apply.Input{
		Plan: &plan.Plan{ID: "p1", Workspace: "w", Targets: targets}, Run: run,
		Driver:   func(*plan.Target) (target.Driver, error) { return s, nil },
		Progress: func(s apply.Step) { b.told = append(b.told, s) },
	}
	return b
}

func (b *bench) run(ctx context.Context) *apply.Result {
	b.t.Helper()
	result, err := apply.Run(ctx, b.in)
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// journal is what the ledger says of the run.
func (b *bench) journal() ledger.RunStatus {
	b.t.Helper()
	status, err := b.ledger.Run(b.t.Context(), b.in.Run.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	verified, err := b.ledger.Verify(b.t.Context())
	if err != nil || verified.Broken != nil {
		b.t.Fatalf("the ledger does not verify: %v, %v", err, verified.Broken)
	}
	return status
}

// applied lists the targets under management.
func (b *bench) applied() []ledger.AppliedTarget {
	b.t.Helper()
	list, err := b.ledger.Applied(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

// outline puts the ends of steps into words.
func outline(steps []apply.Step) string {
	var words []string
	for _, s := range steps {
		words = append(words, s.Target.ChildName+" "+string(s.Status))
	}
	return strings.Join(words, ", ")
}
