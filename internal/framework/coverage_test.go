package framework

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// services prints what is covered, one control a line.
func services(list []Service) []string {
	var lines []string
	for _, s := range list {
		line := fmt.Sprintf("%s %s %s", s.Control.Ref.ID, s.Coverage, strings.Join(s.Policies, ","))
		for _, inner := range s.Inside {
			line += fmt.Sprintf(" [%s %s]", inner.Control.ID, inner.Policy)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCoverage(t *testing.T) {
	src := "framework \"f\" {\n" + head + `
control "A-1" { title = "head" }
control "A-1(1)" { title = "inside" }
control "A-1(1)(a)" { title = "further inside" }
control "A-1(2)" { title = "beside" }
control "A-2" { title = "alone" }
control "A-10" { title = "not inside A-1" }
}
framework "ai" {
` + head + `actor = "ai_agent"
control "G 1" { title = "head" }
control "G 1.1" { title = "inside" }
control "G 2" { title = "alone" }
}`
	c, diags := Load(file(src))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	f := func(id string) Ref { return Ref{"f", id} }
	tests := []struct {
		name, framework string
		citations       []Citation
		want            []string
		tally           Tally
	}{
		{
			"nothing is cited", "f", nil,
			[]string{"A-1 none ", "A-1(1) none ", "A-1(1)(a) none ", "A-1(2) none ", "A-2 none ", "A-10 none "},
			Tally{Controls: 6, Uncovered: 6},
		},
		{
			"the inside covers the outside in part", "f",
			[]Citation{{"q", f("A-1(1)(a)")}, {"p", f("A-1(1)(a)")}, {"p", f("A-1(2)")}},
			[]string{
				"A-1 in_part  [A-1(1)(a) p] [A-1(1)(a) q] [A-1(2) p]", "A-1(1) in_part  [A-1(1)(a) p] [A-1(1)(a) q]",
				"A-1(1)(a) covered p,q", "A-1(2) covered p", "A-2 none ", "A-10 none ",
			},
			Tally{Controls: 6, Covered: 2, InPart: 2, Uncovered: 2},
		},
		{
			"the outside does not cover the inside", "f",
			[]Citation{{"p", f("A-1")}, {"p", f("A-1")}, {"p", Ref{"ai", "G 2"}}, {"p", f("A-3")}},
			[]string{"A-1 covered p", "A-1(1) none ", "A-1(1)(a) none ", "A-1(2) none ", "A-2 none ", "A-10 none "},
			Tally{Controls: 6, Covered: 1, Uncovered: 5},
		},
		{
			"a framework for AI systems is covered in part at most", "ai",
			[]Citation{{"p", Ref{"ai", "G 1.1"}}, {"p", f("A-2")}},
			[]string{"G 1 in_part  [G 1.1 p]", "G 1.1 in_part p", "G 2 none "},
			Tally{Controls: 3, InPart: 2, Uncovered: 1},
		},
		{"no framework", "none", []Citation{{"p", f("A-1")}}, nil, Tally{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := c.Coverage(tt.framework, tt.citations)
			if lines := services(got); !slices.Equal(lines, tt.want) {
				t.Errorf("coverage is\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(tt.want, "\n"))
			}
			if tally := Count(got); tally != tt.tally {
				t.Errorf("the tally is %+v, want %+v", tally, tt.tally)
			}
		})
	}
}

func TestHeads(t *testing.T) {
	for _, s := range shipped(t).Coverage("nist-800-53r5", nil) {
		switch id := s.Control.Ref.ID; {
		case slices.Contains([]string{"AC-2", "IA-13", "IA-13(3)"}, id) && !s.Head:
			t.Errorf("%s is not said to have controls inside it", id)
		case slices.Contains([]string{"AC-2(3)", "AC-5", "IA-13(3)(e)"}, id) && s.Head:
			t.Errorf("%s is said to have controls inside it", id)
		}
	}
}
