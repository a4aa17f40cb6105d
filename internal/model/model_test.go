package model_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

const estate = `custody { name = "w" }
team "app" {
  planes = ["application"]
  backup = team.iam
}
team "iam" {}
team "risk" { planes = ["governance"] }
issuer "hydra" "i" { owner = team.iam }
issuer "okta" "j" {}
profile "p" {
  issuer           = issuer.i
  actor            = "human"
  host             = "personal"
  access_token_ttl = "15m"
  max_lifetime     = "inherit"
  scopes           = ["a"]
  client {
    type = "public"
    auth = "none"
  }
  storage { fallback = "memory" }
}
cli "c" {
  owners {
    application = team.app
    identity    = team.iam
  }
  storage {
    model    = "os_keychain"
    fallback = "fail"
    bound_to = "device"
  }
  audit { events = ["logout"] }
  session "b" {
    profile          = profile.p
    client_id        = "cc"
    access_token_ttl = "5m"
    scopes           = ["a"]
    client {
      auth = "private_key_jwt"
    }
    storage { model = "memory" }
  }
  session "a" {
    issuer    = issuer.j
    actor     = "automation"
    host      = "server"
    client_id = "cc"
  }
}
cli "b" {
  for_each = toset(["2", "1"])
  owners { identity = team.iam }
  session "s" { profile = profile.p }
}
exception "x" {
  subject  = cli.c.session.b
  policies = ["p"]
  granted  = "2026-01-01"
  expires  = "2026-01-31"
  approval {
    team = team.app
    by   = "ann"
    on   = "2026-01-02"
  }
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

func address(t *testing.T, text string) schema.Address {
	t.Helper()
	a, err := schema.ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The session's own attributes win over its profile's, and those over the CLI's; each says where it came from.
func TestEffectiveValues(t *testing.T) {
	m := resolve(t, estate)
	s := m.Session(address(t, "cli.c.session.b"))
	for _, c := range []struct {
		name          string
		value, origin string
		want, from    string
	}{
		{"own lifetime", s.AccessTokenTTL.Value.Duration.String(), s.AccessTokenTTL.Origin, "5m0s", ""},
		{"lifetime of the profile", s.MaxLifetime.Value.State.String(), s.MaxLifetime.Origin, "inherit", "profile.p"},
		{"own list equal to the profile's", strings.Join(s.Scopes.Value, ","), s.Scopes.Origin, "a", ""},
		{"word of the profile", s.Host.Value, s.Host.Origin, "personal", "profile.p"},
		{"reference of the profile", s.Issuer.Value.Address.String(), s.Issuer.Origin, "issuer.i", "profile.p"},
		{"own in a nested block", s.Client.Auth.Value, s.Client.Auth.Origin, "private_key_jwt", ""},
		{"profile's in the same block", s.Client.Type.Value, s.Client.Type.Origin, "public", "profile.p"},
		{"own storage", s.Storage.Model.Value, s.Storage.Model.Origin, "memory", ""},
		{"profile's storage", s.Storage.Fallback.Value, s.Storage.Fallback.Origin, "memory", "profile.p"},
		{"CLI's storage", s.Storage.BoundTo.Value, s.Storage.BoundTo.Origin, "device", "cli.c"},
		{"CLI's block", strings.Join(s.Audit.Events.Value, ","), s.Audit.Events.Origin, "logout", "cli.c"},
	} {
		if c.value != c.want || c.origin != c.from {
			t.Errorf("%s: %q from %q, want %q from %q", c.name, c.value, c.origin, c.want, c.from)
		}
	}
	if s.IdleTimeout.Set || s.StepUp.MaxAge.Set {
		t.Error("what nobody declares is set")
	}
	if s.Audit.Range.Filename == "" {
		t.Error("a block that comes from the CLI counts as absent")
	}
	if s.StepUp.Range.Filename != "" || s.Revocation.Range.Filename != "" {
		t.Error("a block that nobody declares counts as present")
	}
}

// Filling a session must not change the profile, the CLI or another session.
func TestResolveChangesNoDeclaration(t *testing.T) {
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(estate)}}, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	before := fmt.Sprintf("%+v", declared(&w.Declarations))
	for range 2 {
		if _, diags := model.Resolve(&w.Declarations, time.Time{}); len(diags) > 0 {
			t.Fatal(diags)
		}
	}
	if after := fmt.Sprintf("%+v", declared(&w.Declarations)); after != before {
		t.Errorf("the declarations changed from\n%s\nto\n%s", before, after)
	}
}

func declared(d *schema.Declarations) (out []any) {
	for _, p := range d.Profiles {
		out = append(out, *p)
	}
	for _, c := range d.CLIs {
		out = append(out, c.Storage, c.Audit)
		for _, s := range c.Sessions {
			out = append(out, *s)
		}
	}
	return out
}

func TestLookup(t *testing.T) {
	m := resolve(t, estate)
	var order []string
	for _, c := range m.CLIs {
		order = append(order, c.Address.String())
		for _, s := range c.Sessions {
			order = append(order, s.Address.String())
		}
	}
	want := `cli.b["1"] cli.b["1"].session.s cli.b["2"] cli.b["2"].session.s cli.c cli.c.session.a cli.c.session.b`
	if got := strings.Join(order, " "); got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
	for text, want := range map[string]bool{
		"workspace": true, "team.app": true, "team.nobody": false, "issuer.i": true, "cli.c": true, "cli.b": true, `cli.b["1"]`: true,
		`cli.b["3"]`: false, "cli.c.session.a": true, "cli.c.session.z": false, "exception.x": true, "exception.y": false,
	} {
		if got := m.Has(address(t, text)); got != want {
			t.Errorf("Has(%s) is %v", text, got)
		}
	}
	if m.CLI(address(t, "cli.c.session.a")) == nil || m.Issuer(address(t, `issuer.i.client["x"]`)) == nil || m.Team(address(t, "team.app")).BackupTeam != m.Team(address(t, "team.iam")) {
		t.Error("what stands around an address is not found")
	}
	x := m.Exceptions[0]
	if x.Approvals[0].Team != m.Team(address(t, "team.app")) || x.Approvals[0].By != "ann" || len(x.Matched) != 1 || x.Matched[0].String() != "cli.c.session.b" {
		t.Errorf("the exception is %+v", x)
	}
}

func TestAccountable(t *testing.T) {
	m := resolve(t, estate)
	for _, c := range []struct {
		subject string
		plane   schema.Plane
		want    string
	}{
		{"cli.c", schema.PlaneApplication, "[team.app]"},
		{"cli.c.session.b", schema.PlaneIdentity, "[team.iam]"},
		{"cli.c", schema.PlaneShared, "[team.app team.iam]"},
		{`cli.b["1"]`, schema.PlaneApplication, "[team.risk]"},
		{`cli.b["1"]`, schema.PlaneShared, "[team.iam]"},
		{"issuer.i", schema.PlaneIdentity, "[team.iam]"},
		{"issuer.j", schema.PlaneIdentity, "[team.risk]"},
		{"team.app", schema.PlaneShared, "[team.app]"},
		{"exception.x", schema.PlaneApplication, "[team.app]"},
		{"workspace", schema.PlaneShared, "[team.risk]"},
	} {
		if got := fmt.Sprint(model.TeamAddresses(m.Accountable(address(t, c.subject), c.plane))); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.subject, c.plane, got, c.want)
		}
	}
	alone := resolve(t, "custody { name = \"w\" }\nissuer \"okta\" \"j\" {}")
	if got := alone.Accountable(address(t, "issuer.j"), schema.PlaneIdentity); len(got) != 0 {
		t.Errorf("without any governance team %v answers", got)
	}
}

func TestClients(t *testing.T) {
	m := resolve(t, estate)
	keys, groups := m.Clients()
	if len(keys) != 2 || keys[0].Issuer.String() != "issuer.i" || keys[1].Issuer.String() != "issuer.j" {
		t.Fatalf("the clients are %+v", keys)
	}
	for _, key := range keys {
		if key.ClientID != "cc" || len(groups[key]) != 1 {
			t.Errorf("%+v has %d sessions", key, len(groups[key]))
		}
	}
}
