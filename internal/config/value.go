package config

import (
	"reflect"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/schema"
)

// referenceType is the type of a reference inside the value of another block.
func referenceType() cty.Type {
	return cty.Object(map[string]cty.Type{"address": cty.String, "kind": cty.String})
}

// scalarType is the type that an attribute has in an expression; false for those that the value of a block leaves out.
func scalarType(f *schema.Field) (cty.Type, bool) {
	if f.Shape != schema.ShapeAttribute {
		return cty.NilType, false
	}
	switch f.Type {
	case reflect.TypeFor[string](), reflect.TypeFor[schema.Duration](), reflect.TypeFor[schema.Lifetime](), reflect.TypeFor[schema.Date]():
		return cty.String, true
	case reflect.TypeFor[bool]():
		return cty.Bool, true
	case reflect.TypeFor[schema.Ref]():
		return referenceType(), true
	}
	return cty.NilType, false
}

// scalarValue is the value of an attribute in an expression, as declared; a typed null when it is unset.
func scalarValue(dst any, t cty.Type) cty.Value {
	switch attr := dst.(type) {
	case *schema.Attr[string]:
		if attr.Set {
			return cty.StringVal(attr.Value)
		}
	case *schema.Attr[bool]:
		if attr.Set {
			return cty.BoolVal(attr.Value)
		}
	case *schema.Attr[schema.Duration]:
		if attr.Set {
			return cty.StringVal(schema.FormatDuration(attr.Value))
		}
	case *schema.Attr[schema.Lifetime]:
		if attr.Set {
			return cty.StringVal(lifetimeText(attr.Value))
		}
	case *schema.Attr[schema.Date]:
		if attr.Set {
			return cty.StringVal(attr.Value.String())
		}
	case *schema.Attr[schema.Ref]:
		if attr.Set {
			return referenceValue(attr.Value.Address)
		}
	}
	return cty.NullVal(t)
}

func lifetimeText(l schema.Lifetime) string {
	switch l.State {
	case schema.LifetimeInherit, schema.LifetimeUnlimited:
		return l.State.String()
	case schema.LifetimeLimited, schema.LifetimeUnset:
	}
	return schema.FormatDuration(l.Duration)
}

func referenceValue(a schema.Address) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{
		"address": cty.StringVal(a.String()),
		"kind":    cty.StringVal(string(a.Target())),
	})
}

// blockValue is the object of fixed shape that a block is in expressions; for a block with for_each an object of those
// by key.
func (e *evaluator) blockValue(en *entry, need *needs) cty.Value {
	if en.generator == nil {
		return e.instanceValue(en, need)
	}
	e.expand(en.generator)
	if len(en.generator.instances) == 0 {
		return cty.EmptyObjectVal
	}
	keys := need.instances
	if need.everyInstance {
		keys = en.generator.keys
	}
	values := map[string]cty.Value{}
	for _, key := range keys {
		if instance := en.generator.instances[key]; instance != nil {
			values[key] = e.instanceValue(instance, need)
		}
	}
	return cty.ObjectVal(values)
}

func (e *evaluator) instanceValue(en *entry, need *needs) cty.Value {
	values := map[string]cty.Value{
		"address": cty.StringVal(en.address.String()),
		"kind":    cty.StringVal(string(en.address.Kind)),
		"name":    cty.StringVal(en.address.Name),
	}
	if issuer, ok := en.decl.Interface().(*schema.Issuer); ok {
		values["type"] = cty.StringVal(issuer.Type)
	}
	for i := range en.spec.fields {
		f := &en.spec.fields[i]
		t, ok := e.scalarTypes(en.spec)[f.Name]
		if !ok {
			continue
		}
		if !need.whole && !need.attributes[f.Name] {
			values[f.Name] = cty.NullVal(t)
			continue
		}
		dst := en.decl.Elem().FieldByIndex(f.Index).Addr().Interface()
		if p := e.pending[dst]; p != nil {
			e.attribute(p)
		}
		values[f.Name] = scalarValue(dst, t)
	}
	if need.everySession {
		values["session"] = sessionsValue(en, sessionNames(en))
	} else if len(need.sessions) > 0 {
		values["session"] = sessionsValue(en, need.sessions)
	}
	return cty.ObjectVal(values)
}

func (e *evaluator) scalarTypes(s *spec) map[string]cty.Type {
	if types, ok := e.types[s]; ok {
		return types
	}
	types := map[string]cty.Type{}
	for i := range s.fields {
		if t, ok := scalarType(&s.fields[i]); ok {
			types[s.fields[i].Name] = t
		}
	}
	e.types[s] = types
	return types
}

// sessionsValue lets cli.NAME.session.NAME stand in a larger expression: there a session is its address and its name.
func sessionsValue(en *entry, names []string) cty.Value {
	values := map[string]cty.Value{}
	for _, name := range names {
		if !hasSession(en, name) {
			continue
		}
		values[name] = cty.ObjectVal(map[string]cty.Value{
			"address": cty.StringVal(en.address.Inner(schema.KindSession, name).String()),
			"kind":    cty.StringVal(string(schema.KindSession)),
			"name":    cty.StringVal(name),
		})
	}
	return cty.ObjectVal(values)
}
