package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// writable are the capabilities of a system that can hold everything but an absolute limit, and rounds to minutes.
func writable() setting.Capabilities {
	all := setting.Capability{Support: setting.Writable, Scope: setting.ScopeClient, Inherit: true, Unlimited: true}
	capabilities := setting.Capabilities{{Knob: setting.MaxLifetime, Instead: "never ends a session"}}
	for _, knob := range []setting.Knob{"access_token_ttl", "scopes", "refresh_rotation", "pkce", "grant.*", "storage.*", "sessions.*"} {
		c := all
		c.Knob, c.Step = knob, time.Minute
		capabilities = append(capabilities, c)
	}
	return capabilities
}

func declared(settings ...setting.Setting) plan.Desired {
	want := plan.Desired{Address: client("payctl"), ID: "payctl", Kind: "hydra", Title: "payctl · ci", Subjects: []schema.Address{session()}}
	for _, s := range setting.NewSet(settings...) {
		want.Settings = append(want.Settings, setting.Declared{
			Setting: s, Plane: schema.PlaneIdentity, Teams: []string{"team.iam"}, Controls: []string{"NHI7"}, Address: session(), Origin: "profile.p",
		})
	}
	return want
}

func client(id string) schema.Address {
	return schema.NewAddress(schema.KindIssuer, "corp").Inner(schema.KindClient, id)
}

func session() schema.Address {
	return schema.NewAddress(schema.KindCLI, "payctl").Inner(schema.KindSession, "ci")
}

func set(knob string, v setting.Value) setting.Setting {
	return setting.Setting{Knob: setting.Knob(knob), Value: v}
}

func owned(settings ...setting.Setting) plan.Observed {
	return plan.Observed{Presence: plan.Owned, Settings: setting.NewSet(settings...), Digest: "d1"}
}

// lines shows a target's changes: knob, before, after, effective, action, enforcement.
func lines(t *plan.Target) string {
	var b strings.Builder
	for i := range t.Changes {
		c := &t.Changes[i]
		fmt.Fprintf(&b, "%s: %s -> %s (%s) %s %s\n", c.Knob, c.Before, c.After, c.Effective, c.Action, c.Enforcement)
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	minutes := func(n int) setting.Value { return setting.Duration(time.Duration(n) * time.Minute) }
	for _, c := range []struct {
		name    string
		want    []setting.Setting
		have    plan.Observed
		action  plan.Action
		changes string
	}{
		{
			"in place",
			[]setting.Setting{set("access_token_ttl", minutes(15))},
			owned(set("access_token_ttl", minutes(15)), set("pkce", setting.Bool(true))),
			plan.None, "access_token_ttl: 15m -> 15m (-) none exact\n",
		},
		{
			"changed",
			[]setting.Setting{set("scopes", setting.List("a")), set("access_token_ttl", minutes(15))},
			owned(set("access_token_ttl", minutes(60)), set("scopes", setting.List("a"))),
			plan.Update, "access_token_ttl: 1h -> 15m (-) write exact\nscopes: [a] -> [a] (-) none exact\n",
		},
		{
			"rounded, and there already",
			[]setting.Setting{set("access_token_ttl", setting.Duration(90*time.Second))},
			owned(set("access_token_ttl", minutes(1))),
			plan.None, "access_token_ttl: 1m -> 1m30s (1m) none rounded\n",
		},
		{
			"left to the CLI",
			[]setting.Setting{set("max_lifetime", minutes(60))},
			owned(),
			plan.None, "max_lifetime: - -> 1h (-) none cli\n",
		},
		{
			"inherit is in place where there is nothing",
			[]setting.Setting{set("access_token_ttl", setting.Default())},
			owned(),
			plan.None, "access_token_ttl: - -> inherit (-) none exact\n",
		},
		{
			"inherit takes away",
			[]setting.Setting{set("access_token_ttl", setting.Default())},
			owned(set("access_token_ttl", minutes(1))),
			plan.Update, "access_token_ttl: 1m -> inherit (-) write exact\n",
		},
		{
			"unlimited is not inherit",
			[]setting.Setting{set("access_token_ttl", setting.Forever())},
			owned(set("access_token_ttl", setting.Default())),
			plan.Update, "access_token_ttl: inherit -> unlimited (-) write exact\n",
		},
		{
			"several values where one is declared",
			[]setting.Setting{set("access_token_ttl", minutes(15))},
			owned(set("access_token_ttl", setting.Mixed("15m and 1h"))),
			plan.Update, "access_token_ttl: 15m and 1h -> 15m (-) write exact\n",
		},
		{
			"a grant that is not there is off",
			[]setting.Setting{set("grant.implicit", setting.Bool(false))},
			owned(),
			plan.None, "grant.implicit: - -> false (-) none exact\n",
		},
		{
			"a grant that nobody declared goes",
			[]setting.Setting{set("grant.implicit", setting.Bool(false))},
			owned(set("grant.password", setting.Bool(true)), set("grant.other", setting.Bool(false))),
			plan.Update, "grant.implicit: - -> false (-) none exact\ngrant.password: true -> false (-) write exact\n",
		},
		{
			"grants are left where none is declared",
			[]setting.Setting{set("pkce", setting.Bool(true))},
			owned(set("grant.password", setting.Bool(true)), set("pkce", setting.Bool(true))),
			plan.None, "pkce: true -> true (-) none exact\n",
		},
		{
			"not there",
			[]setting.Setting{set("access_token_ttl", minutes(15)), set("max_lifetime", minutes(60))},
			plan.Observed{Presence: plan.Absent, Digest: "absent"},
			plan.Create, "access_token_ttl: - -> 15m (-) write exact\nmax_lifetime: - -> 1h (-) none cli\n",
		},
		{
			"not there, and nothing to set", nil,
			plan.Observed{Presence: plan.Absent, Digest: "absent"},
			plan.Create, "",
		},
		{
			"unreadable is not absent",
			[]setting.Setting{set("access_token_ttl", minutes(15))},
			plan.Observed{Presence: plan.Unreadable, Problem: "403"},
			plan.None, "access_token_ttl: - -> 15m (-) none unknown\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := declared(c.want...)
			got := plan.Diff(want, c.have, writable())
			if got.Action != c.action || lines(&got) != c.changes {
				t.Errorf("%s with\n%swant %s with\n%s", got.Action, lines(&got), c.action, c.changes)
			}
			if got.Address != want.Address || got.ID != "payctl" || got.Kind != "hydra" || got.Title != want.Title || got.Digest != c.have.Digest || got.Presence != c.have.Presence {
				t.Errorf("the target is %+v", got)
			}
			if got.Reason != c.have.Problem {
				t.Errorf("the reason is %q", got.Reason)
			}
		})
	}
}

// A change says who answers for it and where it was declared, also one that turns off what was not declared.
func TestDiffCarriesAccountability(t *testing.T) {
	got := plan.Diff(declared(set("grant.implicit", setting.Bool(true))), owned(set("grant.password", setting.Bool(true))), writable())
	if len(got.Changes) != 2 {
		t.Fatalf("the changes are\n%s", lines(&got))
	}
	for _, c := range got.Changes {
		if c.Plane != schema.PlaneIdentity || fmt.Sprint(c.Teams, c.Controls) != "[team.iam] [NHI7]" || c.Address != session() || c.Origin != "profile.p" {
			t.Errorf("%s: %+v", c.Knob, c)
		}
	}
}

func TestForeign(t *testing.T) {
	want := declared(set("pkce", setting.Bool(true)))
	for _, c := range []struct {
		have   plan.Observed
		action plan.Action
		reason string
	}{
		{plan.Observed{Presence: plan.Foreign, Owner: "workspace other"}, plan.Held, "belongs to workspace other;"},
		{plan.Observed{Presence: plan.Foreign}, plan.Held, "belongs to nobody that custody knows;"},
		{plan.Observed{Presence: plan.Foreign, Settings: setting.NewSet(set("pkce", setting.Bool(true)))}, plan.Held, "belongs to nobody that custody knows;"},
	} {
		got := plan.Diff(want, c.have, writable())
		if got.Action != c.action || !strings.Contains(got.Reason, c.reason) || got.Writes() != 0 {
			t.Errorf("%+v: %s, %q, %d writes", c.have, got.Action, got.Reason, got.Writes())
		}
		if c.action == plan.Held && (got.HeldBy != plan.HeldByForeign || got.Intended != plan.Update) {
			t.Errorf("it is held by %s and would be %s", got.HeldBy, got.Intended)
		}
	}
}

// A target that is custody's as a whole loses what nobody declared, but for what stands at its default anyway: that
// would be planned for ever.
func TestWhole(t *testing.T) {
	want := declared(set("storage.model", setting.Text("memory")))
	want.Whole = true
	have := owned(
		set("storage.model", setting.Text("memory")), set("storage.fallback", setting.Text("fail")),
		set("sessions.ci.max_lifetime", setting.Default()), set("document.note", setting.Mixed("[1]")),
	)
	got := plan.Diff(want, have, writable())
	const expected = `document.note: [1] -> inherit (-) write exact
storage.fallback: fail -> inherit (-) write exact
storage.model: memory -> memory (-) none exact
`
	if got.Action != plan.Update || lines(&got) != expected {
		t.Errorf("%s with\n%s", got.Action, lines(&got))
	}
	want.Whole = false
	if got := plan.Diff(want, have, writable()); got.Action != plan.None {
		t.Errorf("a target that others share is %s", got.Action)
	}
}

func TestRemove(t *testing.T) {
	have := owned(set("pkce", setting.Bool(true)))
	got := plan.Remove(client("old"), "old", "hydra", have)
	if got.Action != plan.Held || got.Intended != plan.Delete || got.HeldBy != plan.HeldByDelete || got.Writes() != 0 || got.Digest != "d1" {
		t.Errorf("what is declared no more is %+v", got)
	}
	if !strings.Contains(got.Reason, `--release 'issuer.corp.client["old"]'`) {
		t.Errorf("nobody says how to release it: %s", got.Reason)
	}
	if lines(&got) != "pkce: true -> - (-) held exact\n" || len(got.Settings()) != 0 {
		t.Errorf("the delete shows\n%sand writes %v", lines(&got), got.Settings())
	}
	got.Release()
	if got.Action != plan.Delete || got.HeldBy != "" || got.Reason != "" || got.Intended != "" || len(got.Settings()) != 0 {
		t.Errorf("released, it is %+v", got)
	}
	for _, presence := range []plan.Presence{plan.Absent, plan.Foreign, plan.Unreadable} {
		have.Presence = presence
		if got := plan.Remove(client("old"), "old", "hydra", have); got.Action != plan.None {
			t.Errorf("%s, it is %s", presence, got.Action)
		}
	}
}

func TestHold(t *testing.T) {
	update := func() plan.Target {
		return plan.Diff(declared(set("pkce", setting.Bool(true)), set("scopes", setting.List("a"))), owned(set("scopes", setting.List("a"))), writable())
	}
	got, free := update(), update()
	got.Hold(plan.HeldByPolicy, "first")
	got.Hold(plan.HeldByLimit, "second")
	if got.Action != plan.Held || got.Intended != plan.Update || got.HeldBy != plan.HeldByPolicy || got.Reason != "first" {
		t.Errorf("held twice, it is %+v", got)
	}
	if got.Writes() != 0 || !got.Settings().Equal(free.Settings()) {
		t.Errorf("held, it would write %v; want %v", got.Settings(), free.Settings())
	}
	got.Release()
	got.Release()
	if lines(&got) != lines(&free) || got.Action != plan.Update {
		t.Errorf("released, it is %s with\n%swant\n%s", got.Action, lines(&got), lines(&free))
	}
	idle := plan.Diff(declared(set("pkce", setting.Bool(true))), owned(set("pkce", setting.Bool(true))), writable())
	idle.Hold(plan.HeldByPolicy, "x")
	if idle.Action != plan.None || idle.HeldBy != "" {
		t.Errorf("a target that would not be changed is %s by %s", idle.Action, idle.HeldBy)
	}
}

func TestConfirm(t *testing.T) {
	got := plan.Diff(declared(set("pkce", setting.Bool(true))), owned(set("pkce", setting.Bool(true))), writable())
	if got.Confirms() {
		t.Error("a target in place is to be recorded")
	}
	got.Confirm(plan.Update, "why")
	if !got.Confirms() || got.Action != plan.Update || got.Reason != "why" || got.Writes() != 0 || len(got.Settings()) != 0 {
		t.Errorf("to be recorded, it is %+v", got)
	}
}

func TestSummarize(t *testing.T) {
	all := setting.NewSet(set("pkce", setting.Bool(true)), set("max_lifetime", setting.Forever()))
	want := declared(all...)
	p := plan.Plan{Targets: []plan.Target{
		plan.Diff(want, plan.Observed{Presence: plan.Absent}, writable()),
		plan.Diff(want, owned(), writable()),
		plan.Diff(want, owned(set("pkce", setting.Bool(true))), writable()),
		plan.Diff(want, plan.Observed{Presence: plan.Foreign}, writable()),
		plan.Diff(want, plan.Observed{Presence: plan.Unreadable}, writable()),
		plan.Remove(client("x"), "x", "hydra", owned()),
	}}
	released := plan.Remove(client("y"), "y", "hydra", owned())
	released.Release()
	p.Targets = append(p.Targets, released)
	if got, want := p.Summarize(), (plan.Summary{Create: 1, Update: 1, Delete: 1, None: 1, Held: 2, Unreadable: 1, LeftToCLI: 4}); got != want {
		t.Errorf("the summary is %+v; want %+v", got, want)
	}
	if !p.HasChanges() || (&plan.Plan{Targets: p.Targets[2:3]}).HasChanges() || (&plan.Plan{Targets: p.Targets[4:5]}).HasChanges() || !(&plan.Plan{Targets: p.Targets[3:4]}).HasChanges() {
		t.Error("whether there is anything to do is told wrongly")
	}
}
