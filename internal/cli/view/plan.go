package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Plan prints what an apply would do. A target that stays as it is is not printed.
func (p *Printer) Plan(made *plan.Plan) error {
	pg := p.page()
	for i := range made.Targets {
		pg.target(&made.Targets[i])
	}
	for _, l := range made.LeftOut {
		pg.line("%s left out: %s", clean(l.Address.String()), clean(l.Reason))
	}
	if len(made.LeftOut) > 0 {
		pg.line("")
	}
	pg.waivers(made)
	pg.line("%s", planSummary(made))
	return p.write(pg)
}

// PlanNext says what to do with a plan: apply it, from the file it was saved to or at once.
func (p *Printer) PlanNext(made *plan.Plan, file string) error {
	s := made.Summarize()
	if s.Create+s.Update+s.Delete == 0 {
		return nil
	}
	pg := p.page()
	next := "custody apply"
	if file != "" {
		next += " " + clean(file)
		pg.line("Planned for %s: %s", shortDuration(made.Expires.Sub(made.Created)), next)
	} else {
		pg.line("To carry it out: %s", next)
	}
	return p.write(pg)
}

func shortDuration(d time.Duration) string {
	if d%time.Minute == 0 {
		return plural(int(d/time.Minute), "minute")
	}
	return d.String()
}

func (pg *page) target(t *plan.Target) {
	rows := changeRows(t)
	if t.Action == plan.None && t.Presence != plan.Unreadable {
		return
	}
	pg.line("%s   %s", pg.styles.Bold(pad(clean(t.Title), 52)), pg.styles.Dim(place(t)))
	switch {
	case t.Presence == plan.Unreadable:
		pg.line("  %s could not be read: %s", pg.styles.Red("?"), clean(t.Reason))
		pg.line("")
		return
	case t.Confirms():
		pg.line("  %s record: %s", pg.styles.Cyan("~"), clean(t.Reason))
		pg.line("")
		return
	case t.Action == plan.Held:
		pg.line("  %s held (%s): %s", pg.styles.Yellow("="), t.HeldBy, clean(t.Reason))
	}
	pg.verb(t)
	pg.rows(rows)
	pg.line("")
}

// verb heads the list of a target that is made or removed as a whole.
func (pg *page) verb(t *plan.Target) {
	action := t.Action
	if action == plan.Held {
		action = t.Intended
	}
	switch action {
	case plan.Create:
		pg.line("  %s create           %s", pg.styles.Green("+"), plural(len(t.Changes), "setting"))
	case plan.Delete:
		pg.line("  %s delete           %s", pg.styles.Red("-"), clean(t.ID))
	case plan.Update, plan.None, plan.Held:
	}
}

func place(t *plan.Target) string {
	if t.Address.Child == schema.KindClient {
		return clean(fmt.Sprintf("%s (%s) client %s", t.Address.Outer(), t.Kind, t.ID))
	}
	return clean(t.Kind + " " + t.ID)
}

func pad(s string, width int) string {
	if n := width - len([]rune(s)); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// changeRow is one line about a setting.
type changeRow struct {
	mark, knob, value, teams, controls, at string
	note                                   string
}

// wholeDocument is the kind of target whose settings are not listed when it is made: all of them are new.
const wholeDocument = "file"

func changeRows(t *plan.Target) []changeRow {
	var rows []changeRow
	for i := range t.Changes {
		c := &t.Changes[i]
		writes := c.Action == setting.ActionWrite || c.Action == setting.ActionHeld
		created := t.Action == plan.Create || t.Intended == plan.Create
		if created && t.Kind == wholeDocument || t.Action == plan.Delete || t.Intended == plan.Delete {
			continue
		}
		if !writes && c.Enforcement != setting.ByCLI && c.Enforcement != setting.Shared {
			continue
		}
		rows = append(rows, rowOf(c, writes))
	}
	return rows
}

func rowOf(c *setting.Change, writes bool) changeRow {
	r := changeRow{
		mark: "~", knob: clean(string(c.Knob)), teams: teamNames(c.Teams), controls: clean(strings.Join(c.Controls, " ")), note: clean(c.Note),
	}
	if c.Range.Filename != "" {
		r.at = clean(fmt.Sprintf("%s:%d", c.Range.Filename, c.Range.Start.Line))
	}
	switch {
	case !writes:
		r.mark, r.value = "!", clean(c.After.String())
	case !c.Before.Managed():
		r.mark, r.value = "+", clean(c.Target().String())
	case c.After.State == setting.Inherit:
		r.mark, r.value = "-", clean(c.Before.String()+"  ->  "+c.After.String())
	default:
		r.value = clean(c.Before.String() + "  ->  " + c.Target().String())
	}
	return r
}

func (pg *page) rows(rows []changeRow) {
	knob, value, teams, controls := 0, 0, 0, 0
	for _, r := range rows {
		knob, value = max(knob, len(r.knob)), max(value, min(len([]rune(r.value)), 40))
		teams, controls = max(teams, len(r.teams)), max(controls, len([]rune(r.controls)))
	}
	for _, r := range rows {
		text := fmt.Sprintf("%s   %s   %s   %s   %s", pad(r.knob, knob), pad(r.value, value), pad(r.teams, teams), pad(r.controls, controls), r.at)
		pg.line("  %s %s", pg.mark(r.mark), strings.TrimRight(text, " "))
		if r.note == "" {
			continue
		}
		if r.mark == "!" {
			pg.line("      %s", pg.styles.Dim(r.note+"; the CLI must enforce it"))
			continue
		}
		pg.line("      %s", pg.styles.Dim(r.note))
	}
}

func (pg *page) mark(m string) string {
	switch m {
	case "+":
		return pg.styles.Green(m)
	case "-":
		return pg.styles.Red(m)
	case "!":
		return pg.styles.Yellow(m)
	}
	return pg.styles.Cyan(m)
}

// waivers lists findings that hold something, and says which exceptions are at work.
func (pg *page) waivers(made *plan.Plan) {
	shown := false
	for i := range made.Findings {
		f := &made.Findings[i]
		if f.Verdict == "waived" {
			continue
		}
		shown = true
		pg.line("%s %s   %s   %s", pg.styles.Red("x"), clean(f.Policy), clean(f.Subject), teamNames(f.Teams))
		pg.line("    %s", clean(f.Message))
	}
	if shown {
		pg.line("")
	}
}

func planSummary(made *plan.Plan) string {
	s := made.Summarize()
	parts := []string{plural(s.Create+s.Update+s.Delete, "target") + " to change"}
	if s.LeftToCLI > 0 {
		parts = append(parts, plural(s.LeftToCLI, "setting")+" left to a CLI")
	}
	parts = append(parts, fmt.Sprintf("%d held", s.Held))
	if s.Unreadable > 0 {
		parts = append(parts, fmt.Sprintf("%d unreadable", s.Unreadable))
	}
	c := made.Policies
	policies := fmt.Sprintf("Policies: %d pass", c.Pass)
	if c.Fail > 0 {
		policies += fmt.Sprintf(", %d fail", c.Fail)
	}
	if c.Unknown > 0 {
		policies += fmt.Sprintf(", %d unknown", c.Unknown)
	}
	if c.Waived > 0 {
		policies += fmt.Sprintf(", %d waived%s", c.Waived, exceptionsAtWork(made))
	}
	return strings.Join(parts, ", ") + ". " + policies + "."
}

// exceptionsAtWork names the exceptions that waive something, with their days left.
func exceptionsAtWork(made *plan.Plan) string {
	var names []string
	seen := map[string]bool{}
	for i := range made.Findings {
		f := &made.Findings[i]
		if f.Exception == "" || seen[f.Exception] {
			continue
		}
		seen[f.Exception] = true
		name := strings.TrimPrefix(f.Exception, "exception.")
		names = append(names, fmt.Sprintf("%s, %s left", clean(name), plural(f.Expires.DaysAfter(made.Created), "day")))
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, "; ") + ")"
}
