package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Diff works out what one declared target needs. It is a function of its arguments alone.
func Diff(want Desired, have Observed, capabilities setting.Capabilities) Target {
	t := Target{
		Address: want.Address, ID: want.ID, Kind: want.Kind, Title: want.Title, Subjects: want.Subjects,
		Presence: have.Presence, Digest: have.Digest, Action: None,
	}
	switch have.Presence {
	case Unreadable:
		t.Reason = have.Problem
		for _, d := range want.Settings {
			c := change(d)
			c.Enforcement, c.Note = setting.Unknown, "the target could not be read"
			t.Changes = append(t.Changes, c)
		}
		return t
	case Absent, Owned, Foreign:
	}
	for _, d := range want.Settings {
		t.Changes = append(t.Changes, compare(d, have.Settings, capabilities))
	}
	t.Changes = append(t.Changes, undeclared(want, have.Settings, capabilities)...)
	slices.SortStableFunc(t.Changes, func(a, b setting.Change) int { return cmp.Compare(a.Knob, b.Knob) })
	switch {
	case have.Presence == Absent:
		t.Action = Create
	case have.Presence == Foreign: // also when nothing in it would change: it is not under custody
		t.Action = Update
		t.Hold(HeldByForeign, foreignReason(have.Owner))
	case t.Writes() > 0:
		t.Action = Update
	}
	return t
}

func foreignReason(owner string) string {
	if owner == "" {
		owner = "nobody that custody knows"
	}
	return fmt.Sprintf("it exists and belongs to %s; custody changes only what carries its marker", owner)
}

// Remove is the plan for a target that carries custody's marker and is declared no more.
func Remove(address schema.Address, id, kind string, have Observed) Target {
	t := Target{
		Address: address, ID: id, Kind: kind, Title: id, Presence: have.Presence, Digest: have.Digest,
		Action: Delete, Reason: have.Problem,
	}
	if have.Presence != Owned {
		t.Action = None
		return t
	}
	for _, s := range have.Settings {
		t.Changes = append(t.Changes, setting.Change{
			Knob: s.Knob, Before: s.Value, Action: setting.ActionWrite, Enforcement: setting.Exact, Plane: schema.PlaneShared,
		})
	}
	t.Hold(HeldByDelete, "it is declared no more; deletes wait for --release "+quoted(address))
	return t
}

func quoted(a schema.Address) string { return "'" + a.String() + "'" }

func change(d setting.Declared) setting.Change {
	return setting.Change{
		Knob: d.Knob, After: d.Value, Action: setting.ActionNone, Enforcement: setting.Exact,
		Plane: d.Plane, Teams: d.Teams, Controls: d.Controls, Address: d.Address, Range: d.Range, Origin: d.Origin,
	}
}

// compare works out one declared setting.
func compare(d setting.Declared, have setting.Set, capabilities setting.Capabilities) setting.Change {
	c := change(d)
	outcome := setting.Enforce(capabilities.Of(d.Knob), d.Value)
	c.Before = have.Get(d.Knob)
	c.Enforcement, c.Note = outcome.Enforcement, outcome.Note
	if !outcome.Effective.Equal(c.After) {
		c.Effective = outcome.Effective
	}
	if outcome.Write && !same(d.Knob, c.Before, outcome.Effective) {
		c.Action = setting.ActionWrite
	}
	return c
}

// same compares what is there with what shall be. A knob that is not there holds the target's default, and a grant that
// is not there is off.
func same(knob setting.Knob, have, want setting.Value) bool {
	if _, isGrant := knob.IsGrant(); isGrant && !have.Managed() {
		return want.Equal(setting.Bool(false))
	}
	if want.State == setting.Inherit {
		return have.State == setting.Inherit || have.State == setting.Unmanaged
	}
	return have.Equal(want)
}

// undeclared finds settings that the target holds beyond what is declared and that must go: OAuth grants that nobody
// declared, and anything else in a target that is custody's as a whole.
func undeclared(want Desired, have setting.Set, capabilities setting.Capabilities) []setting.Change {
	declares := func(knob setting.Knob) bool {
		return slices.ContainsFunc(want.Settings, func(d setting.Declared) bool { return d.Knob == knob })
	}
	grants := slices.IndexFunc(want.Settings, func(d setting.Declared) bool { _, ok := d.Knob.IsGrant(); return ok })
	var changes []setting.Change
	for _, s := range have {
		_, isGrant := s.Knob.IsGrant()
		switch {
		case declares(s.Knob), isGrant && grants >= 0 && s.Value.Equal(setting.Bool(false)):
		case isGrant && grants >= 0:
			d := want.Settings[grants]
			d.Setting = setting.Setting{Knob: s.Knob, Value: setting.Bool(false)}
			c := compare(d, have, capabilities)
			c.Action = setting.ActionWrite
			changes = append(changes, c)
		case want.Whole && s.Value.State != setting.Inherit:
			changes = append(changes, setting.Change{
				Knob: s.Knob, Before: s.Value, After: setting.Default(), Action: setting.ActionWrite,
				Enforcement: setting.Exact, Plane: schema.PlaneApplication, Address: want.Address,
			})
		}
	}
	return changes
}

// Hold keeps a target from being applied. A target that would not be changed is not held, and the first reason stays.
func (t *Target) Hold(by HeldBy, reason string) {
	if t.Action == None || t.Action == Held {
		return
	}
	t.Intended, t.Action, t.HeldBy, t.Reason = t.Action, Held, by, reason
	for i := range t.Changes {
		if t.Changes[i].Action == setting.ActionWrite {
			t.Changes[i].Action = setting.ActionHeld
		}
	}
}

// Release lets a held target go on.
func (t *Target) Release() {
	if t.Action != Held {
		return
	}
	t.Action, t.Intended, t.HeldBy, t.Reason = t.Intended, "", "", ""
	for i := range t.Changes {
		if t.Changes[i].Action == setting.ActionHeld {
			t.Changes[i].Action = setting.ActionWrite
		}
	}
}

// Confirm has an apply carry out an action that changes nothing any more, so that the ledger records how the target is.
func (t *Target) Confirm(action Action, reason string) {
	t.Action, t.Reason = action, reason
}

// Confirms reports whether the target is only to be recorded.
func (t *Target) Confirms() bool {
	return (t.Action == Update || t.Action == Delete) && t.Reason != ""
}
