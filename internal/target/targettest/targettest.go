// Package targettest is the suite that every driver passes; what is particular to one driver, such as its codec, is
// tested beside it.
package targettest

import (
	"errors"
	"slices"
	"testing"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

// Workspace is the name of the workspace that the suite works for.
const Workspace = "conformance"

// System is one system with its driver, as the suite needs it. Every function may be called any number of times; names
// given to Ref differ from one test of the suite to the next, so that a system can be shared by all of them.
type System struct {
	// Driver returns a driver for a workspace that can read and write.
	Driver func(t *testing.T, workspace string) target.Driver
	// Observer returns a driver for [Workspace] whose writes fail, and the number of writes that it has tried.
	Observer func(t *testing.T) (driver target.Driver, writes func() int)
	// Ref names a target that does not exist yet.
	Ref func(t *testing.T, name string) target.Ref
	// First and Second are two sets of the same knobs that the system holds exactly. No value is in both.
	First, Second setting.Set
	// Inherit are the knobs of First that can be given back to the system's default.
	Inherit []setting.Knob
	// Tamper changes at least one setting of an existing target behind custody's back.
	Tamper func(t *testing.T, ref target.Ref)
	// Foreign makes a target that carries no marker.
	Foreign func(t *testing.T, ref target.Ref)
	// Raw returns all that the system holds for a target, to tell whether it was touched.
	Raw func(t *testing.T, ref target.Ref) string
	// FailReads makes the target unreadable, FailWrites refuses writes of it, until they are mended.
	FailReads, FailWrites func(t *testing.T, ref target.Ref) (mend func())
	// Drop makes the system take writes of the target and silently leave one knob of First and Second as it was. Nil
	// where nothing can do that.
	Drop func(t *testing.T, ref target.Ref) (knob setting.Knob)
	// Lists tells that the driver finds the workspace's targets that nobody asked for.
	Lists bool
}

// Run runs the suite. Start is called once for each of its tests.
func Run(t *testing.T, start func(t *testing.T) System) {
	t.Helper()
	tests := []struct {
		name string
		run  func(*testing.T, System)
	}{
		{"create", testCreate},
		{"capabilities", testCapabilities},
		{"change", testChange},
		{"unnamed knobs stay", testUnnamed},
		{"drift is seen and mended", testDrift},
		{"unset", testUnset},
		{"delete", testDelete},
		{"stale", testStale},
		{"stale creation", testStaleCreation},
		{"foreign", testForeign},
		{"other workspace", testOtherWorkspace},
		{"order", testOrder},
		{"observing writes nothing", testObserveWritesNothing},
		{"unreadable", testUnreadable},
		{"fail midway and resume", testResume},
		{"dropped value", testDrop},
		{"canceled", testCanceled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t, start(t)) })
	}
}

func (s System) driver(t *testing.T) target.Driver {
	t.Helper()
	return s.Driver(t, Workspace)
}

// create makes a target that holds First.
func (s System) create(t *testing.T, name string) target.Observation {
	t.Helper()
	return s.write(t, target.Write{Ref: s.Ref(t, name), Settings: s.First, Digest: target.AbsentDigest})
}

// write applies and demands success.
func (s System) write(t *testing.T, w target.Write) target.Observation {
	t.Helper()
	o, err := s.driver(t).Apply(t.Context(), w)
	if err != nil {
		t.Fatalf("apply %s: %v", w.Ref.ID, err)
	}
	return o
}

// observe reads one target.
func (s System) observe(t *testing.T, ref target.Ref) target.Observation {
	t.Helper()
	return observeOne(t, s.driver(t), ref)
}

func observeOne(t *testing.T, driver target.Driver, ref target.Ref) target.Observation {
	t.Helper()
	all, err := driver.Observe(t.Context(), []target.Ref{ref})
	if err != nil {
		t.Fatalf("observe %s: %v", ref.ID, err)
	}
	if len(all) == 0 || all[0].Ref != ref {
		t.Fatalf("observe %s: the first observation is not the wanted one: %+v", ref.ID, all)
	}
	return all[0]
}

// wantHeld demands a target of ours that holds the settings.
func wantHeld(t *testing.T, o target.Observation, want setting.Set) {
	t.Helper()
	if o.Presence != target.Owned || o.Err != nil {
		t.Fatalf("%s: presence %d, error %v; want it owned", o.Ref.ID, o.Presence, o.Err)
	}
	if o.Digest == "" || o.Digest == target.AbsentDigest {
		t.Errorf("%s: it exists and has the digest %q", o.Ref.ID, o.Digest)
	}
	for _, knob := range differing(want, o.Settings) {
		t.Errorf("%s: %s is %s, want %s", o.Ref.ID, knob, o.Settings.Get(knob), want.Get(knob))
	}
}

// wantSame demands that nothing has changed between two observations.
func wantSame(t *testing.T, got, want target.Observation) {
	t.Helper()
	if got.Presence != want.Presence || got.Digest != want.Digest || !got.Settings.Equal(want.Settings) {
		t.Errorf("%s changed:\n got %d %s %v\nwant %d %s %v", want.Ref.ID,
			got.Presence, got.Digest, got.Settings, want.Presence, want.Digest, want.Settings)
	}
}

// wantRefused demands a refusal of that kind that left the target as it was.
func (s System) wantRefused(t *testing.T, w target.Write, want error) {
	t.Helper()
	before := s.Raw(t, w.Ref)
	_, err := s.driver(t).Apply(t.Context(), w)
	if !errors.Is(err, want) {
		t.Errorf("apply %s: got %v, want %v", w.Ref.ID, err, want)
	}
	if after := s.Raw(t, w.Ref); after != before {
		t.Errorf("a refused write touched %s:\nbefore %s\nafter  %s", w.Ref.ID, before, after)
	}
}

// differing lists the knobs that do not hold what is wanted: an empty list is an empty plan.
func differing(want, have setting.Set) []setting.Knob {
	var knobs []setting.Knob
	for _, s := range want {
		if !have.Get(s.Knob).Equal(s.Value) {
			knobs = append(knobs, s.Knob)
		}
	}
	return knobs
}

// only picks some knobs of a set.
func only(set setting.Set, knobs ...setting.Knob) setting.Set {
	return slices.DeleteFunc(slices.Clone(set), func(s setting.Setting) bool { return !slices.Contains(knobs, s.Knob) })
}
