package setting_test

import (
	"slices"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

// values are one of each meaning; no two of them are equal.
func values() []setting.Value {
	return []setting.Value{
		{},
		setting.Default(), setting.Forever(), setting.Duration(0), setting.Duration(90 * time.Minute), setting.Duration(1500 * time.Millisecond),
		setting.Text(""), setting.Text("inherit"), setting.Text("15m"), setting.Mixed("15m"), setting.Bool(false), setting.Bool(true),
		setting.List(), setting.List(""), setting.List("a"), setting.List("a", "b"),
	}
}

func TestEqual(t *testing.T) {
	all := values()
	for i, a := range all {
		for j, b := range all {
			if got := a.Equal(b); got != (i == j) {
				t.Errorf("%#v equals %#v: %v", a, b, got)
			}
		}
	}
	if !setting.List("b", "a", "b").Equal(setting.List("a", "b")) {
		t.Error("the order of a list, or how often a word stands in it, makes a difference")
	}
}

func TestString(t *testing.T) {
	want := []string{"-", "inherit", "unlimited", "0s", "1h30m", "1.5s", "", "inherit", "15m", "15m", "false", "true", "[]", "[]", "[a]", "[a, b]"}
	for i, v := range values() {
		if v.String() != want[i] {
			t.Errorf("%#v is written %q; want %q", v, v, want[i])
		}
	}
}

func TestManaged(t *testing.T) {
	for i, v := range values() {
		if v.Managed() != (i > 0) {
			t.Errorf("%#v: managed is %v", v, v.Managed())
		}
	}
}

// The words of a list are the caller's.
func TestListCopies(t *testing.T) {
	words := []string{"b", "a"}
	setting.List(words...)
	if !slices.Equal(words, []string{"b", "a"}) {
		t.Errorf("the caller's words became %q", words)
	}
}

func TestSet(t *testing.T) {
	given := []setting.Setting{
		{Knob: "b", Value: setting.Text("first")},
		{Knob: "c", Value: setting.Bool(true)},
		{Knob: "b", Value: setting.Text("second")},
		{Knob: "a", Value: setting.Text("third")},
	}
	before := slices.Clone(given)
	set := setting.NewSet(given...)
	want := setting.Set{{Knob: "a", Value: setting.Text("third")}, {Knob: "b", Value: setting.Text("second")}, {Knob: "c", Value: setting.Bool(true)}}
	if !set.Equal(want) {
		t.Errorf("the set is %v; want %v", set, want)
	}
	if !setting.Set(given).Equal(before) {
		t.Errorf("the arguments became %v", given)
	}
	if got := set.Get("b"); !got.Equal(setting.Text("second")) {
		t.Errorf("b is %s", got)
	}
	if got := set.Get("bb"); got.Managed() {
		t.Errorf("what is not in the set is %s", got)
	}
	if setting.NewSet().Get("a").Managed() {
		t.Error("an empty set has a value")
	}
	for _, other := range []setting.Set{nil, want[:2], {want[0], want[1], {Knob: "c", Value: setting.Bool(false)}}, {want[0], want[1], {Knob: "d", Value: setting.Bool(true)}}} {
		if set.Equal(other) || other.Equal(set) {
			t.Errorf("%v equals %v", set, other)
		}
	}
}

func TestCapabilityOf(t *testing.T) {
	all := setting.Capabilities{
		{Knob: "*", Evidence: "any"},
		{Knob: "grant.*", Evidence: "any grant"},
		{Knob: "grant.implicit", Evidence: "one grant"},
		{Knob: "sessions.ci.*", Evidence: "one session"},
		{Knob: "sessions.*", Evidence: "any session"},
	}
	for knob, want := range map[setting.Knob]string{
		"grant.implicit": "one grant", "grant.password": "any grant", "grant.implicit.x": "any grant", "sessions.ci.scopes": "one session",
		"sessions.dev.scopes": "any session", "scopes": "any", "grant": "any",
	} {
		if got := all.Of(knob); got.Evidence != want {
			t.Errorf("%s is held by %q; want %q", knob, got.Evidence, want)
		}
	}
	got := all[1:].Of("scopes")
	if got.Support != setting.Unsupported || got.Knob != "scopes" || got.Evidence != "" {
		t.Errorf("what nobody states is %+v; want unsupported", got)
	}
}

func TestGrant(t *testing.T) {
	if name, ok := setting.Grant("implicit").IsGrant(); !ok || name != "implicit" {
		t.Errorf("the grant is %q, %v", name, ok)
	}
	if _, ok := setting.Scopes.IsGrant(); ok {
		t.Error("scopes are a grant")
	}
}

func TestChangeTarget(t *testing.T) {
	c := setting.Change{After: setting.Duration(time.Hour)}
	if got := c.Target(); !got.Equal(c.After) {
		t.Errorf("the target shall hold %s", got)
	}
	c.Effective = setting.Duration(time.Minute)
	if got := c.Target(); !got.Equal(c.Effective) {
		t.Errorf("the target shall hold %s; want the effective value", got)
	}
}

// What String writes Parse reads, and nothing else.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		kind  setting.Kind
		value setting.Value
	}{
		{setting.KindDuration, setting.Value{}},
		{setting.KindDuration, setting.Default()},
		{setting.KindDuration, setting.Forever()},
		{setting.KindDuration, setting.Duration(0)},
		{setting.KindDuration, setting.Duration(90 * time.Minute)},
		{setting.KindDuration, setting.Duration(48 * time.Hour)},
		{setting.KindDuration, setting.Duration(1500 * time.Millisecond)},
		{setting.KindText, setting.Text("inherit")},
		{setting.KindText, setting.Text("15m")},
		{setting.KindBool, setting.Bool(true)},
		{setting.KindBool, setting.Bool(false)},
		{setting.KindList, setting.List()},
		{setting.KindList, setting.List("b", "a")},
	} {
		if got, ok := setting.Parse(c.value.String(), c.kind); !ok || !got.Equal(c.value) {
			t.Errorf("%q is read as %#v (%v), want %#v", c.value, got, ok, c.value)
		}
	}
	for words, kind := range map[string]setting.Kind{
		"": setting.KindDuration, "1 hour": setting.KindDuration, "xd": setting.KindDuration, "60m": setting.KindDuration,
		"yes": setting.KindBool, "a, b": setting.KindList, "[b, a]": setting.KindList,
	} {
		if got, ok := setting.Parse(words, kind); ok {
			t.Errorf("%q is read as %#v", words, got)
		}
	}
}
