package view

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/policytest"
)

// TestOptions say what is shown of the tests of packs.
type TestOptions struct {
	Uncovered bool // list the conditions that are not covered
	Minimum   int  // how many of a hundred conditions must be covered
}

// Short reports whether less is covered than must be.
func (o TestOptions) Short(s policytest.Summary) bool { return s.Percent() < float64(o.Minimum) }

// Test prints what is wrong with cases and policies, a line each, and what was run.
func (p *Printer) Test(r *policytest.Result, o TestOptions) error {
	pg := p.page()
	pg.testProblems("", r.Strays)
	for i := range r.Policies {
		policy := &r.Policies[i]
		for _, c := range policy.Cases {
			pg.testProblems(policy.Name+"/"+c.Name, c.Problems)
		}
		pg.testProblems(policy.Name, policy.Lacks)
	}
	s := r.Summary()
	if o.Uncovered || o.Short(s) {
		pg.uncovered(r)
	}
	pg.line("%s", TestedLine(s))
	if o.Short(s) {
		pg.line("%s of the conditions are covered, and %d %% must be.", percent(s.Percent()), o.Minimum)
	}
	return p.write(pg)
}

func (pg *page) testProblems(name string, problems []policytest.Problem) {
	if name != "" {
		name = pg.styles.Bold(clean(name)) + "   "
	}
	for _, problem := range problems {
		where := fmt.Sprintf("%s:%d", problem.Range.Filename, problem.Range.Start.Line)
		pg.line("%s  %s%s   %s", pg.styles.Red("fail"), name, clean(where), clean(problem.Text))
	}
}

// uncovered lists the conditions that never came out both ways.
func (pg *page) uncovered(r *policytest.Result) {
	for i := range r.Policies {
		for _, c := range r.Policies[i].Conditions {
			if !c.Covered() {
				pg.line("%s: %s was never %s", clean(position(c.Range)), clean(c.Expression), c.Unseen())
			}
		}
	}
}

func position(r hcl.Range) string {
	return fmt.Sprintf("%s:%d,%d", r.Filename, r.Start.Line, r.Start.Column)
}

// percent writes a percentage, cut and not rounded: a hundred is written for nothing less.
func percent(p float64) string {
	const tenths = 10
	return fmt.Sprintf("%g %%", float64(int(p*tenths))/tenths)
}

// TestedLine says what was run and how it came out.
func TestedLine(s policytest.Summary) string {
	parts := []string{fmt.Sprintf("%d pass", s.Pass)}
	if s.Fail > 0 {
		parts = append(parts, fmt.Sprintf("%d fail", s.Fail))
	}
	if s.Strays > 0 {
		parts = append(parts, fmt.Sprintf("%d not run", s.Strays))
	}
	if s.Lacking > 0 {
		parts = append(parts, fmt.Sprintf("%d without a case of each kind", s.Lacking))
	}
	return fmt.Sprintf("Ran %s of %s: %s; conditions covered: %d of %d (%s).",
		plural(s.Cases, "case"), counted(s.Policies, "policy", "policies"), strings.Join(parts, ", "), s.Covered, s.Conditions, percent(s.Percent()))
}
