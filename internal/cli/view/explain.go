package view

import "github.com/nhi-custody/custody/internal/engine"

// Explain prints explanations one after the other.
func (p *Printer) Explain(found []engine.Explanation) error {
	pg := p.page()
	warned := ""
	for i, e := range found {
		if i > 0 {
			pg.line("")
		}
		if e.Warning != "" && e.Warning != warned {
			warned = e.Warning
			pg.line("%s %s", pg.styles.Yellow("note:"), clean(e.Warning))
			pg.line("")
		}
		pg.line("%s %s", e.Kind, pg.styles.Bold(clean(e.Name)))
		if e.Title != "" {
			pg.line("  %s", clean(e.Title))
		}
		for _, text := range e.Text {
			pg.line("  %s", clean(text))
		}
		width := 0
		for _, f := range e.Facts {
			width = max(width, len(f.Name))
		}
		for _, f := range e.Facts {
			line := "  " + pad(clean(f.Name), width) + "   " + clean(f.Value)
			if f.Source != "" {
				line += "   " + pg.styles.Dim(clean(f.Source))
			}
			pg.line("%s", line)
		}
	}
	return p.write(pg)
}

type wireExplain struct {
	FormatVersion string            `json:"format_version" doc:"The version of this document's format."`
	Explanations  []wireExplanation `json:"explanations" doc:"Everything that the word stands for."`
}

type wireExplanation struct {
	Kind    string     `json:"kind" words:"policy,control,attribute,knob,address,issuer type,delivery type,condition" doc:"What kind of thing it is."`
	Name    string     `json:"name" doc:"Its name."`
	Title   string     `json:"title,omitempty" doc:"What it is, in a line."`
	Text    []string   `json:"text" doc:"Paragraphs about it."`
	Facts   []wireFact `json:"facts" doc:"What it means here."`
	Warning string     `json:"warning,omitempty" doc:"Why the word does not mean what it seems to."`
}

type wireFact struct {
	Name   string `json:"name" doc:"What is told."`
	Value  string `json:"value" doc:"What it is."`
	Source string `json:"source,omitempty" doc:"Where that comes from."`
}

// ExplainJSON is the document of explain --json.
func ExplainJSON(found []engine.Explanation) any {
	list := []wireExplanation{}
	for _, e := range found {
		w := wireExplanation{Kind: e.Kind, Name: e.Name, Title: e.Title, Text: append([]string{}, e.Text...), Facts: []wireFact{}, Warning: e.Warning}
		for _, f := range e.Facts {
			w.Facts = append(w.Facts, wireFact(f))
		}
		list = append(list, w)
	}
	return wireExplain{FormatVersion, list}
}
