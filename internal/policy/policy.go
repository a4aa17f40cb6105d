// Package policy judges a model by policies. It is pure: what it says depends on the model, the packs and the moment
// alone, and a policy can do no I/O.
package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// Rules are policies made ready to judge: parameters settled, expressions checked against the shape of their subject.
type Rules struct {
	rules     []*rule // that judge, sorted by name
	known     []*rule // all of them: which approvals an exception needs depends on every policy that it names
	shapes    *shapes
	functions map[string]function.Function
	allowance allowance
}

// rule is one policy made ready.
type rule struct {
	finding.Rule
	when, require, message *lang.Expression
	parameters             cty.Value
	about                  [][]int // what the condition reads of the subject, for the place of a finding
}

// Compile makes the policies of packs ready. The packs stand in the order of their precedence, as config.LoadPacks returns
// them: of two policies with one name the later stands, and an override holds for the policies of packs before its own. The
// workspace's overrides win over all. Everything that is wrong with policies and overrides is reported.
func Compile(packs []*schema.Pack, overrides []*schema.Override, catalog *framework.Catalog) (*Rules, hcl.Diagnostics) {
	r := &Rules{
		shapes: newShapes(), functions: lang.NewFunctions(lang.FunctionOptions{}),
		allowance: allowance{run: MaxSteps, perSubject: MaxStepsPerSubject},
	}
	chosen, diags := choose(packs)
	diags = append(diags, checkOverrides(overrides, chosen)...)
	c := &compiler{shapes: r.shapes, functions: r.functions, catalog: catalog}
	for _, ch := range chosen {
		r.known = append(r.known, c.rule(ch.policy, overridesOf(ch.policy.Address.Name, packs[ch.pack+1:], overrides)))
	}
	r.rules = r.known
	return r, diag.Sort(append(diags, c.diags...))
}

// Len tells how many rules there are.
func (r *Rules) Len() int { return len(r.rules) }

// All lists what each rule is, by name.
func (r *Rules) All() []*finding.Rule {
	out := make([]*finding.Rule, len(r.rules))
	for i, rule := range r.rules {
		out[i] = &rule.Rule
	}
	return out
}

// Only returns rules of which just those judge that keep says yes to. Exceptions stand as they do under all of them.
func (r *Rules) Only(keep func(*finding.Rule) bool) *Rules {
	narrowed := *r
	narrowed.rules = nil
	for _, rule := range r.rules {
		if keep(&rule.Rule) {
			narrowed.rules = append(narrowed.rules, rule)
		}
	}
	return &narrowed
}

// planes tells which planes the named policies touch, both for a shared one.
func (r *Rules) planes(policies []string) []schema.Plane {
	var application, identity bool
	for _, rule := range r.known {
		if slices.Contains(policies, rule.Policy) {
			application = application || rule.Plane != schema.PlaneIdentity
			identity = identity || rule.Plane != schema.PlaneApplication
		}
	}
	var planes []schema.Plane
	if application {
		planes = append(planes, schema.PlaneApplication)
	}
	if identity {
		planes = append(planes, schema.PlaneIdentity)
	}
	return planes
}

// choice is a policy that stands, and the position of its pack.
type choice struct {
	policy *schema.Policy
	pack   int
}

// choose takes the later of two policies with one name. The choices are sorted by name.
func choose(packs []*schema.Pack) ([]choice, hcl.Diagnostics) {
	byName := map[string]choice{}
	var diags hcl.Diagnostics
	for i, pack := range packs {
		for _, p := range pack.Policies {
			name := p.Address.Name
			if first, again := byName[name]; again && first.pack == i {
				diags = append(diags, mistake(p.Range, "Duplicate name", "The pack %s has a policy %q already, at %s.", p.Pack, name, first.policy.Range))
				continue
			}
			byName[name] = choice{p, i}
		}
	}
	chosen := make([]choice, 0, len(byName))
	for _, c := range byName {
		chosen = append(chosen, c)
	}
	slices.SortFunc(chosen, func(a, b choice) int { return cmp.Compare(a.policy.Address.Name, b.policy.Address.Name) })
	return chosen, diags
}

// overridesOf lists the overrides of a policy in rising precedence: those of the packs after its own, then the workspace's.
func overridesOf(policy string, later []*schema.Pack, own []*schema.Override) []*schema.Override {
	var found []*schema.Override
	add := func(overrides []*schema.Override) {
		for _, o := range overrides {
			if o.Address.Name == policy {
				found = append(found, o)
			}
		}
	}
	for _, pack := range later {
		add(pack.Overrides)
	}
	add(own)
	return found
}

func checkOverrides(overrides []*schema.Override, chosen []choice) hcl.Diagnostics {
	names := make([]string, len(chosen))
	for i, c := range chosen {
		names[i] = c.policy.Address.Name
	}
	var diags hcl.Diagnostics
	for _, o := range overrides {
		if !slices.Contains(names, o.Address.Name) {
			diags = append(diags, unknown(o.Range, "policy", o.Address.Name, "any pack of this workspace", names))
		}
	}
	return diags
}

func mistake(at hcl.Range, summary, detail string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(detail, args...), Subject: at.Ptr()}
}

func unknown(at hcl.Range, what, name, in string, candidates []string) *hcl.Diagnostic {
	hint := lang.DidYouMean(name, candidates)
	if hint == "" && len(candidates) > 0 && len(candidates) <= 24 {
		hint = " There are: " + strings.Join(candidates, ", ") + "."
	}
	return mistake(at, "Unknown "+what, "There is no %s %q in %s.%s", what, name, in, hint)
}
