package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nhi-custody/custody/internal/change"
	"github.com/nhi-custody/custody/internal/desired"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// PlanLifetime is how long a plan may be applied.
const PlanLifetime = 15 * time.Minute

// Selection narrows a plan.
type Selection struct {
	// Targets are addresses of targets, CLIs, sessions or issuers; all when empty.
	Targets []schema.Address
	// Release lets held targets go on.
	Release []schema.Address
}

// Planned is a plan with what it was made from.
type Planned struct {
	Plan     *plan.Plan
	Findings []finding.Finding
	drivers  *drivers
}

// Plan compares what is declared with what is there. It sends nothing that could change anything.
func (p *Project) Plan(ctx context.Context, sel Selection) (*Planned, error) {
	out := &Planned{drivers: p.openDrivers(ctx, reading)}
	systems, leftOut := desired.Compile(desired.Input{
		Model: p.Model, Capabilities: out.drivers.capabilities, Controls: p.controlLabels(),
	})
	known, err := p.remember(ctx)
	if err != nil {
		return nil, err
	}
	made := &plan.Plan{
		Workspace: p.Model.Workspace.Name.Value, WorkspaceDigest: p.Config.Digest,
		LeftOut: append(leftOut, outOfReach(systems, known.applied)...), Targets: p.observeAll(ctx, systems, out.drivers, known),
	}
	slices.SortFunc(made.Targets, func(a, b plan.Target) int { return cmp.Compare(a.Address.String(), b.Address.String()) })
	p.holdUnasked(made, out.drivers)
	narrow(made, sel)
	release(made, sel)
	out.Findings = p.judgePlan(made, known)
	p.carryFindings(made, out.Findings)
	hold(made, out.Findings)
	out.Plan = made
	created := p.World.Stamp
	if created.IsZero() {
		created = p.World.Now()
	}
	return out, made.Seal(created, PlanLifetime)
}

// judgePlan holds the model against the rules, and what an apply would change of what was applied last.
func (p *Project) judgePlan(made *plan.Plan, known *memory) []finding.Finding {
	findings := p.Judge()
	changes := change.FromPlan(p.Model, made.Targets, known.settings)
	if changed := p.Rules.CheckChanges(p.Model, changes); len(changed) > 0 {
		findings = append(findings, changed...)
		finding.Sort(findings)
	}
	return findings
}

// observeAll reads every system, several at once, and diffs its targets.
func (p *Project) observeAll(ctx context.Context, systems []desired.System, d *drivers, known *memory) []plan.Target {
	parts := make([][]plan.Target, len(systems))
	var group sync.WaitGroup
	for i := range systems {
		group.Go(func() { parts[i] = p.observe(ctx, &systems[i], d, known) })
	}
	group.Wait()
	return slices.Concat(parts...)
}

// observe reads one system and diffs its targets, and those that were applied there and are declared no more. What can
// not be read is unknown, never absent.
func (p *Project) observe(ctx context.Context, s *desired.System, d *drivers, known *memory) []plan.Target {
	refs := refs(s, known.applied)
	driver, capabilities, err := d.system(ctx, s)
	if len(refs) == 0 && (err != nil || s.Address.IsZero()) {
		return nil
	}
	var observations []target.Observation
	if err == nil {
		p.World.progress("reading %s", systemName(s))
		observations, err = driver.Observe(ctx, refs)
	}
	if err != nil {
		observations = unreadable(refs, err)
	}
	var targets []plan.Target
	for i := range observations {
		o := &observations[i]
		if i < len(s.Targets) {
			t := plan.Diff(s.Targets[i], observed(o), capabilities)
			known.catchUp(&t, o)
			targets = append(targets, t)
			continue
		}
		address := o.Ref.Address
		if address.IsZero() {
			address = s.Address.Inner(schema.KindClient, o.Ref.ID)
		}
		t := plan.Remove(address, o.Ref.ID, s.Kind, observed(o))
		known.catchUp(&t, o)
		if t.Action != plan.None || t.Presence == plan.Unreadable {
			targets = append(targets, t)
		}
	}
	return targets
}

func unreadable(refs []target.Ref, err error) []target.Observation {
	all := make([]target.Observation, len(refs))
	for i, ref := range refs {
		all[i] = target.Observation{Ref: ref, Presence: target.Unreadable, Err: err}
	}
	return all
}

func systemName(s *desired.System) string {
	if s.Address.IsZero() {
		return "the CLIs' documents (" + s.Kind + ")"
	}
	return s.Address.String()
}

// refs lists the targets to read: those declared, and those that were applied and are declared no more.
func refs(s *desired.System, known []lastApplied) []target.Ref {
	declared := map[schema.Address]bool{}
	var refs []target.Ref
	for i := range s.Targets {
		declared[s.Targets[i].Address] = true
		refs = append(refs, target.Ref{Address: s.Targets[i].Address, ID: s.Targets[i].ID})
	}
	for i := range known {
		if k := &known[i]; k.in(s) && !declared[k.address] {
			refs = append(refs, target.Ref{Address: k.address, ID: k.id})
		}
	}
	return refs
}

// in reports whether a system holds a target.
func (k *lastApplied) in(s *desired.System) bool {
	return k.kind == s.Kind && (s.Address.IsZero() || k.address.Outer() == s.Address)
}

// outOfReach lists the targets under management whose system is not in the workspace any more.
func outOfReach(systems []desired.System, known []lastApplied) []plan.LeftOut {
	var out []plan.LeftOut
	for i := range known {
		if k := &known[i]; !slices.ContainsFunc(systems, func(s desired.System) bool { return k.in(&s) }) {
			out = append(out, plan.LeftOut{
				Address: k.address,
				Reason:  fmt.Sprintf("it was applied, and what holds it (%s) is declared no more: it can be neither read nor deleted", k.kind),
			})
		}
	}
	return out
}

// holdUnasked marks the documents of CLIs whose issuer could not be asked: which duties fall to the CLI is not known.
func (p *Project) holdUnasked(made *plan.Plan, d *drivers) {
	for i := range made.Targets {
		t := &made.Targets[i]
		if t.Address.Child != schema.KindDeliver {
			continue
		}
		cli := p.Model.CLI(t.Address)
		if cli == nil {
			continue
		}
		for _, s := range cli.Sessions {
			if s.TokenIssuer == nil {
				continue
			}
			if entry := d.issuers[s.TokenIssuer.Address]; entry != nil && entry.err != nil && !unavailable(entry.err) {
				t.Presence, t.Action = plan.Unreadable, plan.None
				t.Reason = fmt.Sprintf("what %s leaves to the CLI is not known: %s", s.TokenIssuer.Address, entry.err)
				for j := range t.Changes {
					t.Changes[j].Action, t.Changes[j].Enforcement = setting.ActionNone, setting.Unknown
				}
			}
		}
	}
}

// controlLabels names the controls that an attribute of a session serves: the first of each framework that the reports
// show, in their order. The findings and the report have them all.
func (p *Project) controlLabels() func(string) []string {
	serving := p.Rules.Serving()
	return func(attribute string) []string {
		var labels []string
		for _, id := range p.shownFrameworks() {
			i := slices.IndexFunc(serving[attribute], func(c finding.Control) bool { return c.Framework == id })
			if i >= 0 && len(labels) < maxControls {
				labels = append(labels, p.Catalog.ShortLabel(framework.Ref(serving[attribute][i])))
			}
		}
		return labels
	}
}

// maxControls bounds the controls that a planned setting names.
const maxControls = 2

// shownFrameworks lists the frameworks that the workspace's reports show.
func (p *Project) shownFrameworks() []string {
	if named := p.Model.Workspace.Frameworks; named.Set {
		return named.Value
	}
	var ids []string
	for _, f := range p.Catalog.Frameworks() {
		ids = append(ids, f.ID)
	}
	return ids
}

// carryFindings puts into the plan what a reader without the workspace needs to know.
func (p *Project) carryFindings(made *plan.Plan, findings []finding.Finding) {
	made.Policies = plan.Counts(finding.Summarize(findings))
	for i := range findings {
		f := &findings[i]
		if f.Verdict == finding.Pass || f.Verdict == finding.NotApplicable {
			continue
		}
		at := f.Range()
		carried := plan.Finding{
			Policy: f.Rule.Policy, Subject: f.Subject.Text, Verdict: string(f.Verdict), Level: string(f.Rule.Level),
			Plane: string(f.Rule.Plane), Teams: f.Teams(), Message: f.Message, Remedy: f.Rule.Remedy, File: at.Filename, Line: at.Start.Line,
		}
		if f.Waiver != nil {
			carried.Exception, carried.Expires = f.Waiver.Exception.String(), f.Waiver.LastDay()
		}
		for _, c := range f.Controls() {
			carried.Controls = append(carried.Controls, plan.Control(c))
		}
		made.Findings = append(made.Findings, carried)
	}
}

// hold keeps the targets of subjects on which a mandatory policy fails. A failure of the workspace holds all.
func hold(made *plan.Plan, findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		if !f.Blocking(schema.LevelMandatory) {
			continue
		}
		for j := range made.Targets {
			if t := &made.Targets[j]; touches(f.Subject.Address, t) {
				t.Hold(plan.HeldByPolicy, fmt.Sprintf("%s fails on %s", f.Rule.Policy, f.Subject.Text))
			}
		}
	}
}

// touches reports whether a target serves a subject.
func touches(subject schema.Address, t *plan.Target) bool {
	switch subject.Kind {
	case schema.KindWorkspace:
		return true
	case schema.KindIssuer:
		return subject.Contains(t.Address)
	case schema.KindCLI:
		return slices.ContainsFunc(t.Subjects, func(a schema.Address) bool { return a.Contains(subject) || subject.Contains(a) })
	case schema.KindTeam, schema.KindException, schema.KindProfile, schema.KindSession, schema.KindPolicy, schema.KindDeliver, schema.KindClient:
	}
	return false
}
