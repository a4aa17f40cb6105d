package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// bodyVersion is the format of the bodies that the journal writes.
const bodyVersion = 1

// RunDraft is a run that is about to begin.
type RunDraft struct {
	// PlanID and PlanCreated are the plan that is carried out. A plan can be used once: the same content planned again at
	// another time is another plan. An empty PlanID is no plan, and can be run at any time.
	PlanID      string
	PlanCreated time.Time
	Actor       string
	Workspace   string
	// Targets are the addresses that the run is going to write, in its order.
	Targets []string
	// Lease is what makes the run the only writer; each intent checks that it still is. It may be nil.
	Lease *Lease
}

// PlanUsedError says that a plan was carried out before.
type PlanUsedError struct {
	PlanID string
	// Run did it, at Time, for Actor.
	Run, Actor string
	Time       time.Time
}

// Error says by which run, and what to do.
func (e *PlanUsedError) Error() string {
	return fmt.Sprintf(
		"plan %s was used by run %s of %s at %s and can be used once: resume that run, or plan again",
		e.PlanID, e.Run, e.Actor, e.Time.Format(time.RFC3339),
	)
}

// Status is how a run ended.
type Status string

// The ways in which a run ends. Abandoned is one that broke off and was given up, see [Ledger.Abandon].
const (
	StatusSucceeded Status = "succeeded"
	StatusPartial   Status = "partial"
	StatusFailed    Status = "failed"
	StatusCanceled  Status = "canceled"
	StatusAbandoned Status = "abandoned"
)

// Run writes the journal of one run: an intent before each write, its outcome after. It is safe for use by several
// goroutines.
type Run struct {
	// ID names the run; it follows from its first entry.
	ID string

	ledger *Ledger
	actor  string
	lease  *Lease

	mu       sync.Mutex
	open     []string // targets with an intent and no outcome
	finished bool
}

type runStartedBody struct {
	Version     int        `json:"version"`
	PlanCreated string     `json:"plan_created,omitempty"`
	Workspace   string     `json:"workspace"`
	Targets     []string   `json:"targets"`
	Lease       *leaseBody `json:"lease,omitempty"`
}

type leaseBody struct {
	Name  string `json:"name"`
	Token int64  `json:"token"`
}

type runResumedBody struct {
	Version int        `json:"version"`
	Lease   *leaseBody `json:"lease,omitempty"`
}

type runFinishedBody struct {
	Version int    `json:"version"`
	Status  Status `json:"status"`
}

type intentBody struct {
	Version int             `json:"version"`
	Changes json.RawMessage `json:"changes"`
}

// Begin starts a run and uses up its plan.
func (l *Ledger) Begin(ctx context.Context, draft RunDraft) (*Run, error) {
	run := &Run{ledger: l, actor: draft.Actor, lease: draft.Lease}
	err := l.write(ctx, "begin the run", func(tx *transaction) error {
		if err := tx.fence(draft.Lease); err != nil {
			return err
		}
		if err := tx.planUnused(draft); err != nil {
			return err
		}
		body := runStartedBody{
			Version: bodyVersion, PlanCreated: planCreated(draft.PlanCreated), Workspace: draft.Workspace,
			Targets: append([]string{}, draft.Targets...), Lease: leaseOf(draft.Lease),
		}
		run.ID = runID(tx.head, draft.PlanID)
		_, err := tx.append(Draft{Kind: KindRunStarted, Run: run.ID, Subject: draft.PlanID, Actor: draft.Actor, Body: body})
		return err
	})
	if err != nil {
		return nil, err
	}
	return run, nil
}

// Resume continues a run that broke off or did not finish all its targets. Read the targets before writing them: a step
// that is uncertain may have been done.
func (l *Ledger) Resume(ctx context.Context, id, actor string, lease *Lease) (*Run, error) {
	err := l.write(ctx, "resume the run", func(tx *transaction) error {
		if err := tx.fence(lease); err != nil {
			return err
		}
		status, err := l.status(tx.querier, id, tx.now)
		if err != nil {
			return err
		}
		if status.State == RunRunning {
			return fmt.Errorf("run %s is still going on", id)
		}
		if status.State == RunFinished || status.Status == StatusAbandoned {
			return fmt.Errorf("run %s has %s: plan again", id, status.Status)
		}
		_, err = tx.append(Draft{
			Kind: KindRunResumed, Run: id, Subject: status.PlanID, Actor: actor,
			Body: runResumedBody{Version: bodyVersion, Lease: leaseOf(lease)},
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Run{ID: id, ledger: l, actor: actor, lease: lease}, nil
}

// Abandon closes a run that broke off and is not going to be resumed, so that it is not reported as unfinished again.
func (l *Ledger) Abandon(ctx context.Context, id, actor string) error {
	return l.write(ctx, "abandon the run", func(tx *transaction) error {
		status, err := l.status(tx.querier, id, tx.now)
		if err != nil {
			return err
		}
		if status.State != RunInterrupted {
			return fmt.Errorf("run %s is %s: only one that broke off can be abandoned", id, status.State)
		}
		return tx.finish(id, status.PlanID, actor, StatusAbandoned)
	})
}

// Intent records that target is about to be written, and how. Only when it has returned may the write be sent. It is
// [ErrLeaseLost] when the run is not the only writer any more.
func (r *Run) Intent(ctx context.Context, target string, changes any) (*Step, error) {
	if err := r.enter(target); err != nil {
		return nil, fmt.Errorf("record the intent to write %s: %w", target, err)
	}
	step := &Step{run: r, target: target}
	err := r.ledger.write(ctx, "record the intent to write "+target, func(tx *transaction) error {
		if err := tx.fence(r.lease); err != nil {
			return err
		}
		encoded, err := canonical(changes)
		if err != nil {
			return err
		}
		entry, err := tx.append(Draft{
			Kind: KindIntent, Run: r.ID, Subject: target, Actor: r.actor, Body: intentBody{Version: bodyVersion, Changes: encoded},
		})
		step.intent = entry.Seq
		return err
	})
	if err != nil {
		r.leave(target)
		return nil, err
	}
	return step, nil
}

// Finish ends the run, also when ctx has ended. A run with a step that failed or is uncertain can not
// have succeeded.
func (r *Run) Finish(ctx context.Context, status Status) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.finished:
		return fmt.Errorf("finish run %s: it is finished already", r.ID)
	case !slices.Contains([]Status{StatusSucceeded, StatusPartial, StatusFailed, StatusCanceled}, status):
		return fmt.Errorf("finish run %s: a run does not end as %q", r.ID, status)
	}
	err := r.ledger.write(context.WithoutCancel(ctx), "finish the run", func(tx *transaction) error {
		now, err := r.ledger.status(tx.querier, r.ID, tx.now)
		if err != nil {
			return err
		}
		for _, step := range now.Steps {
			if status == StatusSucceeded && (step.State == StepFailed || step.State == StepUncertain) {
				return fmt.Errorf("run %s can not have succeeded: %s is %s", r.ID, step.Target, step.State)
			}
		}
		return tx.finish(r.ID, now.PlanID, r.actor, status)
	})
	r.finished = err == nil
	return err
}

func (tx *transaction) finish(run, plan, actor string, status Status) error {
	_, err := tx.append(Draft{
		Kind: KindRunFinished, Run: run, Subject: plan, Actor: actor, Body: runFinishedBody{Version: bodyVersion, Status: status},
	})
	return err
}

func (r *Run) enter(target string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.finished {
		return fmt.Errorf("run %s is finished", r.ID)
	}
	if slices.Contains(r.open, target) {
		return errors.New("the outcome of the write before is not recorded")
	}
	r.open = append(r.open, target)
	return nil
}

func (r *Run) leave(target string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open = slices.DeleteFunc(r.open, func(t string) bool { return t == target })
}

// fence stops a run whose lease is not its own any more.
func (tx *transaction) fence(lease *Lease) error {
	if lease == nil {
		return nil
	}
	return tx.holds(lease.Name, lease.Token)
}

func leaseOf(lease *Lease) *leaseBody {
	if lease == nil {
		return nil
	}
	return &leaseBody{Name: lease.Name, Token: lease.Token}
}

// runID follows from where the run begins in the chain, so that it is unique and needs no randomness.
func runID(head Head, plan string) string {
	sum := sha256.Sum256([]byte(head.Hash + " " + plan))
	return "run-" + hex.EncodeToString(sum[:6])
}

func planCreated(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
