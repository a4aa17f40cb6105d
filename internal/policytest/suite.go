package policytest

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// The kinds of case, by the beginning of a file's name.
const (
	passKind = "pass"
	failKind = "fail"
)

// kindOf is the kind that a case's name promises, or "".
func kindOf(name string) string {
	switch kind, _, _ := strings.Cut(name, "-"); kind {
	case passKind, failKind:
		return kind
	}
	return ""
}

// suite is one policy with its cases.
type suite struct {
	pack     *Pack
	own      bool // the pack's, and not one that it overrides
	rules    *policy.Rules
	coverage *policy.Coverage
	files    []string // of the cases of the result
	result   Policy

	mu         sync.Mutex
	overridden [][]lang.Condition // what cases saw that override the policy
}

// suites finds the cases of a pack and assigns them to its policies. A policy of the pack's own is there without cases too.
func (p *Pack) suites(selected Selection) ([]*suite, []Problem, error) {
	found, err := p.findCases()
	if err != nil {
		return nil, nil, err
	}
	var suites []*suite
	for _, rule := range p.rules.All() {
		s := &suite{
			pack: p, own: rule.Pack == p.Name,
			result: Policy{Pack: p.Name, Name: rule.Policy, Range: rule.Range},
		}
		for _, file := range found.of[rule.Policy] {
			s.add(file, selected)
		}
		if selected.hasPolicy(rule.Policy) && (len(s.files) > 0 || s.own && selected.whole()) {
			s.rules, s.coverage = p.rules.Cover(rule.Policy)
			suites = append(suites, s)
		}
	}
	if selected.text != "" {
		return suites, nil, nil
	}
	return suites, found.strays, nil
}

func (s *suite) add(file string, selected Selection) {
	name := strings.TrimSuffix(path.Base(file), caseSuffix)
	if !selected.hasCase(name) {
		return
	}
	s.files = append(s.files, file)
	s.result.Cases = append(s.result.Cases, Case{Name: name, File: s.pack.shown(file)})
}

// shown is the name of a file of the pack as a reader sees it.
func (p *Pack) shown(file string) string { return path.Join(p.prefix, file) }

// override makes rules of the policy with the overrides of a case. What they record is handed to record.
func (s *suite) override(overrides []*schema.Override) (rules *policy.Rules, record func(), diags hcl.Diagnostics) {
	compiled, diags := policy.Compile(s.pack.chain, overrides, s.pack.catalog)
	covered, coverage := compiled.Cover(s.result.Name)
	return covered, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.overridden = append(s.overridden, coverage.Conditions())
	}, diags
}

// conditions joins what all cases saw. An override changes no condition, so that all have the same ones.
func (s *suite) conditions() []lang.Condition {
	all := s.coverage.Conditions()
	for _, others := range s.overridden {
		for i := range all {
			all[i].True, all[i].False = all[i].True || others[i].True, all[i].False || others[i].False
		}
	}
	return all
}

// finish says what can be said when all cases have run.
func (s *suite) finish(selected Selection) Policy {
	p := s.result
	if !s.own {
		return p
	}
	for _, c := range s.conditions() {
		source := c.Range.SliceBytes(s.pack.Source(c.Range.Filename))
		p.Conditions = append(p.Conditions, Condition{
			Range: c.Range, Expression: strings.Join(strings.Fields(string(source)), " "), True: c.True, False: c.False,
		})
	}
	if !selected.whole() {
		return p
	}
	if !slices.ContainsFunc(p.Cases, func(c Case) bool { return c.fails }) {
		p.Lacks = append(p.Lacks, Problem{Range: p.Range, Text: "No case expects that the policy fails: write " + casesFolder + "/fail-*.hcl, or nobody knows whether it can."})
	}
	if !slices.ContainsFunc(p.Cases, func(c Case) bool { return c.passes }) {
		p.Lacks = append(p.Lacks, Problem{Range: p.Range, Text: "No case expects that the policy passes: write " + casesFolder + "/pass-*.hcl, or nobody knows whether it can."})
	}
	return p
}
