package jsonfmt

import (
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/report"
)

func documentOf(d *report.Document) document {
	s := d.Summary
	out := document{
		FormatVersion: Version, Tool: d.Tool, Workspace: d.Workspace, Organization: d.Organization,
		At: instant(d.At), Evidence: d.Evidence, Status: word(s.Status()),
		Summary:          summary{Evaluated: s.Checks, Subjects: s.Subjects, Policies: s.Policies, Mandatory: s.Mandatory, counts: counts(s.Counts)},
		Teams:            each(d.Teams, func(t report.Team) team { return team(t) }),
		Responsibilities: each(d.Responsibilities, responsibilityOf),
		Tokens:           each(d.Tokens, tokenOf),
		Frameworks:       each(d.Frameworks, frameworkOf),
		Checks:           each(d.Checks, checkOf),
		Findings:         each(d.Findings, findingOf),
		Exceptions:       each(d.Exceptions, exceptionOf),
		Duties:           each(d.Duties, dutyOf),
		Applied:          each(d.Applied, appliedOf),
	}
	if d.Ledger != nil {
		out.Ledger = &ledger{Entries: d.Ledger.Entries, Hash: d.Ledger.Hash}
	}
	return out
}

// each converts a list. An empty one is [] and never null.
func each[T, U any](list []T, convert func(T) U) []U {
	out := make([]U, len(list))
	for i, item := range list {
		out[i] = convert(item)
	}
	return out
}

func same(s string) string { return s }

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// word is a status or a relation as one word.
func word[S ~string](s S) string { return strings.ReplaceAll(string(s), " ", "_") }

func placeOf(p report.Place) *place {
	if p.File == "" {
		return nil
	}
	return &place{File: p.File, Line: p.Line}
}

func responsibilityOf(r report.Responsibility) responsibility {
	out := responsibility{
		CLI: r.CLI, Title: r.Title, Criticality: r.Criticality, Data: r.Data,
		Application: accountableOf(r.Application), Identity: accountableOf(r.Identity), Place: placeOf(r.Place),
	}
	if !r.Attested.IsZero() {
		out.Attested = &attested{On: report.Day(r.Attested), AgeDays: r.AgeDays}
	}
	return out
}

func accountableOf(a report.Accountable) accountable {
	return accountable{Teams: each(a.Teams, same), Declared: a.Declared}
}

func tokenOf(t report.Token) token {
	return token{
		Session: t.Session, CLI: t.CLI, Actor: t.Actor, Host: t.Host, Issuer: t.Issuer, IssuerType: t.IssuerType, ClientID: t.ClientID,
		Storage: value(t.Storage), Fallback: value(t.Fallback),
		AccessToken: value(t.AccessToken), IdleTimeout: value(t.IdleTimeout), MaxLifetime: value(t.MaxLifetime),
		RefreshToken: value(t.RefreshToken), OnLogout: value(t.OnLogout),
		RevokedOn: value(t.RevokedOn), RevokedWithin: value(t.RevokedWithin),
		Place: placeOf(t.Place),
	}
}

func frameworkOf(f report.Framework) framework {
	return framework{
		ID: f.ID, Title: f.Title, Publisher: f.Publisher, Version: f.Version, URL: f.URL,
		Controls: each(f.Controls, controlOf),
		Unserved: each(f.Unserved, func(n report.ControlName) controlName { return controlName(n) }),
	}
}

func controlOf(c report.Control) control {
	return control{
		controlName: controlName(c.ControlName), Text: c.Text, Gist: c.Gist, URL: c.URL,
		Aliases: each(c.Aliases, func(a report.Alias) alias {
			return alias{Label: a.Label, Relation: word(a.Relation), Note: a.Note}
		}),
		Status: word(c.Status), Counts: counts(c.Counts),
		Checks: each(c.Checks, func(c *report.Check) string { return c.Policy }),
	}
}

func checkOf(c *report.Check) check {
	return check{
		Policy: c.Policy, Title: c.Title, Pack: c.Pack, Level: string(c.Level), Plane: c.Plane, Subject: c.Subject, Remedy: c.Remedy,
		References: each(c.References, same),
		Parameters: each(c.Parameters, func(p report.Parameter) parameter { return parameter(p) }),
		Controls:   each(c.Controls, same),
		Status:     word(c.Status), Counts: counts(c.Counts),
	}
}

func findingOf(f *report.Finding) finding {
	return finding{
		Policy: f.Check.Policy, Subject: f.Subject, Verdict: string(f.Verdict), Level: string(f.Check.Level), Plane: f.Check.Plane,
		Teams: each(f.Teams, same), Message: f.Message, Remedy: f.Check.Remedy, Controls: each(f.Controls, same),
		Exception: f.Exception, Expires: report.Day(f.Expires), Place: placeOf(f.Place),
	}
}

func exceptionOf(x report.Exception) exception {
	return exception{
		Address: x.Address, Subject: x.Subject, Match: each(x.Match, same), Matched: each(x.Matched, same),
		Policies: each(x.Policies, same), Reason: x.Reason, Compensating: each(x.Compensating, same), Ticket: x.Ticket,
		RequestedBy: x.RequestedBy, Renews: x.Renews, RenewedBy: each(x.RenewedBy, same), Renewals: x.Renewals,
		Granted: report.Day(x.Granted), Expires: report.Day(x.Expires), Revoked: report.Day(x.Revoked),
		AgeDays: x.AgeDays, DaysLeft: x.DaysLeft, State: string(x.State), Missing: each(x.Missing, same),
		Unapproved: each(x.Unapproved, same), Unneeded: each(x.Unneeded, same),
		Approvals: each(x.Approvals, func(a report.Approval) approval {
			return approval{Team: a.Team, By: a.By, On: report.Day(a.On), Void: a.Void}
		}),
		Waives: each(x.Waives, func(f *report.Finding) waived { return waived{Policy: f.Check.Policy, Subject: f.Subject} }),
		Place:  placeOf(x.Place),
	}
}

func dutyOf(d report.Duty) duty {
	return duty{Subject: d.Subject, Knob: d.Knob, Value: d.Value, Note: d.Note, Teams: each(d.Teams, same)}
}

func appliedOf(a report.Applied) applied {
	return applied{
		Address: a.Address, Run: a.Run, Time: instant(a.Time), Actor: a.Actor, Status: a.Status, Plan: a.Plan, Hash: a.Hash,
		Settings: each(a.Settings, func(s report.AppliedSetting) setting { return setting(s) }),
	}
}
