package ledger

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	helperRole = "LEDGER_TEST_HELPER"
	helperHost = "here"
)

// TestMain lets the test binary play another process that writes to the same ledger.
func TestMain(m *testing.M) {
	switch os.Getenv(helperRole) {
	case "":
		os.Exit(m.Run())
	case "apply":
		exitWith(helpApply(context.Background(), os.Args[1]))
	case "append":
		exitWith(helpAppend(context.Background(), os.Args[1], os.Args[2]))
	}
}

func exitWith(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func helper(ctx context.Context, role string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), helperRole+"="+role)
	cmd.Stderr = os.Stderr
	return cmd
}

func helperOptions() Options {
	return Options{Clock: time.Now, Alive: AliveOn(helperHost)}
}

func helpAppend(ctx context.Context, path, who string) error {
	l, err := Open(ctx, path, helperOptions())
	if err != nil {
		return err
	}
	for i := range appends {
		if _, err := l.Append(ctx, Draft{Kind: KindDrill, Actor: who, Body: map[string]int{"n": i}}); err != nil {
			return err
		}
	}
	return l.Close()
}

// helpApply writes a run and says on standard output, before and after each call, where it is.
func helpApply(ctx context.Context, path string) (err error) {
	say := func(words ...any) { fmt.Println(words...) }
	check := func(e error) {
		if e != nil {
			panic(e)
		}
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("helper: %v", r)
		}
	}()
	say("opening")
	l, err := Open(ctx, path, helperOptions())
	check(err)
	say("acquiring")
	lease, err := l.Acquire(ctx, "apply", Holder{Host: helperHost, PID: os.Getpid(), Actor: "helper"}, time.Hour)
	check(err)
	say("beginning")
	run, err := l.Begin(ctx, RunDraft{PlanID: "p" + strconv.Itoa(os.Getpid()), Actor: "helper", Targets: targets(), Lease: lease})
	check(err)
	say("begun", run.ID)
	for _, target := range targets() {
		say("intending", target)
		step, err := run.Intent(ctx, target, nil)
		check(err)
		say("intended", target)
		check(step.Done(ctx, Result{Digest: "d"}))
		say("recorded", target)
	}
	say("finishing")
	check(run.Finish(ctx, StatusSucceeded))
	say("finished")
	check(lease.Release(ctx))
	say("released")
	return l.Close()
}

func targets() []string { return []string{"a", "b", "c"} }

// A process is killed after each line that it says. Whatever it was doing then: the ledger verifies, what was
// acknowledged is there, and the run can be resumed to its end.
func TestKilledAnywhere(t *testing.T) {
	const lines = 16
	for after := 1; after <= lines; after++ {
		t.Run(strconv.Itoa(after), func(t *testing.T) {
			path := tempPath(t)
			said := killAfter(t, path, after)
			l := openAt(t, path, helperOptions())
			got, err := l.Verify(t.Context())
			must(t, err)
			if got.Broken != nil {
				t.Fatal(got.Broken)
			}
			runs, err := l.Runs(t.Context())
			must(t, err)
			if len(runs) == 0 {
				if said["begun"] {
					t.Fatal("an acknowledged run is gone")
				}
				return
			}
			judgeKilled(t, l, runs[0], said)
		})
	}
}

// killAfter runs the helper until it has said so many lines, and gives all that it said.
func killAfter(t *testing.T, path string, after int) map[string]bool {
	t.Helper()
	cmd := helper(t.Context(), "apply", path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	said := map[string]bool{}
	n := 0
	for scanner := bufio.NewScanner(out); scanner.Scan(); {
		line := scanner.Text()
		if strings.HasPrefix(line, "begun ") {
			line = "begun"
		}
		said[line] = true
		if n++; n == after {
			must(t, cmd.Process.Kill())
		}
	}
	if n < after {
		t.Errorf("the helper said %d lines, want at least %d", n, after)
	}
	_ = cmd.Wait() // it was killed
	return said
}

func judgeKilled(t *testing.T, l *Ledger, run RunStatus, said map[string]bool) {
	t.Helper()
	ctx := t.Context()
	switch {
	case said["finished"] && run.State != RunFinished,
		!said["finishing"] && run.State != RunInterrupted,
		run.State != RunFinished && run.State != RunInterrupted:
		t.Fatalf("run is %s after %v", run.State, said)
	}
	for _, step := range run.Steps {
		var may []StepState
		switch {
		case said["recorded "+step.Target]:
			may = []StepState{StepDone}
		case said["intended "+step.Target]:
			may = []StepState{StepDone, StepUncertain}
		case said["intending "+step.Target]:
			may = []StepState{StepDone, StepUncertain, StepNotStarted}
		default:
			may = []StepState{StepNotStarted}
		}
		if !strings.Contains(fmt.Sprint(may), string(step.State)) {
			t.Errorf("step %s is %s, want one of %v", step.Target, step.State, may)
		}
	}
	unfinished, err := l.Unfinished(ctx)
	must(t, err)
	if (len(unfinished) == 1) != (run.State == RunInterrupted) {
		t.Errorf("%d unfinished runs", len(unfinished))
	}

	// Its process is gone, so its lease does not have to expire.
	lease, err := l.Acquire(ctx, "apply", Holder{Host: helperHost, PID: os.Getpid(), Actor: "next"}, time.Hour)
	must(t, err)
	if run.State == RunInterrupted {
		resumed, err := l.Resume(ctx, run.ID, "next", lease)
		must(t, err)
		for _, step := range run.Steps {
			if step.State != StepDone {
				again, err := resumed.Intent(ctx, step.Target, nil)
				must(t, err)
				must(t, again.Done(ctx, Result{Digest: "d"}))
			}
		}
		must(t, resumed.Finish(ctx, StatusSucceeded))
	}
	must(t, lease.Release(ctx))
	wantRun(t, l, run.ID, RunFinished, StatusSucceeded, "a=done b=done c=done")
	applied, err := l.Applied(ctx)
	must(t, err)
	if len(applied) != 3 {
		t.Errorf("%d targets applied, want 3", len(applied))
	}
	if got, err := l.Verify(ctx); err != nil || got.Broken != nil {
		t.Errorf("verification: %v %v", got.Broken, err)
	}
}

const appends = 25

// Two processes and several goroutines create one ledger and append to it at the same time.
func TestManyWriters(t *testing.T) {
	path := tempPath(t)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			if err := helper(t.Context(), "append", path, "process"+strconv.Itoa(i)).Run(); err != nil {
				t.Error(err)
			}
		})
	}
	l := openAt(t, path, helperOptions())
	for i := range 3 {
		wg.Go(func() {
			for n := range appends {
				_, err := l.Append(t.Context(), Draft{Kind: KindDrill, Actor: "goroutine" + strconv.Itoa(i), Body: map[string]int{"n": n}})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	wantWhole(t, l, 5*appends)
	entries, err := l.List(t.Context(), Filter{})
	must(t, err)
	next := map[string]int{}
	for _, e := range entries {
		if want := fmt.Sprintf(`{"n":%d}`, next[e.Actor]); string(e.Body) != want {
			t.Fatalf("%s wrote %s, want %s", e.Actor, e.Body, want)
		}
		next[e.Actor]++
	}
}

// Of many that want one lease at once, one gets it.
func TestLeaseRace(t *testing.T) {
	path := tempPath(t)
	var mu sync.Mutex
	won := 0
	var wg sync.WaitGroup
	for i := range 4 {
		l := openAt(t, path, helperOptions())
		wg.Go(func() {
			_, err := l.Acquire(t.Context(), "apply", Holder{Host: helperHost, PID: os.Getpid(), Actor: strconv.Itoa(i)}, time.Hour)
			var held *HeldError
			if err != nil && !errors.As(err, &held) {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("%d holders, want 1", won)
	}
}

func TestAliveOn(t *testing.T) {
	cmd := helper(t.Context(), "append", "/dev/null/impossible", "nobody")
	cmd.Stderr = nil
	if err := cmd.Run(); err == nil {
		t.Fatal("the helper should have failed")
	}
	alive := AliveOn(helperHost)
	for name, tt := range map[string]struct {
		holder Holder
		want   bool
	}{
		"this process":    {Holder{Host: helperHost, PID: os.Getpid()}, true},
		"one that ended":  {Holder{Host: helperHost, PID: cmd.Process.Pid}, false},
		"on another host": {Holder{Host: "there", PID: cmd.Process.Pid}, true},
		"no process":      {Holder{Host: helperHost}, true},
	} {
		if got := alive(tt.holder); got != tt.want {
			t.Errorf("%s: alive is %v, want %v", name, got, tt.want)
		}
	}
}
