package engine_test

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
	"github.com/nhi-custody/custody/schema"
)

// estate is a workspace of two CLIs at one Hydra, each with a client and a document, under two policies of its own.
func estate() map[string]string {
	return map[string]string{
		"main.custody.hcl": `custody {
  name     = "acme"
  policies = ["./pack"]
}
team "app" {}
team "iam" {}
issuer "hydra" "corp" { url = "HYDRA" }
`,
		"payctl.custody.hcl": `cli "payctl" {
  owners {
    application = team.app
    identity    = team.iam
  }
  storage { model = "memory" }
  session "ci" {
    issuer           = issuer.corp
    client_id        = "payctl"
    actor            = "automation"
    host             = "server"
    grants           = ["client_credentials"]
    scopes           = ["payments:read"]
    access_token_ttl = "15m"
    max_lifetime     = "12h"
  }
  deliver "file" { path = "payctl.json" }
}
`,
		"stockctl.custody.hcl": `cli "stockctl" {
  session "ci" {
    issuer           = issuer.corp
    client_id        = "stockctl"
    actor            = "automation"
    host             = "server"
    grants           = ["client_credentials"]
    scopes           = ["stock:read"]
    access_token_ttl = "30m"
  }
  deliver "file" { path = "stockctl.json" }
}
`,
		"pack/short/policy.hcl": `policy "short" {
  title   = "Access tokens are short-lived"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.access_token_ttl != null && session.access_token_ttl <= duration("1h")
  message = "It lives too long."
}
`,
		"pack/named/policy.hcl": `policy "named" {
  title   = "The organization has a good name"
  subject = "workspace"
  plane   = "shared"
  level   = "mandatory"
  require = workspace.organization != "bad"
  message = "The name is bad."
}
`,
	}
}

// stage is a workspace on disk, a Hydra, and a machine on which custody runs.
type stage struct {
	t     *testing.T
	dir   string
	hydra *hydrafake.Server
	world *engine.World
	env   map[string]string

	mu  sync.Mutex
	now time.Time
}

func newStage(t *testing.T, files map[string]string) *stage {
	t.Helper()
	s := &stage{
		t: t, dir: t.TempDir(), hydra: hydrafake.Start(t, hydrafake.Options{}), env: map[string]string{},
		now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
	}
	for name, text := range files {
		s.write(name, text)
	}
	s.world = &engine.World{
		Dir: s.dir, Now: s.clock, Version: "0.1.0", Actor: "ann", Host: "here", PID: 7, Transport: http.DefaultTransport,
		Env:    func(name string) (string, bool) { text, ok := s.env[name]; return text, ok },
		Alive:  func(pid int) bool { return pid == 7 },
		Jitter: func() float64 { return 0 },
	}
	return s
}

func (s *stage) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *stage) wait(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// write puts a file into the workspace; HYDRA stands for the server's address.
func (s *stage) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "HYDRA", s.hydra.URL)), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// edit replaces text in a file of the workspace.
func (s *stage) edit(name, from, to string) {
	s.t.Helper()
	text := s.read(name)
	if !strings.Contains(text, from) {
		s.t.Fatalf("%s has no %q", name, from)
	}
	s.write(name, strings.Replace(text, from, to, 1))
}

// read returns a file of the workspace; empty when there is none.
func (s *stage) read(name string) string {
	data, _ := os.ReadFile(filepath.Join(s.dir, name))
	return string(data)
}

func (s *stage) remove(name string) {
	s.t.Helper()
	if err := os.Remove(filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) load() (*engine.Project, hcl.Diagnostics) {
	return engine.Load(s.t.Context(), s.world, engine.Inputs{}, s.clock())
}

// project reads the workspace, in which nothing is wrong.
func (s *stage) project() *engine.Project {
	s.t.Helper()
	p, diags := s.load()
	if len(diags) > 0 {
		s.t.Fatal(diags)
	}
	return p
}

func (s *stage) plan(sel engine.Selection) *engine.Planned {
	s.t.Helper()
	planned, err := s.project().Plan(s.t.Context(), sel)
	if err != nil {
		s.t.Fatal(err)
	}
	return planned
}

// apply carries out what a new plan asks for, a minute after whatever was before.
func (s *stage) apply(sel engine.Selection) *apply.Result {
	s.t.Helper()
	s.wait(time.Minute)
	p := s.project()
	planned, err := p.Plan(s.t.Context(), sel)
	if err != nil {
		s.t.Fatal(err)
	}
	result, err := p.Apply(s.t.Context(), planned.Plan, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return result
}

// applied makes everything that is declared, so that the next plan is empty.
func (s *stage) applied() {
	s.t.Helper()
	result := s.apply(engine.Selection{})
	if result.Count(apply.Done) != len(result.Steps) {
		s.t.Fatalf("the first apply ended %+v", result.Steps)
	}
	if got := outline(s.plan(engine.Selection{}).Plan); strings.Contains(got, "create") || strings.Contains(got, "update") {
		s.t.Fatalf("after the first apply there is to do:\n%s", got)
	}
}

// outline shows what a plan does with each target, and why where it does nothing that it could.
func outline(p *plan.Plan) string {
	var b strings.Builder
	for i := range p.Targets {
		t := &p.Targets[i]
		b.WriteString(t.Address.String() + " " + string(t.Action))
		if t.Action == plan.Held {
			b.WriteString(" " + string(t.Intended) + " by " + string(t.HeldBy))
		}
		if t.Presence == plan.Unreadable {
			b.WriteString(" unreadable")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// expect holds a plan's outline against lines.
func expect(t *testing.T, p *plan.Plan, want ...string) {
	t.Helper()
	if got := outline(p); got != strings.Join(want, "\n")+"\n" {
		t.Errorf("the plan is\n%swant\n%s", got, strings.Join(want, "\n"))
	}
}

func target(t *testing.T, p *plan.Plan, text string) *plan.Target {
	t.Helper()
	want := address(t, text)
	i := slices.IndexFunc(p.Targets, func(t plan.Target) bool { return t.Address == want })
	if i < 0 {
		t.Fatalf("the plan has no %s:\n%s", text, outline(p))
	}
	return &p.Targets[i]
}

func address(t *testing.T, text string) schema.Address {
	t.Helper()
	a, err := schema.ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func selecting(t *testing.T, texts ...string) engine.Selection {
	t.Helper()
	var sel engine.Selection
	for _, text := range texts {
		sel.Targets = append(sel.Targets, address(t, text))
	}
	return sel
}

func releasing(t *testing.T, texts ...string) engine.Selection {
	t.Helper()
	return engine.Selection{Release: selecting(t, texts...).Targets}
}

// onlyReads fails when anything but a read has reached the server.
func (s *stage) onlyReads() {
	s.t.Helper()
	requests := s.hydra.Requests()
	for _, r := range requests {
		if r.Method != http.MethodGet {
			s.t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
}

// with returns the estate with further or other files.
func with(files map[string]string) map[string]string {
	all := estate()
	maps.Copy(all, files)
	return all
}

const (
	payctl       = `issuer.corp.client["payctl"]`
	stockctl     = `issuer.corp.client["stockctl"]`
	payctlFile   = "cli.payctl.deliver.file"
	stockctlFile = "cli.stockctl.deliver.file"
)
