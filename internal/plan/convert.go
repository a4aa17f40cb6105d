package plan

import (
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

func toWire(p *Plan) *wirePlan {
	w := &wirePlan{
		FormatVersion: FormatVersion, ID: p.ID, Created: optionalTime(p.Created), Expires: optionalTime(p.Expires),
		Workspace: p.Workspace, WorkspaceDigest: p.WorkspaceDigest,
		Targets: []wireTarget{}, LeftOut: []wireLeftOut{}, Findings: []wireFinding{}, Requirements: []wireRequirement{},
	}
	for i := range p.Targets {
		w.Targets = append(w.Targets, toWireTarget(&p.Targets[i]))
	}
	for _, l := range p.LeftOut {
		w.LeftOut = append(w.LeftOut, wireLeftOut(l))
	}
	for i := range p.Findings {
		w.Findings = append(w.Findings, toWireFinding(&p.Findings[i]))
	}
	for _, r := range p.Requirements {
		w.Requirements = append(w.Requirements, wireRequirement(r))
	}
	s := p.Summarize()
	w.Summary = wireSummary{
		Create: s.Create, Update: s.Update, Delete: s.Delete, None: s.None, Held: s.Held, Unreadable: s.Unreadable,
		LeftToCLI: s.LeftToCLI, Policies: wireCounts(p.Policies),
	}
	return w
}

func toWireTarget(t *Target) wireTarget {
	w := wireTarget{
		Address: t.Address, ID: t.ID, Kind: t.Kind, Title: t.Title, Presence: t.Presence, Digest: t.Digest, Action: t.Action,
		Intended: t.Intended, HeldBy: t.HeldBy, Subjects: append([]schema.Address{}, t.Subjects...), Changes: []wireChange{},
		// It may repeat what a server has said, and JSON holds no other text.
		Reason: strings.ToValidUTF8(t.Reason, "\uFFFD"),
	}
	if t.Address.Child == schema.KindClient {
		w.Issuer = t.Address.Outer().String()
	}
	for i := range t.Changes {
		c := &t.Changes[i]
		w.Changes = append(w.Changes, wireChange{
			Knob: c.Knob, Before: wireValue{c.Before}, After: wireValue{c.After}, Effective: wireValue{c.Effective},
			Action: c.Action, Enforcement: c.Enforcement, Note: c.Note, Plane: c.Plane,
			Teams: append([]string{}, c.Teams...), Controls: append([]string{}, c.Controls...),
			Address: c.Address, Origin: c.Origin, Range: toRange(c.Range),
		})
	}
	return w
}

func toWireFinding(f *Finding) wireFinding {
	w := wireFinding{
		Policy: f.Policy, Subject: f.Subject, Verdict: f.Verdict, Level: f.Level, Plane: f.Plane,
		Teams: append([]string{}, f.Teams...), Message: f.Message, Remedy: f.Remedy, Controls: []wireControl{},
		Exception: f.Exception, File: f.File, Line: f.Line,
	}
	if !f.Expires.IsZero() {
		w.Expires = f.Expires.String()
	}
	for _, c := range f.Controls {
		w.Controls = append(w.Controls, wireControl(c))
	}
	return w
}

func optionalTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func timeOrZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func fromWire(w *wirePlan) (*Plan, error) {
	p := &Plan{
		ID: w.ID, Created: timeOrZero(w.Created), Expires: timeOrZero(w.Expires), Workspace: w.Workspace,
		WorkspaceDigest: w.WorkspaceDigest, Policies: Counts(w.Summary.Policies),
	}
	for i := range w.Targets {
		p.Targets = append(p.Targets, fromWireTarget(&w.Targets[i]))
	}
	for _, l := range w.LeftOut {
		p.LeftOut = append(p.LeftOut, LeftOut(l))
	}
	for i := range w.Findings {
		f, err := fromWireFinding(&w.Findings[i])
		if err != nil {
			return nil, err
		}
		p.Findings = append(p.Findings, f)
	}
	for _, r := range w.Requirements {
		p.Requirements = append(p.Requirements, Requirement(r))
	}
	return p, nil
}

func fromWireFinding(w *wireFinding) (Finding, error) {
	f := Finding{
		Policy: w.Policy, Subject: w.Subject, Verdict: w.Verdict, Level: w.Level, Plane: w.Plane, Teams: w.Teams,
		Message: w.Message, Remedy: w.Remedy, Exception: w.Exception, File: w.File, Line: w.Line,
	}
	for _, c := range w.Controls {
		f.Controls = append(f.Controls, Control(c))
	}
	if w.Expires != "" {
		day, err := time.Parse(time.DateOnly, w.Expires)
		if err != nil {
			return f, fmt.Errorf("the plan's finding of %s on %s has no date for the last day of its exception: %w", w.Policy, w.Subject, err)
		}
		f.Expires = schema.Date{Time: day}
	}
	return f, nil
}

func fromWireTarget(w *wireTarget) Target {
	t := Target{
		Address: w.Address, ID: w.ID, Kind: w.Kind, Title: w.Title, Presence: w.Presence, Digest: w.Digest, Action: w.Action,
		Intended: w.Intended, HeldBy: w.HeldBy, Reason: w.Reason, Subjects: w.Subjects,
	}
	for _, c := range w.Changes {
		t.Changes = append(t.Changes, setting.Change{
			Knob: c.Knob, Before: c.Before.Value, After: c.After.Value, Effective: c.Effective.Value,
			Action: c.Action, Enforcement: c.Enforcement, Note: c.Note, Plane: c.Plane, Teams: c.Teams, Controls: c.Controls,
			Address: c.Address, Origin: c.Origin, Range: fromRange(c.Range),
		})
	}
	return t
}
