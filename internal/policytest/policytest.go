// Package policytest holds policies against the cases that lie beside them, and measures which of their conditions the
// cases have seen. It prints nothing.
package policytest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// Moment is the moment that a case is judged at where its expect block names none. It is fixed, so that cases with dates
// come out alike on every day.
const Moment = "2026-11-01"

// Pack is a pack to test, made by [NewPack].
type Pack struct {
	*config.Pack
	chain   []*schema.Pack // those that it extends, and itself
	catalog *framework.Catalog
	files   fs.FS
	prefix  string
	rules   *policy.Rules
}

// NewPack makes the last of these packs ready to be tested; the others stand before it, as config.LoadPacks returns them. No
// workspace has a say in it. Files is the pack's folder: a case reads nothing outside of it. The prefix stands before the
// names of its files, as it does in the pack.
func NewPack(packs []*config.Pack, files fs.FS, prefix string, catalog *framework.Catalog) (*Pack, hcl.Diagnostics) {
	p := &Pack{Pack: packs[len(packs)-1], catalog: catalog, files: files, prefix: prefix}
	for _, pack := range packs {
		p.chain = append(p.chain, &pack.Pack)
	}
	var diags hcl.Diagnostics
	p.rules, diags = policy.Compile(p.chain, nil, catalog)
	return p, diags
}

// Result is what a run came to, in the order of the packs and then by policy.
type Result struct {
	Policies []Policy
	// Strays are cases that belong to no policy, and so were not run.
	Strays []Problem
}

// Policy is what the cases of one policy came to.
type Policy struct {
	Pack, Name string
	Range      hcl.Range
	Cases      []Case
	// Lacks are the kinds of case that the policy has none of, looked for where all its cases were run.
	Lacks []Problem
	// Conditions are those of the policy as the pack declares it. One of another pack, whose override is tested, has none.
	Conditions []Condition
}

// Case is what one case came to.
type Case struct {
	Name     string // of its file, without .hcl
	File     string
	Problems []Problem

	passes, fails bool // what it expects, or what its name promises where it can not be read
}

// Problem is why a case does not pass, or what a policy lacks.
type Problem struct {
	Range hcl.Range
	Text  string // one sentence
	// Mismatch is set where an expectation was held against a finding.
	Mismatch *Mismatch
}

// Mismatch is an expectation and the finding that does not meet it.
type Mismatch struct {
	Subject  string // its address, for a change with the attribute
	Expected Outcome
	Got      Outcome
}

// Outcome is a verdict with its message, or with a part of it that is expected.
type Outcome struct {
	Verdict finding.Verdict
	Message string
}

// Condition is one condition of a policy, and what the cases have seen of it.
type Condition struct {
	Range       hcl.Range
	Expression  string // its source, on one line
	True, False bool
}

// Covered reports whether the condition came out both ways.
func (c Condition) Covered() bool { return c.True && c.False }

// Unseen is what the condition never came out as, in words.
func (c Condition) Unseen() string {
	switch {
	case c.True:
		return "false"
	case c.False:
		return "true"
	}
	return "evaluated"
}

// Summary counts a result.
type Summary struct {
	Policies, Cases, Pass, Fail int
	Lacking                     int // policies without a case that must pass, or without one that must fail
	Strays                      int
	Conditions, Covered         int
}

// Summary counts the result.
func (r *Result) Summary() Summary {
	s := Summary{Policies: len(r.Policies), Strays: len(r.Strays)}
	for i := range r.Policies {
		p := &r.Policies[i]
		s.Cases += len(p.Cases)
		for j := range p.Cases {
			if len(p.Cases[j].Problems) > 0 {
				s.Fail++
			}
		}
		if len(p.Lacks) > 0 {
			s.Lacking++
		}
		s.Conditions += len(p.Conditions)
		for _, c := range p.Conditions {
			if c.Covered() {
				s.Covered++
			}
		}
	}
	s.Pass = s.Cases - s.Fail
	return s
}

// Wanting reports whether anything that was tested is not as it should be. Coverage has no part in it.
func (s Summary) Wanting() bool { return s.Fail+s.Lacking+s.Strays > 0 }

// Percent is how many of a hundred conditions are covered; a hundred where there are none.
func (s Summary) Percent() float64 {
	if s.Conditions == 0 {
		return 100
	}
	return 100 * float64(s.Covered) / float64(s.Conditions)
}

// Run runs the selected cases of packs, on every core. It fails when there is nothing to run: that is no pass.
func Run(ctx context.Context, packs []*Pack, selected Selection) (*Result, error) {
	result := &Result{}
	var suites []*suite
	var jobs []job
	for i := range packs {
		found, strays, err := packs[i].suites(selected)
		if err != nil {
			return nil, err
		}
		result.Strays = append(result.Strays, strays...)
		suites = append(suites, found...)
	}
	for _, s := range suites {
		for i, file := range s.files {
			jobs = append(jobs, job{s, file, &s.result.Cases[i]})
		}
	}
	if len(jobs) == 0 {
		return nil, nothing(packs, suites, selected)
	}
	if err := runAll(ctx, jobs); err != nil {
		return nil, err
	}
	for _, s := range suites {
		result.Policies = append(result.Policies, s.finish(selected))
	}
	return result, nil
}

// job is one case to run: its file below the pack's folder, and where its result goes.
type job struct {
	suite *suite
	file  string
	into  *Case
}

func runAll(ctx context.Context, jobs []job) error {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				jobs[i].run()
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// nothing says why there is nothing to run.
func nothing(packs []*Pack, suites []*suite, selected Selection) error {
	names := make([]string, len(packs))
	for i := range packs {
		names[i] = packs[i].Name
	}
	of := strings.Join(names, ", ")
	switch {
	case selected.text != "" && len(suites) == 0:
		return fmt.Errorf("%q selects no case of %s", selected.text, of)
	case len(suites) == 0:
		return fmt.Errorf("nothing was tested: there is no policy in %s, and no case of what it overrides", of)
	}
	return fmt.Errorf("nothing was tested: no policy of %s has a case. Write one beside the policy, such as %s/cases/fail-too-long.hcl",
		of, suites[0].result.Name)
}

// sortProblems orders problems by place.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Range.Filename, b.Range.Filename), cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte))
	})
}
