// Package framework holds the catalogs of controls that policies are mapped to, and the crosswalks between them; it judges nothing.
package framework

import "slices"

// Ref names one control of one framework.
type Ref struct {
	Framework string
	ID        string
}

// String gives the form that Catalog.Resolve takes back: nist-csf-2.0:PR.AA-05.
func (r Ref) String() string {
	return r.Framework + ":" + r.ID
}

// Framework is one published edition of a set of controls.
type Framework struct {
	ID        string
	Title     string
	Publisher string
	Version   string
	URL       string
	License   string
	Actor     string // the one kind of actor that it speaks of (ai_agent); empty for all

	edition string   // end of every id that people leave out: NHI7 is NHI7:2025
	prefix  string   // what a label begins with where the bare id says too little: 5.1 is printed as 63B 5.1
	names   []string // what else people write before an id: PCI DSS 8.3.2
}

// Control is one control, category, enhancement or item of a framework.
type Control struct {
	Ref       Ref
	Title     string
	Text      string // the publisher's own words; empty where the license or the catalog has none to print
	Gist      string // our paraphrase, never to be shown as a quotation
	Parent    string // id of the category, control or section that it belongs to
	URL       string
	OSCAL     string // an id that OSCAL accepts, the publisher's own where there is one
	Baselines string // letters of the SP 800-53B baselines that hold it: L, M, H
}

// link is one row of a crosswalk from an edition to the next.
type link struct {
	from     Ref
	to       Ref
	relation string // moved_to, incorporated_into or mapped_to
	source   string // who says so
}

// Catalog is every framework that ships. It does not change once it is loaded, and may be shared between goroutines.
type Catalog struct {
	frameworks []Framework
	controls   map[string][]Control // by framework, in natural order
	index      map[Ref]int          // place in controls
	exact      map[string][]Ref     // by spelling in lower case
	folded     map[string][]Ref     // by fold
	legacy     map[string]legacy    // by squeeze
	links      []link
}

// legacy is a label that practice texts print for something else than what the framework calls so.
type legacy struct {
	label  string
	refs   []Ref
	reason string
}

// Frameworks lists the frameworks by id.
func (c *Catalog) Frameworks() []Framework {
	return slices.Clone(c.frameworks)
}

// Framework finds a framework by its id.
func (c *Catalog) Framework(id string) (Framework, bool) {
	for _, f := range c.frameworks {
		if f.ID == id {
			return f, true
		}
	}
	return Framework{}, false
}

// Controls lists the controls of a framework, AC-2 before AC-12.
func (c *Catalog) Controls(framework string) []Control {
	return slices.Clone(c.controls[framework])
}

// Control finds a control by its canonical id; Resolve takes other spellings.
func (c *Catalog) Control(framework, id string) (Control, bool) {
	i, ok := c.index[Ref{framework, id}]
	if !ok {
		return Control{}, false
	}
	return c.controls[framework][i], true
}

// Successors lists the controls that a control became in a later edition.
func (c *Catalog) Successors(ref Ref) []Ref {
	var refs []Ref
	for _, l := range c.links {
		if l.from == ref {
			refs = append(refs, l.to)
		}
	}
	return refs
}

// Predecessors lists the controls of an earlier edition that a control stands for.
func (c *Catalog) Predecessors(ref Ref) []Ref {
	var refs []Ref
	for _, l := range c.links {
		if l.to == ref {
			refs = append(refs, l.from)
		}
	}
	return refs
}

// LegacyLabels lists what practice texts call a control: NHI-03 for NHI7:2025.
func (c *Catalog) LegacyLabels(ref Ref) []string {
	var labels []string
	for _, l := range c.legacy {
		if slices.Contains(l.refs, ref) {
			labels = append(labels, l.label)
		}
	}
	slices.SortFunc(labels, compareNatural)
	return labels
}

// Label is how reports print a control: PR.AC-4, NHI7:2025, 63B 5.1.
func (c *Catalog) Label(ref Ref) string {
	f, _ := c.Framework(ref.Framework)
	return f.prefix + ref.ID
}

// ShortLabel is how a plan prints a control, where width is scarce: the label without its edition, NHI7 for NHI7:2025.
func (c *Catalog) ShortLabel(ref Ref) string {
	f, _ := c.Framework(ref.Framework)
	return f.prefix + f.withoutEdition(ref.ID)
}
