package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/term"
)

// Write prints diagnostics for people. Each begins with FILE:LINE,COLUMN: so that editors and CI can follow it.
func Write(w io.Writer, styles term.Styles, diags hcl.Diagnostics, sources Sources) error {
	var b strings.Builder
	for _, d := range diags {
		writeOne(&b, styles, d, sources)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeOne(b *strings.Builder, styles term.Styles, d *hcl.Diagnostic, sources Sources) {
	if d.Subject != nil {
		fmt.Fprintf(b, "%s:%d,%d: ", term.Sanitize(d.Subject.Filename), d.Subject.Start.Line, d.Subject.Start.Column)
	}
	if d.Severity == hcl.DiagError {
		b.WriteString(styles.Red("error: "))
	} else {
		b.WriteString(styles.Yellow("warning: "))
	}
	b.WriteString(styles.Bold(term.Sanitize(d.Summary)))
	b.WriteByte('\n')
	if s, ok := SnippetOf(d, sources); ok {
		writeSnippet(b, styles, d.Subject.Start.Line, s)
	}
	for _, line := range values(d) {
		fmt.Fprintf(b, "    %s\n", term.Sanitize(line))
	}
	if d.Detail != "" {
		for line := range strings.Lines(d.Detail) {
			fmt.Fprintf(b, "  %s\n", term.Sanitize(strings.TrimRight(line, "\n")))
		}
	}
	b.WriteByte('\n')
}

func writeSnippet(b *strings.Builder, styles term.Styles, line int, s Snippet) {
	shown := func(text string) string { return term.Sanitize(strings.ReplaceAll(text, "\t", " ")) }
	number := fmt.Sprintf("%4d | ", line)
	fmt.Fprintf(b, "%s%s\n", styles.Dim(number), shown(s.Line))
	if s.End > s.Start {
		before, within := term.Width(shown(s.Line[:s.Start])), term.Width(shown(s.Line[s.Start:s.End]))
		b.WriteString(strings.Repeat(" ", len(number)-2) + styles.Dim("| ") + strings.Repeat(" ", before))
		b.WriteString(styles.Red(strings.Repeat("^", max(within, 1))) + "\n")
	}
}

// maxValues bounds how many values of an expression are shown.
const maxValues = 5

// values shows what the references in a failed expression stood for. Sensitive values are named, not shown.
func values(d *hcl.Diagnostic) []string {
	if d.Expression == nil || d.EvalContext == nil {
		return nil
	}
	var lines []string
	for _, t := range d.Expression.Variables() {
		v, diags := t.TraverseAbs(d.EvalContext)
		if diags.HasErrors() {
			continue
		}
		line := traversalText(t) + " is " + valueText(v)
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines[:min(len(lines), maxValues)]
}

func traversalText(t hcl.Traversal) string {
	var b strings.Builder
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(s.Name)
		case hcl.TraverseAttr:
			b.WriteString("." + s.Name)
		case hcl.TraverseIndex:
			b.WriteString("[" + valueText(s.Key) + "]")
		}
	}
	return b.String()
}

func valueText(v cty.Value) string {
	if v.IsMarked() {
		return "a sensitive value"
	}
	switch {
	case !v.IsKnown():
		return "not known"
	case v.IsNull():
		return "null"
	case v.Type() == cty.String:
		text := v.AsString()
		if len(text) > 80 {
			text = strings.ToValidUTF8(text[:80], "") + "..."
		}
		return fmt.Sprintf("%q", text)
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('g', -1)
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	}
	return "of type " + v.Type().FriendlyName()
}
