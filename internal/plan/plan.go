// Package plan is desired against observed: the pure difference, as a value that can be printed, saved, held against
// what is there later, and refused. It writes nothing and knows no driver.
package plan

import (
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Desired is one target as declared.
type Desired struct {
	Address  schema.Address // of the target: issuer.corp.client["payctl"], cli.payctl.deliver.file
	ID       string         // its name at its system: a client_id, a path
	Kind     string         // the kind of system: hydra, keycloak, file, ...
	Title    string         // for people: payctl · workstation
	Subjects []schema.Address
	Settings []setting.Declared // sorted by knob
	// Whole tells that the target holds nothing but what custody declares: anything else in it goes.
	Whole bool
}

// Observed is one target as it is.
type Observed struct {
	Presence Presence
	Settings setting.Set
	Digest   string
	Owner    string // who a foreign target belongs to, in words
	Problem  string // why it is unreadable
}

// Presence says what was found of a target. Absent is not empty, and neither is unreadable.
type Presence string

// The presences.
const (
	Unreadable Presence = "unreadable"
	Absent     Presence = "absent"
	Owned      Presence = "owned"
	Foreign    Presence = "foreign"
)

// Action is what a plan does with a target.
type Action string

// The actions.
const (
	Create Action = "create"
	Update Action = "update"
	Delete Action = "delete"
	None   Action = "none"
	Held   Action = "held"
)

// HeldBy is what a held target waits for.
type HeldBy string

// The reasons.
const (
	HeldByPolicy   HeldBy = "policy"   // a mandatory policy fails on its subject
	HeldByApproval HeldBy = "approval" // a review is missing
	HeldByDelete   HeldBy = "delete"   // deletes wait for a release
	HeldByLimit    HeldBy = "limit"    // too much at once
	HeldByForeign  HeldBy = "foreign"  // it is not ours
)

// Target is what the plan does with one target.
type Target struct {
	Address  schema.Address
	ID       string
	Kind     string
	Title    string
	Presence Presence
	Digest   string // as observed; an apply refuses a target that has moved since
	Action   Action
	// Intended is what would be done with a held target.
	Intended Action
	HeldBy   HeldBy
	Reason   string // why it is held or unreadable, in a sentence
	Subjects []schema.Address
	Changes  []setting.Change // of every declared setting, sorted by knob
}

// Writes counts the settings that are to be written.
func (t *Target) Writes() int {
	n := 0
	for i := range t.Changes {
		if t.Changes[i].Action == setting.ActionWrite {
			n++
		}
	}
	return n
}

// Settings are the settings to write, as the target shall hold them; none for a delete.
func (t *Target) Settings() setting.Set {
	if t.Action == Delete || t.Intended == Delete {
		return nil
	}
	var list []setting.Setting
	for i := range t.Changes {
		c := &t.Changes[i]
		if c.Action == setting.ActionWrite || (c.Action == setting.ActionHeld && t.Action == Held) {
			list = append(list, setting.Setting{Knob: c.Knob, Value: c.Target()})
		}
	}
	return setting.NewSet(list...)
}

// Plan is what an apply would do.
type Plan struct {
	ID        string // digest of the content without Created and Expires
	Created   time.Time
	Expires   time.Time
	Workspace string // its name
	// WorkspaceDigest names the declarations that the plan was made from.
	WorkspaceDigest string
	Targets         []Target // sorted by address
	LeftOut         []LeftOut
	Findings        []Finding // wanting and waived ones alone
	Policies        Counts
	Requirements    []Requirement
}

// LeftOut is something declared that the plan does not cover, and why.
type LeftOut struct {
	Address schema.Address
	Reason  string
}

// Requirement is an approval that an apply waits for.
type Requirement struct {
	Team    string
	Minimum int
	Reason  string
}

// Counts are the findings by verdict.
type Counts struct {
	Evaluated, Subjects, Pass, Fail, Waived, NotApplicable, Unknown int
}

// Finding is one finding as the plan carries it: complete without its workspace.
type Finding struct {
	Policy, Subject, Verdict, Level, Plane string
	Teams                                  []string
	Message, Remedy                        string
	Controls                               []Control
	Exception                              string
	Expires                                schema.Date // last day of the exception; zero without one
	File                                   string
	Line                                   int
}

// Control is one control of a framework.
type Control struct{ Framework, ID string }

// Summary counts targets by what is done with them.
type Summary struct {
	Create, Update, Delete, None, Held, Unreadable int
	// LeftToCLI counts the settings that no issuer enforces.
	LeftToCLI int
}

// Summarize counts the plan's targets.
func (p *Plan) Summarize() Summary {
	var s Summary
	for i := range p.Targets {
		t := &p.Targets[i]
		switch {
		case t.Presence == Unreadable:
			s.Unreadable++
		case t.Action == Create:
			s.Create++
		case t.Action == Update:
			s.Update++
		case t.Action == Delete:
			s.Delete++
		case t.Action == Held:
			s.Held++
		default:
			s.None++
		}
		for j := range t.Changes {
			if t.Changes[j].Enforcement == setting.ByCLI {
				s.LeftToCLI++
			}
		}
	}
	return s
}

// HasChanges reports whether an apply would have anything to do, now or once something is released.
func (p *Plan) HasChanges() bool {
	s := p.Summarize()
	return s.Create+s.Update+s.Delete+s.Held > 0
}
