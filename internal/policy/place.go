package policy

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// readAttributes lists the attributes of its subject that a condition reads, in order of writing, as positions in the
// subject's declaration.
func readAttributes(subject string, expr *lang.Expression) [][]int {
	t, ok := declarationType(subject)
	if !ok {
		return nil
	}
	var found [][]int
	for _, traversal := range expr.Variables() {
		if traversal.RootName() != subject {
			continue
		}
		if index := attributeIndex(t, traversal[1:], nil); index != nil {
			found = append(found, index)
		}
	}
	return found
}

func declarationType(subject string) (reflect.Type, bool) {
	switch subject {
	case "session":
		return reflect.TypeFor[schema.Session](), true
	case "cli":
		return reflect.TypeFor[schema.CLI](), true
	case "team":
		return reflect.TypeFor[schema.Team](), true
	case "issuer":
		return reflect.TypeFor[schema.Issuer](), true
	case "exception":
		return reflect.TypeFor[schema.Exception](), true
	}
	return nil, false
}

// attributeIndex follows names through nested blocks to an attribute; nil when they lead to none.
func attributeIndex(t reflect.Type, path hcl.Traversal, at []int) []int {
	if len(path) == 0 {
		return nil
	}
	step, ok := path[0].(hcl.TraverseAttr)
	if !ok {
		return nil
	}
	name := strings.TrimSuffix(step.Name, "_state")
	for _, f := range schema.Describe(t) {
		if f.Name != name {
			continue
		}
		index := append(slices.Clone(at), f.Index...)
		switch f.Shape {
		case schema.ShapeAttribute:
			return index
		case schema.ShapeBlock:
			return attributeIndex(f.Type, path[1:], index)
		case schema.ShapeBlocks, schema.ShapeExpression:
			return nil
		}
	}
	return nil
}

// Serving lists the controls that each attribute of a session, or of a CLI, helps to meet: those of the policies whose
// condition reads it. Attributes are named with the blocks around them, as in storage.model.
func (r *Rules) Serving() map[string][]finding.Control {
	serving := map[string][]finding.Control{}
	for _, rule := range r.rules {
		if rule.Subject != "session" && rule.Subject != "cli" || rule.require == nil {
			continue
		}
		for _, t := range rule.require.Variables() {
			if t.RootName() != "session" && t.RootName() != "cli" {
				continue
			}
			path := attributeName(t)
			for _, control := range rule.Controls {
				if !slices.Contains(serving[path], control) {
					serving[path] = append(serving[path], control)
				}
			}
		}
	}
	return serving
}

func attributeName(t hcl.Traversal) string {
	var names []string
	for _, step := range t[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			break
		}
		names = append(names, strings.TrimSuffix(attr.Name, "_state"))
	}
	return strings.Join(names, ".")
}

// reads tells whether a rule that judges such subjects reads an attribute of them.
func (r *Rules) reads(subject, attribute string) bool {
	for _, rule := range r.rules {
		if rule.Subject != subject {
			continue
		}
		for _, expr := range []*lang.Expression{rule.when, rule.require, rule.message} {
			if expr != nil && slices.ContainsFunc(expr.Variables(), func(t hcl.Traversal) bool { return mayRead(t, subject, attribute) }) {
				return true
			}
		}
	}
	return false
}

// mayRead tells whether a path leads to an attribute of a variable, or to all of the variable.
func mayRead(t hcl.Traversal, variable, attribute string) bool {
	if t.RootName() != variable {
		return false
	}
	if len(t) == 1 {
		return true
	}
	step, ok := t[1].(hcl.TraverseAttr)
	return !ok || step.Name == attribute
}
