package engine_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

func (s *stage) drift(sel engine.Selection) *engine.DriftReport {
	s.t.Helper()
	report, err := s.project().Drift(s.t.Context(), sel)
	if err != nil {
		s.t.Fatal(err)
	}
	return report
}

// drifts shows what drift found.
func drifts(r *engine.DriftReport) string {
	var b strings.Builder
	for _, d := range r.Drifts {
		fmt.Fprintf(&b, "%s:", d.Address)
		if d.Gone {
			b.WriteString(" gone")
		}
		if d.Taken != "" {
			b.WriteString(" taken by " + d.Taken)
		}
		for _, c := range d.Changes {
			fmt.Fprintf(&b, " %s %s -> %s", c.Knob, c.Applied, c.Observed)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// rewrite replaces text in a client behind custody's back.
func (s *stage) rewrite(id, from, to string) {
	s.t.Helper()
	before := string(s.hydra.Client(id))
	if !strings.Contains(before, from) {
		s.t.Fatalf("%s has no %s: %s", id, from, before)
	}
	s.hydra.Put(strings.Replace(before, from, to, 1))
}

func TestNoDrift(t *testing.T) {
	s := newStage(t, estate())
	if r := s.drift(engine.Selection{}); r.Compared != 0 || len(r.Drifts)+len(r.Unreadable) != 0 || len(s.hydra.Requests()) != 0 {
		t.Errorf("before the first apply drift found %+v", r)
	}
	s.applied()
	s.hydra.Forget()
	if r := s.drift(engine.Selection{}); r.Compared != 4 || len(r.Drifts)+len(r.Unreadable) != 0 {
		t.Errorf("after it drift found %+v", r)
	}
	s.onlyReads()
}

// What somebody else has changed is drift, whether it is a value, the whole, or whom it belongs to.
func TestDrift(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *stage)
		want   string
	}{
		{"a value", func(s *stage) { s.rewrite("payctl", `"scope":"payments:read"`, `"scope":"payments:read payments:all"`) }, payctl + ": scopes [payments:read] -> [payments:all, payments:read]\n"},
		{"a value that nobody declared", func(s *stage) { s.rewrite("payctl", `"audience":[]`, `"audience":["https://evil.example"]`) }, payctl + ": audience [] -> [https://evil.example]\n"},
		{"gone", func(s *stage) { s.hydra.Delete("stockctl") }, stockctl + ": gone\n"},
		{"a document gone", func(s *stage) { s.remove("payctl.json") }, payctlFile + ": gone\n"},
		{"taken", func(s *stage) { s.rewrite("payctl", `"owner":"custody/acme"`, `"owner":"somebody"`) }, payctl + ": taken by somebody\n"},
		{"a document replaced", func(s *stage) { s.write("payctl.json", "{}\n") }, payctlFile + ": taken by nobody that custody knows\n"},
		{"a document edited", func(s *stage) {
			s.edit("payctl.json", `"memory"`, `"environment"`)
		}, payctlFile + ": sessions.ci.storage.model memory -> environment\n"},
		{"a change that is declared and not applied", func(s *stage) { s.edit("payctl.custody.hcl", `"15m"`, `"10m"`) }, ""},
		{"a CLI that is declared no more", func(s *stage) { s.remove("stockctl.custody.hcl") }, ""},
		{"two of them", func(s *stage) { s.hydra.Delete("stockctl"); s.hydra.Delete("payctl") }, payctl + ": gone\n" + stockctl + ": gone\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, estate())
			s.applied()
			c.change(s)
			s.hydra.Forget()
			r := s.drift(engine.Selection{})
			if got := drifts(r); got != c.want || len(r.Unreadable) != 0 || r.Compared != 4 {
				t.Errorf("drift found, of %d targets,\n%swant\n%s", r.Compared, got, c.want)
			}
			for _, d := range r.Drifts {
				if d.Run == "" {
					t.Errorf("%s says not who applied it", d.Address)
				}
			}
			s.onlyReads()
		})
	}
}

// An apply mends drift, and then there is none.
func TestDriftIsMended(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.rewrite("payctl", `"scope":"payments:read"`, `"scope":"payments:all"`)
	s.hydra.Delete("stockctl")
	s.remove("stockctl.json")
	s.apply(engine.Selection{})
	if r := s.drift(engine.Selection{}); drifts(r) != "" || r.Compared != 4 {
		t.Errorf("after it was mended drift found\n%s", drifts(r))
	}
}

func TestDriftUnreadable(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.remove("payctl.json")
	s.hydra.Inject(hydrafake.Fault{Path: "/admin/clients", Status: http.StatusForbidden})
	r := s.drift(engine.Selection{})
	if len(r.Unreadable) != 2 || r.Unreadable[0].Address.String() != payctl || r.Unreadable[0].Err == nil || drifts(r) != payctlFile+": gone\n" {
		t.Errorf("unreadable are %v, and drift found\n%s", r.Unreadable, drifts(r))
	}
	s.hydra.Mend()
	s.edit("main.custody.hcl", `issuer "hydra" "corp"`, `issuer "hydra" "other"`)
	s.remove("payctl.custody.hcl")
	s.remove("stockctl.custody.hcl")
	r = s.drift(engine.Selection{})
	if len(r.Unreadable) != 2 || !strings.Contains(r.Unreadable[0].Err.Error(), "issuer.corp is declared no more") {
		t.Errorf("without the issuer unreadable are %v", r.Unreadable)
	}
}

func TestDriftSelection(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	for selected, want := range map[string]int{
		payctl: 1, "cli.payctl": 2, "cli.payctl.session.ci": 1, payctlFile: 1, "issuer.corp": 2, "workspace": 4,
	} {
		if r := s.drift(selecting(t, selected)); r.Compared != want {
			t.Errorf("with %s selected %d targets were compared; want %d", selected, r.Compared, want)
		}
	}
	if r := s.drift(selecting(t, payctl, stockctlFile)); r.Compared != 2 {
		t.Errorf("with two selected %d targets were compared", r.Compared)
	}
	if _, err := s.project().Drift(t.Context(), selecting(t, payctl, "cli.nobody")); err == nil || !strings.Contains(err.Error(), "cli.nobody names nothing") {
		t.Errorf("a selection of nothing is %v", err)
	}
}

// What is as declared, and not as the ledger has it, is recorded by the next apply, which changes nothing.
func TestCatchUp(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.rewrite("payctl", `"scope":"payments:read"`, `"scope":"payments:read payments:all"`)
	s.edit("payctl.custody.hcl", `["payments:read"]`, `["payments:read", "payments:all"]`)
	s.apply(selecting(t, payctlFile))
	s.remove("stockctl.custody.hcl")
	s.hydra.Delete("stockctl")
	s.remove("stockctl.json")
	if r := s.drift(engine.Selection{}); len(r.Drifts) != 3 {
		t.Fatalf("drift found\n%s", drifts(r))
	}
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" none", stockctlFile+" delete", payctl+" update", stockctl+" delete")
	for _, address := range []string{stockctlFile, payctl, stockctl} {
		if one := target(t, planned.Plan, address); !one.Confirms() || one.Writes() != 0 {
			t.Errorf("%s is not only to be recorded: %+v", address, one)
		}
	}
	before := string(s.hydra.Client("payctl"))
	s.apply(engine.Selection{})
	if r := s.drift(engine.Selection{}); drifts(r) != "" || r.Compared != 2 {
		t.Errorf("of %d targets drift found\n%s", r.Compared, drifts(r))
	}
	if got := string(s.hydra.Client("payctl")); strings.Count(got, "payments:all") != strings.Count(before, "payments:all") {
		t.Errorf("what was as declared became\n%s", got)
	}
	if s.plan(engine.Selection{}).Plan.HasChanges() {
		t.Error("there is still to do")
	}
}
