package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The sentences below are the same in every format that people read.

// Status is what the whole comes to.
func (s *Summary) Status() Status { return s.Counts.Status() }

// Sentence says what was evaluated and what came of it.
func (s *Summary) Sentence() string {
	if s.Checks == 0 {
		return "Evaluated no checks: nothing is known."
	}
	parts := []string{count(s.Pass, "passed", "passed"), count(s.Fail, "failed", "failed")}
	for _, rest := range []struct {
		n    int
		word string
	}{{s.Waived, "waived"}, {s.Unknown, "could not be evaluated"}, {s.NotApplicable, "not applicable"}} {
		if rest.n > 0 {
			parts = append(parts, count(rest.n, rest.word, rest.word))
		}
	}
	return fmt.Sprintf("Evaluated %s on %s: %s.", count(s.Checks, "check", "checks"), count(s.Subjects, "subject", "subjects"),
		strings.Join(parts, ", "))
}

// Verdict says in a sentence what the status of the whole means.
func (s *Summary) Verdict() string {
	switch wanting := s.Fail + s.Unknown; {
	case s.Status() == Holds:
		return "Every check that applies passed."
	case s.Status() == WaivedOnly:
		return "Every check that applies passed or is waived."
	case s.Status() == NotAsked:
		return "No check applied to anything: this proves nothing."
	case s.Mandatory == 0:
		return count(wanting, "check is wanting, and it is not mandatory.", "checks are wanting, none of them mandatory.")
	case s.Mandatory == wanting:
		return count(wanting, "mandatory check is wanting.", "mandatory checks are wanting.")
	default:
		return fmt.Sprintf("%s wanting, %d of them mandatory.", count(wanting, "check is", "checks are"), s.Mandatory)
	}
}

// NoFindings says why there are no findings: only where something was evaluated is that good news.
func (s *Summary) NoFindings() string {
	if s.Evaluated() == 0 {
		return "Nothing was evaluated, so nothing is known."
	}
	return "Nothing is wanting, and nothing is waived."
}

// String is the place as editors and CI follow it, FILE:LINE; empty for none.
func (p Place) String() string {
	if p.File == "" {
		return ""
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// Age says how long ago a number of days is.
func Age(days int) string {
	switch {
	case days < 0:
		return "in " + Days(-days)
	case days == 0:
		return "today"
	}
	return Days(days) + " ago"
}

// Days is a number of days in words.
func Days(n int) string { return count(n, "day", "days") }

// Day is a day as YYYY-MM-DD; empty for the zero time.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// Moment is a moment as people read it, in UTC.
func Moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// Remaining says how much of an exception's time is left.
func Remaining(daysLeft int) string {
	switch {
	case daysLeft < 0:
		return "expired " + Age(-daysLeft)
	case daysLeft == 0:
		return "last day"
	}
	return Days(daysLeft) + " left"
}

// Lapse says how much of the exception's time is left, beside the word for its state; empty where that means nothing any
// more.
func (x *Exception) Lapse() string {
	switch x.State {
	case Revoked, Superseded:
		return ""
	case Expired:
		return Age(-x.DaysLeft)
	case Requested, Approved, Expiring, Active:
	}
	return Remaining(x.DaysLeft)
}

// Why says in a clause why the exception does not hold, or not for all that it covers; empty for one in force, and for one
// whose end says it.
func (x *Exception) Why() string {
	switch x.State {
	case Requested:
		if len(x.Missing) == 0 {
			return "its standing is not known"
		}
		why := "no approval that counts for the " + strings.Join(x.Missing, " and the ") + " plane"
		if len(x.Matched) > 1 {
			why += fmt.Sprintf(", for %d of the %d blocks that it covers", len(x.Unapproved), len(x.Matched))
		}
		return why
	case Approved:
		return "begins on " + Day(x.Granted)
	case Revoked:
		return "since " + Day(x.Revoked)
	case Superseded:
		return "renewed by " + enumerate(x.RenewedBy)
	case Expired, Expiring, Active:
	}
	return ""
}

// Notes says in sentences what else an auditor asks of the exception.
func (x *Exception) Notes() []string {
	var notes []string
	if x.RequestedBy != "" {
		notes = append(notes, "Asked for by "+x.RequestedBy+".")
	}
	if x.Renews != "" {
		notes = append(notes, fmt.Sprintf("Renews %s: renewal number %d.", x.Renews, x.Renewals))
	}
	if len(x.Matched) == 0 {
		notes = append(notes, "It covers nothing.")
	}
	if len(x.Unneeded) > 0 && x.InForce() {
		notes = append(notes, "No longer needed for "+enumerate(x.Unneeded)+".")
	}
	return notes
}

// Context says who acts with the token, and where.
func (t *Token) Context() string {
	actor, host := t.Actor, t.Host
	if actor == "ai_agent" {
		actor = "AI agent"
	}
	switch host {
	case "personal":
		host = "a personal machine"
	case "shared":
		host = "a shared host"
	case "build_agent":
		host = "a build agent"
	case "ephemeral_runner":
		host = "an ephemeral runner"
	case "server":
		host = "a server"
	}
	return actor + " on " + host
}

// AlsoKnown says in clauses under which other labels people look for the control.
func (c *Control) AlsoKnown() []string {
	var clauses []string
	for i := 0; i < len(c.Aliases); {
		first := c.Aliases[i]
		var labels []string
		for ; i < len(c.Aliases) && c.Aliases[i].Relation == first.Relation && c.Aliases[i].Note == first.Note; i++ {
			labels = append(labels, c.Aliases[i].Label)
		}
		switch list := enumerate(labels); first.Relation {
		case PrintedAs:
			clauses = append(clauses, "practice texts print "+list)
		case Earlier:
			clauses = append(clauses, list+" in "+first.Note)
		case SucceededBy:
			clauses = append(clauses, "now "+list+" in "+first.Note)
		}
	}
	return clauses
}

// Notes says what is to be known about misleading labels of the framework's controls, each once.
func (f *Framework) Notes() []string {
	var notes []string
	for i := range f.Controls {
		for _, a := range f.Controls[i].Aliases {
			if a.Relation == PrintedAs && a.Note != "" && !slices.Contains(notes, a.Note) {
				notes = append(notes, a.Note)
			}
		}
	}
	return notes
}

func enumerate(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// Short is a hash as people compare it by eye.
func Short(hash string) string {
	const enough = 12
	if len(hash) <= enough {
		return hash
	}
	return hash[:enough]
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
