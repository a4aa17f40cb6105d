package setting_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/setting"
)

func TestEnforce(t *testing.T) {
	const minute, hour = time.Minute, time.Hour
	duration := setting.Duration
	writable := setting.Capability{Support: setting.Writable, Scope: setting.ScopeClient}
	bounded := writable
	bounded.Min, bounded.Max, bounded.Step = 5*minute, 10*hour, minute
	every := writable
	every.Inherit, every.Unlimited = true, true
	words := writable
	words.Words = []string{"none", "rotating"}
	off := writable
	off.Words = []string{"false"}
	realm := writable
	realm.Scope = setting.ScopeRealm
	fixed := func(v setting.Value) setting.Capability { return setting.Capability{Support: setting.Fixed, Fixed: v} }
	instead := setting.Capability{Instead: "has a limit of its own"}

	for _, c := range []struct {
		name     string
		can      setting.Capability
		declared setting.Value
		want     setting.Enforcement
		holds    setting.Value // when it is not what was declared
		write    bool
		note     string
	}{
		{name: "unmanaged asks for nothing", can: setting.Capability{}, want: setting.Exact},
		{name: "unmanaged is never written", can: writable, want: setting.Exact},

		{name: "unsupported, a duration", declared: duration(hour), want: setting.ByCLI, note: "the issuer has no such setting"},
		{name: "unsupported, without end", declared: setting.Forever(), want: setting.ByCLI, note: "the issuer has no such setting"},
		{name: "unsupported, what it does instead", can: instead, declared: duration(hour), want: setting.ByCLI, note: "the issuer has a limit of its own"},
		{name: "unsupported, on", declared: setting.Bool(true), want: setting.ByCLI, note: "the issuer has no such setting"},
		{name: "unsupported, a word", declared: setting.Text("dpop"), want: setting.ByCLI, note: "the issuer has no such setting"},
		{name: "unsupported, a list", declared: setting.List("a"), want: setting.ByCLI, note: "the issuer has no such setting"},
		{name: "unsupported, inherited", declared: setting.Default(), want: setting.Exact},
		{name: "unsupported, off", declared: setting.Bool(false), want: setting.Exact},
		{name: "unsupported, none", declared: setting.Text("none"), want: setting.Exact},
		{name: "unsupported, an empty list", declared: setting.List(), want: setting.Exact},

		{name: "fixed, the same", can: fixed(setting.Text("none")), declared: setting.Text("none"), want: setting.FixedValue, note: "the issuer always has none"},
		{name: "fixed, another word", can: fixed(setting.Text("none")), declared: setting.Text("dpop"), want: setting.ByCLI, note: "the issuer always has none"},
		{name: "fixed, stricter", can: fixed(duration(hour)), declared: duration(2 * hour), want: setting.FixedValue, holds: duration(hour), note: "the issuer always has 1h"},
		{name: "fixed, laxer", can: fixed(duration(hour)), declared: duration(minute), want: setting.ByCLI, note: "the issuer always has 1h"},
		{name: "fixed, its default", can: fixed(duration(hour)), declared: setting.Default(), want: setting.FixedValue, holds: duration(hour), note: "the issuer always has 1h"},
		{name: "fixed, stricter than no end", can: fixed(duration(hour)), declared: setting.Forever(), want: setting.FixedValue, holds: duration(hour), note: "the issuer always has 1h"},
		{name: "fixed without end", can: fixed(setting.Forever()), declared: duration(hour), want: setting.ByCLI, note: "the issuer always has unlimited"},
		{name: "fixed, on for off", can: fixed(setting.Bool(true)), declared: setting.Bool(false), want: setting.ByCLI, note: "the issuer always has true"},

		{name: "read only", can: setting.Capability{Support: setting.ReadOnly}, declared: duration(hour), want: setting.ObservedOnly, note: "the issuer shows it and does not let it be written"},
		{name: "wider than a client", can: realm, declared: duration(hour), want: setting.Shared, note: "it is set for more than this client, and not declared there"},

		{name: "inherit", can: every, declared: setting.Default(), want: setting.Exact, write: true},
		{name: "no default", can: writable, declared: setting.Default(), want: setting.ByCLI, note: "the issuer has no default to go back to"},
		{name: "unlimited", can: every, declared: setting.Forever(), want: setting.Exact, write: true},
		{name: "always a limit", can: writable, declared: setting.Forever(), want: setting.ByCLI, note: "the issuer can not be told to set no limit for one client"},

		{name: "any word", can: writable, declared: setting.Text("x"), want: setting.Exact, write: true},
		{name: "a known word", can: words, declared: setting.Text("none"), want: setting.Exact, write: true},
		{name: "an unknown word", can: words, declared: setting.Text("static"), want: setting.ByCLI, note: "the issuer can not have static, only none, rotating"},
		{name: "known members", can: words, declared: setting.List("rotating", "none"), want: setting.Exact, write: true},
		{name: "one unknown member", can: words, declared: setting.List("none", "static"), want: setting.ByCLI, note: "the issuer can not have static, only none, rotating"},
		{name: "an empty list", can: words, declared: setting.List(), want: setting.Exact, write: true},
		{name: "a switch", can: writable, declared: setting.Bool(true), want: setting.Exact, write: true},
		{name: "a switch that goes off alone", can: off, declared: setting.Bool(true), want: setting.ByCLI, note: "the issuer can not have true, only false"},
		{name: "and off it goes", can: off, declared: setting.Bool(false), want: setting.Exact, write: true},

		{name: "within the bounds", can: bounded, declared: duration(hour), want: setting.Exact, write: true},
		{name: "the least", can: bounded, declared: duration(5 * minute), want: setting.Exact, write: true},
		{name: "the most", can: bounded, declared: duration(10 * hour), want: setting.Exact, write: true},
		{name: "between two steps", can: bounded, declared: duration(90 * time.Second * 7), want: setting.Rounded, holds: duration(10 * minute), write: true, note: "the issuer holds 10m, the nearest stricter value"},
		{name: "above the most", can: bounded, declared: duration(11 * hour), want: setting.Rounded, holds: duration(10 * hour), write: true, note: "the issuer holds 10h, the nearest stricter value"},
		{name: "below the least", can: bounded, declared: duration(5*minute - time.Second), want: setting.ByCLI, note: "the issuer accepts no less than 5m"},
		{name: "zero", can: bounded, declared: duration(0), want: setting.ByCLI, note: "the issuer accepts no less than 5m"},
		{name: "without a step, a second", can: writable, declared: duration(1500 * time.Millisecond), want: setting.Rounded, holds: duration(time.Second), write: true, note: "the issuer holds 1s, the nearest stricter value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := setting.Enforce(c.can, c.declared)
			holds := c.holds
			if !holds.Managed() {
				holds = c.declared
			}
			if got.Enforcement != c.want || !got.Effective.Equal(holds) || got.Write != c.write || got.Note != c.note {
				t.Errorf("Enforce(%s) = %s, holding %s, write %v, %q; want %s, holding %s, write %v, %q", c.declared,
					got.Enforcement, got.Effective, got.Write, got.Note, c.want, holds, c.write, c.note)
			}
		})
	}
}

// Whatever bounds a target has, a written duration is never longer than declared, never outside the bounds, and the
// same when it is enforced again.
func TestEnforceNeverRelaxes(t *testing.T) {
	seconds := func(t *rapid.T, name string, most int) time.Duration {
		return time.Duration(rapid.IntRange(0, most).Draw(t, name)) * time.Second
	}
	rapid.Check(t, func(t *rapid.T) {
		can := setting.Capability{
			Support: setting.Writable, Scope: setting.ScopeClient,
			Min: seconds(t, "min", 100), Step: seconds(t, "step", 60),
		}
		if rapid.Bool().Draw(t, "has max") {
			can.Max = can.Min + seconds(t, "span", 1000)
		}
		declared := setting.Duration(seconds(t, "declared", 2000))
		got := setting.Enforce(can, declared)
		d := got.Effective.Duration
		switch {
		case !got.Write && got.Enforcement != setting.ByCLI:
			t.Fatalf("%+v makes %s of %s and writes nothing", can, got.Enforcement, declared)
		case !got.Write:
			if declared.Duration >= can.Min+max(can.Step, time.Second) {
				t.Fatalf("%+v leaves %s to the CLI", can, declared)
			}
			return
		case d > declared.Duration || d < can.Min || can.Max > 0 && d > can.Max:
			t.Fatalf("%+v makes %s of %s", can, got.Effective, declared)
		case (got.Enforcement == setting.Exact) != (d == declared.Duration):
			t.Fatalf("%+v calls %s for %s %s", can, got.Effective, declared, got.Enforcement)
		}
	})
}
