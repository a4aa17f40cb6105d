package report

import (
	"slices"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
)

// shownFrameworks lists the frameworks that the workspace wants to see, in its order; all of them where it says nothing.
// One that no catalog has is shown with nothing in it, which is the truth.
func (b *builder) shownFrameworks() []framework.Framework {
	wanted := b.Model.Workspace.Frameworks
	if !wanted.Set {
		return b.Catalog.Frameworks()
	}
	var shown []framework.Framework
	for _, id := range wanted.Value {
		if slices.ContainsFunc(shown, func(f framework.Framework) bool { return f.ID == id }) {
			continue
		}
		f, ok := b.Catalog.Framework(id)
		if !ok {
			f = framework.Framework{ID: id, Title: id}
		}
		shown = append(shown, f)
	}
	return shown
}

func (b *builder) frameworks() []Framework {
	citations := b.citations()
	out := make([]Framework, len(b.shown))
	for i, f := range b.shown {
		out[i] = Framework{ID: f.ID, Title: f.Title, Publisher: f.Publisher, Version: f.Version, URL: f.URL}
		for _, s := range b.Catalog.Coverage(f.ID, citations) {
			name := ControlName{ID: s.Control.Ref.ID, Label: b.Catalog.Label(s.Control.Ref), Title: s.Control.Title}
			switch {
			case len(s.Policies) > 0:
				out[i].Controls = append(out[i].Controls, b.control(name, s))
			case !s.Head: // those inside a head stand for it
				out[i].Unserved = append(out[i].Unserved, name)
			}
		}
	}
	return out
}

// citations are those of every policy that was asked or found something.
func (b *builder) citations() []framework.Citation {
	rules := slices.Clone(b.Rules)
	asked := make(map[*finding.Rule]bool, len(rules))
	for _, rule := range rules {
		asked[rule] = true
	}
	for i := range b.Findings {
		if rule := b.Findings[i].Rule; !asked[rule] {
			asked[rule] = true
			rules = append(rules, rule)
		}
	}
	return Citations(rules)
}

// Citations lists the controls that rules name as those that they serve; of rules of one policy, the first counts.
func Citations(rules []*finding.Rule) []framework.Citation {
	var citations []framework.Citation
	seen := map[string]bool{}
	for _, rule := range rules {
		if seen[rule.Policy] {
			continue
		}
		seen[rule.Policy] = true
		for _, control := range rule.Controls {
			citations = append(citations, framework.Citation{Policy: rule.Policy, Control: framework.Ref(control)})
		}
	}
	return citations
}

func (b *builder) control(name ControlName, s framework.Service) Control {
	c := s.Control
	checks := make([]*Check, len(s.Policies))
	for i, policy := range s.Policies {
		checks[i] = b.byName[policy]
	}
	out := Control{ControlName: name, Text: c.Text, Gist: c.Gist, URL: c.URL, Aliases: b.aliases(c.Ref), Checks: checks}
	f, _ := b.Catalog.Framework(c.Ref.Framework)
	for _, check := range checks {
		if f.Actor != "" { // the framework speaks of AI agents alone
			out.Counts.add(b.agents[check])
			continue
		}
		out.Counts.add(check.Counts)
	}
	out.Status = out.Counts.Status()
	return out
}

// aliases lists the other labels under which people look for a control: what practice texts print, and what it was or
// became in another edition.
func (b *builder) aliases(ref framework.Ref) []Alias {
	var aliases []Alias
	for _, label := range b.Catalog.LegacyLabels(ref) {
		resolution, _ := b.Catalog.Resolve(label)
		aliases = append(aliases, Alias{Label: label, Relation: PrintedAs, Note: resolution.Warning})
	}
	add := func(refs []framework.Ref, relation Relation) {
		for _, other := range refs {
			edition, _ := b.Catalog.Framework(other.Framework)
			aliases = append(aliases, Alias{Label: b.Catalog.Label(other), Relation: relation, Note: edition.Title})
		}
	}
	add(b.Catalog.Predecessors(ref), Earlier)
	add(b.Catalog.Successors(ref), SucceededBy)
	return aliases
}
