package desired_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/desired"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// estate declares every attribute that a session and a CLI have.
const estate = `custody { name = "w" }
team "app" { title = "Payments" }
team "iam" {}
issuer "hydra" "corp" { url = "https://sso.example" }
profile "p" {
  issuer           = issuer.corp
  actor            = "human"
  host             = "personal"
  access_token_ttl = "15m"
  storage { persistent = true }
}
cli "payctl" {
  title       = "Payments CLI"
  purpose     = "Refunds"
  repository  = "acme/payctl"
  criticality = "high"
  data        = "restricted"
  owners {
    application = team.app
    identity    = team.iam
    attested    = "2026-10-02"
  }
  storage {
    model      = "os_keychain"
    fallback   = "fail"
    persistent = false
    bound_to   = "device"

    passed_by         = ["stdin"]
    client_credential = "none"
  }
  expiry {
    on_expiry = "refresh"
    leeway    = "30s"
    wipe_on   = ["logout"]
  }
  revocation {
    endpoint  = "https://sso.example/revoke"
    on_logout = "revoke_and_wipe"
    runbook   = "https://runbooks.example"
    drilled   = "2026-09-20"
  }
  audit {
    events = ["issuance"]
    sink   = "https://siem.example"

    token_values = "omitted"
  }
  session "ci" {
    profile           = profile.p
    client_id         = "payctl"
    grants            = ["authorization_code", "device_code"]
    pkce              = true
    scopes            = ["b", "a"]
    scopes_reviewed   = "2026-10-02"
    environment       = "production"
    device_code_ttl   = "10m"
    audience          = ["https://api.example"]
    sender_constraint = "dpop"
    assurance         = "aal2"
    idle_timeout      = "inherit"
    max_lifetime      = "unlimited"
    refresh_token     = "rotating"
    reuse_grace       = "5s"
    client {
      type          = "confidential"
      auth          = "client_secret_basic"
      redirect_uris = ["http://127.0.0.1/callback"]
      secret        = env("PAYCTL_SECRET")
    }
    step_up {
      scopes  = ["b"]
      max_age = "15m"
    }
    conditions {
      managed_device = true
      networks       = ["10.0.0.0/8"]
    }
    revoke {
      on     = ["offboarding"]
      within = "5m"

      propagation = "1m"
    }
    storage { model = "memory" }
  }
  deliver "file" { path = "payctl.json" }
}
`

func resolve(t *testing.T, text string) *model.Model {
	t.Helper()
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(text)}}, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return m
}

// knowing answers for every issuer with the same capabilities.
func knowing(all setting.Capabilities) func(schema.Address) (setting.Capabilities, bool) {
	return func(schema.Address) (setting.Capabilities, bool) { return all, true }
}

func unasked(schema.Address) (setting.Capabilities, bool) { return nil, false }

// compile returns the targets by their written address.
func compile(t *testing.T, in desired.Input) (map[string]plan.Desired, []plan.LeftOut) {
	t.Helper()
	systems, leftOut := desired.Compile(in)
	targets := map[string]plan.Desired{}
	for _, s := range systems {
		for _, target := range s.Targets {
			if !slices.IsSortedFunc(target.Settings, func(a, b setting.Declared) int { return strings.Compare(string(a.Knob), string(b.Knob)) }) {
				t.Errorf("the settings of %s are out of order", target.Address)
			}
			targets[target.Address.String()] = target
		}
	}
	return targets, leftOut
}

func values(d plan.Desired) map[string]string {
	out := map[string]string{}
	for _, s := range d.Settings {
		out[string(s.Knob)] = s.Value.String()
	}
	return out
}

func find(t *testing.T, d plan.Desired, knob string) setting.Declared {
	t.Helper()
	i := slices.IndexFunc(d.Settings, func(s setting.Declared) bool { return string(s.Knob) == knob })
	if i < 0 {
		t.Fatalf("%s has no %s", d.Address, knob)
	}
	return d.Settings[i]
}

func TestClient(t *testing.T) {
	targets, leftOut := compile(t, desired.Input{Model: resolve(t, estate), Capabilities: knowing(nil)})
	got := targets[`issuer.corp.client["payctl"]`]
	want := map[string]string{
		"access_token_ttl": "15m", "idle_timeout": "inherit", "max_lifetime": "unlimited", "refresh_rotation": "rotating", "reuse_grace": "5s",
		"scopes": "[a, b]", "audience": "[https://api.example]", "pkce": "true", "sender_constraint": "dpop",
		"client.auth": "client_secret_basic", "client.redirect_uris": "[http://127.0.0.1/callback]",
		"grant.authorization_code": "true", "grant.device_code": "true", "grant.client_credentials": "false", "grant.token_exchange": "false",
		"grant.jwt_bearer": "false", "grant.implicit": "false", "grant.password": "false",
	}
	if fmt.Sprint(values(got)) != fmt.Sprint(want) {
		t.Errorf("the client shall be\n%v\nwant\n%v", values(got), want)
	}
	if got.ID != "payctl" || got.Kind != "hydra" || got.Title != "payctl · ci" || got.Whole || fmt.Sprint(got.Subjects) != "[cli.payctl.session.ci]" || len(leftOut) != 0 {
		t.Errorf("the target is %+v, left out is %v", got, leftOut)
	}
	ttl, scopes := find(t, got, "access_token_ttl"), find(t, got, "scopes")
	if ttl.Origin != "profile.p" || ttl.Range.Start.Line != 9 || scopes.Origin != "" || scopes.Range.Start.Line != 54 {
		t.Errorf("the lifetime comes from %s %v, the scopes from %q %v", ttl.Origin, ttl.Range, scopes.Origin, scopes.Range)
	}
	for _, s := range got.Settings {
		if s.Plane != schema.PlaneIdentity || fmt.Sprint(s.Teams) != "[team.iam]" || s.Address.String() != "cli.payctl.session.ci" {
			t.Errorf("%s is of %s, %v, %s", s.Knob, s.Plane, s.Teams, s.Address)
		}
	}
}

// Each attribute of the identity plane is set at the issuer, written into the CLI's document, or both; what the source
// calls declared is in the document, so that the CLI and whoever reads it know it.
func TestNoAttributeIsSilent(t *testing.T) {
	m := resolve(t, estate)
	targets, _ := compile(t, desired.Input{Model: m, Capabilities: knowing(nil)})
	client, document := values(targets[`issuer.corp.client["payctl"]`]), values(targets["cli.payctl.deliver.file"])
	// What names or registers the client, and what the profile has filled in, is of no use to the CLI.
	nowhere := []string{"profile", "client.type", "client.secret"}
	checked := 0
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		for _, f := range schema.Describe(v.Type()) {
			field := v.FieldByIndex(f.Index)
			if f.Shape == schema.ShapeBlock {
				walk(field, path+f.Name+".")
				continue
			}
			name := path + f.Name
			if !field.FieldByName("Set").Bool() {
				t.Errorf("the estate of this test does not declare %s", name)
			}
			checked++
			knob, isKnob := strings.CutPrefix(f.Enforce, "knob:")
			knob = strings.Replace(knob, "*", "device_code", 1)
			_, written := document["sessions.ci."+name]
			switch {
			case isKnob && client[knob] == "":
				t.Errorf("%s shall be the knob %s, and the client has none", name, knob)
			case strings.HasPrefix(name, "client.") && written:
				t.Errorf("%s is written into the document", name)
			case !strings.HasPrefix(name, "client.") && written == slices.Contains(nowhere, name):
				t.Errorf("%s is in the document: %v", name, written)
			case !isKnob && !written && !slices.Contains(nowhere, name):
				t.Errorf("nothing becomes of %s", name)
			}
		}
	}
	walk(reflect.ValueOf(&m.CLIs[0].Sessions[0].Session).Elem(), "")
	if checked < 35 {
		t.Errorf("%d attributes were checked; a session has more", checked)
	}
}

func TestDocument(t *testing.T) {
	targets, _ := compile(t, desired.Input{
		Model: resolve(t, estate), Capabilities: unasked,
		Controls: func(attribute string) []string { return []string{"control of " + attribute} },
	})
	got := targets["cli.payctl.deliver.file"]
	if got.ID != "payctl.json" || got.Kind != "file" || got.Title != "payctl" || !got.Whole || fmt.Sprint(got.Subjects) != "[cli.payctl]" {
		t.Errorf("the target is %+v", got)
	}
	have := values(got)
	for knob, want := range map[string]string{
		"title": "Payments CLI", "owners.application": "Payments", "owners.identity": "iam", "storage.model": "os_keychain", "expiry.leeway": "30s",
		"revocation.drilled": "2026-09-20", "audit.events": "[issuance]",
		"sessions.ci.issuer": "https://sso.example", "sessions.ci.storage.model": "memory", "sessions.ci.storage.fallback": "fail",
		"sessions.ci.storage.persistent": "true", "sessions.ci.access_token_ttl": "15m", "sessions.ci.max_lifetime": "unlimited",
		"sessions.ci.grants": "[authorization_code, device_code]", "sessions.ci.step_up.max_age": "15m", "sessions.ci.conditions.managed_device": "true",
	} {
		if have[knob] != want {
			t.Errorf("%s is %q; want %q", knob, have[knob], want)
		}
	}
	for knob := range have {
		if strings.Contains(knob, "secret") || strings.Contains(knob, "duties") || strings.HasPrefix(knob, "purpose") || knob == "owners.attested" {
			t.Errorf("the document holds %s", knob)
		}
	}
	for _, c := range []struct{ knob, plane, teams, origin, control string }{
		{"title", "shared", "[team.app team.iam]", "", "[]"},
		{"storage.model", "application", "[team.app]", "", "[control of storage.model]"},
		{"sessions.ci.storage.fallback", "application", "[team.app]", "cli.payctl", "[control of storage.fallback]"},
		{"sessions.ci.storage.persistent", "application", "[team.app]", "profile.p", "[control of storage.persistent]"},
		{"sessions.ci.scopes", "identity", "[team.iam]", "", "[control of scopes]"},
	} {
		s := find(t, got, c.knob)
		if string(s.Plane) != c.plane || fmt.Sprint(s.Teams) != c.teams || s.Origin != c.origin || fmt.Sprint(s.Controls) != c.control {
			t.Errorf("%s is of %s, %v, from %q, for %v", c.knob, s.Plane, s.Teams, s.Origin, s.Controls)
		}
	}
}

// What the issuer can not enforce is the CLI's duty, with what the issuer does instead; what it can is none.
func TestDuties(t *testing.T) {
	writable := setting.Capability{Support: setting.Writable, Scope: setting.ScopeClient, Inherit: true, Min: time.Second}
	of := func(knob setting.Knob, c setting.Capability) setting.Capability {
		c.Knob = knob
		return c
	}
	capabilities := setting.Capabilities{
		of(setting.AccessTokenTTL, writable), of(setting.IdleTimeout, writable), of(setting.Scopes, writable), of(setting.Audience, writable),
		of(setting.RefreshRotation, writable), of(setting.ReuseGrace, writable), of("client.*", writable), of("grant.*", writable),
		of("grant.device_code", setting.Capability{Instead: "has no device grant"}),
		of(setting.SenderConstraint, setting.Capability{Support: setting.Fixed, Fixed: setting.Text("none")}),
		of(setting.MaxLifetime, setting.Capability{Instead: "starts a new lifetime at each refresh"}),
		of(setting.PKCE, setting.Capability{Support: setting.ReadOnly}),
	}
	targets, _ := compile(t, desired.Input{Model: resolve(t, estate), Capabilities: knowing(capabilities)})
	got := map[string]string{}
	for knob, value := range values(targets["cli.payctl.deliver.file"]) {
		if duty, ok := strings.CutPrefix(knob, "sessions.ci.duties."); ok {
			got[duty] = value
		}
	}
	want := map[string]string{
		"grant.device_code": "the issuer has no device grant", "max_lifetime": "the issuer starts a new lifetime at each refresh",
		"sender_constraint": "the issuer always has none",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the duties are\n%v\nwant\n%v", got, want)
	}
	duty := find(t, targets["cli.payctl.deliver.file"], "sessions.ci.duties.max_lifetime")
	if duty.Plane != schema.PlaneIdentity || fmt.Sprint(duty.Teams) != "[team.iam]" || duty.Range.Start.Line != 62 {
		t.Errorf("the duty is of %s, %v, at %v", duty.Plane, duty.Teams, duty.Range)
	}
}

const several = `custody { name = "w" }
issuer "hydra" "a" {}
issuer "okta" "b" {}
profile "q" {
  issuer = issuer.a
  actor  = "human"
  host   = "personal"
}
cli "z" {
  for_each = toset(["us", "eu"])
  session "s" {
    profile   = profile.q
    client_id = "shared"
    grants    = ["static_token"]
  }
}
cli "y" {
  session "none" { profile = profile.q }
  session "empty" {
    profile   = profile.q
    client_id = ""
  }
  session "other" {
    profile   = profile.q
    issuer    = issuer.b
    client_id = "shared"
  }
}
cli "x" {
  session "s" {
    profile   = profile.q
    client_id = "x"
  }
  deliver "native" { tool = "docker" }
}
`

func TestSystems(t *testing.T) {
	systems, leftOut := desired.Compile(desired.Input{Model: resolve(t, several), Capabilities: unasked})
	var got []string
	for _, s := range systems {
		for _, target := range s.Targets {
			got = append(got, fmt.Sprintf("%s %s: %s %s (%s) for %v", s.Address, s.Kind, target.Address, target.ID, target.Title, target.Subjects))
		}
	}
	want := []string{
		`issuer.a hydra: issuer.a.client["shared"] shared (z["eu"] · s, z["us"] · s) for [cli.z["eu"].session.s cli.z["us"].session.s]`,
		`issuer.a hydra: issuer.a.client["x"] x (x · s) for [cli.x.session.s]`,
		`issuer.b okta: issuer.b.client["shared"] shared (y · other) for [cli.y.session.other]`,
		` native: cli.x.deliver.native docker (x) for [cli.x]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("the targets are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if fmt.Sprint(leftOut) != "[{cli.y.session.empty it names no client_id} {cli.y.session.none it names no client_id}]" {
		t.Errorf("left out is %v", leftOut)
	}
}

// A token that a person pastes is no grant of OAuth: it is asked of the issuer only where it is declared.
func TestStaticToken(t *testing.T) {
	targets, _ := compile(t, desired.Input{Model: resolve(t, several), Capabilities: unasked})
	shared, x := values(targets[`issuer.a.client["shared"]`]), values(targets[`issuer.a.client["x"]`])
	if shared["grant.static_token"] != "true" || shared["grant.password"] != "false" {
		t.Errorf("the grants are %v", shared)
	}
	if len(x) != 0 {
		t.Errorf("a client of which nothing is declared shall be %v", x)
	}
}

// The same model gives the same targets, whatever the order in which maps are walked.
func TestDeterministic(t *testing.T) {
	m := resolve(t, estate+strings.ReplaceAll(several, `custody { name = "w" }`, ""))
	first, _ := desired.Compile(desired.Input{Model: m, Capabilities: unasked})
	for range 20 {
		again, _ := desired.Compile(desired.Input{Model: m, Capabilities: unasked})
		if !reflect.DeepEqual(first, again) {
			t.Fatal("two runs differ")
		}
	}
}
