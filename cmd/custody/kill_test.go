package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// gate stands between custody and the fake, and does something at the moment of one request.
type gate struct {
	server *httptest.Server
	proxy  http.Handler

	mu   sync.Mutex
	left int // requests until that one, itself included; zero when none is waited for
	act  func(w http.ResponseWriter, r *http.Request)
}

func openGate(tb testing.TB, fake string) *gate {
	base, err := url.Parse(fake)
	if err != nil {
		tb.Fatal(err)
	}
	g := &gate{proxy: httputil.NewSingleHostReverseProxy(base)}
	g.server = httptest.NewServer(g)
	return g
}

// ServeHTTP lets one request through at a time.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.left > 0 {
		if g.left--; g.left == 0 {
			g.act(w, r)
			return
		}
	}
	g.proxy.ServeHTTP(w, r)
}

// run runs a command whose requests go through the gate, and acts at the one of that number, which must come.
func (g *gate) run(ts *testscript.TestScript, number string, command []string, act func(*os.Process, http.ResponseWriter, *http.Request)) *os.ProcessState {
	n, err := strconv.Atoi(number)
	ts.Check(err)
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(environment(ts), "CUSTODY_VAR_hydra_admin_url="+g.server.URL)
	g.mu.Lock()
	g.left = n
	g.act = func(w http.ResponseWriter, r *http.Request) { act(cmd.Process, w, r) }
	err = cmd.Start()
	g.mu.Unlock()
	ts.Check(err)
	state, err := cmd.Process.Wait()
	ts.Check(err)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.left > 0 {
		ts.Fatalf("it has ended before request %d: %s", n, state)
	}
	return state
}

// killed runs custody and kills it before the fake gets its Nth request, or after that was carried out and before it is
// answered.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	args = append(strings.Fields(args[0]), args[1:]...)
	want(ts, !neg && len(args) > 2 && (args[0] == "before" || args[0] == "after"), "killed before|after N custody ...")
	g := issuerOf(ts).gate
	state := g.run(ts, args[1], args[2:], func(process *os.Process, _ http.ResponseWriter, r *http.Request) {
		if args[0] == "after" {
			g.proxy.ServeHTTP(httptest.NewRecorder(), r)
		}
		_ = process.Kill() // whether it worked is seen below
		panic(http.ErrAbortHandler)
	})
	if state.ExitCode() != -1 {
		ts.Fatalf("it was not killed: %s", state)
	}
}

// interrupted runs custody and interrupts it before the fake gets its Nth request; custody must end in order, having
// done all, a part, or nothing.
func interrupted(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) > 1, "interrupted N custody ...")
	g := issuerOf(ts).gate
	state := g.run(ts, args[0], args[1:], func(process *os.Process, w http.ResponseWriter, r *http.Request) {
		_ = process.Signal(os.Interrupt)
		g.proxy.ServeHTTP(w, r)
	})
	if code := state.ExitCode(); code != 0 && code != 1 && code != 6 {
		ts.Fatalf("exit code %d", code)
	}
}

// recovered requires of a run that was killed: the ledger verifies; what the next plan says of it is what the fake and
// the files say; and what it has left to do is what is missing or in doubt. It then resumes the run, if there is one.
func recovered(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "recovered")
	if _, err := os.Stat(ts.MkAbs(".custody/state.db")); err == nil {
		ts.Check(ts.Exec("custody", "ledger", "verify"))
	}
	ts.Check(ts.Exec("custody", "plan"))
	told, plan := ts.ReadFile("stderr"), ts.ReadFile("stdout")
	left := 0
	for target, there := range present(ts) {
		state := said(told, target)
		if !there || state == "uncertain" {
			left++
		}
		switch {
		case state == "not_started" && there, state == "failed":
			ts.Fatalf("%s is there: %t, and the plan says %s", target, there, state)
		case state == "" && !there && strings.Contains(told, "broke off"):
			ts.Fatalf("%s is not there, and the plan takes it for done", target)
		}
	}
	if summary := regexp.MustCompile(fmt.Sprintf("(?m)^%d targets? to change", left)); !summary.MatchString(plan) {
		ts.Fatalf("%d targets are missing or in doubt, and the plan does not say so", left)
	}
	found := regexp.MustCompile(`custody apply --resume (run-[0-9a-f]+)`).FindStringSubmatch(told)
	if found == nil {
		return
	}
	ts.Check(ts.Exec("custody", "apply", "--auto-approve", "--resume", found[1]))
}

// said is the state in which a warning lists a target; empty when it does not.
func said(warning, target string) string {
	for line := range strings.Lines(warning) {
		if state, ok := strings.CutSuffix(strings.TrimSpace(line), "  "+target); ok {
			return strings.TrimSpace(state)
		}
	}
	return ""
}

// present tells of each target of the quickstart whether it is there.
func present(ts *testscript.TestScript) map[string]bool {
	there := map[string]bool{}
	for _, name := range []string{"payctl", "payctl-ci", "stockctl"} {
		there[fmt.Sprintf("issuer.local.client[%q]", name)] = issuerOf(ts).fake.Client(name) != nil
	}
	for _, name := range []string{"payctl", "stockctl"} {
		_, err := os.Stat(ts.MkAbs("out/" + name + ".session-policy.json"))
		there["cli."+name+".deliver.file"] = err == nil
	}
	return there
}

// TestKilledApply kills an apply before and after each of its requests; with the race detector, which makes it slow, at
// some of them.
func TestKilledApply(t *testing.T) {
	const requests = 15 // of the first apply of the quickstart
	step := 1
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		step = 5
	}
	for n := step; n <= requests; n += step {
		for _, side := range []string{"before", "after"} {
			moment := fmt.Sprintf("%s %d", side, n)
			t.Run(moment, func(t *testing.T) {
				t.Parallel()
				testscript.Run(t, params(testscript.Params{
					Files: []string{"testdata/killed.txtar"},
					Setup: func(env *testscript.Env) error { env.Setenv("MOMENT", moment); return nil },
				}))
			})
		}
	}
}
