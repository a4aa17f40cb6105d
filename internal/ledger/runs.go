package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// RunState is where a run stands.
type RunState string

// The states of a run. One that has no end and no live lease broke off.
const (
	RunRunning     RunState = "running"
	RunFinished    RunState = "finished"
	RunFailed      RunState = "failed"
	RunInterrupted RunState = "interrupted"
)

// StepState is where a write stands.
type StepState string

// The states of a step. An intent without an outcome is uncertain: the target itself must be asked.
const (
	StepDone       StepState = "done"
	StepFailed     StepState = "failed"
	StepUncertain  StepState = "uncertain"
	StepNotStarted StepState = "not_started"
)

// RunStatus is what the journal says of one run.
type RunStatus struct {
	ID          string
	PlanID      string
	PlanCreated string
	Actor       string
	Workspace   string
	Started     time.Time
	// Ended is zero while there is no end.
	Ended time.Time
	State RunState
	// Status is how it ended; empty while there is no end.
	Status Status
	// Steps has one line for each target, in the order of the plan.
	Steps []StepStatus
}

// StepStatus is what the journal says of one target in one run.
type StepStatus struct {
	Target string
	State  StepState
	// Message says why it failed or is uncertain.
	Message string
	// Intent and Outcome are the last entries about it; 0 for none.
	Intent, Outcome int64
}

// Count is the number of steps in a state.
func (s *RunStatus) Count(state StepState) int {
	n := 0
	for _, step := range s.Steps {
		if step.State == state {
			n++
		}
	}
	return n
}

// Runs lists all runs, oldest first.
func (l *Ledger) Runs(ctx context.Context) ([]RunStatus, error) {
	var runs []RunStatus
	err := l.read(ctx, "read the runs", func(q *querier) (err error) {
		runs, err = l.fold(q, l.now(), "WHERE run <> '' ORDER BY seq")
		return err
	})
	return runs, err
}

// Run gives one run.
func (l *Ledger) Run(ctx context.Context, id string) (RunStatus, error) {
	var run RunStatus
	err := l.read(ctx, "read the run", func(q *querier) (err error) {
		run, err = l.status(q, id, l.now())
		return err
	})
	return run, err
}

// Unfinished lists the runs that broke off, oldest first: what the next run must tell before it begins.
func (l *Ledger) Unfinished(ctx context.Context) ([]RunStatus, error) {
	runs, err := l.Runs(ctx)
	return slices.DeleteFunc(runs, func(r RunStatus) bool { return r.State != RunInterrupted }), err
}

func (l *Ledger) status(q *querier, id string, now time.Time) (RunStatus, error) {
	runs, err := l.fold(q, now, "WHERE run = ? ORDER BY seq", id)
	if err != nil {
		return RunStatus{}, err
	}
	if len(runs) == 0 {
		return RunStatus{}, fmt.Errorf("%w: run %s", ErrNoEntry, id)
	}
	return runs[0], nil
}

// folding is a run while its entries are read.
type folding struct {
	RunStatus

	lease *leaseBody
	steps map[string]int // target to its place in Steps
}

// fold reads entries in order and says what they amount to.
func (l *Ledger) fold(q *querier, now time.Time, where string, args ...any) ([]RunStatus, error) {
	leases, err := q.leases()
	if err != nil {
		return nil, err
	}
	entries, err := q.entries(where, args...)
	if err != nil {
		return nil, err
	}
	var order []*folding
	byID := map[string]*folding{}
	for _, e := range entries {
		run := byID[e.Run]
		if run == nil {
			if e.Kind != KindRunStarted {
				continue // an approval may name a run that is not in this view
			}
			run = &folding{steps: map[string]int{}}
			byID[e.Run], order = run, append(order, run)
		}
		if err := run.add(e); err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
	}
	runs := make([]RunStatus, len(order))
	for i, run := range order {
		if run.State == RunRunning && !l.leased(run.lease, leases, now) {
			run.State = RunInterrupted
		}
		runs[i] = run.RunStatus
	}
	return runs, nil
}

// leased says whether a run may still be going on.
func (l *Ledger) leased(lease *leaseBody, leases []leaseRow, now time.Time) bool {
	return lease != nil && slices.ContainsFunc(leases, func(row leaseRow) bool {
		return row.name == lease.Name && row.token == lease.Token && l.live(row, now)
	})
}

func (f *folding) add(e Entry) error {
	switch e.Kind {
	case KindRunStarted:
		return f.started(e)
	case KindRunResumed:
		var body runResumedBody
		err := json.Unmarshal(e.Body, &body)
		f.State, f.Status, f.Ended, f.lease = RunRunning, "", time.Time{}, body.Lease
		return err
	case KindIntent:
		step := f.step(e.Subject)
		step.State, step.Intent, step.Outcome, step.Message = StepUncertain, e.Seq, 0, ""
		return nil
	case KindOutcome:
		var body outcomeBody
		err := json.Unmarshal(e.Body, &body)
		if step := f.step(e.Subject); step.Intent == body.Intent {
			step.State, step.Outcome, step.Message = body.State, e.Seq, body.Message
		}
		return err
	case KindRunFinished:
		var body runFinishedBody
		err := json.Unmarshal(e.Body, &body)
		f.Ended, f.Status, f.State = e.Time, body.Status, RunFailed
		if body.Status == StatusSucceeded {
			f.State = RunFinished
		}
		return err
	case KindPlan, KindApproval, KindRelease, KindDrill, KindAttestation, KindLockForced:
		return nil
	default:
		return fmt.Errorf("unknown kind %q", e.Kind)
	}
}

func (f *folding) started(e Entry) error {
	var body runStartedBody
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	f.RunStatus = RunStatus{
		ID: e.Run, PlanID: e.Subject, PlanCreated: body.PlanCreated, Actor: e.Actor, Workspace: body.Workspace,
		Started: e.Time, State: RunRunning,
	}
	f.lease = body.Lease
	for _, target := range body.Targets {
		f.step(target)
	}
	return nil
}

// step finds the line of a target, or adds one.
func (f *folding) step(target string) *StepStatus {
	i, ok := f.steps[target]
	if !ok {
		i = len(f.Steps)
		f.steps[target] = i
		f.Steps = append(f.Steps, StepStatus{Target: target, State: StepNotStarted})
	}
	return &f.Steps[i]
}

// PlanUsed says which run has used a plan; nil when none has.
func (l *Ledger) PlanUsed(ctx context.Context, planID string, created time.Time) (*PlanUsedError, error) {
	var used *PlanUsedError
	err := l.read(ctx, "look up the plan", func(q *querier) (err error) {
		used, err = q.planUsed(planID, created)
		return err
	})
	return used, err
}

func (q *querier) planUsed(planID string, created time.Time) (*PlanUsedError, error) {
	if planID == "" {
		return nil, nil // no plan, no use
	}
	entries, err := q.entries("WHERE kind = ? AND subject = ? ORDER BY seq", string(KindRunStarted), planID)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		var body runStartedBody
		if err := json.Unmarshal(e.Body, &body); err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		if body.PlanCreated == planCreated(created) {
			return &PlanUsedError{PlanID: planID, Run: e.Run, Actor: e.Actor, Time: e.Time}, nil
		}
	}
	return nil, nil // not used is an ordinary answer
}

// planUnused refuses a plan that was used.
func (tx *transaction) planUnused(draft RunDraft) error {
	used, err := tx.planUsed(draft.PlanID, draft.PlanCreated)
	if err != nil || used == nil {
		return err
	}
	return used
}
