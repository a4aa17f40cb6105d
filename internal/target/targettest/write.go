package targettest

import (
	"slices"
	"testing"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

func testCreate(t *testing.T, s System) {
	ref := s.Ref(t, "create")
	absent := s.observe(t, ref)
	if absent.Presence != target.Absent || absent.Digest != target.AbsentDigest || len(absent.Settings) > 0 {
		t.Fatalf("before it is created: %+v", absent)
	}
	created := s.write(t, target.Write{Ref: ref, Settings: s.First, Digest: absent.Digest})
	wantHeld(t, created, s.First)
	wantSame(t, s.observe(t, ref), created)
	// Another run has no memory of this one.
	wantSame(t, observeOne(t, s.Driver(t, Workspace), ref), created)
}

func testCapabilities(t *testing.T, s System) {
	capabilities, err := s.driver(t).Capabilities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[setting.Knob]bool{}
	for _, c := range capabilities {
		if seen[c.Knob] {
			t.Errorf("%s has two capabilities", c.Knob)
		}
		seen[c.Knob] = true
		if c.Evidence == "" {
			t.Errorf("%s: no evidence", c.Knob)
		}
		if c.Support == setting.Unsupported && c.Instead == "" {
			t.Errorf("%s: unsupported, and nothing says what there is instead", c.Knob)
		}
	}
	for _, declared := range slices.Concat(s.First, s.Second) {
		outcome := setting.Enforce(capabilities.Of(declared.Knob), declared.Value)
		if outcome.Enforcement != setting.Exact {
			t.Errorf("%s = %s is held, but its capability says %s (%s)", declared.Knob, declared.Value, outcome.Enforcement, outcome.Note)
		}
	}
	for _, knob := range s.Inherit {
		if !capabilities.Of(knob).Inherit {
			t.Errorf("%s can be unset, but its capability denies it", knob)
		}
	}
}

func testChange(t *testing.T, s System) {
	before := s.create(t, "change")
	after := s.write(t, target.Write{Ref: before.Ref, Settings: s.Second, Digest: before.Digest})
	wantHeld(t, after, s.Second)
	if after.Digest == before.Digest {
		t.Error("its settings changed, its digest did not")
	}
	wantSame(t, s.observe(t, before.Ref), after)
	// The same once more changes nothing.
	again := s.write(t, target.Write{Ref: before.Ref, Settings: s.Second, Digest: after.Digest})
	wantSame(t, again, after)
}

func testUnnamed(t *testing.T, s System) {
	for _, change := range s.Second {
		before := s.create(t, "unnamed-"+string(change.Knob))
		after := s.write(t, target.Write{Ref: before.Ref, Settings: setting.NewSet(change), Digest: before.Digest})
		wantHeld(t, after, setting.NewSet(append(slices.Clone(s.First), change)...))
	}
}

func testDrift(t *testing.T, s System) {
	before := s.create(t, "drift")
	s.Tamper(t, before.Ref)
	drifted := s.observe(t, before.Ref)
	if drifted.Presence != target.Owned {
		t.Fatalf("after tampering: %+v", drifted)
	}
	if len(differing(s.First, drifted.Settings)) == 0 {
		t.Error("no setting shows the drift")
	}
	if drifted.Digest == before.Digest {
		t.Error("the digest does not show the drift")
	}
	knobs := differing(s.First, drifted.Settings)
	mended := s.write(t, target.Write{Ref: before.Ref, Settings: only(s.First, knobs...), Digest: drifted.Digest})
	wantHeld(t, mended, s.First)
}

func testUnset(t *testing.T, s System) {
	for _, knob := range s.Inherit {
		before := s.create(t, "unset-"+string(knob))
		inherit := setting.Setting{Knob: knob, Value: setting.Default()}
		after := s.write(t, target.Write{Ref: before.Ref, Settings: setting.NewSet(inherit), Digest: before.Digest})
		wantHeld(t, after, setting.NewSet(append(slices.Clone(s.First), inherit)...))
		back := s.write(t, target.Write{Ref: before.Ref, Settings: only(s.First, knob), Digest: after.Digest})
		wantHeld(t, back, s.First)
	}
}

func testDelete(t *testing.T, s System) {
	before := s.create(t, "delete")
	w := target.Write{Ref: before.Ref, Delete: true, Digest: before.Digest}
	after := s.write(t, w)
	if after.Presence != target.Absent || after.Digest != target.AbsentDigest {
		t.Errorf("after its deletion: %+v", after)
	}
	wantSame(t, s.observe(t, before.Ref), after)
	w.Digest = after.Digest
	wantSame(t, s.write(t, w), after)
	// It can come back.
	wantHeld(t, s.create(t, "delete"), s.First)
}
