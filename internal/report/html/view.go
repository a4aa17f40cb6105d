package html

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/nhi-custody/custody/internal/report"
)

// view is what the page is filled with: the document, and where on the page each thing stands.
type view struct {
	*report.Document
	Style  template.CSS
	Script template.JS
	Policy string // the Content-Security-Policy

	numbers    map[*report.Finding]int
	checks     map[*report.Check]string
	exceptions map[string]string
}

func newView(d *report.Document) *view {
	v := &view{
		Document:   d,
		Style:      template.CSS(style), // a file of this package, as the script is
		Script:     template.JS(script),
		Policy:     contentPolicy(),
		numbers:    make(map[*report.Finding]int, len(d.Findings)),
		checks:     make(map[*report.Check]string, len(d.Checks)),
		exceptions: make(map[string]string, len(d.Exceptions)),
	}
	for i, f := range d.Findings {
		v.numbers[f] = i + 1
	}
	for i, c := range d.Checks {
		v.checks[c] = anchor("policy-", c.Policy, i)
	}
	for i := range d.Exceptions {
		v.exceptions[d.Exceptions[i].Address] = anchor("", d.Exceptions[i].Address, i)
	}
	return v
}

// anchor is the id of a block: its name where an id may be written so, its place in the list otherwise.
func anchor(prefix, name string, i int) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.'
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return prefix + "number-" + strconv.Itoa(i+1)
	}
	return prefix + name
}

// Number is the place of a finding, from 1.
func (v *view) Number(f *report.Finding) int { return v.numbers[f] }

// Anchor is the id of a policy on the page.
func (v *view) Anchor(c *report.Check) string { return v.checks[c] }

// Waiver is the id of an exception on the page.
func (v *view) Waiver(address string) string { return v.exceptions[address] }

// ControlCount is how many controls are listed.
func (v *view) ControlCount() int {
	n := 0
	for i := range v.Frameworks {
		n += len(v.Frameworks[i].Controls)
	}
	return n
}

// owner is who answers for a plane, with what a reader needs to reach them.
type owner struct {
	Declared bool
	Teams    []ownerTeam
}

type ownerTeam struct{ Title, Contact, Backup string }

// Owner looks the teams of a plane up.
func (v *view) Owner(a report.Accountable) owner {
	o := owner{Declared: a.Declared, Teams: make([]ownerTeam, len(a.Teams))}
	for i, address := range a.Teams {
		team := v.Team(address)
		o.Teams[i] = ownerTeam{Title: team.Title, Contact: team.Contact}
		if team.Backup != "" {
			o.Teams[i].Backup = v.Team(team.Backup).Title
		}
	}
	return o
}

// framework is one framework with its bar, and the view for what it points to.
type framework struct {
	report.Framework
	Bar  bar
	View *view
}

// Framework prepares one framework.
func (v *view) Framework(f report.Framework) framework { return framework{f, barOf(f), v} }

// bar is a framework's controls by status, as lengths of one bar, worst first.
type bar struct {
	Parts []part
	Label string
}

type part struct {
	Mark, Word string
	Count      int
	X, Size    string // in percent
}

func barOf(f report.Framework) bar {
	var b bar
	var words []string
	done, total := 0, len(f.Controls)
	for _, p := range tallyOf(f) {
		if p.Count == 0 {
			continue
		}
		p.X, p.Size = percent(done, total), percent(p.Count, total)
		done += p.Count
		b.Parts = append(b.Parts, p)
		words = append(words, strconv.Itoa(p.Count)+" "+p.Word)
	}
	b.Label = strings.Join(words, ", ")
	if total == 0 {
		b.Label = "no control is served by a policy"
	}
	return b
}

// tallyOf counts a framework's controls by status, worst first, zeros too.
func tallyOf(f report.Framework) []part {
	parts := make([]part, 0, len(report.Statuses()))
	for i, n := range f.Tally() {
		status := string(report.Statuses()[i])
		parts = append(parts, part{Mark: mark(status), Word: status, Count: n})
	}
	return parts
}

func percent(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 3, 64)
}

// few is a list cut to what is worth reading in one cell.
type few struct {
	Shown []*report.Finding
	More  int
}

// some cuts a list of findings; nil for an empty one.
func some(list []*report.Finding) *few {
	const most = 5
	if len(list) == 0 {
		return nil
	}
	n := min(len(list), most)
	return &few{Shown: list[:n], More: len(list) - n}
}
