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
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// killer stands between custody and the fake, and can end custody at the moment of a request.
type killer struct {
	server *httptest.Server

	mu      sync.Mutex
	left    int  // requests until the one that is waited for; zero when none is
	carried bool // let that request through first
	kill    func()
}

func startKiller(fake string) *killer {
	k := &killer{}
	base, err := url.Parse(fake)
	if err != nil {
		panic(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(base)
	k.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.left > 0 {
			k.left--
		}
		if k.kill == nil || k.left > 0 {
			proxy.ServeHTTP(w, r)
			return
		}
		if k.carried {
			proxy.ServeHTTP(httptest.NewRecorder(), r)
		}
		k.kill()
		k.kill = nil
		panic(http.ErrAbortHandler)
	}))
	return k
}

func (k *killer) close() { k.server.Close() }

// killed runs custody and kills it before the fake gets its Nth request, or after that was carried out and before it is
// answered. It sets KILLED to yes, or to no when custody ended before.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	args = append(strings.Fields(args[0]), args[1:]...)
	want(ts, !neg && len(args) > 2 && (args[0] == "before" || args[0] == "after"), "killed before|after N custody ...")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	k := issuerOf(ts).killer
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "CUSTODY_VAR_confirmed_on", "PAYCTL_CI_SECRET"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Env = append(cmd.Env, "CUSTODY_VAR_hydra_admin_url="+k.server.URL, "CUSTODY_VAR_hydra_public_url="+ts.Getenv("HYDRA_PUBLIC"))
	ended := make(chan struct{})
	k.mu.Lock()
	k.left, k.carried = n, args[0] == "after"
	k.kill = func() {
		_ = cmd.Process.Signal(os.Kill) // whether it worked is seen below
		<-ended
	}
	err = cmd.Start()
	k.mu.Unlock()
	ts.Check(err)
	err = cmd.Wait()
	close(ended)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kill, k.left = nil, 0
	switch {
	case err == nil:
		ts.Setenv("KILLED", "no")
	case cmd.ProcessState.ExitCode() == -1:
		ts.Setenv("KILLED", "yes")
	default:
		ts.Fatalf("it ended by itself: %v", err)
	}
}

// recovered requires of a run that was killed: the ledger verifies; what the next plan says of it is what the fake and
// the files say; and what it has left to do is what is missing.
func recovered(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "recovered")
	if _, err := os.Stat(ts.MkAbs(".custody/state.db")); err == nil {
		ts.Check(ts.Exec("custody", "ledger", "verify"))
	}
	ts.Check(ts.Exec("custody", "plan"))
	told, plan := ts.ReadFile("stderr"), ts.ReadFile("stdout")
	missing := 0
	for target, there := range present(ts) {
		if !there {
			missing++
		}
		switch state := said(told, target); {
		case state == "not started" && there, state == "failed":
			ts.Fatalf("%s is there: %t, and the plan says %s", target, there, state)
		case state == "" && !there && strings.Contains(told, "broke off"):
			ts.Fatalf("%s is not there, and the plan takes it for done", target)
		}
	}
	if summary := fmt.Sprintf("%d target", missing); !strings.Contains(plan, summary) {
		ts.Fatalf("%d targets are missing, and the plan does not say so", missing)
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

// TestKilledApply kills an apply before and after each of its requests.
func TestKilledApply(t *testing.T) {
	const requests = 14 // of the first apply of the quickstart, and some more
	for n := 1; n <= requests; n++ {
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
