package engine_test

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

// ends shows how the steps of a run ended.
func ends(r *apply.Result) string {
	var words []string
	for _, s := range r.Steps {
		words = append(words, s.Target.String()+" "+string(s.Status))
	}
	return strings.Join(words, "\n")
}

// saved plans, and reads the plan as from a file.
func (s *stage) saved() *plan.Plan {
	s.t.Helper()
	data, err := plan.Encode(s.plan(engine.Selection{}).Plan)
	if err != nil {
		s.t.Fatal(err)
	}
	p, err := plan.Decode(data)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// book opens the workspace's ledger as another process would.
func (s *stage) book() *ledger.Ledger {
	s.t.Helper()
	l, err := ledger.Open(s.t.Context(), filepath.Join(s.dir, ".custody", "state.db"), ledger.Options{Clock: s.clock})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestApply(t *testing.T) {
	s := newStage(t, estate())
	var told []string
	p := s.project()
	planned, err := p.Plan(t.Context(), engine.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := p.Apply(t.Context(), planned.Plan, func(step apply.Step) { told = append(told, step.Target.String()) })
	if err != nil || result.Count(apply.Done) != 4 || len(told) != 4 || result.Interrupted {
		t.Fatalf("it ended %v with\n%s\nhaving told %q", err, ends(result), told)
	}
	if !strings.Contains(s.read("payctl.json"), `"max_lifetime"`) || !strings.Contains(string(s.hydra.Client("payctl")), `"client_credentials_grant_access_token_lifespan":"15m0s"`) {
		t.Errorf("it made\n%s\n%s", s.hydra.Client("payctl"), s.read("payctl.json"))
	}
	again := s.plan(engine.Selection{}).Plan
	expect(t, again, payctlFile+" none", stockctlFile+" none", payctl+" none", stockctl+" none")
	if again.HasChanges() {
		t.Error("there is still to do")
	}
	book := s.book()
	run, err := book.Run(t.Context(), result.Run)
	if err != nil || run.Status != ledger.StatusSucceeded || run.Actor != "ann" || run.Workspace != "acme" || run.PlanID != planned.Plan.ID || len(run.Steps) != 4 {
		t.Errorf("the ledger says %+v, %v", run, err)
	}
	if leases, err := book.Leases(t.Context()); err != nil || len(leases) != 0 {
		t.Errorf("locks are left: %v, %v", leases, err)
	}
	report, err := s.project().Report(t.Context())
	if err != nil || report == nil {
		t.Errorf("there is no report: %v", err)
	}
}

// A target that has moved is refused; the others are written.
func TestStaleTarget(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.edit("payctl.custody.hcl", `"15m"`, `"10m"`)
	s.edit("stockctl.custody.hcl", `"30m"`, `"20m"`)
	saved := s.saved()
	s.hydra.Put(strings.Replace(string(s.hydra.Client("payctl")), `"scope":"payments:read"`, `"scope":"payments:read payments:all"`, 1))
	before := string(s.hydra.Client("payctl"))
	s.wait(time.Minute)
	result, err := s.project().ApplySaved(t.Context(), saved, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := payctlFile + " done\n" + stockctlFile + " done\n" + payctl + " stale\n" + stockctl + " done"
	if ends(result) != want || string(s.hydra.Client("payctl")) != before {
		t.Errorf("it ended\n%s\nwant\n%s", ends(result), want)
	}
}

// A saved plan is for one workspace, as it was, for a while, and once.
func TestSavedPlans(t *testing.T) {
	stale := func(err error) bool { return errors.As(err, new(*engine.StaleError)) }
	for _, c := range []struct {
		name   string
		change func(s *stage, saved *plan.Plan)
		stale  bool
		want   string
	}{
		{"another workspace", func(s *stage, _ *plan.Plan) { s.edit("main.custody.hcl", `"acme"`, `"other"`) }, false, `is for the workspace "acme", and this is "other"`},
		{"declarations that changed", func(s *stage, _ *plan.Plan) { s.edit("payctl.custody.hcl", `"15m"`, `"10m"`) }, true, "declarations have changed since the plan was made: make the plan again"},
		{"a file more", func(s *stage, _ *plan.Plan) { s.write("more.custody.hcl", "team \"more\" {}\n") }, true, "declarations have changed"},
		{"a plan too old", func(s *stage, _ *plan.Plan) { s.wait(engine.PlanLifetime) }, true, "expired at 2026-11-24T12:15:00Z"},
		{"a plan without an end", func(_ *stage, saved *plan.Plan) { saved.Expires = time.Time{} }, true, "expired"},
		{"carried out before", func(s *stage, saved *plan.Plan) {
			s.wait(time.Minute)
			if _, err := s.project().ApplySaved(t.Context(), saved, nil); err != nil {
				t.Fatal(err)
			}
			s.wait(time.Minute)
		}, true, "carried out before, by run "},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, estate())
			saved := s.saved()
			c.change(s, saved)
			s.hydra.Forget()
			result, err := s.project().ApplySaved(t.Context(), saved, nil)
			if err == nil || result != nil || !strings.Contains(err.Error(), c.want) || stale(err) != c.stale {
				t.Errorf("it ended %v, %v; want an error about %q", result, err, c.want)
			}
			s.onlyReads()
		})
	}
	s := newStage(t, estate())
	saved := s.saved()
	s.wait(engine.PlanLifetime - time.Second)
	if _, err := s.project().ApplySaved(t.Context(), saved, nil); err != nil {
		t.Errorf("a second before its end: %v", err)
	}
}

// A fixed date makes plans alike; it does not keep them from expiring.
func TestStamp(t *testing.T) {
	s := newStage(t, estate())
	s.world.Stamp = s.clock()
	first := s.saved()
	s.wait(engine.PlanLifetime)
	if second := s.plan(engine.Selection{}).Plan; second.Created != first.Created || second.ID != first.ID {
		t.Errorf("plans with one date differ: %s at %s, %s at %s", first.ID, first.Created, second.ID, second.Created)
	}
	if _, err := s.project().ApplySaved(t.Context(), first, nil); !errors.As(err, new(*engine.StaleError)) {
		t.Errorf("a plan of a fixed date, too old by the clock: %v", err)
	}
}

// Two applies of one workspace do not run at the same time; one that died is no obstacle.
func TestLease(t *testing.T) {
	s := newStage(t, estate())
	p := s.project()
	planned := s.plan(engine.Selection{})
	holder := ledger.Holder{Host: "here", PID: 7, Actor: "bob"} // alive, as the stage has it
	lease, err := s.book().Acquire(t.Context(), "apply acme", holder, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	s.hydra.Forget()
	var held *ledger.HeldError
	if _, err := p.Apply(t.Context(), planned.Plan, nil); !errors.As(err, &held) || held.Holder != holder || len(s.hydra.Requests()) != 0 {
		t.Errorf("beside another apply it ended %v, having asked %v", err, s.hydra.Requests())
	}
	if err := lease.Release(t.Context()); err != nil {
		t.Fatal(err)
	}
	holder.PID = 8 // dead
	if _, err := s.book().Acquire(t.Context(), "apply acme", holder, time.Hour); err != nil {
		t.Fatal(err)
	}
	if result, err := p.Apply(t.Context(), planned.Plan, nil); err != nil || result.Count(apply.Done) != 4 {
		t.Errorf("after another apply died it ended %v", err)
	}
}

// The secret of a client is sent when it is made, from the environment, and nothing keeps it.
func TestClientSecret(t *testing.T) {
	const secret = "correct horse battery"
	s := newStage(t, estate())
	s.edit("payctl.custody.hcl", `max_lifetime     = "12h"`, "max_lifetime     = \"12h\"\n    client {\n      auth   = \"client_secret_basic\"\n      secret = env(\"PAYCTL_SECRET\")\n    }")
	result := s.apply(engine.Selection{})
	if got := ends(result); !strings.Contains(got, payctl+" failed") || !strings.Contains(got, stockctl+" done") || s.hydra.Client("payctl") != nil {
		t.Fatalf("without the variable it ended\n%s", got)
	}
	i := slices.IndexFunc(result.Steps, func(step apply.Step) bool { return step.Status == apply.Failed })
	if !strings.Contains(result.Steps[i].Err.Error(), "PAYCTL_SECRET") {
		t.Errorf("the error is %v", result.Steps[i].Err)
	}
	s.env["PAYCTL_SECRET"] = secret
	s.apply(engine.Selection{})
	if got := s.hydra.Secret("payctl"); got != secret {
		t.Errorf("the secret is %q", got)
	}
	s.env["PAYCTL_SECRET"] = "another secret"
	s.edit("payctl.custody.hcl", `"15m"`, `"10m"`)
	if result := s.apply(engine.Selection{}); result.Count(apply.Done) != len(result.Steps) || s.hydra.Secret("payctl") != secret {
		t.Errorf("a change sent the secret again, or ended\n%s", ends(result))
	}
	entries, err := s.book().List(t.Context(), ledger.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(string(e.Body), secret) {
			t.Errorf("entry %d of the ledger holds it", e.Seq)
		}
	}
	if strings.Contains(s.read("payctl.json"), secret) {
		t.Error("the document holds it")
	}
}

// What fails is named, what does not depend on it is done, and the next apply does the rest.
func TestFailedWrite(t *testing.T) {
	s := newStage(t, estate())
	s.hydra.Inject(hydrafake.Fault{Method: http.MethodPost, Status: http.StatusForbidden, Times: 1})
	result := s.apply(engine.Selection{})
	if result.Count(apply.Failed) != 1 || result.Count(apply.Done) != 3 {
		t.Errorf("it ended\n%s", ends(result))
	}
	result = s.apply(engine.Selection{})
	if len(result.Steps) != 1 || result.Count(apply.Done) != 1 {
		t.Errorf("the second apply ended\n%s", ends(result))
	}
}

func TestDroppedValue(t *testing.T) {
	s := newStage(t, estate())
	s.hydra.Inject(hydrafake.Fault{Method: http.MethodPost, Drop: []string{"client_credentials_grant_access_token_lifespan"}})
	result := s.apply(selecting(t, payctl))
	if len(result.Steps) != 1 || result.Steps[0].Status != apply.NotKept || !strings.Contains(result.Steps[0].Err.Error(), "access_token_ttl") {
		t.Errorf("it ended %+v", result.Steps)
	}
}

// A run that broke off says what it did not do, and is taken up from what the targets say.
func TestResume(t *testing.T) {
	s := newStage(t, estate())
	ctx := t.Context()
	if runs, err := s.project().Unfinished(ctx); err != nil || len(runs) != 0 {
		t.Errorf("before the first apply %v broke off, %v", runs, err)
	}
	book := s.book()
	lease, err := book.Acquire(ctx, "apply acme", ledger.Holder{Host: "here", PID: 8, Actor: "bob"}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	run, err := book.Begin(ctx, ledger.RunDraft{PlanID: "p", Actor: "bob", Workspace: "acme", Targets: []string{payctlFile, payctl, stockctl}, Lease: lease})
	if err != nil {
		t.Fatal(err)
	}
	step, err := run.Intent(ctx, payctlFile, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := step.Done(ctx, ledger.Result{}); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Intent(ctx, payctl, nil); err != nil { // killed here
		t.Fatal(err)
	}
	p := s.project()
	runs, err := p.Unfinished(ctx)
	if err != nil || len(runs) != 1 || runs[0].ID != run.ID || runs[0].Count(ledger.StepUncertain) != 1 || runs[0].Count(ledger.StepNotStarted) != 1 {
		t.Fatalf("%+v broke off, %v", runs, err)
	}
	planned, err := p.Resume(ctx, run.ID)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, planned.Plan, payctl+" create", stockctl+" create")
	if result, err := p.Apply(ctx, planned.Plan, nil); err != nil || result.Count(apply.Done) != 2 {
		t.Errorf("taken up, it ended %v", err)
	}
	if err := p.Abandon(ctx, run.ID); err != nil {
		t.Fatal(err)
	}
	if runs, err := p.Unfinished(ctx); err != nil || len(runs) != 0 {
		t.Errorf("%v are still broken off, %v", runs, err)
	}
	for _, id := range []string{run.ID, "run-0"} {
		if _, err := p.Resume(ctx, id); !errors.Is(err, engine.ErrNotUnfinished) {
			t.Errorf("run %s is taken up with %v", id, err)
		}
	}
}

// An interrupted apply is recorded as far as it came.
func TestInterruptedApply(t *testing.T) {
	s := newStage(t, estate())
	p := s.project()
	planned := s.plan(engine.Selection{})
	ctx, interrupt := context.WithCancel(t.Context())
	var once bool
	result, err := p.Apply(ctx, planned.Plan, func(apply.Step) {
		if !once {
			once = true
			interrupt()
		}
	})
	if err != nil || !result.Interrupted || result.Count(apply.Done) == 0 {
		t.Fatalf("it ended %v, %+v", err, result)
	}
	if leases, err := s.book().Leases(t.Context()); err != nil || len(leases) != 0 {
		t.Errorf("locks are left: %v, %v", leases, err)
	}
	s.apply(engine.Selection{})
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" none", stockctlFile+" none", payctl+" none", stockctl+" none")
}

// A ledger of another kind is an error before anything is sent.
func TestLedgerOfAnotherKind(t *testing.T) {
	s := newStage(t, estate())
	s.edit("main.custody.hcl", `policies = ["./pack"]`, "policies = [\"./pack\"]\n  state \"postgres\" { dsn = env(\"DSN\") }")
	if _, err := s.project().Plan(t.Context(), engine.Selection{}); err == nil || !strings.Contains(err.Error(), "keeps its ledger in sqlite alone") {
		t.Errorf("it is planned with %v", err)
	}
	s = newStage(t, estate())
	s.edit("main.custody.hcl", `policies = ["./pack"]`, "policies = [\"./pack\"]\n  state \"sqlite\" { path = \"record/book.db\" }")
	if s.applied(); s.read("record/book.db") == "" || s.read(".custody/state.db") != "" {
		t.Error("the ledger is not where the workspace has it")
	}
}
