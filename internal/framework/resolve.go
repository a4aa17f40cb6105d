package framework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Resolution is what a spelling of a control stands for.
type Resolution struct {
	Query      string
	Refs       []Ref  // canonical controls; several for a legacy label, and for a spelling that several frameworks share
	Successors []Ref  // what they became in a later edition
	Warning    string // in sentences, why the label does not mean what it seems to; empty for a proper spelling
}

// Resolve finds the controls that a spelling stands for, in any framework. It takes every spelling that practice uses (NHI7,
// NHI-07, ac-2.3, GOVERN-2.1, PR.AC-04), legacy labels, and FRAMEWORK:ID.
//
// The canonical spelling wins: ID.AM-02 is CSF 2.0 and ID.AM-2 is CSF 1.1, though either would be understood for both.
func (c *Catalog) Resolve(query string) (Resolution, bool) {
	query = strings.TrimSpace(query)
	if framework, id, ok := strings.Cut(query, ":"); ok {
		if f, known := c.Framework(strings.ToLower(framework)); known {
			return c.ResolveIn(f.ID, id)
		}
	}
	if l, ok := c.legacyLabel(query); ok {
		return c.resolved(query, l.refs, l.reason), true
	}
	refs := c.exact[strings.ToLower(query)]
	if len(refs) == 0 {
		refs = c.alike(query)
	}
	return c.resolved(query, refs, ""), len(refs) > 0
}

// ResolveIn finds the controls of one framework that a spelling stands for. A control of an earlier edition is taken for what
// it became, with a warning.
func (c *Catalog) ResolveIn(framework, query string) (Resolution, bool) {
	query = strings.TrimSpace(query)
	outside := func(r Ref) bool { return r.Framework != framework }
	if l, ok := c.legacyLabel(query); ok && !slices.ContainsFunc(l.refs, outside) {
		return c.resolved(query, l.refs, l.reason), true
	}
	exact, folded := c.exact[strings.ToLower(query)], c.alike(query)
	for _, refs := range [][]Ref{exact, folded} {
		if refs = slices.DeleteFunc(slices.Clone(refs), outside); len(refs) > 0 {
			return c.resolved(query, refs, ""), true
		}
	}
	for _, old := range slices.Concat(exact, folded) {
		if refs := slices.DeleteFunc(c.Successors(old), outside); len(refs) > 0 {
			return c.resolved(query, refs, c.superseded(old, refs)), true
		}
	}
	return c.resolved(query, nil, ""), false
}

// legacyLabel finds the legacy label that a spelling is, with or without the name of a framework before it: OWASP NHI-03.
func (c *Catalog) legacyLabel(query string) (legacy, bool) {
	want := squeeze(query)
	if l, ok := c.legacy[want]; ok || len(query) > maxSpelling {
		return l, ok
	}
	for _, f := range c.frameworks {
		elsewhere := func(r Ref) bool { return r.Framework != f.ID }
		for _, name := range f.names {
			rest, named := strings.CutPrefix(want, squeeze(name))
			if l, ok := c.legacy[rest]; named && ok && !slices.ContainsFunc(l.refs, elsewhere) {
				return l, true
			}
		}
	}
	return legacy{}, false
}

// alike finds the controls whose spelling is the same but for case, zeros and punctuation, with or without the name of the
// framework before the id: PCI DSS 8.3.2.
func (c *Catalog) alike(query string) []Ref {
	want := fold(query)
	refs := c.folded[want]
	if len(refs) > 0 || len(query) > maxSpelling {
		return refs
	}
	for _, f := range c.frameworks {
		for _, name := range f.names {
			if !strings.HasPrefix(want, fold(name)+".") {
				continue
			}
			for _, control := range c.controls[f.ID] {
				id := control.Ref.ID
				if (fold(name+" "+id) == want || fold(name+" "+f.withoutEdition(id)) == want) && !slices.Contains(refs, control.Ref) {
					refs = append(refs, control.Ref)
				}
			}
		}
	}
	return refs
}

func (c *Catalog) resolved(query string, refs []Ref, warning string) Resolution {
	r := Resolution{Query: query, Refs: slices.Clone(refs), Warning: warning}
	for _, ref := range refs {
		for _, next := range c.Successors(ref) {
			if !slices.Contains(r.Successors, next) {
				r.Successors = append(r.Successors, next)
			}
		}
	}
	return r
}

func (c *Catalog) superseded(old Ref, refs []Ref) string {
	labels := make([]string, len(refs))
	for i, ref := range refs {
		labels[i] = c.Label(ref)
	}
	from, _ := c.Framework(old.Framework)
	to, _ := c.Framework(refs[0].Framework)
	return fmt.Sprintf("%s is a control of %s (%s). In %s it is %s, which is what is meant here.",
		c.Label(old), from.Title, from.ID, to.Title, strings.Join(labels, " and "))
}

const (
	maxSuggestions = 3   // a longer "did you mean" is a list, and no help
	maxSpelling    = 128 // bytes; nothing longer is the name of a framework and an id
	maxMisspelling = 64  // bytes; no longer id is a misspelled one, and comparing costs the product of the lengths
)

// Suggest lists the labels closest to a spelling that is no control of any framework, closest first.
func (c *Catalog) Suggest(query string) []string {
	var candidates []candidate
	for _, f := range c.frameworks {
		candidates = append(candidates, c.candidates(f)...)
	}
	return closest(query, candidates)
}

// SuggestIn lists the ids of one framework closest to a spelling that is none of its controls, closest first.
func (c *Catalog) SuggestIn(framework, query string) []string {
	f, ok := c.Framework(framework)
	if !ok {
		return nil
	}
	return closest(query, c.candidates(f))
}

// SuggestFramework lists the framework ids closest to one that is unknown: those that contain it, punctuation
// aside, else those spelt like it.
func (c *Catalog) SuggestFramework(query string) []string {
	var within []string
	var candidates []candidate
	word := squeeze(query)
	for _, f := range c.frameworks {
		candidates = append(candidates, candidate{f.ID, f.ID})
		if word != "" && strings.Contains(squeeze(f.ID), word) {
			within = append(within, f.ID)
		}
	}
	if len(within) > 0 {
		return within
	}
	return closest(query, candidates)
}

// candidate is a spelling to compare with, and what to print for it.
type candidate struct{ spelling, label string }

func (c *Catalog) candidates(f Framework) []candidate {
	var list []candidate
	for _, control := range c.controls[f.ID] {
		label := c.Label(control.Ref)
		list = append(list, candidate{control.Ref.ID, label})
		if f.prefix != "" {
			list = append(list, candidate{label, label})
		}
		if short := f.withoutEdition(control.Ref.ID); short != control.Ref.ID {
			list = append(list, candidate{short, label})
		}
	}
	return list
}

// closest keeps what is at most a third of the query's length away; further off, a suggestion is noise.
func closest(query string, candidates []candidate) []string {
	query = strings.ToUpper(strings.TrimSpace(query))
	if len(query) > maxMisspelling {
		return nil
	}
	type scored struct {
		label    string
		distance int
	}
	var found []scored
	for _, cand := range candidates {
		if d := levenshtein.Distance(query, strings.ToUpper(cand.spelling), nil); d <= max(1, len(query)/3) {
			found = append(found, scored{cand.label, d})
		}
	}
	slices.SortFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), compareNatural(a.label, b.label))
	})
	var labels []string
	for _, f := range found {
		if !slices.Contains(labels, f.label) && len(labels) < maxSuggestions {
			labels = append(labels, f.label)
		}
	}
	return labels
}
