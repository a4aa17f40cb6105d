package html

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/report"
)

// functions are what the page's templates can ask beside the document's own methods.
func functions() template.FuncMap {
	return template.FuncMap{
		"age":       report.Age,
		"bar":       barOf,
		"breaks":    breaks,
		"covered":   covered,
		"context":   func(t report.Token) string { return t.Context() },
		"day":       report.Day,
		"facts":     facts,
		"instant":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"join":      func(list []string) string { return strings.Join(list, ", ") },
		"mark":      mark,
		"moment":    report.Moment,
		"names":     names,
		"rank":      func(s report.Status) int { return slices.Index(report.Statuses(), s) },
		"remaining": report.Remaining,
		"short":     report.Short,
		"some":      some,
		"tally":     tallyOf,
		"verdict":   verdict,
	}
}

// mark is the name of the shape, and of the color, that stands for a status, a verdict or a state. Each shape is told
// by its form alone.
func mark(word string) string {
	switch word {
	case string(report.Holds), string(report.Active):
		return "holds"
	case string(report.WaivedOnly), string(report.Approved), string(report.Expiring):
		return "waived"
	case string(report.Fails), string(report.Fail), string(report.Unknown), string(report.Expired), string(report.Requested):
		return "fails"
	}
	return "none"
}

// verdict is a finding's verdict as people say it.
func verdict(f *report.Finding) string {
	if f.Verdict == report.Fail {
		return "fails"
	}
	return string(f.Verdict)
}

// breaks cuts an address where a line may break in it.
func breaks(s string) []string {
	var parts []string
	from := 0
	for i, r := range s {
		if next := i + 1; strings.ContainsRune("./_", r) && next < len(s) && next-from > 2 {
			parts = append(parts, s[from:next])
			from = next
		}
	}
	return append(parts, s[from:])
}

// facts says what is at stake with a CLI.
func facts(r report.Responsibility) string {
	var list []string
	if r.Criticality != "" {
		list = append(list, r.Criticality+" criticality")
	}
	if r.Data != "" {
		list = append(list, r.Data+" data")
	}
	return strings.Join(list, ", ")
}

// brief is the beginning of a list of addresses, and how many more there are.
type brief struct {
	Shown []string
	More  int
}

// covered cuts the list of what an exception covers.
func covered(x report.Exception) brief {
	const most = 12
	n := min(len(x.Matched), most)
	return brief{Shown: x.Matched[:n], More: len(x.Matched) - n}
}

func names(list []report.ControlName) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strings.TrimSpace(n.Label + " " + n.Title)
	}
	return strings.Join(out, ", ")
}
