package targettest

import (
	"testing"

	"github.com/nhi-custody/custody/internal/target"
)

func testStale(t *testing.T, s System) {
	before := s.create(t, "stale")
	s.Tamper(t, before.Ref)
	s.wantRefused(t, target.Write{Ref: before.Ref, Settings: s.Second, Digest: before.Digest}, target.ErrStale)
	s.wantRefused(t, target.Write{Ref: before.Ref, Delete: true, Digest: before.Digest}, target.ErrStale)
	s.wantRefused(t, target.Write{Ref: before.Ref, Settings: s.Second}, target.ErrStale) // without a digest
}

func testStaleCreation(t *testing.T, s System) {
	mine := s.create(t, "stale-creation")
	s.wantRefused(t, target.Write{Ref: mine.Ref, Settings: s.Second, Digest: target.AbsentDigest}, target.ErrStale)
	s.wantRefused(t, target.Write{Ref: mine.Ref, Delete: true, Digest: target.AbsentDigest}, target.ErrStale)

	theirs := s.Ref(t, "stale-creation-foreign")
	s.Foreign(t, theirs)
	s.wantRefused(t, target.Write{Ref: theirs, Settings: s.First, Digest: target.AbsentDigest}, target.ErrStale)

	gone := s.create(t, "stale-gone")
	s.write(t, target.Write{Ref: gone.Ref, Delete: true, Digest: gone.Digest})
	s.wantRefused(t, target.Write{Ref: gone.Ref, Settings: s.Second, Digest: gone.Digest}, target.ErrStale)
}

func testForeign(t *testing.T, s System) {
	ref := s.Ref(t, "foreign")
	s.Foreign(t, ref)
	o := s.observe(t, ref)
	if o.Presence != target.Foreign || o.Owner != "" || o.Digest == "" {
		t.Fatalf("without a marker: %+v", o)
	}
	s.wantRefused(t, target.Write{Ref: ref, Settings: s.First, Digest: o.Digest}, target.ErrForeign)
	s.wantRefused(t, target.Write{Ref: ref, Delete: true, Digest: o.Digest}, target.ErrForeign)
}

func testOtherWorkspace(t *testing.T, s System) {
	ref := s.Ref(t, "other-workspace")
	other := s.Driver(t, "other")
	if _, err := other.Apply(t.Context(), target.Write{Ref: ref, Settings: s.First, Digest: target.AbsentDigest}); err != nil {
		t.Fatal(err)
	}
	wantHeld(t, observeOne(t, other, ref), s.First)
	o := s.observe(t, ref)
	if o.Presence != target.Foreign || o.Owner == "" {
		t.Fatalf("with another workspace's marker: %+v", o)
	}
	s.wantRefused(t, target.Write{Ref: ref, Settings: s.Second, Digest: o.Digest}, target.ErrForeign)
	s.wantRefused(t, target.Write{Ref: ref, Delete: true, Digest: o.Digest}, target.ErrForeign)
}
