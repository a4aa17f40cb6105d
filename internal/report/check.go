package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
)

// check returns the check of a rule, and makes it when it is new.
func (b *builder) check(rule *finding.Rule) *Check {
	if c := b.byName[rule.Policy]; c != nil {
		return c
	}
	c := &Check{
		Policy: rule.Policy, Title: rule.Title, Pack: rule.Pack, Level: rule.Level, Plane: string(rule.Plane),
		Subject: rule.Subject, Remedy: rule.Remedy, References: slices.Clone(rule.References), Status: NotAsked,
	}
	for _, p := range rule.Parameters {
		c.Parameters = append(c.Parameters, Parameter(p))
	}
	c.Controls = b.labels(rule.Controls)
	b.byName[rule.Policy] = c
	b.checks = append(b.checks, c)
	return c
}

// labels names the controls of the shown frameworks.
func (b *builder) labels(controls []finding.Control) []string {
	var labels []string
	for _, f := range b.shown {
		for _, control := range controls {
			if control.Framework == f.ID {
				labels = append(labels, b.Catalog.Label(framework.Ref(control)))
			}
		}
	}
	return labels
}

func sortChecks(checks []*Check) {
	slices.SortFunc(checks, func(x, y *Check) int { return cmp.Compare(x.Policy, y.Policy) })
}

// findings counts every finding and keeps those that somebody has to look at, worst first.
func (b *builder) findings() ([]*Finding, Summary) {
	var kept []*Finding
	summary := Summary{Checks: len(b.Findings), Policies: len(b.checks)}
	subjects := map[string]bool{}
	for i := range b.Findings {
		f := &b.Findings[i]
		check := b.check(f.Rule)
		check.Counts.count(f.Verdict)
		if f.Subject.Agent {
			counts := b.agents[check]
			counts.count(f.Verdict)
			b.agents[check] = counts
		}
		summary.count(f.Verdict)
		subjects[f.Subject.Text] = true
		switch {
		case f.Wanting() && finding.Weight(f.Rule.Level) >= finding.Weight(Mandatory):
			summary.Mandatory++
		case !f.Wanting() && f.Verdict != finding.Waived:
			continue
		}
		kept = append(kept, b.finding(check, f))
	}
	summary.Subjects = len(subjects)
	slices.SortStableFunc(kept, worstFirst)
	for _, f := range kept {
		f.Check.Findings = append(f.Check.Findings, f)
	}
	for _, c := range b.checks {
		c.Status = c.Counts.Status()
	}
	return kept, summary
}

func (b *builder) finding(check *Check, f *finding.Finding) *Finding {
	out := &Finding{
		Check: check, Subject: f.Subject.Text, Verdict: f.Verdict, Message: f.Message, Teams: slices.Clone(f.Teams()),
		Controls: b.labels(f.Controls()), Place: placeOf(f.Range()),
	}
	if f.Waiver != nil {
		out.Exception = f.Waiver.Exception.String()
		last := f.Waiver.LastDay()
		out.Expires, out.DaysLeft = last.Time, last.DaysAfter(b.Model.At)
	}
	return out
}

// worstFirst puts what is wanting before what is waived, heavy before light, then goes by subject and policy.
func worstFirst(x, y *Finding) int {
	rank := func(f *Finding) int {
		if f.Verdict == Waived {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(rank(x), rank(y)),
		cmp.Compare(finding.Weight(y.Check.Level), finding.Weight(x.Check.Level)),
		strings.Compare(x.Subject, y.Subject),
		strings.Compare(x.Check.Policy, y.Check.Policy),
	)
}

func placeOf(r hcl.Range) Place { return Place{File: r.Filename, Line: r.Start.Line} }
