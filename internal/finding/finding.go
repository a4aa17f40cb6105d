// Package finding is the result of judging: one policy, one subject, one verdict. Judgements are never errors, and a
// waived failure keeps its place in the list.
package finding

import (
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Verdict is the outcome of one check.
type Verdict string

// The verdicts.
const (
	Pass          Verdict = "pass"
	Fail          Verdict = "fail"
	Waived        Verdict = "waived"         // a failure under a valid exception
	NotApplicable Verdict = "not_applicable" // the policy's when is false
	Unknown       Verdict = "unknown"        // could not be evaluated; counts as a failure
)

// SubjectChange is the subject of policies that judge changes: the one that is no kind of block.
const SubjectChange = "change"

// Rule is what every finding of one policy has in common.
type Rule struct {
	Policy string
	Title  string
	Pack   string
	Level  schema.Level
	// LevelOrigin says whose override set the level; empty where it is the policy's own.
	LevelOrigin string
	Plane       schema.Plane
	Subject     string // the kind of subject
	Remedy      string
	References  []string
	Controls    []Control
	// AgentFrameworks are the frameworks among those of Controls that speak of AI systems alone.
	AgentFrameworks []string
	Parameters      []Parameter
	Range           hcl.Range
}

// Control is one control of a framework.
type Control struct {
	Framework string
	ID        string
}

// Parameter is a parameter's value in force, in words, and where it comes from.
type Parameter struct {
	Name, Value, Origin string
	Overridden          bool
}

// Subject is what was judged; all its findings share it.
type Subject struct {
	Address schema.Address
	Text    string    // the address as written
	Range   hcl.Range // the block's header
	// Agent tells that an AI agent acts in it.
	Agent bool
	// Teams that answer for each plane, as addresses, sorted.
	Application, Identity, Shared []string
}

// Teams returns the addresses of the teams that answer for a plane of the subject.
func (s *Subject) Teams(plane schema.Plane) []string {
	switch plane {
	case schema.PlaneApplication:
		return s.Application
	case schema.PlaneIdentity:
		return s.Identity
	case schema.PlaneShared, schema.PlaneGovernance:
	}
	return s.Shared
}

// Waiver is the exception under which a failure is waived.
type Waiver struct {
	Exception schema.Address
	Expires   time.Time // the first moment after it
}

// LastDay is the last day on which the failure is waived.
func (w *Waiver) LastDay() schema.Date { return schema.Date{Time: w.Expires.AddDate(0, 0, -1)} }

// Finding is one policy's judgement of one subject. There are many of them: what they share is pointed at.
type Finding struct {
	Rule    *Rule
	Subject *Subject
	Verdict Verdict
	Message string     // why it is no pass; empty on a pass
	At      *hcl.Range // the attribute that it is about; nil for the subject as a whole
	Waiver  *Waiver    // of a waived finding
}

// Teams returns the addresses of the teams that must mend it.
func (f *Finding) Teams() []string { return f.Subject.Teams(f.Rule.Plane) }

// Controls returns the controls that the finding bears on: those of a framework for AI systems only where an AI agent acts.
func (f *Finding) Controls() []Control {
	if f.Subject.Agent || len(f.Rule.AgentFrameworks) == 0 {
		return f.Rule.Controls
	}
	return slices.DeleteFunc(slices.Clone(f.Rule.Controls), func(c Control) bool {
		return slices.Contains(f.Rule.AgentFrameworks, c.Framework)
	})
}

// Range returns the place that the finding is about.
func (f *Finding) Range() hcl.Range {
	if f.At != nil {
		return *f.At
	}
	return f.Subject.Range
}

// Wanting reports whether the finding is neither passed nor waived nor outside the policy.
func (f *Finding) Wanting() bool { return f.Verdict == Fail || f.Verdict == Unknown }

// Blocking reports whether the finding is wanting and weighs at the level or above.
func (f *Finding) Blocking(level schema.Level) bool {
	return f.Wanting() && Weight(f.Rule.Level) >= Weight(level)
}

// Weight orders the levels: mandatory above warning above advisory.
func Weight(level schema.Level) int {
	switch level {
	case schema.LevelMandatory:
		return 3
	case schema.LevelWarning:
		return 2
	case schema.LevelAdvisory:
		return 1
	}
	return 3 // an unknown level weighs most
}

// Sort orders findings by subject, then policy.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		if a.Subject != b.Subject {
			if c := strings.Compare(a.Subject.Text, b.Subject.Text); c != 0 {
				return c
			}
		}
		return strings.Compare(a.Rule.Policy, b.Rule.Policy)
	})
}

// Summary counts findings by verdict.
type Summary struct {
	Evaluated, Subjects                        int
	Pass, Fail, Waived, NotApplicable, Unknown int
}

// Summarize counts findings, which must be sorted by subject.
func Summarize(findings []Finding) Summary {
	var s Summary
	var last *Subject
	for i := range findings {
		if i == 0 || findings[i].Subject != last {
			s.Subjects++
			last = findings[i].Subject
		}
		s.Evaluated++
		switch findings[i].Verdict {
		case Pass:
			s.Pass++
		case Fail:
			s.Fail++
		case Waived:
			s.Waived++
		case NotApplicable:
			s.NotApplicable++
		case Unknown:
			s.Unknown++
		}
	}
	return s
}
