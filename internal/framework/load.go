package framework

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Load reads frameworks/*.hcl of a tree. It refuses a catalog that contradicts itself: a control twice, a crosswalk or a legacy
// label that leads nowhere, text that the license does not allow to print. The catalog is nil when there are errors.
//
// It is made for the catalogs that ship. Files of strangers need bounds on size and depth, which it does not set.
func Load(fsys fs.FS) (*Catalog, hcl.Diagnostics) {
	names, err := fs.Glob(fsys, "frameworks/*.hcl")
	if err != nil || len(names) == 0 {
		return nil, hcl.Diagnostics{mistake(nil, "No framework catalog",
			"There is no frameworks/*.hcl to read. The catalogs are part of the program: this build is broken.")}
	}
	files, diags := parse(fsys, names)
	l := &loader{diags: diags, catalog: Catalog{
		controls: map[string][]Control{}, index: map[Ref]int{}, exact: map[string][]Ref{}, folded: map[string][]Ref{}, legacy: map[string]legacy{},
	}}
	for _, f := range files {
		for i := range f.frameworks {
			l.addFramework(&f.frameworks[i])
		}
	}
	l.buildIndex()
	for _, f := range files {
		for i := range f.crosswalks {
			l.addCrosswalk(&f.crosswalks[i])
		}
		for i := range f.legacies {
			l.addLegacy(&f.legacies[i])
		}
	}
	if l.diags.HasErrors() {
		slices.SortStableFunc(l.diags, byPlace)
		return nil, l.diags
	}
	slices.SortStableFunc(l.catalog.links, func(a, b link) int { return cmp.Or(Compare(a.from, b.from), Compare(a.to, b.to)) })
	return &l.catalog, nil
}

// loader gathers a catalog and the mistakes in it.
type loader struct {
	catalog Catalog
	diags   hcl.Diagnostics
}

func (l *loader) addFramework(s *frameworkSyntax) {
	if _, known := l.catalog.Framework(s.id); known {
		l.refuse(s.place, "Duplicate framework", "The framework %s is already defined. Put all of its controls into one block.", s.id)
		return
	}
	if s.print != "text" && s.print != "title" {
		l.refuse(s.place, "Invalid print", `print is %q. Use "text", or "title" where the license does not allow to print the text.`, s.print)
	}
	l.catalog.frameworks = append(l.catalog.frameworks, Framework{
		ID: s.id, Title: s.title, Publisher: s.publisher, Version: s.version, URL: s.url, License: s.license, Actor: s.actor,
		edition: s.edition, prefix: s.prefix, names: s.names,
	})
	if s.links != "" && s.links != rfcEditor {
		l.refuse(s.place, "Invalid links", `links is %q. Use "rfc-editor", or give each control its url.`, s.links)
	}
	for i := range s.controls {
		l.addControl(s, &s.controls[i])
	}
	l.adoptItems(s)
}

func (l *loader) addControl(f *frameworkSyntax, s *controlSyntax) {
	ref := Ref{f.id, s.id}
	if _, known := l.catalog.index[ref]; known {
		l.refuse(s.place, "Duplicate control", "The control %s is already defined. Remove one of the two.", ref)
		return
	}
	if f.print == "title" && s.text != "" {
		l.refuse(s.place, "Text not allowed", "The license of %s (%s) allows ids, titles and links only. Remove the text of %s.", f.id, f.license, s.id)
	}
	token := oscalID(f.prefix, s.id)
	if f.oscalIDs == sp80053 {
		token = sp80053ID(s.id)
	}
	url := s.url
	if url == "" && f.links == rfcEditor {
		url = rfcURL(s.id)
	}
	l.catalog.index[ref] = len(l.catalog.controls[f.id])
	l.catalog.controls[f.id] = append(l.catalog.controls[f.id], Control{
		Ref: ref, Title: s.title, Text: s.text, Gist: s.gist, URL: url, OSCAL: token, Baselines: s.baselines,
	})
}

// adoptItems finds each control's parent by its id, and gives an item without words the title and baselines of its parent.
func (l *loader) adoptItems(f *frameworkSyntax) {
	controls := l.catalog.controls[f.id]
	for i := range controls {
		c := &controls[i]
		c.Parent = parentOf(c.Ref.ID, func(id string) bool { _, ok := l.catalog.index[Ref{f.id, id}]; return ok })
		if c.Title != "" || c.Text != "" {
			continue
		}
		at, ok := l.catalog.index[Ref{f.id, c.Parent}]
		if !ok {
			l.refuse(f.place, "Control without words", "The control %s has no title, no text and no parent to take them from. Add one.", c.Ref)
			continue
		}
		c.Title, c.Baselines = controls[at].Title, controls[at].Baselines
	}
}

// buildIndex sorts what was read and records every spelling of every control.
func (l *loader) buildIndex() {
	c := &l.catalog
	slices.SortFunc(c.frameworks, func(a, b Framework) int { return compareNatural(a.ID, b.ID) })
	for _, f := range c.frameworks {
		controls := c.controls[f.ID]
		slices.SortFunc(controls, func(a, b Control) int { return Compare(a.Ref, b.Ref) })
		for i, control := range controls {
			c.index[control.Ref] = i
			id := control.Ref.ID
			for i, s := range []string{id, f.withoutEdition(id), control.OSCAL, f.prefix + id} {
				if i > 0 && s == id {
					continue
				}
				record(c.exact, strings.ToLower(s), control.Ref)
				record(c.folded, fold(s), control.Ref)
			}
		}
	}
}

func record(index map[string][]Ref, spelling string, ref Ref) {
	if !slices.Contains(index[spelling], ref) {
		index[spelling] = append(index[spelling], ref)
	}
}

func (l *loader) addCrosswalk(s *crosswalkSyntax) {
	for _, c := range s.controls {
		if !slices.Contains([]string{"moved_to", "incorporated_into", "mapped_to"}, c.relation) {
			l.refuse(c.place, "Invalid relation", "The relation of %s is %q. Use moved_to, incorporated_into or mapped_to.", c.id, c.relation)
		}
		from := Ref{s.from, c.id}
		l.mustExist(c.place, from)
		for _, id := range c.to {
			to := Ref{s.to, id}
			l.mustExist(c.place, to)
			if slices.ContainsFunc(l.catalog.links, func(k link) bool { return k.from == from && k.to == to }) {
				l.refuse(c.place, "Duplicate crosswalk", "The crosswalk already leads from %s to %s. Remove one of the two.", from, to)
			}
			l.catalog.links = append(l.catalog.links, link{from: from, to: to, relation: c.relation, source: s.source})
		}
	}
}

func (l *loader) addLegacy(s *legacySyntax) {
	key := squeeze(s.label)
	if _, known := l.catalog.legacy[key]; known {
		l.refuse(s.place, "Duplicate legacy label", "The legacy label %s is already defined. Remove one of the two.", s.label)
	}
	if len(l.catalog.exact[strings.ToLower(s.label)]) > 0 {
		l.refuse(s.place, "Ambiguous legacy label", "%s is the proper id of a control, and cannot be a legacy label as well.", s.label)
	}
	if len(s.controls) == 0 {
		l.refuse(s.place, "Empty legacy label", "The legacy label %s stands for no control. Name at least one.", s.label)
	}
	entry := legacy{label: s.label, reason: s.reason}
	for _, id := range s.controls {
		ref := Ref{s.framework, id}
		l.mustExist(s.place, ref)
		entry.refs = append(entry.refs, ref)
	}
	l.catalog.legacy[key] = entry
}

func (l *loader) mustExist(place hcl.Range, ref Ref) {
	if _, ok := l.catalog.index[ref]; !ok {
		l.refuse(place, "Unknown control", "There is no control %s. Add it to its framework, or correct the id.", ref)
	}
}

func (l *loader) refuse(place hcl.Range, summary, format string, args ...any) {
	l.diags = append(l.diags, mistake(&place, summary, fmt.Sprintf(format, args...)))
}

func mistake(place *hcl.Range, summary, detail string) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: place}
}

// byPlace orders diagnostics by file and line; decoders give them in the order of Go maps.
func byPlace(a, b *hcl.Diagnostic) int {
	x, y := place(a), place(b)
	return cmp.Or(cmp.Compare(x.Filename, y.Filename), cmp.Compare(x.Start.Byte, y.Start.Byte), cmp.Compare(a.Summary, b.Summary), cmp.Compare(a.Detail, b.Detail))
}

func place(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}
