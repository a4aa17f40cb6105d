package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/schema"
)

// leaseLifetime is how long an apply holds the workspace before others may take it for dead.
const leaseLifetime = 10 * time.Minute

// StaleError says that a whole saved plan can not be applied any more.
type StaleError struct{ Reason string }

// Error says why, and what to do.
func (e *StaleError) Error() string {
	return e.Reason + ": make the plan again with custody plan --out FILE"
}

// checkSaved refuses a saved plan that is not, or no longer, for this workspace.
func (p *Project) checkSaved(saved *plan.Plan) error {
	switch {
	case saved.Workspace != p.Model.Workspace.Name.Value:
		return fmt.Errorf("the plan is for the workspace %q, and this is %q", saved.Workspace, p.Model.Workspace.Name.Value)
	case saved.WorkspaceDigest != p.Config.Digest:
		return &StaleError{"the declarations have changed since the plan was made"}
	case !p.World.Now().Before(saved.Expires):
		return &StaleError{"the plan has expired at " + saved.Expires.Format(time.RFC3339)}
	}
	return nil
}

// Apply carries out a plan that was made just now.
func (p *Project) Apply(ctx context.Context, made *plan.Plan, progress func(apply.Step)) (*apply.Result, error) {
	return p.apply(ctx, made, p.World.Now(), progress)
}

// ApplySaved carries out a plan that was saved, once, and only while it is still for this workspace.
func (p *Project) ApplySaved(ctx context.Context, saved *plan.Plan, progress func(apply.Step)) (*apply.Result, error) {
	if err := p.checkSaved(saved); err != nil {
		return nil, err
	}
	return p.apply(ctx, saved, saved.Created, progress)
}

// apply takes the workspace's lease, so that no other apply runs at the same time. A plan of one content and one time of
// creation is carried out once.
func (p *Project) apply(ctx context.Context, made *plan.Plan, created time.Time, progress func(apply.Step)) (*apply.Result, error) {
	book, err := p.openLedgerForWriting(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.Close() }()
	lease, err := book.Acquire(ctx, "apply "+made.Workspace, ledger.Holder{
		Host: p.World.Host, PID: p.World.PID, Actor: p.World.Actor,
	}, leaseLifetime)
	if err != nil {
		return nil, err
	}
	defer func() { _ = lease.Release(context.WithoutCancel(ctx)) }()
	stop := p.keep(ctx, lease)
	defer stop()
	run, err := book.Begin(ctx, ledger.RunDraft{
		PlanID: made.ID, PlanCreated: created, Actor: p.World.Actor, Workspace: made.Workspace,
		Targets: changing(made), Lease: lease,
	})
	var used *ledger.PlanUsedError
	if errors.As(err, &used) {
		return nil, &StaleError{fmt.Sprintf("the plan was carried out before, by run %s of %s at %s",
			used.Run, used.Actor, used.Time.UTC().Format(time.RFC3339))}
	}
	if err != nil {
		return nil, err
	}
	d := p.openDrivers(ctx, writing)
	return apply.Run(ctx, apply.Input{
		Plan: made, Run: run, Driver: d.of, Secret: p.clientSecret, Progress: progress,
	})
}

// keep renews the lease of a long run until stopped.
func (p *Project) keep(ctx context.Context, lease *ledger.Lease) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(leaseLifetime / 4)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if err := lease.Renew(ctx); err != nil {
					return // the next intent is refused by the fence
				}
			}
		}
	}()
	return func() { cancel(); <-done }
}

func changing(made *plan.Plan) []string {
	var addresses []string
	for i := range made.Targets {
		switch t := &made.Targets[i]; t.Action {
		case plan.Create, plan.Update, plan.Delete:
			addresses = append(addresses, t.Address.String())
		case plan.None, plan.Held:
		}
	}
	return addresses
}

// clientSecret resolves the secret that a client is created with; nil when none is declared.
func (p *Project) clientSecret(t *plan.Target) func() (string, error) {
	for _, a := range t.Subjects {
		s := p.Model.Session(a)
		if s != nil && s.Client.Secret.Set {
			return func() (string, error) { return p.Config.Secret(s.Client.Secret.Value) }
		}
	}
	return nil
}

// Unfinished lists the runs that broke off: killed, or cut from the ledger. What they did and did not do is in them.
func (p *Project) Unfinished(ctx context.Context) ([]ledger.RunStatus, error) {
	l, err := p.OpenLedger(ctx)
	if errors.Is(err, ledger.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = l.Close() }()
	return l.Unfinished(ctx)
}

// ErrNotUnfinished says that a run to resume did not break off.
var ErrNotUnfinished = errors.New("it did not break off")

// Resume plans and applies what a broken-off run did not do. What the targets say counts, not what the run had meant.
func (p *Project) Resume(ctx context.Context, runID string) (*Planned, error) {
	unfinished, err := p.Unfinished(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(unfinished, func(r ledger.RunStatus) bool { return r.ID == runID })
	if i < 0 {
		return nil, fmt.Errorf("run %s: %w; custody ledger list shows the runs", runID, ErrNotUnfinished)
	}
	var all, left []schema.Address
	for _, step := range unfinished[i].Steps {
		address, err := schema.ParseAddress(step.Target)
		if err != nil {
			return nil, fmt.Errorf("run %s: %w", runID, err)
		}
		all = append(all, address)
		if step.State != ledger.StepDone {
			left = append(left, address)
		}
	}
	if len(left) == 0 { // it broke off after its last step; an empty selection would be everything
		left = all
	}
	return p.Plan(ctx, Selection{Targets: left})
}

// Abandon closes a broken-off run whose work another run has taken over.
func (p *Project) Abandon(ctx context.Context, runID string) error {
	book, err := p.openLedgerForWriting(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	return book.Abandon(ctx, runID, p.World.Actor)
}
