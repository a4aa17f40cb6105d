package docgen

import (
	"fmt"
	"strings"
)

// table writes a Markdown table. A column that no row fills is left out, so that one layout serves blocks of many kinds.
func table(heads []string, rows [][]string) string {
	used := make([]bool, len(heads))
	for _, row := range rows {
		for i, cell := range row {
			used[i] = used[i] || cell != ""
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		b.WriteString("|")
		for i, cell := range cells {
			if used[i] {
				fmt.Fprintf(&b, " %s |", cell)
			}
		}
		b.WriteString("\n")
	}
	line(heads)
	rules := make([]string, len(heads))
	for i := range rules {
		rules[i] = "---"
	}
	line(rules)
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

// cell makes text safe inside a table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;").Replace(text)
}

// code sets a word as code; nothing stays nothing.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(text, "|", `\|`) + "`"
}

// codes sets each word as code.
func codes[S ~string](words []S) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = code(string(w))
	}
	return strings.Join(out, ", ")
}
