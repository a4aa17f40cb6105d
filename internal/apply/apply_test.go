package apply_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

// How one step ends, for the caller and in the journal.
func TestOneStep(t *testing.T) {
	refused := errors.New("409: no")
	for _, c := range []struct {
		name    string
		action  plan.Action
		system  *system
		status  apply.Status
		err     string
		state   ledger.StepState
		run     ledger.Status
		applied bool
	}{
		{"created", plan.Create, &system{}, apply.Done, "", ledger.StepDone, ledger.StatusSucceeded, true},
		{"changed", plan.Update, &system{}, apply.Done, "", ledger.StepDone, ledger.StatusSucceeded, true},
		{"deleted", plan.Delete, &system{}, apply.Done, "", ledger.StepDone, ledger.StatusSucceeded, false},
		{"refused", plan.Update, &system{fail: map[string]error{"x": refused}}, apply.Failed, "409: no", ledger.StepFailed, ledger.StatusFailed, false},
		{
			"moved", plan.Update, &system{fail: map[string]error{"x": fmt.Errorf("client: %w", target.ErrStale)}},
			apply.Stale, "has changed since it was planned", ledger.StepFailed, ledger.StatusFailed, false,
		},
		{
			"taken", plan.Update, &system{fail: map[string]error{"x": fmt.Errorf("client: %w", target.ErrForeign)}},
			apply.Failed, "not under this workspace's custody", ledger.StepFailed, ledger.StatusFailed, false,
		},
		{
			"unconfirmed", plan.Update, &system{fail: map[string]error{"x": fmt.Errorf("client: %w", &target.UnconfirmedError{Err: refused})}},
			apply.Unconfirmed, "could not be confirmed: 409: no", ledger.StepUncertain, ledger.StatusPartial, false,
		},
		{
			"unconfirmed wins over stale", plan.Update, &system{fail: map[string]error{"x": &target.UnconfirmedError{Err: target.ErrStale}}},
			apply.Unconfirmed, "could not be confirmed", ledger.StepUncertain, ledger.StatusPartial, false,
		},
		{
			"a value that is dropped", plan.Update, &system{drop: map[string]setting.Knob{"x": "access_token_ttl"}},
			apply.NotKept, "not kept: access_token_ttl is -, not 1m", ledger.StepFailed, ledger.StatusPartial, false,
		},
		{
			"a marker that is dropped", plan.Create, &system{presence: map[string]target.Presence{"x": target.Foreign}},
			apply.NotKept, "it does not carry custody's marker", ledger.StepFailed, ledger.StatusPartial, false,
		},
		{
			"nothing there afterwards", plan.Create, &system{presence: map[string]target.Presence{"x": target.Absent}},
			apply.NotKept, "there is no such target", ledger.StepFailed, ledger.StatusPartial, false,
		},
		{
			"a delete that does nothing", plan.Delete, &system{lasting: map[string]bool{"x": true}},
			apply.Failed, "the target is still there", ledger.StepFailed, ledger.StatusFailed, false,
		},
		{
			"somebody else's after the delete", plan.Delete, &system{presence: map[string]target.Presence{"x": target.Foreign}},
			apply.Done, "", ledger.StepDone, ledger.StatusSucceeded, false,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, c.system, planned("x", c.action))
			result := b.run(t.Context())
			step := result.Steps[0]
			if step.Status != c.status || (step.Err == nil) != (c.err == "") || step.Err != nil && !strings.Contains(step.Err.Error(), c.err) {
				t.Errorf("it ended %s: %v; want %s about %q", step.Status, step.Err, c.status, c.err)
			}
			journal := b.journal()
			if journal.Status != c.run || journal.Steps[0].State != c.state || !strings.Contains(journal.Steps[0].Message, c.err) {
				t.Errorf("the journal says %s, %+v; want %s and %s", journal.Status, journal.Steps[0], c.run, c.state)
			}
			if applied := b.applied(); (len(applied) == 1) != c.applied {
				t.Errorf("under management are %v", applied)
			}
			if len(b.told) != 1 || b.told[0].Status != c.status {
				t.Errorf("progress was told %v", b.told)
			}
		})
	}
}

// The driver gets what the plan says, and nothing else; the journal has it before the write, and what was read after.
func TestWriteAndRecord(t *testing.T) {
	s := &system{}
	b := newBench(t, s, planned("x", plan.Update), planned("gone", plan.Delete), planned("idle", plan.None), planned("held", plan.Held))
	result := b.run(t.Context())
	if outline(result.Steps) != "x done, gone done" || result.Run != b.in.Run.ID || result.Interrupted {
		t.Errorf("the result is %+v", result)
	}
	if step := result.Steps[0]; step.Title != "title of x" || step.Action != plan.Update || step.Target != client("x") {
		t.Errorf("the step is %+v", step)
	}
	if got := s.written(); !slices.Equal(got, []string{"gone", "x"}) {
		t.Fatalf("%q were written", got)
	}
	for _, w := range s.writes {
		if w.Digest != "was "+w.Ref.ID || w.Ref.Address != client(w.Ref.ID) || w.Delete != (w.Ref.ID == "gone") || w.Secret != nil {
			t.Errorf("the write is %+v", w)
		}
		want := "[{access_token_ttl 1m} {scopes [a, b]}]"
		if w.Delete {
			want = "[]"
		}
		if fmt.Sprint(w.Settings) != want {
			t.Errorf("%s is set to %v; want %s", w.Ref.ID, w.Settings, want)
		}
	}
	applied := b.applied()
	if len(applied) != 1 || applied[0].Address != client("x").String() || applied[0].Digest != "now x" || applied[0].Actor != "ann" {
		t.Fatalf("under management are %+v", applied)
	}
	recorded, err := apply.ReadRecorded(applied[0].Settings)
	if err != nil || recorded.ID != "x" || recorded.Kind != "hydra" || fmt.Sprint(recorded.Settings) != "[{access_token_ttl 1m} {scopes [a, b]}]" {
		t.Errorf("what was applied is read as %+v, %v", recorded, err)
	}
	intents, err := b.ledger.List(t.Context(), ledger.Filter{Kinds: []ledger.Kind{ledger.KindIntent}})
	if err != nil || len(intents) != 2 {
		t.Fatalf("the intents are %v, %v", intents, err)
	}
	i := slices.IndexFunc(intents, func(e ledger.Entry) bool { return e.Subject == client("x").String() })
	const want = `{"changes":{"action":"update","changes":[{"after":"1m","before":"1h","knob":"access_token_ttl"},` +
		`{"after":"[a, b]","before":"-","knob":"scopes"}],"id":"x","kind":"hydra"},"version":1}`
	if i < 0 || string(intents[i].Body) != want {
		t.Errorf("the intent is\n%s\nwant\n%s", intents[max(i, 0)].Body, want)
	}
}

func TestReadRecordedRefuses(t *testing.T) {
	if _, err := apply.ReadRecorded(json.RawMessage(`{"id": 1}`)); err == nil {
		t.Error("what is no record was read as one")
	}
}

// One failure does not stop the others, and the result keeps the plan's order.
func TestIndependentTargetsGoOn(t *testing.T) {
	s := &system{fail: map[string]error{"b": errors.New("500")}}
	b := newBench(t, s, planned("a", plan.Create), planned("b", plan.Update), planned("c", plan.Update), planned("d", plan.Update), planned("e", plan.Delete), planned("f", plan.Update))
	b.in.Driver = func(t *plan.Target) (target.Driver, error) {
		if t.ID == "c" {
			return nil, errors.New("no driver")
		}
		return s, nil
	}
	result := b.run(t.Context())
	if got := outline(result.Steps); got != "a done, b failed, c failed, d done, e done, f done" {
		t.Errorf("it ended %s", got)
	}
	if result.Count(apply.Done) != 4 || result.Count(apply.Failed) != 2 || result.Count(apply.NotStarted) != 0 {
		t.Errorf("the counts are wrong: %+v", result)
	}
	journal := b.journal()
	if journal.Status != ledger.StatusPartial || journal.Steps[2].State != ledger.StepNotStarted {
		t.Errorf("the journal says %+v", journal)
	}
	if len(b.told) != 6 {
		t.Errorf("progress was told %d times", len(b.told))
	}
}

func TestNothingToDo(t *testing.T) {
	b := newBench(t, &system{}, planned("a", plan.None), planned("b", plan.Held))
	b.in.Progress = nil
	if result := b.run(t.Context()); len(result.Steps) != 0 || b.journal().Status != ledger.StatusSucceeded {
		t.Errorf("nothing ended as %+v, %s", result, b.journal().Status)
	}
}

// start begins a run of so many targets whose writes end one by one, as the channel is read.
func start(ctx context.Context, t *testing.T, n int) (s *system, b *bench, done <-chan *apply.Result) {
	t.Helper()
	s = &system{arrived: make(chan string, n), release: make(chan struct{})}
	var targets []plan.Target
	for i := range n {
		targets = append(targets, planned(fmt.Sprintf("t%d", i), plan.Update))
	}
	b = newBench(t, s, targets...)
	results := make(chan *apply.Result, 1)
	go func() {
		result, err := apply.Run(ctx, b.in)
		if err != nil {
			t.Error(err)
		}
		results <- result
	}()
	return s, b, results
}

// No more than four writes are in flight, and as many as that.
func TestConcurrency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const bound, targets = 4, 9
		s, _, done := start(t.Context(), t, targets)
		for ended := range targets {
			synctest.Wait()
			if got, want := len(s.arrived)-ended, min(bound, targets-ended); got != want {
				t.Fatalf("after %d writes %d are in flight; want %d", ended, got, want)
			}
			s.release <- struct{}{}
		}
		if result := <-done; result.Count(apply.Done) != targets {
			t.Errorf("it ended %s", outline(result.Steps))
		}
	})
}

// An interrupt lets the writes in flight end and be recorded; the others are not begun.
func TestInterrupt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, interrupt := context.WithCancel(t.Context())
		s, b, done := start(ctx, t, 7)
		synctest.Wait()
		interrupt()
		close(s.release)
		result := <-done
		want := "t0 done, t1 done, t2 done, t3 done, t4 not started, t5 not started, t6 not started"
		if outline(result.Steps) != want || !result.Interrupted {
			t.Errorf("it ended %s; want %s", outline(result.Steps), want)
		}
		journal := b.journal()
		if journal.Status != ledger.StatusPartial || journal.Count(ledger.StepDone) != 4 || journal.Count(ledger.StepNotStarted) != 3 || len(b.applied()) != 4 {
			t.Errorf("the journal says %+v", journal)
		}
	})
}

func TestInterruptedBefore(t *testing.T) {
	s := &system{}
	b := newBench(t, s, planned("a", plan.Update), planned("b", plan.Create))
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	result := b.run(ctx)
	if outline(result.Steps) != "a not started, b not started" || !result.Interrupted || len(s.written()) != 0 || len(b.told) != 0 {
		t.Errorf("it ended %s, having written %q", outline(result.Steps), s.written())
	}
	if got := b.journal().Status; got != ledger.StatusCanceled {
		t.Errorf("the run is %s", got)
	}
}

// Without the intent on disk nothing is written.
func TestNoIntentNoWrite(t *testing.T) {
	s := &system{}
	b := newBench(t, s, planned("a", plan.Update))
	if err := b.ledger.Close(); err != nil {
		t.Fatal(err)
	}
	result, err := apply.Run(t.Context(), b.in)
	if err == nil || result == nil || outline(result.Steps) != "a failed" || len(s.written()) != 0 {
		t.Errorf("with its ledger closed it ended %+v, %v, having written %q", result, err, s.written())
	}
}

// A write whose outcome can not be recorded is not called done.
func TestOutcomeNotRecorded(t *testing.T) {
	s := &system{arrived: make(chan string), release: make(chan struct{})}
	b := newBench(t, s, planned("a", plan.Update))
	done := make(chan *apply.Result)
	go func() {
		result, _ := apply.Run(t.Context(), b.in)
		done <- result
	}()
	<-s.arrived
	if err := b.ledger.Close(); err != nil {
		t.Fatal(err)
	}
	close(s.release)
	result := <-done
	if step := result.Steps[0]; step.Status != apply.Unconfirmed || !strings.Contains(step.Err.Error(), "could not be recorded") {
		t.Errorf("it ended %s: %v", step.Status, step.Err)
	}
}

// A client's secret is handed over for a create alone, and the journal never has it.
func TestSecret(t *testing.T) {
	const secret = "correct horse"
	asked := []string{}
	s := &system{}
	b := newBench(t, s, planned("new", plan.Create), planned("old", plan.Update), planned("gone", plan.Delete))
	b.in.Secret = func(t *plan.Target) func() (string, error) {
		asked = append(asked, t.ID)
		return func() (string, error) { return secret, nil }
	}
	b.run(t.Context())
	if !slices.Equal(asked, []string{"new"}) {
		t.Errorf("a secret was asked for %q", asked)
	}
	for _, w := range s.writes {
		if (w.Secret != nil) != (w.Ref.ID == "new") {
			t.Errorf("%s has a secret: %v", w.Ref.ID, w.Secret != nil)
		}
	}
	entries, err := b.ledger.List(t.Context(), ledger.Filter{})
	if err != nil || len(entries) < 8 {
		t.Fatalf("the ledger has %d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		if bytes.Contains(e.Body, []byte(secret)) {
			t.Errorf("entry %d holds the secret", e.Seq)
		}
	}
}
