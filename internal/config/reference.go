package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// plainReference takes a reference written as the block's own name: team.iam, cli.payctl["eu"].session.ci. It reports
// false for an expression that only looks like one, such as local.owner.
func plainReference(attr *schema.Attr[schema.Ref], f *schema.Field, expr hclsyntax.Expression) (bool, hcl.Diagnostics) {
	traversal, ok := lang.Reference(expr)
	if !ok {
		return false, nil
	}
	address, rest, ok := addressOf(traversal)
	if !ok || len(rest) > 0 {
		return false, nil
	}
	if diags := checkKind(f, address, expr.Range()); diags.HasErrors() {
		return true, diags
	}
	set(attr, schema.Ref{Address: address}, expr.Range())
	return true, nil
}

// addressOf reads the address at the head of a traversal, and returns the steps that follow it.
func addressOf(t hcl.Traversal) (schema.Address, hcl.Traversal, bool) {
	kind := schema.Kind(t.RootName())
	if kind == schema.KindWorkspace && len(t) == 1 {
		return schema.Address{Kind: kind}, nil, true
	}
	if !isBlockKind(kind) || len(t) < 2 {
		return schema.Address{}, nil, false
	}
	name, ok := stepName(t[1])
	if !ok {
		return schema.Address{}, nil, false
	}
	address, rest := schema.NewAddress(kind, name), t[2:]
	if len(rest) > 0 {
		if index, isIndex := rest[0].(hcl.TraverseIndex); isIndex && index.Key.Type() == cty.String {
			address, rest = address.Instance(index.Key.AsString()), rest[1:]
		}
	}
	if kind == schema.KindCLI && len(rest) >= 2 {
		child, isAttr := rest[0].(hcl.TraverseAttr)
		name, named := stepName(rest[1])
		if isAttr && named && child.Name == string(schema.KindSession) {
			address, rest = address.Inner(schema.KindSession, name), rest[2:]
		}
	}
	return address, rest, true
}

func stepName(step hcl.Traverser) (string, bool) {
	switch s := step.(type) {
	case hcl.TraverseAttr:
		return s.Name, true
	case hcl.TraverseIndex:
		if s.Key.Type() == cty.String {
			return s.Key.AsString(), true
		}
	}
	return "", false
}

func isBlockKind(kind schema.Kind) bool {
	switch kind {
	case schema.KindTeam, schema.KindIssuer, schema.KindProfile, schema.KindCLI, schema.KindException:
		return true
	case schema.KindWorkspace, schema.KindSession, schema.KindPolicy, schema.KindDeliver, schema.KindClient:
		return false
	}
	return false
}

// checkKind reports a reference to a block of the wrong kind.
func checkKind(f *schema.Field, address schema.Address, at hcl.Range) hcl.Diagnostics {
	if slices.Contains(f.Refs, address.Target()) {
		return nil
	}
	return mistake(at, "Reference to the wrong kind of block", "%s names %s, and %s is %s.",
		f.Name, kindsInWords(f.Refs), address, article(string(address.Target())))
}

func kindsInWords(kinds []schema.Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = article(string(k))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// assignReference takes the value of an expression as a reference.
func assignReference(attr *schema.Attr[schema.Ref], f *schema.Field, v cty.Value, at hcl.Range) hcl.Diagnostics {
	if !isReference(v) {
		detail := fmt.Sprintf("%s names %s, and this is %s.", f.Name, kindsInWords(f.Refs), describe(v))
		if v.Type() == cty.String {
			detail += fmt.Sprintf(" Write the reference without quotes, as in %s.", spelling(f.Refs[0], v.AsString()))
		}
		return mistake(at, "Not a reference", "%s", detail)
	}
	address, err := schema.ParseAddress(v.GetAttr("address").AsString())
	if err != nil {
		return mistake(at, "Not a reference", "%s: %s.", f.Name, err)
	}
	if diags := checkKind(f, address, at); diags.HasErrors() {
		return diags
	}
	set(attr, schema.Ref{Address: address}, at)
	return nil
}

// spelling shows how a name in quotes would be written as a reference.
func spelling(kind schema.Kind, quoted string) string {
	name := strings.TrimPrefix(quoted, string(kind)+".")
	if !schema.ValidName(name) {
		name = "NAME"
	}
	return string(kind) + "." + name
}

// isReference reports whether a value is that of a block.
func isReference(v cty.Value) bool {
	t := v.Type()
	if v.IsNull() || !v.IsKnown() || !t.IsObjectType() || !t.HasAttribute("address") || !t.HasAttribute("kind") {
		return false
	}
	address, kind := v.GetAttr("address"), v.GetAttr("kind")
	return address.Type() == cty.String && kind.Type() == cty.String && !address.IsNull() && !kind.IsNull() &&
		address.IsKnown() && kind.IsKnown()
}

// dangling is the diagnostic for a reference to nothing.
func (e *evaluator) dangling(a schema.Address, at hcl.Range) *hcl.Diagnostic {
	en := e.symbols.blocks[a.Kind][a.Name]
	switch {
	case en == nil:
		return unknownName(at, string(a.Kind), a.Name, "this workspace",
			e.candidates(func() []string { return e.symbols.names(a.Kind) }))
	case en.generator != nil && !a.Keyed:
		return mistake(at, "Instance not named", "%s has for_each: name one of its instances, as in %s[%q].",
			a.Outer(), a.Outer(), firstOr(en.generator.keys, "KEY"))[0]
	case en.generator != nil && en.generator.instances[a.Key] == nil:
		return unknownName(at, "instance", a.Key, schema.NewAddress(a.Kind, a.Name).String(),
			e.candidates(func() []string { return en.generator.keys }))
	case en.generator == nil && a.Keyed:
		return mistake(at, "Not a block with for_each", "%s has no for_each, so no key can follow it. Write %s.",
			schema.NewAddress(a.Kind, a.Name), schema.NewAddress(a.Kind, a.Name))[0]
	}
	if en.generator != nil {
		en = en.generator.instances[a.Key]
	}
	return unknownName(at, "session", a.ChildName, a.Outer().String(), e.candidates(func() []string { return sessionNames(en) }))
}

func firstOr(list []string, other string) string {
	if len(list) > 0 {
		return list[0]
	}
	return other
}
