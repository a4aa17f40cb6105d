package view

import (
	"cmp"
	"strings"

	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/term"
)

// Framework is a framework, and how many of its controls have policies.
type Framework struct {
	framework.Framework
	framework.Tally
}

const bearing = "Of the controls that bear on CLI sessions; custody knows no others."

// Frameworks prints the frameworks, a line each.
func (p *Printer) Frameworks(list []Framework) error {
	table := term.NewTable("id", "title", "version", "controls", "covered", "in part", "none")
	for _, f := range list {
		table.Row(
			term.Text(f.ID), term.Text(f.Title), term.Text(f.Version),
			term.Number(f.Controls), term.Number(f.Covered), term.Number(f.InPart), term.Number(f.Uncovered),
		)
	}
	if err := p.table(table); err != nil || !p.TTY {
		return err
	}
	pg := p.page()
	pg.line("")
	pg.line("%s", pg.styles.Dim(bearing))
	return p.write(pg)
}

// Framework prints controls of a framework, with the policies that serve each.
func (p *Printer) Framework(f Framework, services []framework.Service, catalog *framework.Catalog) error {
	pg := p.page()
	if !p.TTY {
		for i := range services {
			s := &services[i]
			pg.line("%s\t%s\t%s\t%s", s.Control.Ref.ID, coverageWords(s.Coverage), strings.Join(servers(s), ", "), words(s.Control))
		}
		return p.write(pg)
	}
	title := f.Title
	if !strings.Contains(title, f.Version) {
		title += ", " + f.Version
	}
	pg.line("%s", pg.styles.Bold(title))
	pg.line("%s %d covered, %d in part, %d none. %s", plural(f.Controls, "control")+":", f.Covered, f.InPart, f.Uncovered, bearing)
	if f.Actor != "" {
		pg.line("It speaks of AI systems: its controls count where an AI agent acts, and are covered in part at most.")
	}
	width := 0
	for i := range services {
		width = max(width, len(catalog.Label(services[i].Control.Ref)))
	}
	indent := strings.Repeat(" ", width+2)
	for i := range services {
		s := &services[i]
		pg.line("")
		pg.line("%s  %s", pg.styles.Bold(pad(catalog.Label(s.Control.Ref), width)), pg.coverage(s.Coverage))
		pg.line("%s%s", indent, words(s.Control))
		if by := servers(s); len(by) > 0 {
			pg.line("%s%s", indent, pg.styles.Dim("by "+strings.Join(by, ", ")))
		}
	}
	return p.write(pg)
}

// words is what may be printed of a control: its title, or the text of one that has none.
func words(c framework.Control) string { return cmp.Or(c.Title, c.Text) }

// servers names the policies that serve a control; where they serve only what is inside it, with what that is.
func servers(s *framework.Service) []string {
	if len(s.Policies) > 0 {
		names := make([]string, len(s.Policies))
		for i, name := range s.Policies {
			names[i] = clean(name)
		}
		return names
	}
	names := make([]string, len(s.Inside))
	for i, inner := range s.Inside {
		names[i] = clean(inner.Policy) + " (" + inner.Control.ID + ")"
	}
	return names
}

func coverageWords(c framework.Coverage) string {
	if c == framework.InPart {
		return "in part"
	}
	return string(c)
}

func (pg *page) coverage(c framework.Coverage) string {
	switch c {
	case framework.Covered:
		return pg.styles.Green(coverageWords(c))
	case framework.InPart:
		return pg.styles.Yellow(coverageWords(c))
	case framework.Uncovered:
	}
	return pg.styles.Red(coverageWords(c))
}

type wireFrameworks struct {
	FormatVersion string          `json:"format_version" doc:"The version of this document's format."`
	Packs         []string        `json:"packs" doc:"The packs whose policies count, sorted."`
	Frameworks    []wireFramework `json:"frameworks" doc:"The frameworks, by id."`
}

type wireFramework struct {
	ID        string `json:"id" doc:"Its id."`
	Title     string `json:"title" doc:"Its title."`
	Version   string `json:"version" doc:"Its version or edition."`
	Publisher string `json:"publisher" doc:"Who publishes it."`
	URL       string `json:"url" doc:"Where it is published."`
	License   string `json:"license" doc:"Its license, which decides what is printed of its controls."`
	Actor     string `json:"actor,omitempty" doc:"The kind of actor that it speaks of, where it is one alone; its controls are then covered in part at most."`
	Controls  int    `json:"controls" doc:"Controls that bear on CLI sessions; a framework may have more."`
	Covered   int    `json:"covered" doc:"Controls that a policy cites."`
	InPart    int    `json:"in_part" doc:"Controls that are covered in part."`
	None      int    `json:"none" doc:"Controls that no policy cites, neither them nor anything inside them."`
}

type wireFrameworkShow struct {
	FormatVersion string        `json:"format_version" doc:"The version of this document's format."`
	Packs         []string      `json:"packs" doc:"The packs whose policies count, sorted."`
	Framework     wireFramework `json:"framework" doc:"The framework, with the numbers of all its controls."`
	Controls      []wireService `json:"controls" doc:"The controls that were asked for, AC-2 before AC-12."`
}

type wireService struct {
	ID           string       `json:"id" doc:"Its id."`
	Label        string       `json:"label" doc:"How reports print it."`
	Title        string       `json:"title,omitempty" doc:"Its title; where the publisher has none, a short one in custody's words."`
	Text         string       `json:"text,omitempty" doc:"The publisher's text, where the license allows to print it."`
	Gist         string       `json:"gist,omitempty" doc:"A paraphrase in custody's words, no quotation."`
	URL          string       `json:"url,omitempty" doc:"Where it is published."`
	Parent       string       `json:"parent,omitempty" doc:"Id of the control that it is inside of."`
	LegacyLabels []string     `json:"legacy_labels" doc:"What practice texts call it."`
	Coverage     string       `json:"coverage" words:"covered,in_part,none" doc:"How far policies go for it."`
	Policies     []string     `json:"policies" doc:"The policies that cite it, sorted."`
	Inside       []wireInside `json:"inside" doc:"What policies cite inside it."`
}

type wireInside struct {
	Control string `json:"control" doc:"Id of the control inside."`
	Policy  string `json:"policy" doc:"The policy that cites it."`
}

func frameworkJSON(f Framework) wireFramework {
	return wireFramework{f.ID, f.Title, f.Version, f.Publisher, f.URL, f.License, f.Actor, f.Controls, f.Covered, f.InPart, f.Uncovered}
}

// FrameworksJSON is the document of frameworks list --json.
func FrameworksJSON(list []Framework, packs []string) any {
	doc := wireFrameworks{FormatVersion, listOf(packs), make([]wireFramework, 0, len(list))}
	for _, f := range list {
		doc.Frameworks = append(doc.Frameworks, frameworkJSON(f))
	}
	return doc
}

// FrameworkJSON is the document of frameworks show --json.
func FrameworkJSON(f Framework, services []framework.Service, catalog *framework.Catalog, packs []string) any {
	doc := wireFrameworkShow{FormatVersion, listOf(packs), frameworkJSON(f), make([]wireService, 0, len(services))}
	for i := range services {
		s, c := &services[i], &services[i].Control
		w := wireService{
			ID: c.Ref.ID, Label: catalog.Label(c.Ref), Title: c.Title, Text: c.Text, Gist: c.Gist, URL: c.URL, Parent: c.Parent,
			LegacyLabels: listOf(catalog.LegacyLabels(c.Ref)), Coverage: string(s.Coverage),
			Policies: listOf(s.Policies), Inside: make([]wireInside, 0, len(s.Inside)),
		}
		for _, inner := range s.Inside {
			w.Inside = append(w.Inside, wireInside{inner.Control.ID, inner.Policy})
		}
		doc.Controls = append(doc.Controls, w)
	}
	return doc
}
