package markdown

import (
	"fmt"
	"strings"

	"github.com/nhi-custody/custody/internal/report"
)

func responsibilities(d *report.Document) section {
	s := section{
		heading: "Who is accountable", columns: []string{"CLI", "Application plane", "Identity plane", "Attested"},
		empty: "The workspace declares no CLI.",
	}
	for i := range d.Responsibilities {
		r := &d.Responsibilities[i]
		name := code(r.CLI)
		if r.Title != "" {
			name += "<br>" + escape(r.Title)
		}
		attested := "**never**"
		if !r.Attested.IsZero() {
			attested = report.Day(r.Attested) + "<br>" + report.Age(r.AgeDays)
		}
		unowned := 0
		for _, a := range []report.Accountable{r.Application, r.Identity} {
			if !a.Declared {
				unowned++
			}
		}
		s.rows = append(s.rows, newRow(unowned, name, accountable(d, r.Application), accountable(d, r.Identity), attested))
	}
	return s
}

func accountable(d *report.Document, a report.Accountable) string {
	if len(a.Teams) == 0 {
		return "**nobody**"
	}
	cells := make([]string, 0, mostItems)
	for _, address := range a.Teams[:min(len(a.Teams), mostItems)] {
		team := d.Team(address)
		cell := escape(team.Title)
		if team.Contact != "" {
			cell += "<br>" + escape(team.Contact)
		}
		if team.Backup != "" {
			cell += "<br>backup: " + escape(d.Team(team.Backup).Title)
		}
		cells = append(cells, cell)
	}
	text := strings.Join(cells, "<br>")
	if !a.Declared {
		return "not declared; falls to " + text
	}
	return text
}

func tokens(d *report.Document) section {
	s := section{
		heading: "Which tokens can exist",
		columns: []string{"Session", "Actor and host", "Issuer", "Storage", "Access token", "Idle", "In all", "Refresh", "On logout"},
		empty:   "The workspace declares no session.",
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		undeclared := 0
		for _, v := range []report.Value{t.Storage, t.AccessToken, t.IdleTimeout, t.MaxLifetime} {
			if !v.Declared {
				undeclared++
			}
		}
		s.rows = append(s.rows, newRow(undeclared, code(t.Session), escape(t.Context()), code(t.Issuer),
			value(t.Storage), value(t.AccessToken), value(t.IdleTimeout), value(t.MaxLifetime), value(t.RefreshToken), value(t.OnLogout)))
	}
	return s
}

func value(v report.Value) string {
	switch {
	case !v.Declared:
		return "_" + escape(v.Text) + "_"
	case v.Origin != "":
		return escape(v.Text) + "<br>from " + code(v.Origin)
	}
	return escape(v.Text)
}

func duties(d *report.Document) section {
	s := section{
		heading: "Left to the CLIs", columns: []string{"Session", "Setting", "Value", "Why", "Accountable"},
		empty: "No duty is left to a CLI, as far as was read.",
	}
	for i, duty := range d.Duties {
		s.rows = append(s.rows, newRow(-i, code(duty.Subject), code(duty.Knob), escape(duty.Value), escape(duty.Note), teams(d, duty.Teams)))
	}
	return s
}

func applied(d *report.Document) section {
	s := section{
		heading: "What was applied", columns: []string{"When", "Target", "Status", "By", "Settings", "Entry"},
		empty: "Nothing was applied yet.",
	}
	if d.Ledger == nil && len(d.Applied) == 0 {
		s.empty = "No ledger was read, so nothing is known about it."
	}
	for i := range d.Applied {
		a := &d.Applied[i]
		settings := make([]string, 0, mostItems+1)
		for _, setting := range a.Settings[:min(len(a.Settings), mostItems)] {
			settings = append(settings, code(cut(setting.Knob, longestItem))+" "+escape(cut(setting.Value, longestItem)))
		}
		if n := len(a.Settings) - len(settings); n > 0 {
			settings = append(settings, fmt.Sprintf("and %d more", n))
		}
		s.rows = append(s.rows, newRow(-i, report.Moment(a.Time), code(a.Address), escape(a.Status), escape(a.Actor),
			strings.Join(settings, ", "), code(report.Short(a.Hash))))
	}
	return s
}
