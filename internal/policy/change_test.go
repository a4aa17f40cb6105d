package policy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

const changedEstate = `
team "dev" {}
team "iam" {}
team "sec" { planes = ["governance"] }
issuer "oidc" "corp" {}
cli "c" {
  criticality = "high"
  owners {
    application = team.dev
    identity    = team.iam
  }
  session "a" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "personal"
  }
  session "b" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}
exception "x" {
  subject  = cli.c.session.b
  policies = ["p"]
  granted  = "2026-11-01"
  expires  = "2026-12-01"
  approval {
    team = team.iam
    by   = "ann"
    on   = "2026-11-01"
  }
}
`

func changeOf(t *testing.T, subject, attribute string, plane schema.Plane, before, after setting.Value) setting.Difference {
	t.Helper()
	a, err := schema.ParseAddress(subject)
	if err != nil {
		t.Fatal(err)
	}
	return setting.Difference{
		Subject: a, Attribute: attribute, Plane: plane, Before: before, After: after, Direction: setting.Widens, Action: setting.BlockUpdate,
		Range: hcl.Range{Filename: "a.custody.hcl", Start: hcl.Pos{Line: 7, Column: 1}},
	}
}

// A finding on a change names the block and the attribute, has the place of the attribute, and is for those who answer for
// the attribute's plane, whatever the plane of the policy. An exception for the block waives it.
func TestCheckChanges(t *testing.T) {
	m := resolve(t, changedEstate, day)
	hour, minute := setting.Duration(time.Hour), setting.Duration(time.Minute)
	changes := []setting.Difference{
		changeOf(t, "cli.c", "criticality", schema.PlaneShared, setting.Text("high"), setting.Text("low")),
		changeOf(t, "cli.c.session.a", "storage.model", schema.PlaneApplication, setting.Text("memory"), setting.Value{}),
		changeOf(t, "cli.c.session.b", "idle_timeout", schema.PlaneIdentity, minute, hour),
		changeOf(t, "cli.gone.session.s", "idle_timeout", schema.PlaneIdentity, hour, setting.Value{}),
		changeOf(t, "team.dev", "title", schema.PlaneShared, setting.Text("a"), setting.Text("b")),
	}
	got := rules(t, rule("change", "identity", `change.direction != "widens"`), m).CheckChanges(m, changes)
	var lines []string
	for i := range got {
		f := &got[i]
		lines = append(lines, fmt.Sprintf("%s: %s, %v, line %d, agent %v", f.Subject.Text, f.Verdict, f.Teams(), f.Range().Start.Line, f.Subject.Agent))
	}
	want := []string{
		"cli.c criticality: fail, [team.dev team.iam], line 7, agent true",
		"cli.c.session.a storage.model: fail, [team.dev], line 7, agent true",
		"cli.c.session.b idle_timeout: waived, [team.iam], line 7, agent false",
		"cli.gone.session.s idle_timeout: fail, [team.sec], line 7, agent false",
		"team.dev title: fail, [team.dev], line 7, agent false",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("the findings are\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if s := finding.Summarize(got); s.Subjects != len(changes) || s.Evaluated != len(changes) {
		t.Errorf("%d checks on %d subjects, want one on each of %d", s.Evaluated, s.Subjects, len(changes))
	}
}

// Rules on other subjects say nothing of changes, and rules on changes nothing of a workspace alone.
func TestCheckChangesAlone(t *testing.T) {
	m := resolve(t, changedEstate, day)
	change := changeOf(t, "cli.c", "title", schema.PlaneShared, setting.Value{}, setting.Text("t"))
	onSessions, onChanges := rules(t, rule("session", "identity", "false"), m), rules(t, rule("change", "identity", "false"), m)
	if got := onSessions.CheckChanges(m, []setting.Difference{change}); len(got) > 0 || onSessions.JudgesChanges() {
		t.Errorf("a policy on sessions judges a change:\n%s", verdicts(got))
	}
	if got := onChanges.Check(m); len(got) > 0 || !onChanges.JudgesChanges() {
		t.Errorf("a policy on changes judges the workspace:\n%s", verdicts(got))
	}
	if got := onChanges.CheckChanges(m, nil); len(got) > 0 {
		t.Errorf("where nothing changed there is\n%s", verdicts(got))
	}
}

// What a condition sees of a change: each view of a value is null where the value is of another type.
func TestChangeInConditions(t *testing.T) {
	m := resolve(t, changedEstate, day)
	identity, nothing := schema.PlaneIdentity, setting.Value{}
	duration := changeOf(t, "cli.c.session.a", "max_lifetime", identity, setting.Duration(time.Hour), setting.Forever())
	scopes := changeOf(t, "cli.c.session.a", "scopes", identity, setting.List("a", "b"), setting.List("b", "c"))
	word := changeOf(t, "cli.c", "criticality", schema.PlaneShared, setting.Text("high"), nothing)
	pkce := changeOf(t, "cli.c.session.a", "pkce", identity, setting.Bool(true), setting.Default())
	gone := changeOf(t, "cli.gone.session.s", "pkce", identity, setting.Bool(true), nothing)
	team := changeOf(t, "team.dev", "title", schema.PlaneShared, nothing, setting.Text("t"))
	for _, c := range []struct {
		change    setting.Difference
		condition string
	}{
		{duration, `change.subject == "cli.c.session.a" && change.kind == "session" && change.cli == "cli.c" && change.attribute == "max_lifetime"`},
		{duration, `change.plane == "identity" && change.action == "update" && change.direction == "widens"`},
		{duration, `change.before_seconds == 3600 && change.after_seconds > 1e9 && change.before_state == "set" && change.after_state == "unlimited"`},
		{duration, `change.before == "1h" && change.after == "unlimited" && humanize(change.before_seconds) == "1h"`},
		{duration, `change.before_text == null && change.before_list == null && change.before_bool == null && length(change.added) == 0`},
		{scopes, `change.before_list == tolist(["a", "b"]) && change.added == tolist(["c"]) && change.removed == tolist(["a"])`},
		{scopes, `change.before == "[a, b]" && change.before_seconds == null && change.before_text == null`},
		{word, `change.kind == "cli" && change.before_text == "high" && change.after_text == null && change.after_state == "unset" && change.after == "not declared"`},
		{word, `cli.criticality == "high" && length(cli.sessions) == 2 && session.actor == null`},
		{pkce, `change.before_bool == true && change.after_bool == null && change.after_state == "inherit"`},
		{pkce, `session.actor == "ai_agent" && session.name == "a" && cli.name == "c" && workspace.name == "w" && at > date("2026-01-01")`},
		{gone, `change.cli == "cli.gone" && cli.address == null && session.address == null && session.storage.model == null`},
		{gone, `length(cli.sessions) == 0 && cli.owners.identity == null && session.issuer == null && session.scopes == null`},
		{team, `change.cli == null && cli.name == null && session.name == null && change.kind == "team"`},
	} {
		got := rules(t, rule("change", "shared", c.condition), m).CheckChanges(m, []setting.Difference{c.change})
		if len(got) != 1 || got[0].Verdict != finding.Pass {
			t.Errorf("%s does not hold for %s: %s", c.condition, c.change.Subject, got[0].Message)
		}
	}
}

func TestChangeMisspelled(t *testing.T) {
	m := resolve(t, changedEstate, day)
	_, diags := compile(t, rule("change", "shared", "change.directoin != null"), m)
	hasExactly(t, withoutExceptions(diags), expected{5, "Unsupported attribute", "directoin"})
	_, diags = compile(t, rule("session", "shared", "change.direction != null"), m)
	hasExactly(t, withoutExceptions(diags), expected{5, "Unknown variable", "change"})
}

// withoutExceptions leaves what is said of the policies themselves.
func withoutExceptions(diags hcl.Diagnostics) hcl.Diagnostics {
	var out hcl.Diagnostics
	for _, d := range diags {
		if d.Subject != nil && strings.HasSuffix(d.Subject.Filename, "policy.hcl") {
			out = append(out, d)
		}
	}
	return out
}
