package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nhi-custody/custody/internal/report"
)

func findings(d *report.Document) section {
	s := section{
		heading: "Findings", columns: []string{"Level", "Subject", "Finding", "Accountable", "Controls", "Place"},
		empty: d.Summary.NoFindings(),
	}
	for i, f := range d.Findings {
		what := escape(f.Message)
		switch f.Verdict {
		case report.Waived:
			what += "<br>Waived by " + code(f.Exception) + ", " + report.Remaining(f.DaysLeft) + "."
		case report.Unknown:
			what += " It counts as a failure."
			fallthrough
		default:
			if f.Check.Remedy != "" {
				what += "<br>" + escape(f.Check.Remedy)
			}
		}
		s.rows = append(s.rows, newRow(-i, verdict(f), code(f.Subject), code(f.Check.Policy)+"<br>"+what,
			teams(d, f.Teams), escapes(f.Controls), code(f.Place.String())))
	}
	return s
}

func verdict(f *report.Finding) string {
	level := escape(string(f.Check.Level))
	if f.Verdict == report.Waived {
		return "waived (" + level + ")"
	}
	return "**" + level + "**"
}

func teams(d *report.Document, addresses []string) string {
	if len(addresses) == 0 {
		return "**nobody**"
	}
	return listed(addresses, ", ", func(a string) string { return escape(d.Team(a).Title) })
}

func exceptions(d *report.Document) section {
	s := section{
		heading: "Exceptions", columns: []string{"State", "Exception", "Waives", "Reason and compensation", "Approved by"},
		empty: "There are no exceptions.",
	}
	for i := range d.Exceptions {
		x := &d.Exceptions[i]
		s.rows = append(s.rows, newRow(-i, state(x), exceptionName(x), waives(x), reason(x), approvals(d, x)))
	}
	return s
}

func state(x *report.Exception) string {
	word, lapse, why := string(x.State), x.Lapse(), escape(cut(x.Why(), longestItem))
	switch {
	case x.InForce():
		return word + ": " + lapse + "<br>until " + report.Day(x.Expires)
	case x.State == report.Expired:
		return "**expired " + lapse + "**<br>on " + report.Day(x.Expires)
	case lapse == "":
		return word + ": " + why
	}
	return "**" + word + "**: " + why + "<br>" + lapse
}

func exceptionName(x *report.Exception) string {
	name := code(x.Address) + "<br>for " + covered(x)
	if x.Ticket != "" {
		name += "<br>" + escape(x.Ticket)
	}
	return name
}

// covered names what an exception covers.
func covered(x *report.Exception) string {
	switch {
	case x.Subject != "":
		return code(x.Subject)
	case len(x.Matched) == 0:
		return "nothing"
	}
	return codes(x.Matched)
}

func waives(x *report.Exception) string {
	policies := codes(x.Policies)
	switch n := len(x.Waives); n {
	case 0:
		return policies + "<br>waives nothing"
	case 1:
		return policies + "<br>1 finding"
	default:
		return policies + "<br>" + strconv.Itoa(n) + " findings"
	}
}

func reason(x *report.Exception) string {
	text := escape(x.Reason)
	if text == "" {
		text = "no reason given"
	}
	if len(x.Compensating) == 0 {
		text += "<br>Nothing compensates for it."
	} else {
		text += "<br>" + listed(x.Compensating, " ", escape)
	}
	if notes := x.Notes(); len(notes) > 0 {
		text += "<br>" + listed(notes, "<br>", escape)
	}
	return text
}

func approvals(d *report.Document, x *report.Exception) string {
	if len(x.Approvals) == 0 {
		return "nobody"
	}
	cells := make([]string, 0, mostItems)
	for _, a := range x.Approvals[:min(len(x.Approvals), mostItems)] {
		who := escape(cut(a.By, longestItem))
		if who == "" {
			who = "somebody"
		}
		if a.Team != "" {
			who += " for " + escape(cut(d.Team(a.Team).Title, longestItem))
		}
		if a.Void != "" {
			who += " (does not count: " + escape(a.Void) + ")"
		}
		cells = append(cells, who)
	}
	if len(cells) < len(x.Approvals) {
		cells = append(cells, "and more")
	}
	return strings.Join(cells, ", ")
}

func controls(f *report.Framework) section {
	s := section{
		heading: "Controls: " + escape(f.Title), columns: []string{"Status", "Control", "Checks", "Passed", "Failed", "Waived", "Unknown"},
		empty: "No policy serves a control of this framework: nothing is known.",
	}
	if len(f.Controls) > 0 {
		s.intro = intro(f)
	}
	for i := range f.Controls {
		c := &f.Controls[i]
		names := make([]string, len(c.Checks))
		for j, check := range c.Checks {
			names[j] = check.Policy
		}
		s.rows = append(s.rows, newRow(worse(c.Status), status(c.Status), controlName(c), codes(names),
			strconv.Itoa(c.Counts.Pass), strconv.Itoa(c.Counts.Fail), strconv.Itoa(c.Counts.Waived), strconv.Itoa(c.Counts.Unknown)))
	}
	return s
}

// intro says what the table does not show, and which labels mislead.
func intro(f *report.Framework) string {
	var sentences []string
	switch n := len(f.Unserved); n {
	case 0:
	case 1:
		sentences = append(sentences, "1 of its controls is served by no policy and is not listed.")
	default:
		sentences = append(sentences, fmt.Sprintf("%d of its controls are served by no policy and are not listed.", n))
	}
	for _, note := range f.Notes() {
		sentences = append(sentences, escape(note))
	}
	return strings.Join(sentences, " ")
}

func worse(s report.Status) int {
	for i, other := range report.Statuses() {
		if s == other {
			return -i
		}
	}
	return 1
}

func status(s report.Status) string {
	if s == report.Fails {
		return "**fails**"
	}
	return string(s)
}

func controlName(c *report.Control) string {
	name := escape(c.Label)
	if c.Title != "" {
		name += " " + escape(c.Title)
	}
	for _, clause := range c.AlsoKnown() {
		name += "<br>" + escape(clause)
	}
	return name
}
