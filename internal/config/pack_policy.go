package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// policy decodes one policy of a pack.
func (d *decoder) policy(b block, pack string) *schema.Policy {
	p := &schema.Policy{Pack: pack}
	d.fill(b, d.grammar.policy, schema.NewAddress(schema.KindPolicy, b.labels[0]), &p.Block, p)
	d.checkName(b, 0)
	d.controls(b, p)
	d.complete(p)
	return p
}

// controls reads controls = { FRAMEWORK = [CONTROL, ...] }.
func (d *decoder) controls(b block, p *schema.Policy) {
	var expr hclsyntax.Expression
	if native, ok := syntax(b.body); ok {
		if a := native.Attributes["controls"]; a != nil {
			expr = a.Expr
		}
	} else {
		attributes, _, _ := readJSON(b.body, d.grammar.policy.json) // its diagnostics came with the policy
		for _, a := range attributes {
			if a.name == "controls" {
				expr = a.expr
			}
		}
	}
	if expr == nil {
		return
	}
	object, ok := expr.(*hclsyntax.ObjectConsExpr)
	if !ok {
		d.diags = append(d.diags, wrongType(expr.Range(), "controls", `an object such as { "owasp-nhi-2025" = ["NHI7:2025"] }`, "something else")...)
		return
	}
	for _, item := range object.Items {
		framework, ok := lang.StaticKey(item.KeyExpr)
		ids, isList := lang.StaticStrings(item.ValueExpr)
		if !ok || !isList {
			d.diags = append(d.diags, mistake(item.ValueExpr.Range(), "Invalid controls", `Write each framework with a list of `+
				`its controls: "owasp-nhi-2025" = ["NHI7:2025"].`)...)
			continue
		}
		p.Controls = append(p.Controls, schema.Mapping{Framework: framework, Controls: ids, Range: item.ValueExpr.Range()})
	}
	slices.SortStableFunc(p.Controls, func(a, b schema.Mapping) int { return strings.Compare(a.Framework, b.Framework) })
}

// complete reports what a policy can not do without.
func (d *decoder) complete(p *schema.Policy) {
	missing := func(name, example string) {
		d.diags = append(d.diags, mistake(p.Range, "Missing attribute", "The policy %q needs %s, as in %s.", p.Address.Name, name, example)...)
	}
	if !p.Subject.Set {
		missing("subject", `subject = "session"`)
	}
	if !p.Plane.Set {
		missing("plane", `plane = "identity"`)
	}
	if !p.Level.Set {
		missing("level", `level = "mandatory"`)
	}
	if p.Require == nil {
		missing("require", "require = session.pkce == true")
	}
	if p.Message == nil {
		missing("message", `message = "PKCE is not required."`)
	}
}
