// Package apply carries out a plan step by step: the intent into the ledger, the write, what was read back into the
// ledger. It decides nothing: what is to be done is in the plan, and how is the drivers' business.
package apply

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// Status is how one step ended.
type Status string

// The ends of a step.
const (
	Done        Status = "done"
	Failed      Status = "failed"      // not written, or not as planned
	Stale       Status = "stale"       // refused: the target has moved since it was planned
	NotKept     Status = "not kept"    // written, and the target does not hold all of it
	Unconfirmed Status = "unconfirmed" // sent, and its effect is not known
	NotStarted  Status = "not started" // the run was interrupted before
)

// Step is what became of one target of the plan.
type Step struct {
	Target schema.Address
	Title  string
	Action plan.Action
	Status Status
	Err    error
}

// Result is what became of a plan's changes, in the plan's order.
type Result struct {
	Run   string // in the ledger
	Steps []Step
	// Interrupted tells that the run was asked to stop before it was through.
	Interrupted bool
}

// Count tells how many steps ended so.
func (r *Result) Count(status Status) int {
	n := 0
	for _, s := range r.Steps {
		if s.Status == status {
			n++
		}
	}
	return n
}

// Input is what a run needs.
type Input struct {
	Plan *plan.Plan
	Run  *ledger.Run
	// Driver returns the driver of the system that holds a target.
	Driver func(*plan.Target) (target.Driver, error)
	// Secret returns what resolves a client's secret when it is created; nil when none is declared.
	Secret func(*plan.Target) func() (string, error)
	// Progress is told of each step when it ends; it may be nil. It is not called by two goroutines at once.
	Progress func(Step)
}

// concurrency bounds the writes in flight at once.
const concurrency = 4

// Run carries out every change of the plan that is not held. A failure does not stop what does not depend on it. When
// ctx ends, writes in flight are finished and recorded, and no new one is begun.
func Run(ctx context.Context, in Input) (*Result, error) {
	result := &Result{Run: in.Run.ID}
	var work []int
	for i := range in.Plan.Targets {
		if t := &in.Plan.Targets[i]; changes(t) {
			work = append(work, i)
			result.Steps = append(result.Steps, Step{Target: t.Address, Title: t.Title, Action: t.Action, Status: NotStarted})
		}
	}
	progress, group := sync.Mutex{}, sync.WaitGroup{}
	slots := make(chan struct{}, concurrency)
	for n, i := range work {
		slots <- struct{}{}
		if ctx.Err() != nil {
			<-slots
			break
		}
		group.Go(func() {
			defer func() { <-slots }()
			step := &result.Steps[n]
			step.Status, step.Err = in.one(ctx, &in.Plan.Targets[i])
			if in.Progress != nil {
				progress.Lock()
				defer progress.Unlock()
				in.Progress(*step)
			}
		})
	}
	group.Wait()
	result.Interrupted = ctx.Err() != nil
	return result, in.Run.Finish(ctx, result.status())
}

func changes(t *plan.Target) bool {
	return t.Action == plan.Create || t.Action == plan.Update || t.Action == plan.Delete
}

func (r *Result) status() ledger.Status {
	done := r.Count(Done)
	switch {
	case done == len(r.Steps):
		return ledger.StatusSucceeded
	case r.Interrupted && done == 0 && r.Count(NotStarted) == len(r.Steps):
		return ledger.StatusCanceled
	case done+r.Count(Unconfirmed)+r.Count(NotKept) == 0:
		return ledger.StatusFailed
	}
	return ledger.StatusPartial
}

// one writes one target: intent, write, outcome.
func (in *Input) one(ctx context.Context, t *plan.Target) (Status, error) {
	driver, err := in.Driver(t)
	if err != nil {
		return Failed, err
	}
	step, err := in.Run.Intent(ctx, t.Address.String(), intent(t))
	if err != nil && ctx.Err() != nil {
		return NotStarted, err
	}
	if err != nil {
		return Failed, err
	}
	// From here on an interrupt must not leave the write half recorded.
	ctx = context.WithoutCancel(ctx)
	write := target.Write{
		Ref:    target.Ref{Address: t.Address, ID: t.ID},
		Delete: t.Action == plan.Delete, Settings: t.Settings(), Digest: t.Digest,
	}
	if t.Action == plan.Create && in.Secret != nil {
		write.Secret = in.Secret(t)
	}
	observed, err := driver.Apply(ctx, write)
	return outcome(ctx, step, t, observed, err)
}

// outcome writes how it ended, having held what was read back against the plan.
func outcome(ctx context.Context, step *ledger.Step, t *plan.Target, observed target.Observation, err error) (Status, error) {
	var unconfirmed *target.UnconfirmedError
	switch {
	case errors.As(err, &unconfirmed):
		return Unconfirmed, errors.Join(err, step.Uncertain(ctx, err.Error()))
	case errors.Is(err, target.ErrStale):
		return Stale, errors.Join(err, step.Failed(ctx, err.Error()))
	case err != nil:
		return Failed, errors.Join(err, step.Failed(ctx, err.Error()))
	case t.Action == plan.Delete && observed.Presence == target.Owned:
		err := errors.New("the delete was accepted, and the target is still there")
		return Failed, errors.Join(err, step.Failed(ctx, err.Error()))
	case t.Action == plan.Delete:
		return ended(step.Done(ctx, ledger.Result{Removed: true}))
	}
	if dropped := notKept(t, observed); dropped != "" {
		err := fmt.Errorf("the write was accepted but not kept: %s. Nothing else is known to be wrong with it; see what the "+
			"issuer's version supports, and plan again", dropped)
		return NotKept, errors.Join(err, step.Failed(ctx, err.Error()))
	}
	return ended(step.Done(ctx, ledger.Result{Digest: observed.Digest, Settings: record(t, observed)}))
}

func ended(err error) (Status, error) {
	if err != nil {
		return Unconfirmed, fmt.Errorf("the write was made, but could not be recorded: %w", err)
	}
	return Done, nil
}

// notKept says what the target accepted and does not hold: settings, or custody's marker.
func notKept(t *plan.Target, observed target.Observation) string {
	switch observed.Presence {
	case target.Absent:
		return "there is no such target"
	case target.Foreign:
		return "it does not carry custody's marker"
	case target.Unreadable:
		return "it can not be read"
	case target.Owned:
	}
	var lost []string
	for _, want := range t.Settings() {
		have := observed.Settings.Get(want.Knob)
		reset := want.Value.State == setting.Inherit && !have.Managed()
		off := want.Value.Equal(setting.Bool(false)) && !have.Managed()
		if !reset && !off && !have.Equal(want.Value) {
			lost = append(lost, fmt.Sprintf("%s is %s, not %s", want.Knob, have, want.Value))
		}
	}
	return strings.Join(lost, "; ")
}

type wireIntent struct {
	Action  plan.Action      `json:"action"`
	ID      string           `json:"id"`
	Kind    string           `json:"kind"`
	Changes []wireSettingFor `json:"changes"`
}

type wireSettingFor struct {
	Knob   string `json:"knob"`
	Before string `json:"before"`
	After  string `json:"after"`
}

func intent(t *plan.Target) wireIntent {
	w := wireIntent{Action: t.Action, ID: t.ID, Kind: t.Kind, Changes: []wireSettingFor{}}
	for i := range t.Changes {
		if c := &t.Changes[i]; c.Action == setting.ActionWrite {
			w.Changes = append(w.Changes, wireSettingFor{string(c.Knob), c.Before.String(), c.Target().String()})
		}
	}
	return w
}
