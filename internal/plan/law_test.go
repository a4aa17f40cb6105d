package plan_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
)

// knobs are those that the laws are tried with, each with what it may be declared as.
func knobs() map[setting.Knob]*rapid.Generator[setting.Value] {
	lifetime := rapid.OneOf(
		rapid.Map(rapid.IntRange(0, 500), func(n int) setting.Value { return setting.Duration(time.Duration(n) * time.Second) }),
		rapid.SampledFrom([]setting.Value{setting.Default(), setting.Forever()}),
	)
	words := rapid.SampledFrom([]setting.Value{setting.Text("none"), setting.Text("rotating"), setting.Text("static")})
	list := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 3), func(l []string) setting.Value { return setting.List(l...) })
	flag := rapid.Map(rapid.Bool(), setting.Bool)
	return map[setting.Knob]*rapid.Generator[setting.Value]{
		"access_token_ttl": lifetime, "idle_timeout": lifetime, "max_lifetime": lifetime, "refresh_rotation": words, "scopes": list,
		"audience": list, "pkce": flag, "grant.password": flag, "grant.implicit": flag, "grant.authorization_code": flag,
	}
}

// names are the knobs in order, so that what rapid draws can be drawn again.
func names() []setting.Knob {
	return []setting.Knob{
		"access_token_ttl", "audience", "grant.authorization_code", "grant.implicit", "grant.password", "idle_timeout", "max_lifetime",
		"pkce", "refresh_rotation", "scopes",
	}
}

func draw(t *rapid.T, label string) setting.Set {
	var list []setting.Setting
	for _, name := range names() {
		if rapid.Bool().Draw(t, label+" has "+string(name)) {
			list = append(list, setting.Setting{Knob: name, Value: knobs()[name].Draw(t, label+" "+string(name))})
		}
	}
	return setting.NewSet(list...)
}

func drawCapabilities(t *rapid.T) setting.Capabilities {
	var all setting.Capabilities
	for _, name := range names() {
		label := "capability " + string(name)
		c := setting.Capability{
			Knob:      name,
			Support:   setting.Support(rapid.IntRange(0, 5).Draw(t, label)), // writable three times of six
			Scope:     rapid.SampledFrom([]setting.Scope{setting.ScopeClient, setting.ScopeClient, setting.ScopeRealm}).Draw(t, label+" scope"),
			Fixed:     knobs()[name].Draw(t, label+" fixed"),
			Min:       time.Duration(rapid.IntRange(0, 90).Draw(t, label+" min")) * time.Second,
			Step:      time.Duration(rapid.IntRange(0, 60).Draw(t, label+" step")) * time.Second,
			Inherit:   rapid.Bool().Draw(t, label+" inherit"),
			Unlimited: rapid.Bool().Draw(t, label+" unlimited"),
		}
		c.Support = min(c.Support, setting.Writable)
		all = append(all, c)
	}
	return all
}

// obey is a system that does as it is told: what is inherited is gone, everything else is held.
func obey(have, written setting.Set, keepsDefaults bool) setting.Set {
	list := append([]setting.Setting{}, have...)
	list = append(list, written...)
	var out []setting.Setting
	for _, s := range setting.NewSet(list...) {
		if s.Value.State != setting.Inherit || keepsDefaults {
			out = append(out, s)
		}
	}
	return setting.NewSet(out...)
}

// A plan that was carried out leaves nothing to plan, whatever the system can do and whether or not it shows defaults;
// and what it wrote is what was asked for, as far as the system can hold it.
func TestPlanConverges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := declared(draw(t, "declared")...)
		want.Whole = rapid.Bool().Draw(t, "whole")
		have := plan.Observed{Presence: plan.Owned, Settings: draw(t, "observed")}
		if rapid.Bool().Draw(t, "absent") {
			have = plan.Observed{Presence: plan.Absent}
		}
		can := drawCapabilities(t)
		first := plan.Diff(want, have, can)
		after := plan.Observed{
			Presence: plan.Owned, Settings: obey(have.Settings, first.Settings(), rapid.Bool().Draw(t, "keeps defaults")),
		}
		second := plan.Diff(want, after, can)
		if second.Writes() != 0 || second.Action != plan.None {
			t.Fatalf("after\n%sthere is still to do\n%s", lines(&first), lines(&second))
		}
		for _, d := range want.Settings {
			outcome := setting.Enforce(can.Of(d.Knob), d.Value)
			holds := after.Settings.Get(d.Knob)
			reset := outcome.Effective.State == setting.Inherit && !holds.Managed()
			off := outcome.Effective.Equal(setting.Bool(false)) && !holds.Managed()
			if outcome.Write && !reset && !off && !holds.Equal(outcome.Effective) {
				t.Fatalf("%s is %s after it was written as %s", d.Knob, holds, outcome.Effective)
			}
		}
	})
}

// Every declared setting gets exactly one change, in order, and nothing is written that is there already.
func TestEveryDeclaredKnobIsPlanned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, have := declared(draw(t, "declared")...), draw(t, "observed")
		presence := rapid.SampledFrom([]plan.Presence{plan.Unreadable, plan.Absent, plan.Owned, plan.Foreign}).Draw(t, "presence")
		if presence == plan.Absent {
			have = nil
		}
		got := plan.Diff(want, plan.Observed{Presence: presence, Settings: have}, drawCapabilities(t))
		planned := map[setting.Knob]int{}
		for i := range got.Changes {
			c := &got.Changes[i]
			planned[c.Knob]++
			if i > 0 && c.Knob < got.Changes[i-1].Knob {
				t.Fatalf("the changes are out of order:\n%s", lines(&got))
			}
			if c.Action != setting.ActionNone && c.Before.Equal(c.Target()) {
				t.Fatalf("%s is %s and is written again", c.Knob, c.Before)
			}
			if presence == plan.Unreadable && (c.Action != setting.ActionNone || c.Enforcement != setting.Unknown) {
				t.Fatalf("unread, %s is %s", c.Knob, c.Enforcement)
			}
		}
		for _, d := range want.Settings {
			if planned[d.Knob] != 1 {
				t.Fatalf("%s has %d changes", d.Knob, planned[d.Knob])
			}
		}
	})
}

// What is observed, declared as it is, needs nothing.
func TestDiffOfTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		same := draw(t, "settings")
		got := plan.Diff(declared(same...), plan.Observed{Presence: plan.Owned, Settings: same}, drawCapabilities(t))
		for i := range got.Changes {
			if c := &got.Changes[i]; c.Action != setting.ActionNone && c.Enforcement != setting.Rounded {
				t.Fatalf("there is to do\n%s", lines(&got))
			}
		}
	})
}
