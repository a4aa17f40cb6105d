package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/draft"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/term"
	"github.com/nhi-custody/custody/schema"
)

// Exceptions prints exceptions, a line each: address, state, what it covers, how many blocks that is, policies, last day,
// days left, planes without an approval.
func (p *Printer) Exceptions(list []engine.Exception) error {
	pg := p.page()
	table := term.NewTable("exception", "state", "covers", "blocks", "policies", "ends", "days left", "lacks")
	for i := range list {
		x := &list[i]
		table.Row(
			term.Text(x.Declared.Address.String()),
			term.Cell{Text: string(x.State), Style: func(text string) string { return pg.state(x.State, text) }},
			term.Text(covers(x)), term.Number(len(x.Declared.Matched)), term.Text(strings.Join(x.Declared.Policies.Value, ", ")),
			term.Text(x.Declared.Expires.Value.String()), term.Number(x.DaysLeft), term.Text(planes(x.Missing)),
		)
	}
	return p.table(table)
}

// state marks a text up by what the state asks for.
func (pg *page) state(s policy.State, text string) string {
	switch s {
	case policy.Expired, policy.Requested:
		return pg.styles.Red(text)
	case policy.Expiring, policy.Approved:
		return pg.styles.Yellow(text)
	case policy.Active:
		return pg.styles.Green(text)
	case policy.Revoked, policy.Superseded:
	}
	return pg.styles.Dim(text)
}

// covers is what an exception is for, as written.
func covers(x *engine.Exception) string {
	if x.Declared.Subject.Set {
		return x.Declared.Subject.Value.Address.String()
	}
	return strings.Join(x.Declared.Match.Value, ", ")
}

func planes(list []schema.Plane) string { return strings.Join(planeNames(list), ", ") }

func planeNames(list []schema.Plane) []string {
	names := make([]string, len(list))
	for i, plane := range list {
		names[i] = string(plane)
	}
	return names
}

// Exception prints everything about one exception.
func (p *Printer) Exception(d *engine.ExceptionDetail) error {
	pg := p.page()
	x := d.Declared
	pg.line("%s  %s", pg.styles.Bold(clean(x.Address.String())), pg.state(d.State, string(d.State)))
	pg.fact("covers", covers(&d.Exception))
	pg.fact("policies", strings.Join(x.Policies.Value, ", "))
	pg.fact("reason", x.Reason.Value)
	for _, text := range x.Compensating.Value {
		pg.fact("compensating", text)
	}
	pg.fact("ticket", x.Ticket.Value)
	pg.fact("asked for by", x.RequestedBy.Value)
	pg.fact("first day", x.Granted.Value.String())
	pg.fact("last day", fmt.Sprintf("%s, %s", x.Expires.Value, left(d.DaysLeft)))
	if x.Revoked.Set {
		pg.fact("revoked", x.Revoked.Value.String())
	}
	pg.chain(d)
	pg.fact("declared at", fmt.Sprintf("%s:%d", x.Range.Filename, x.Range.Start.Line))
	pg.consents(d)
	pg.subjects(d)
	pg.waived(d)
	return p.write(pg)
}

func left(days int) string {
	if days < 0 {
		return plural(-days, "day") + " ago"
	}
	return plural(days, "day") + " left"
}

// fact prints one thing that is known; nothing where it is not.
func (pg *page) fact(name, value string) {
	if value != "" {
		pg.line("  %s  %s", pad(name, 12), clean(value))
	}
}

func (pg *page) chain(d *engine.ExceptionDetail) {
	for i := range d.Chain {
		x := &d.Chain[i]
		pg.fact("renews", fmt.Sprintf("%s, %s, %s to %s", x.Declared.Address, x.State, x.Declared.Granted.Value, x.Declared.Expires.Value))
	}
	for i := range d.Renewed {
		x := &d.Renewed[i]
		pg.fact("renewed by", fmt.Sprintf("%s, %s, %s to %s", x.Declared.Address, x.State, x.Declared.Granted.Value, x.Declared.Expires.Value))
	}
}

func (pg *page) consents(d *engine.ExceptionDetail) {
	pg.line("")
	if len(d.Consents) == 0 {
		pg.line("Nobody has approved it.")
		return
	}
	pg.line("Approvals:")
	for _, c := range d.Consents {
		who := c.By
		if who == "" {
			who = "somebody"
		}
		text := who
		if c.Team != nil {
			text += " for " + teamName(c.Team.Address.String())
		}
		if !c.On.IsZero() {
			text += " on " + c.On.Format(time.DateOnly)
		}
		if c.Void == "" {
			pg.line("  %s", clean(text))
			continue
		}
		pg.line("  %s: %s", clean(text), pg.styles.Red("does not count, because "+clean(c.Void)))
	}
}

// subjects prints what the exception covers, and for each block who approved it and who is missing.
func (pg *page) subjects(d *engine.ExceptionDetail) {
	pg.line("")
	if len(d.Subjects) == 0 {
		pg.line("It covers nothing: no block of the workspace matches.")
		return
	}
	pg.line("Covers %s:", plural(len(d.Subjects), "block"))
	for _, s := range d.Subjects {
		pg.line("  %s", clean(s.Address.String()))
		for _, a := range s.Answers {
			pg.line("    %s  %s", pad(string(a.Plane), 11), pg.answer(a))
		}
	}
	for _, pattern := range d.Declared.Unmatched {
		pg.line("  %s %s", clean(pattern), pg.styles.Red("matches nothing"))
	}
}

func (pg *page) answer(a policy.Answer) string {
	switch {
	case len(a.Teams) == 0:
		return pg.styles.Red("nobody is accountable, so nobody can approve")
	case !a.Missing:
		return "approved by " + clean(strings.Join(a.By, ", "))
	case len(a.By) > 0:
		return pg.styles.Red("lacks another person than "+clean(strings.Join(a.By, ", "))) + " of " + teamNames(a.Teams)
	}
	return pg.styles.Red("lacks an approval") + " by " + teamNames(a.Teams)
}

func (pg *page) waived(d *engine.ExceptionDetail) {
	pg.line("")
	if len(d.Waives) == 0 {
		pg.line("It waives nothing now.")
	} else {
		pg.line("Waives %s:", plural(len(d.Waives), "finding"))
	}
	for i := range d.Waives {
		f := &d.Waives[i]
		pg.line("  %s  %s: %s", clean(f.Rule.Policy), clean(f.Subject.Text), clean(f.Message))
	}
	if len(d.Unneeded) > 0 {
		pg.line("No longer needed for %s: nothing that it covers fails there, or another exception waives it.", clean(strings.Join(d.Unneeded, ", ")))
	}
}

// ExceptionDraft prints a new exception as HCL.
func (p *Printer) ExceptionDraft(d *draft.Draft) error {
	pg := p.page()
	for line := range strings.Lines(string(d.Text)) {
		pg.line("%s", clean(strings.TrimSuffix(line, "\n")))
	}
	return p.write(pg)
}
