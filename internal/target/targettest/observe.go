package targettest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/nhi-custody/custody/internal/target"
)

func testOrder(t *testing.T, s System) {
	var refs []target.Ref
	for _, name := range []string{"order-c", "order-a", "order-b"} {
		refs = append(refs, s.create(t, name).Ref)
	}
	extra := []target.Ref{s.create(t, "order-z").Ref, s.create(t, "order-d").Ref}
	absent := s.Ref(t, "order-absent")
	wanted := []target.Ref{refs[0], absent, refs[1], refs[2]}
	all, err := s.driver(t).Observe(t.Context(), wanted)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < len(wanted) {
		t.Fatalf("%d observations of %d wanted", len(all), len(wanted))
	}
	for i, ref := range wanted {
		presence := target.Owned
		if ref == absent {
			presence = target.Absent
		}
		if all[i].Ref != ref || all[i].Presence != presence {
			t.Errorf("observation %d is %s (presence %d), want %s (%d)", i, all[i].Ref.ID, all[i].Presence, ref.ID, presence)
		}
	}
	s.checkOthers(t, all[len(wanted):], wanted, extra)
}

// checkOthers looks at what was observed beyond the wanted.
func (s System) checkOthers(t *testing.T, others []target.Observation, wanted, extra []target.Ref) {
	t.Helper()
	byID := func(a, b target.Observation) int {
		if a.Ref.ID < b.Ref.ID {
			return -1
		}
		return 1
	}
	if !slices.IsSortedFunc(others, byID) {
		t.Error("the others are not sorted by ID")
	}
	var found []target.Ref
	for _, o := range others {
		found = append(found, o.Ref)
		if o.Presence != target.Owned {
			t.Errorf("%s is among the others with presence %d", o.Ref.ID, o.Presence)
		}
		if slices.ContainsFunc(wanted, func(r target.Ref) bool { return r.ID == o.Ref.ID }) {
			t.Errorf("%s was wanted and is among the others", o.Ref.ID)
		}
	}
	for _, ref := range extra {
		if slices.Contains(found, ref) != s.Lists {
			t.Errorf("the others are %v; want %s among them: %t", found, ref.ID, s.Lists)
		}
	}
}

func testObserveWritesNothing(t *testing.T, s System) {
	mine := s.create(t, "read-only")
	theirs, absent := s.Ref(t, "read-only-foreign"), s.Ref(t, "read-only-absent")
	s.Foreign(t, theirs)
	driver, writes := s.Observer(t)
	if _, err := driver.Capabilities(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := driver.Observe(t.Context(), []target.Ref{mine.Ref, theirs, absent}); err != nil {
		t.Fatal(err)
	}
	if n := writes(); n != 0 {
		t.Errorf("observing tried %d writes", n)
	}
	// An apply through it fails, changes nothing, and does not pretend that its effect is unknown.
	before := s.Raw(t, mine.Ref)
	_, err := driver.Apply(t.Context(), target.Write{Ref: mine.Ref, Settings: s.Second, Digest: mine.Digest})
	var unconfirmed *target.UnconfirmedError
	if err == nil || errors.As(err, &unconfirmed) {
		t.Errorf("a write that was not sent: got %v", err)
	}
	if after := s.Raw(t, mine.Ref); after != before {
		t.Errorf("%s changed", mine.Ref.ID)
	}
	if n := writes(); n == 0 {
		t.Error("the writes of this driver are not counted")
	}
}

func testUnreadable(t *testing.T, s System) {
	locked, open := s.create(t, "unreadable"), s.create(t, "readable")
	mend := s.FailReads(t, locked.Ref)
	driver := s.driver(t)
	all, err := driver.Observe(t.Context(), []target.Ref{locked.Ref, open.Ref})
	// That nothing could be read is an honest answer too; that it is absent is not.
	if err == nil {
		o := all[0]
		if o.Presence != target.Unreadable || o.Err == nil || o.Digest != "" || len(o.Settings) > 0 {
			t.Errorf("unreadable: %+v", o)
		}
		wantSame(t, all[1], open)
	}
	if _, err := driver.Apply(t.Context(), target.Write{Ref: locked.Ref, Settings: s.Second, Digest: locked.Digest}); err == nil {
		t.Error("wrote what could not be read")
	}
	mend()
	wantSame(t, s.observe(t, locked.Ref), locked)
}

func testResume(t *testing.T, s System) {
	first, second, third := s.create(t, "resume-1"), s.create(t, "resume-2"), s.create(t, "resume-3")
	mend := s.FailWrites(t, second.Ref)
	for _, o := range []target.Observation{first, second, third} {
		after, err := s.driver(t).Apply(t.Context(), target.Write{Ref: o.Ref, Settings: s.Second, Digest: o.Digest})
		if o.Ref == second.Ref {
			if err == nil {
				t.Fatal("the write that fails did not")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		wantHeld(t, after, s.Second)
	}
	mend()
	// The rest is done from what the target says, and what is done already is not done again.
	for _, o := range []target.Observation{first, second, third} {
		now := s.observe(t, o.Ref)
		if o.Ref == second.Ref {
			wantSame(t, now, second)
			now = s.write(t, target.Write{Ref: o.Ref, Settings: s.Second, Digest: now.Digest})
		}
		wantHeld(t, now, s.Second)
	}
}

func testDrop(t *testing.T, s System) {
	if s.Drop == nil {
		return // nothing stands between this driver and its targets that could drop a value
	}
	before := s.create(t, "drop")
	knob := s.Drop(t, before.Ref)
	after := s.write(t, target.Write{Ref: before.Ref, Settings: s.Second, Digest: before.Digest})
	if differ := differing(s.Second, after.Settings); len(differ) != 1 || differ[0] != knob {
		t.Errorf("%s was dropped in silence; the observation shows %v", knob, differ)
	}
}

func testCanceled(t *testing.T, s System) {
	before := s.create(t, "canceled")
	raw := s.Raw(t, before.Ref)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.driver(t).Observe(ctx, []target.Ref{before.Ref}); !errors.Is(err, context.Canceled) {
		t.Errorf("observe: got %v", err)
	}
	_, err := s.driver(t).Apply(ctx, target.Write{Ref: before.Ref, Settings: s.Second, Digest: before.Digest})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("apply: got %v", err)
	}
	if s.Raw(t, before.Ref) != raw {
		t.Error("a canceled apply wrote")
	}
}
