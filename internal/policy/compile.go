package policy

import (
	"errors"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// compiler makes declared policies into rules.
type compiler struct {
	shapes    *shapes
	functions map[string]function.Function
	catalog   *framework.Catalog
	diags     hcl.Diagnostics
}

// rule makes a policy ready under its overrides, which stand in rising precedence.
func (c *compiler) rule(p *schema.Policy, overrides []*schema.Override) *rule {
	r := &rule{Rule: finding.Rule{
		Policy: p.Address.Name, Title: short(p.Title.Value), Pack: p.Pack,
		Level: schema.Level(p.Level.Value), Plane: schema.Plane(p.Plane.Value), Subject: p.Subject.Value,
		Remedy: short(p.Remedy.Value), References: p.References.Value, Range: p.Range,
	}}
	for _, o := range overrides {
		if o.Level.Set {
			r.Level, r.LevelOrigin = schema.Level(o.Level.Value), originOf(o)
		}
	}
	r.Controls = c.controls(p)
	r.AgentFrameworks = c.agentFrameworks(r.Controls)
	c.parameters(p, overrides, r)
	ctx := c.checkContext(r)
	r.when = c.expression(p.When, ctx, cty.Bool, "when")
	r.require = c.expression(p.Require, ctx, cty.Bool, "require")
	r.message = c.expression(p.Message, ctx, cty.String, "message")
	if r.require != nil {
		r.about = readAttributes(r.Subject, r.require)
	}
	return r
}

// controls resolves what a policy cites to the frameworks' own ids.
func (c *compiler) controls(p *schema.Policy) []finding.Control {
	var out []finding.Control
	for _, mapping := range p.Controls {
		if _, ok := c.catalog.Framework(mapping.Framework); !ok {
			c.diags = append(c.diags, unknown(mapping.Range, "framework", mapping.Framework, "the catalogs", frameworkIDs(c.catalog)))
			continue
		}
		for _, id := range mapping.Controls {
			resolution, ok := c.catalog.ResolveIn(mapping.Framework, id)
			if !ok {
				c.diags = append(c.diags, unknown(mapping.Range, "control", id, mapping.Framework, c.catalog.SuggestIn(mapping.Framework, id)))
				continue
			}
			if resolution.Warning != "" {
				c.diags = append(c.diags, &hcl.Diagnostic{
					Severity: hcl.DiagWarning, Summary: "Legacy label", Detail: resolution.Warning, Subject: mapping.Range.Ptr(),
				})
			}
			for _, ref := range resolution.Refs {
				control := finding.Control{Framework: ref.Framework, ID: ref.ID}
				if !slices.Contains(out, control) {
					out = append(out, control)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b finding.Control) int {
		return framework.Compare(framework.Ref(a), framework.Ref(b))
	})
	return out
}

// agentFrameworks lists the frameworks of controls that speak of AI systems alone.
func (c *compiler) agentFrameworks(controls []finding.Control) []string {
	var ids []string
	for _, control := range controls {
		f, _ := c.catalog.Framework(control.Framework)
		if f.Actor == agentActor && !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// agentActor is the word for an AI agent, in a session's actor and in a catalog.
const agentActor = "ai_agent"

func frameworkIDs(c *framework.Catalog) []string {
	var ids []string
	for _, f := range c.Frameworks() {
		ids = append(ids, f.ID)
	}
	return ids
}

// parameters settles each parameter: its default, or the value of the last override that gives one. A value that another
// one hides is checked as well.
func (c *compiler) parameters(p *schema.Policy, overrides []*schema.Override, r *rule) {
	values := map[string]cty.Value{}
	names := make([]string, 0, len(p.Parameters))
	for _, declared := range p.Parameters {
		name := declared.Address.Name
		names = append(names, name)
		t, ok := c.parameterType(declared)
		if !ok {
			values[name] = cty.DynamicVal
			continue
		}
		value := c.parameterDefault(declared, t)
		origin, overridden := declared.Origin.Value, false
		for _, o := range overrides {
			if argument := argumentOf(o, name); argument != nil {
				value = c.argument(argument, t)
				origin, overridden = originOf(o), true
			}
		}
		values[name] = value
		r.Parameters = append(r.Parameters, finding.Parameter{
			Name: name, Value: t.words(value), Origin: origin, Overridden: overridden,
		})
	}
	for _, o := range overrides {
		for _, argument := range o.Parameters {
			if !slices.Contains(names, argument.Name) {
				c.diags = append(c.diags, unknown(argument.Range, "parameter", argument.Name, "the policy "+p.Address.Name, names))
			}
		}
	}
	r.parameters = cty.ObjectVal(values)
}

// originOf says in words whose override it is.
func originOf(o *schema.Override) string {
	if o.Pack == "" {
		return "override of this workspace"
	}
	return "override of " + o.Pack
}

func argumentOf(o *schema.Override, name string) *schema.Argument {
	for i := range o.Parameters {
		if o.Parameters[i].Name == name {
			return &o.Parameters[i]
		}
	}
	return nil
}

func (c *compiler) parameterDefault(p *schema.Parameter, t parameterType) cty.Value {
	if p.Default == nil {
		c.diags = append(c.diags, mistake(p.Range, "Missing attribute", "The parameter %q needs a default.", p.Address.Name))
		return cty.UnknownVal(t.value)
	}
	v, diags := lang.Evaluate(p.Default, &hcl.EvalContext{Functions: c.functions})
	c.diags = append(c.diags, diags...)
	if diags.HasErrors() {
		return cty.UnknownVal(t.value)
	}
	return c.convert(v, t, p.Address.Name, p.Default.Range())
}

func (c *compiler) argument(a *schema.Argument, t parameterType) cty.Value {
	v, err := fromPlain(a.Value)
	if err != nil {
		c.diags = append(c.diags, mistake(a.Range, "Wrong type of value", "The parameter %s takes %s: %s.", a.Name, t.name(), err))
		return cty.UnknownVal(t.value)
	}
	return c.convert(v, t, a.Name, a.Range)
}

func (c *compiler) convert(v cty.Value, t parameterType, name string, at hcl.Range) cty.Value {
	converted, err := t.convert(v)
	if err != nil {
		c.diags = append(c.diags, mistake(at, "Wrong type of value", "The parameter %s takes %s: %s.", name, t.name(), err))
		return cty.UnknownVal(t.value)
	}
	return converted
}

// checkContext holds unknown values of the right types, so that a misspelled attribute is found without any subject.
func (c *compiler) checkContext(r *rule) *hcl.EvalContext {
	variables := map[string]cty.Value{
		"parameter": r.parameters,
		"at":        cty.UnknownVal(cty.Number).RefineNotNull(),
	}
	for name, t := range c.shapes.roots(r.Subject) {
		variables[name] = cty.UnknownVal(t).RefineNotNull()
	}
	return &hcl.EvalContext{Variables: variables, Functions: c.functions}
}

// expression compiles and checks one expression of a policy.
func (c *compiler) expression(expr hcl.Expression, ctx *hcl.EvalContext, want cty.Type, name string) *lang.Expression {
	native, ok := expr.(hclsyntax.Expression)
	if !ok || native == nil {
		return nil
	}
	compiled := lang.CompileFor(native, &hcl.EvalContext{
		Variables: map[string]cty.Value{"parameter": ctx.Variables["parameter"]}, Functions: ctx.Functions,
	})
	v, diags := compiled.TypeCheck(ctx)
	c.diags = append(c.diags, withoutValues(diags)...)
	if diags.HasErrors() {
		return compiled
	}
	if v.Type() != cty.DynamicPseudoType {
		if _, err := convert.Convert(cty.UnknownVal(v.Type()), want); err != nil {
			c.diags = append(c.diags, mistake(native.Range(), "Wrong type of value", "%s of a policy comes to %s, and this to %s.",
				name, want.FriendlyName(), v.Type().FriendlyName()))
		}
	}
	return compiled
}

// withoutValues lets go of the values: they are unknown and would only be noise.
func withoutValues(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.EvalContext = nil
	}
	return diags
}

var errNull = errors.New("null is no value for it")
