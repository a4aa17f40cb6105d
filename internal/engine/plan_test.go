package engine_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

func TestPlan(t *testing.T) {
	s := newStage(t, estate())
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" create", stockctlFile+" create", payctl+" create", stockctl+" create")
	p := planned.Plan
	if p.Workspace != "acme" || p.WorkspaceDigest == "" || p.Created != s.clock() || p.Expires != s.clock().Add(engine.PlanLifetime) || p.ID == "" {
		t.Errorf("the plan is %s of %s, made at %s, good until %s", p.ID, p.Workspace, p.Created, p.Expires)
	}
	if p.Policies.Evaluated != 3 || p.Policies.Pass != 3 || len(p.Findings) != 0 || len(p.LeftOut) != 0 {
		t.Errorf("the policies are %+v, the findings %v, left out is %v", p.Policies, p.Findings, p.LeftOut)
	}
	client := target(t, p, payctl)
	i := slices.IndexFunc(client.Changes, func(c setting.Change) bool { return c.Knob == setting.MaxLifetime })
	if c := client.Changes[i]; c.Enforcement != setting.ByCLI || c.Action != setting.ActionNone || c.Teams[0] != "team.iam" {
		t.Errorf("what Hydra can not enforce is %+v", c)
	}
	i = slices.IndexFunc(client.Changes, func(c setting.Change) bool { return c.Knob == setting.AccessTokenTTL })
	if c := client.Changes[i]; c.Action != setting.ActionWrite || c.Range.Filename != "payctl.custody.hcl" || c.Range.Start.Line != 14 {
		t.Errorf("the lifetime is %+v", c)
	}
	if again := s.plan(engine.Selection{}).Plan; again.ID != p.ID {
		t.Error("the same plan, made twice, has two ids")
	}
	s.onlyReads()
	if _, err := os.Stat(filepath.Join(s.dir, ".custody")); err == nil {
		t.Error("planning made a ledger")
	}
}

// A mandatory failure holds the targets of its own subject and no others; one of the workspace holds all.
func TestPoliciesHold(t *testing.T) {
	s := newStage(t, estate())
	s.edit("payctl.custody.hcl", `"15m"`, `"2h"`)
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" held create by policy", stockctlFile+" create", payctl+" held create by policy", stockctl+" create")
	if got := target(t, planned.Plan, payctl).Reason; got != "short fails on cli.payctl.session.ci" {
		t.Errorf("it is held because %q", got)
	}
	f := planned.Plan.Findings
	if len(f) != 1 || f[0].Policy != "short" || f[0].Subject != "cli.payctl.session.ci" || f[0].Verdict != "fail" || f[0].Level != "mandatory" || f[0].Teams[0] != "team.iam" ||
		f[0].File != "payctl.custody.hcl" || f[0].Line != 14 {
		t.Errorf("the findings are %+v", f)
	}
	result := s.apply(engine.Selection{})
	if len(result.Steps) != 2 || s.hydra.Client("payctl") != nil || s.read("payctl.json") != "" || s.hydra.Client("stockctl") == nil {
		t.Errorf("with two targets held the apply did %+v", result.Steps)
	}

	s = newStage(t, estate())
	s.edit("main.custody.hcl", `name     = "acme"`, "name = \"acme\"\norganization = \"bad\"")
	expect(t, s.plan(engine.Selection{}).Plan,
		payctlFile+" held create by policy", stockctlFile+" held create by policy", payctl+" held create by policy", stockctl+" held create by policy")
}

// Only what would be changed is held.
func TestNothingToHold(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.edit("main.custody.hcl", `name     = "acme"`, "name = \"acme\"\norganization = \"bad\"")
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" none", stockctlFile+" none", payctl+" none", stockctl+" none")
}

// A client or a file that carries no marker of this workspace is not touched.
func TestForeign(t *testing.T) {
	s := newStage(t, estate())
	s.hydra.Put(`{"client_id": "payctl", "scope": "openid", "grant_types": ["authorization_code"]}`)
	s.hydra.Put(`{"client_id": "unrelated", "scope": "openid"}`)
	s.write("stockctl.json", `{"anything": true}`)
	before := string(s.hydra.Client("payctl"))
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" create", stockctlFile+" held update by foreign", payctl+" held update by foreign", stockctl+" create")
	s.onlyReads()
	s.apply(releasing(t, payctl, stockctlFile))
	if string(s.hydra.Client("payctl")) != before || s.read("stockctl.json") != `{"anything": true}` {
		t.Error("what belongs to somebody else was changed")
	}
}

// What is declared no more is held until it is released by name.
func TestOrphans(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.remove("stockctl.custody.hcl")
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" none", stockctlFile+" held delete by delete", payctl+" none", stockctl+" held delete by delete")
	if s.apply(engine.Selection{}); s.hydra.Client("stockctl") == nil || s.read("stockctl.json") == "" {
		t.Fatal("what was held is gone")
	}
	expect(t, s.plan(releasing(t, stockctl)).Plan, payctlFile+" none", stockctlFile+" held delete by delete", payctl+" none", stockctl+" delete")
	if s.apply(releasing(t, stockctl)); s.hydra.Client("stockctl") != nil || s.read("stockctl.json") == "" {
		t.Error("the released client is there, or the held document is not")
	}
	s.apply(releasing(t, stockctlFile))
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" none", payctl+" none")
}

// The last document and the last client are found too, when nothing of their kind is declared any more.
func TestLastOrphans(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.remove("stockctl.custody.hcl")
	s.remove("payctl.custody.hcl")
	expect(t, s.plan(engine.Selection{}).Plan,
		payctlFile+" held delete by delete", stockctlFile+" held delete by delete", payctl+" held delete by delete", stockctl+" held delete by delete")
}

// A release lets a delete go on, and nothing that a policy holds.
func TestReleaseDoesNotOverrulePolicies(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.remove("stockctl.custody.hcl")
	s.edit("main.custody.hcl", `name     = "acme"`, "name = \"acme\"\norganization = \"bad\"")
	expect(t, s.plan(releasing(t, stockctl, stockctlFile)).Plan, payctlFile+" none", stockctlFile+" held delete by policy", payctl+" none", stockctl+" held delete by policy")
}

// A target whose issuer went from the workspace can not be reached, and the plan says so.
func TestOutOfReach(t *testing.T) {
	s := newStage(t, with(map[string]string{"other.custody.hcl": `issuer "hydra" "other" { url = "HYDRA" }` + "\n"}))
	s.applied()
	s.edit("stockctl.custody.hcl", "issuer.corp", "issuer.other")
	s.edit("payctl.custody.hcl", "issuer.corp", "issuer.other")
	s.edit("main.custody.hcl", `issuer "hydra" "corp" { url = "`+s.hydra.URL+`" }`, "")
	planned := s.plan(engine.Selection{})
	var left []string
	for _, l := range planned.Plan.LeftOut {
		left = append(left, l.Address.String()+": "+l.Reason)
	}
	if len(left) != 2 || !strings.HasPrefix(left[0], payctl+": it was applied, and what holds it (hydra) is declared no more") {
		t.Errorf("left out is %q", left)
	}
}

// An issuer that can not be read hides its own targets alone. The document of a CLI at it is not written: what falls to
// the CLI is not known.
func TestUnreadableIssuer(t *testing.T) {
	for _, fault := range []hydrafake.Fault{
		{Path: "/version", Status: http.StatusForbidden},
		{Path: "/admin/clients", Status: http.StatusUnauthorized},
		{Path: "/admin/clients", Body: "<html>", ContentType: "text/html"},
		{Status: http.StatusInternalServerError},
	} {
		s := newStage(t, with(map[string]string{"free.custody.hcl": `issuer "okta" "cloud" {}
cli "free" {
  session "me" {
    issuer           = issuer.cloud
    actor            = "human"
    host             = "personal"
    access_token_ttl = "5m"
  }
  deliver "file" { path = "free.json" }
}
`}))
		s.hydra.Inject(fault)
		planned := s.plan(engine.Selection{})
		got := outline(planned.Plan)
		if !strings.Contains(got, payctl+" none unreadable\n") || !strings.Contains(got, "cli.free.deliver.file create\n") {
			t.Errorf("with %+v the plan is\n%s", fault, got)
		}
		if target(t, planned.Plan, payctl).Reason == "" || planned.Plan.Summarize().Unreadable < 2 {
			t.Errorf("with %+v the reason is %q", fault, target(t, planned.Plan, payctl).Reason)
		}
		for _, c := range target(t, planned.Plan, payctl).Changes {
			if c.Enforcement != setting.Unknown {
				t.Errorf("unread, %s is %s", c.Knob, c.Enforcement)
			}
		}
		if len(planned.Plan.LeftOut) != 1 || planned.Plan.LeftOut[0].Address.String() != "cli.free.session.me" {
			t.Errorf("left out is %v", planned.Plan.LeftOut)
		}
		s.onlyReads()
	}
}

func TestDocumentOfAnUnaskedIssuer(t *testing.T) {
	s := newStage(t, estate())
	s.hydra.Inject(hydrafake.Fault{Path: "/version", Status: http.StatusForbidden})
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" none unreadable", stockctlFile+" none unreadable", payctl+" none unreadable", stockctl+" none unreadable")
	if got := target(t, planned.Plan, payctlFile).Reason; !strings.HasPrefix(got, "what issuer.corp leaves to the CLI is not known: ") {
		t.Errorf("the reason is %q", got)
	}
	if s.apply(engine.Selection{}); s.read("payctl.json") != "" {
		t.Error("a document was written that may lack duties")
	}
}

// An orphan that can not be read is unknown, not gone.
func TestUnreadableOrphan(t *testing.T) {
	s := newStage(t, estate())
	s.applied()
	s.remove("stockctl.custody.hcl")
	s.hydra.Inject(hydrafake.Fault{Path: "/admin/clients", Status: http.StatusForbidden})
	planned := s.plan(releasing(t, stockctl))
	if got := target(t, planned.Plan, stockctl); got.Presence != plan.Unreadable || got.Action != plan.None {
		t.Errorf("it is %s and %s", got.Presence, got.Action)
	}
}

// The language knows issuers that custody has no driver for: their clients are unknown, and everything else is planned.
func TestNoDriver(t *testing.T) {
	s := newStage(t, estate())
	s.write("main.custody.hcl", strings.Replace(s.read("main.custody.hcl"), `issuer "hydra"`, `issuer "keycloak"`, 1))
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" create", stockctlFile+" create", payctl+" none unreadable", stockctl+" none unreadable")
	if got := target(t, planned.Plan, payctl).Reason; !strings.Contains(got, "custody has no driver for it yet") {
		t.Errorf("the reason is %q", got)
	}
	if len(s.hydra.Requests()) != 0 {
		t.Errorf("without a driver %v was asked", s.hydra.Requests())
	}
}

// recorder keeps the credentials that requests carry.
type recorder struct {
	mu     sync.Mutex
	header []string
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.header = append(r.header, req.Header.Get("Authorization"))
	r.mu.Unlock()
	return http.DefaultTransport.RoundTrip(req)
}

// Credentials go where somebody outside the workspace allows it, and nowhere else.
func TestCredentials(t *testing.T) {
	const token = "opensesame"
	for _, c := range []struct {
		name    string
		allowed func(url string) string
		confirm func(issuer, origin string) bool
		sent    bool
	}{
		{name: "nothing allows it", allowed: func(string) string { return "" }},
		{name: "another origin", allowed: func(string) string { return "https://sso.example" }},
		{name: "its origin", allowed: func(url string) string { return "https://sso.example, " + url + "/" }, sent: true},
		{name: "somebody says no", allowed: func(string) string { return "" }, confirm: func(string, string) bool { return false }},
		{name: "somebody says yes", allowed: func(string) string { return "" }, confirm: func(issuer, _ string) bool { return issuer == "issuer.corp" }, sent: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, estate())
			s.edit("main.custody.hcl", ` url = "`+s.hydra.URL+`" }`, "\n  url = \"HYDRA\"\n  auth { token = env(\"TOKEN\") }\n}")
			s.env["TOKEN"], s.env[engine.OriginsVariable] = token, c.allowed(s.hydra.URL)
			sent := &recorder{}
			s.world.Transport, s.world.ConfirmOrigin = sent, c.confirm
			planned := s.plan(engine.Selection{})
			if c.sent {
				if len(sent.header) == 0 || slices.ContainsFunc(sent.header, func(h string) bool { return h != "Bearer "+token }) {
					t.Errorf("the requests carry %q", sent.header)
				}
				expect(t, planned.Plan, payctlFile+" create", stockctlFile+" create", payctl+" create", stockctl+" create")
			} else {
				reason := target(t, planned.Plan, payctl).Reason
				if len(sent.header) != 0 || !strings.Contains(reason, engine.OriginsVariable+"="+s.hydra.URL) {
					t.Errorf("%d requests were sent; the reason is %q", len(sent.header), reason)
				}
			}
			encoded, err := plan.Encode(planned.Plan)
			if err != nil || strings.Contains(string(encoded), token) {
				t.Errorf("the plan holds the credential, or %v", err)
			}
		})
	}
}

func TestBadAuthAndTimeout(t *testing.T) {
	s := newStage(t, estate())
	s.edit("main.custody.hcl", ` url = "`+s.hydra.URL+`" }`, "\n  url = \"HYDRA\"\n  auth { client_id = \"custody\" }\n}")
	if got := target(t, s.plan(engine.Selection{}).Plan, payctl).Reason; !strings.Contains(got, "its auth block is incomplete") {
		t.Errorf("with half of the credentials the reason is %q", got)
	}
	s = newStage(t, estate())
	for _, text := range []string{"soon", "-1s", "0s"} {
		s.env[engine.TimeoutVariable] = text
		if got := target(t, s.plan(engine.Selection{}).Plan, payctl).Reason; !strings.Contains(got, engine.TimeoutVariable+`="`+text+`"`) {
			t.Errorf("with a timeout of %s the reason is %q", text, got)
		}
	}
	s.env[engine.TimeoutVariable] = "2s"
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" create", stockctlFile+" create", payctl+" create", stockctl+" create")
}

func TestSelection(t *testing.T) {
	s := newStage(t, estate())
	for _, c := range []struct {
		selected []string
		want     []string
	}{
		{[]string{payctl}, []string{payctl + " create"}},
		{[]string{"cli.payctl"}, []string{payctlFile + " create", payctl + " create"}},
		{[]string{"cli.payctl.session.ci"}, []string{payctl + " create"}},
		{[]string{stockctlFile}, []string{stockctlFile + " create"}},
		{[]string{"issuer.corp"}, []string{payctl + " create", stockctl + " create"}},
		{[]string{payctl, "cli.stockctl"}, []string{stockctlFile + " create", payctl + " create", stockctl + " create"}},
	} {
		sel := selecting(t, c.selected...)
		planned := s.plan(sel)
		expect(t, planned.Plan, c.want...)
		if got := len(planned.Plan.LeftOut); got != 4-len(c.want) {
			t.Errorf("with %q selected %d targets are left out", c.selected, got)
		}
		if nothing := engine.Unselected(planned, sel); len(nothing) != 0 {
			t.Errorf("of %q, %v selects nothing", c.selected, nothing)
		}
	}
	sel := selecting(t, "cli.payctl", "cli.nobody")
	sel.Release = selecting(t, "issuer.corp.client[\"x\"]").Targets
	planned := s.plan(sel)
	if nothing := engine.Unselected(planned, sel); len(nothing) != 2 || nothing[0].Name != "nobody" || nothing[1].ChildName != "x" {
		t.Errorf("%v selects nothing", nothing)
	}
	s.onlyReads()
}

// A failure that an exception waives holds nothing; the plan carries both, complete without the workspace.
func TestWaived(t *testing.T) {
	s := newStage(t, estate())
	s.edit("payctl.custody.hcl", `"15m"`, `"2h"`)
	s.edit("pack/short/policy.hcl", `  level   = "mandatory"`, "  level   = \"mandatory\"\n  controls = { \"owasp-nhi-2025\" = [\"NHI7:2025\"] }")
	s.write("exception.custody.hcl", `exception "long" {
  subject      = cli.payctl.session.ci
  policies     = ["short"]
  reason       = "The batch takes two hours."
  compensating = ["The network is closed."]
  ticket       = "RISK-1"
  granted      = "2026-11-01"
  expires      = "2026-12-31"
  approval {
    team = team.iam
    by   = "m.chen"
    on   = "2026-11-01"
  }
}
`)
	planned := s.plan(engine.Selection{})
	expect(t, planned.Plan, payctlFile+" create", stockctlFile+" create", payctl+" create", stockctl+" create")
	f := planned.Plan.Findings
	if len(f) != 1 || f[0].Verdict != "waived" || f[0].Exception != "exception.long" || f[0].Expires.String() != "2026-12-31" ||
		len(f[0].Controls) != 1 || f[0].Controls[0] != (plan.Control{Framework: "owasp-nhi-2025", ID: "NHI7:2025"}) {
		t.Errorf("the findings are %+v", f)
	}
	client := target(t, planned.Plan, payctl)
	i := slices.IndexFunc(client.Changes, func(c setting.Change) bool { return c.Knob == setting.AccessTokenTTL })
	if got := client.Changes[i].Controls; len(got) != 1 || !strings.HasPrefix(got[0], "NHI7") {
		t.Errorf("the lifetime serves %q", got)
	}
}

// A failure of an issuer holds its clients, and no document.
func TestIssuerFailure(t *testing.T) {
	s := newStage(t, with(map[string]string{"pack/owned/policy.hcl": `policy "owned" {
  title   = "Issuers have an owner"
  subject = "issuer"
  plane   = "identity"
  level   = "mandatory"
  require = issuer.owner != null
  message = "Nobody owns it."
}
`}))
	expect(t, s.plan(engine.Selection{}).Plan, payctlFile+" create", stockctlFile+" create", payctl+" held create by policy", stockctl+" held create by policy")
}
