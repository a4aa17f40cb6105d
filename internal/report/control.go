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
	served := b.served()
	out := make([]Framework, len(b.shown))
	for i, f := range b.shown {
		out[i] = Framework{ID: f.ID, Title: f.Title, Publisher: f.Publisher, Version: f.Version, URL: f.URL}
		all := b.Catalog.Controls(f.ID)
		for _, c := range all {
			name := ControlName{ID: c.Ref.ID, Label: b.Catalog.Label(c.Ref), Title: c.Title}
			switch checks := served[c.Ref]; {
			case len(checks) > 0:
				out[i].Controls = append(out[i].Controls, b.control(name, c, checks))
			case !isParent(c, all):
				out[i].Unserved = append(out[i].Unserved, name)
			}
		}
	}
	return out
}

// served finds the checks of each control, by policy.
func (b *builder) served() map[framework.Ref][]*Check {
	served := map[framework.Ref][]*Check{}
	seen := map[string]bool{}
	add := func(rule *finding.Rule) {
		if seen[rule.Policy] {
			return
		}
		seen[rule.Policy] = true
		for _, control := range rule.Controls {
			ref := framework.Ref(control)
			if check := b.byName[rule.Policy]; !slices.Contains(served[ref], check) {
				served[ref] = append(served[ref], check)
			}
		}
	}
	for _, rule := range b.Rules {
		add(rule)
	}
	for i := range b.Findings {
		add(b.Findings[i].Rule)
	}
	for _, checks := range served {
		sortChecks(checks)
	}
	return served
}

// isParent reports whether a control is the head of others, which then stand for it.
func isParent(c framework.Control, all []framework.Control) bool {
	return slices.ContainsFunc(all, func(other framework.Control) bool { return other.Parent == c.Ref.ID })
}

func (b *builder) control(name ControlName, c framework.Control, checks []*Check) Control {
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
