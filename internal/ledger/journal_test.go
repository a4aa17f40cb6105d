package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// steps prints what became of each target.
func steps(run RunStatus) string {
	out := make([]string, 0, len(run.Steps))
	for _, s := range run.Steps {
		out = append(out, s.Target+"="+string(s.State))
	}
	return strings.Join(out, " ")
}

func wantRun(t *testing.T, l *Ledger, id string, state RunState, status Status, want string) {
	t.Helper()
	run, err := l.Run(t.Context(), id)
	must(t, err)
	if run.State != state || run.Status != status || steps(run) != want {
		t.Errorf("run is %s (%s) %s, want %s (%s) %s", run.State, run.Status, steps(run), state, status, want)
	}
}

func TestJournal(t *testing.T) {
	clock := newTicker()
	l := openAt(t, tempPath(t), Options{Clock: clock.Now})
	ctx := t.Context()
	lease, err := l.Acquire(ctx, "apply", Holder{Host: "h", PID: 1, Actor: "ada"}, time.Hour)
	must(t, err)
	created := time.Date(2026, 1, 31, 11, 0, 0, 0, time.UTC)
	draft := RunDraft{PlanID: "p1", PlanCreated: created, Actor: "ada", Workspace: "acme", Targets: []string{"a", "b", "c", "d"}, Lease: lease}
	run, err := l.Begin(ctx, draft)
	must(t, err)
	wantRun(t, l, run.ID, RunRunning, "", "a=not_started b=not_started c=not_started d=not_started")

	a, err := run.Intent(ctx, "a", map[string]string{"ttl": "15m"})
	must(t, err)
	must(t, a.Done(ctx, Result{Digest: "da", Settings: map[string]any{"z": 1, "a": 2}, Detail: "read back"}))
	b, err := run.Intent(ctx, "b", nil)
	must(t, err)
	must(t, b.Failed(ctx, strings.Repeat("409 ", 1000)))
	c, err := run.Intent(ctx, "c", nil)
	must(t, err)
	wantRun(t, l, run.ID, RunRunning, "", "a=done b=failed c=uncertain d=not_started")

	if _, err := run.Intent(ctx, "c", nil); err == nil {
		t.Error("a second intent without an outcome of the first")
	}
	if err := b.Done(ctx, Result{}); err == nil {
		t.Error("a second outcome")
	}
	must(t, c.Uncertain(ctx, "the answer was lost"))
	if err := run.Finish(ctx, StatusSucceeded); err == nil || !strings.Contains(err.Error(), "b is failed") {
		t.Errorf("success with a failed step: %v", err)
	}
	if err := run.Finish(ctx, "ok"); err == nil {
		t.Error("an unknown status")
	}
	must(t, run.Finish(ctx, StatusPartial))
	if _, err := run.Intent(ctx, "d", nil); err == nil {
		t.Error("an intent after the end")
	}
	if err := run.Finish(ctx, StatusPartial); err == nil {
		t.Error("a second end")
	}
	wantRun(t, l, run.ID, RunFailed, StatusPartial, "a=done b=failed c=uncertain d=not_started")
	status, err := l.Run(ctx, run.ID)
	must(t, err)
	if got := len([]rune(status.Steps[1].Message)); got != 2000 {
		t.Errorf("the message has %d characters, want 2000", got)
	}
	if status.Count(StepDone) != 1 || status.PlanID != "p1" || status.Workspace != "acme" || status.Ended.IsZero() {
		t.Errorf("status is %+v", status)
	}
	goesOn(t, l, run.ID, draft)
}

// goesOn resumes a run with b, c and d left to do. The same plan can not begin again, but the run can go on.
func goesOn(t *testing.T, l *Ledger, id string, draft RunDraft) {
	t.Helper()
	ctx, lease := t.Context(), draft.Lease
	var used *PlanUsedError
	if _, err := l.Begin(ctx, draft); !errors.As(err, &used) || used.Run != id || used.Actor != "ada" {
		t.Errorf("using a plan twice gives %v", err)
	}
	resumed, err := l.Resume(ctx, id, "bob", lease)
	must(t, err)
	wantRun(t, l, id, RunRunning, "", "a=done b=failed c=uncertain d=not_started")
	if _, err := l.Resume(ctx, id, "eve", lease); err == nil {
		t.Error("a run that is going on was resumed")
	}
	for _, target := range []string{"b", "c", "d"} {
		step, err := resumed.Intent(ctx, target, nil)
		must(t, err)
		must(t, step.Done(ctx, Result{Digest: "d" + target}))
	}
	must(t, resumed.Finish(ctx, StatusSucceeded))
	wantRun(t, l, id, RunFinished, StatusSucceeded, "a=done b=done c=done d=done")
	if _, err := l.Resume(ctx, id, "bob", lease); err == nil {
		t.Error("a finished run was resumed")
	}
	wantWhole(t, l, 16)
}

func TestApplied(t *testing.T) {
	l := openAt(t, tempPath(t), Options{})
	ctx := t.Context()
	run, err := l.Begin(ctx, RunDraft{Actor: "ada"})
	must(t, err)
	do := func(target string, result Result) {
		t.Helper()
		step, err := run.Intent(ctx, target, nil)
		must(t, err)
		must(t, step.Done(ctx, result))
	}
	do("b", Result{Digest: "b1", Settings: map[string]int{"z": 1, "a": 2}})
	do("a", Result{Digest: "a1"})
	do("c", Result{Digest: "c1"})
	do("b", Result{Digest: "b2", Settings: map[string]int{"z": 3}})
	do("c", Result{Removed: true})
	do("a", Result{Detail: "a revocation changes no settings"})
	step, err := run.Intent(ctx, "a", nil)
	must(t, err)
	if err := step.Done(ctx, Result{Digest: "x", Removed: true}); err == nil {
		t.Error("removed and digest at once")
	}
	must(t, step.Failed(ctx, "no"))

	got, err := l.Applied(ctx)
	must(t, err)
	for i := range got {
		got[i].Time = time.Time{}
	}
	want := []AppliedTarget{
		{Address: "a", Digest: "a1", Run: run.ID, Actor: "ada", Seq: 5},
		{Address: "b", Digest: "b2", Settings: []byte(`{"z":3}`), Run: run.ID, Actor: "ada", Seq: 9},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantWhole(t, l, 15)
}

func TestPlanUsed(t *testing.T) {
	l := openAt(t, tempPath(t), Options{})
	ctx := t.Context()
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.FixedZone("CET", 3600))
	run, err := l.Begin(ctx, RunDraft{PlanID: "p", PlanCreated: now, Actor: "ada"})
	must(t, err)
	for _, tt := range []struct {
		id      string
		created time.Time
		used    bool
	}{
		{"p", now, true},
		{"p", now.UTC(), true},
		{"p", now.Add(time.Second), false}, // planned again: the same content, another plan
		{"p", time.Time{}, false},
		{"q", now, false},
		{"", time.Time{}, false},
	} {
		used, err := l.PlanUsed(ctx, tt.id, tt.created)
		must(t, err)
		if (used != nil) != tt.used || (used != nil && used.Run != run.ID) {
			t.Errorf("PlanUsed(%q, %v) = %v, want %v", tt.id, tt.created, used, tt.used)
		}
	}
	for range 2 {
		if _, err := l.Begin(ctx, RunDraft{Actor: "ada"}); err != nil {
			t.Errorf("a run without a plan: %v", err)
		}
	}
	runs, err := l.Runs(ctx)
	must(t, err)
	ids := []string{runs[0].ID, runs[1].ID, runs[2].ID}
	if slices.Sort(ids); len(slices.Compact(ids)) != 3 {
		t.Errorf("runs share an id: %v", ids)
	}
}

func TestUnfinished(t *testing.T) {
	clock, dead := newTicker(), false
	l := openAt(t, tempPath(t), Options{Clock: clock.Now, Alive: func(Holder) bool { return !dead }})
	ctx := t.Context()
	lease, err := l.Acquire(ctx, "apply", Holder{Host: "h", PID: 1, Actor: "ada"}, time.Hour)
	must(t, err)
	run, err := l.Begin(ctx, RunDraft{Actor: "ada", Targets: []string{"a", "b"}, Lease: lease})
	must(t, err)
	_, err = run.Intent(ctx, "a", nil)
	must(t, err)

	unfinished := func() int {
		t.Helper()
		runs, err := l.Unfinished(ctx)
		must(t, err)
		return len(runs)
	}
	if unfinished() != 0 {
		t.Error("a run with a live lease is unfinished")
	}
	if err := l.Abandon(ctx, run.ID, "bob"); err == nil {
		t.Error("a run that is going on was abandoned")
	}
	dead = true
	if unfinished() != 1 {
		t.Error("a run whose process is gone is not unfinished")
	}
	dead = false
	clock.pass(2 * time.Hour)
	if unfinished() != 1 {
		t.Error("a run whose lease expired is not unfinished")
	}
	wantRun(t, l, run.ID, RunInterrupted, "", "a=uncertain b=not_started")
	must(t, l.Abandon(ctx, run.ID, "bob"))
	if unfinished() != 0 {
		t.Error("an abandoned run is unfinished")
	}
	wantRun(t, l, run.ID, RunFailed, StatusAbandoned, "a=uncertain b=not_started")
	if _, err := l.Resume(ctx, run.ID, "bob", nil); err == nil {
		t.Error("an abandoned run was resumed")
	}
	if _, err := l.Resume(ctx, "run-x", "bob", nil); !errors.Is(err, ErrNoEntry) {
		t.Errorf("resuming nothing gives %v", err)
	}
}

// A run that lost its lease can begin nothing, but what it had begun is recorded; what was done is recorded also when
// its context has ended.
func TestFencing(t *testing.T) {
	clock := newTicker()
	l := openAt(t, tempPath(t), Options{Clock: clock.Now})
	ctx, cancel := context.WithCancel(t.Context())
	lease, err := l.Acquire(ctx, "apply", Holder{Host: "h", PID: 1, Actor: "ada"}, time.Hour)
	must(t, err)
	run, err := l.Begin(ctx, RunDraft{Actor: "ada", Targets: []string{"a", "b"}, Lease: lease})
	must(t, err)
	step, err := run.Intent(ctx, "a", nil)
	must(t, err)
	clock.pass(2 * time.Hour)
	other, err := l.Acquire(ctx, "apply", Holder{Host: "g", PID: 2, Actor: "bob"}, time.Hour)
	must(t, err)
	if other.Token <= lease.Token {
		t.Errorf("token went from %d to %d", lease.Token, other.Token)
	}

	if _, err := run.Intent(ctx, "b", nil); !errors.Is(err, ErrLeaseLost) {
		t.Errorf("an intent without the lease gives %v", err)
	}
	if _, err := l.Begin(ctx, RunDraft{Actor: "ada", Lease: lease}); !errors.Is(err, ErrLeaseLost) {
		t.Errorf("a run without the lease gives %v", err)
	}
	if err := lease.Renew(ctx); !errors.Is(err, ErrLeaseLost) {
		t.Errorf("renewing gives %v", err)
	}
	must(t, lease.Release(ctx)) // must not free the other's
	cancel()
	must(t, step.Done(ctx, Result{Digest: "d"}))
	must(t, run.Finish(ctx, StatusCanceled))
	wantRun(t, l, run.ID, RunFailed, StatusCanceled, "a=done b=not_started")
	must(t, other.Renew(t.Context()))
	must(t, other.Release(ctx))
	if held, err := l.Leases(t.Context()); err != nil || len(held) != 0 {
		t.Errorf("a canceled run left %v, %v", held, err)
	}
}

func TestLease(t *testing.T) {
	clock, dead := newTicker(), ""
	l := openAt(t, tempPath(t), Options{Clock: clock.Now, Alive: func(h Holder) bool { return h.Host != dead }})
	ctx := t.Context()
	ada, bob := Holder{Host: "h", PID: 1, Actor: "ada"}, Holder{Host: "g", PID: 2, Actor: "bob"}
	first, err := l.Acquire(ctx, "apply", ada, time.Minute)
	must(t, err)
	var held *HeldError
	for _, h := range []Holder{bob, ada} {
		if _, err := l.Acquire(ctx, "apply", h, time.Minute); !errors.As(err, &held) || held.Holder != ada || !held.Since.Equal(first.Since) {
			t.Fatalf("a held lease gives %v", err)
		}
	}
	if want := "ada (process 1 on h)"; !strings.Contains(held.Error(), want) {
		t.Errorf("%q does not name %q", held, want)
	}
	if _, err := l.Acquire(ctx, "other", bob, time.Minute); err != nil {
		t.Errorf("another name: %v", err)
	}
	leases, err := l.Leases(ctx)
	must(t, err)
	if len(leases) != 2 || leases[0].Name != "apply" || leases[0].Holder != ada || leases[1].Name != "other" {
		t.Errorf("leases are %v", leases)
	}

	clock.pass(50 * time.Second)
	must(t, first.Renew(ctx))
	clock.pass(50 * time.Second)
	if _, err := l.Acquire(ctx, "apply", bob, time.Minute); !errors.As(err, &held) {
		t.Errorf("a renewed lease gives %v", err)
	}
	must(t, first.Release(ctx))
	second, err := l.Acquire(ctx, "apply", bob, time.Minute)
	must(t, err)
	dead = "g"
	third, err := l.Acquire(ctx, "apply", ada, time.Minute)
	must(t, err)
	if first.Token != 1 || second.Token != 2 || third.Token != 3 {
		t.Errorf("tokens are %d, %d, %d", first.Token, second.Token, third.Token)
	}

	if _, err := l.ForceRelease(ctx, "apply", "bob", " "); err == nil {
		t.Error("broken without a reason")
	}
	if _, err := l.ForceRelease(ctx, "nothing", "bob", "why"); err == nil {
		t.Error("broke what is not there")
	}
	entry, err := l.ForceRelease(ctx, "apply", "bob", "its host burnt down")
	must(t, err)
	if entry.Kind != KindLockForced || entry.Subject != "apply" || !strings.Contains(string(entry.Body), `"reason":"its host burnt down"`) {
		t.Errorf("recorded %+v", entry)
	}
	if _, err := l.ForceRelease(ctx, "apply", "bob", "again"); err == nil {
		t.Error("broke a free lock")
	}
	if err := third.Renew(ctx); !errors.Is(err, ErrLeaseLost) {
		t.Errorf("renewing a broken lease gives %v", err)
	}
	if _, err := l.Acquire(ctx, "", bob, time.Minute); err == nil {
		t.Error("a lease without a name")
	}
	if _, err := l.Acquire(ctx, "x", bob, 0); err == nil {
		t.Error("a lease without a time to live")
	}
	wantWhole(t, l, 1)
}
