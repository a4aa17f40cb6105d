package policy

import (
	"maps"
	"reflect"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/schema"
)

// shapes are the types that subjects have in conditions, worked out from the schema, and the plans for making their
// values.
type shapes struct {
	session, cli, team, issuer, exception, workspace *shape
	brief                                            cty.Type // what a policy on something else sees of the workspace
	listed                                           cty.Type // an exception as a policy on the workspace sees it
	governance                                       *shape
	structs                                          map[reflect.Type]*shape
}

// shape is the type of one struct of attributes, and how to read it.
type shape struct {
	object cty.Type
	fields []shapeField
	// unset is the value of the struct when nothing in it is declared, shared by all that are so.
	unset cty.Value
}

type shapeField struct {
	name   string
	index  []int
	encode encoder
	nested *shape
}

// encoder turns the pointer to a schema.Attr into a value.
type encoder func(attr any) cty.Value

func newShapes() *shapes {
	s := &shapes{structs: map[reflect.Type]*shape{}}
	identity := map[string]cty.Type{"address": cty.String, "kind": cty.String, "name": cty.String}
	with := func(base *shape, extra map[string]cty.Type) *shape {
		types := maps.Clone(base.object.AttributeTypes())
		maps.Copy(types, identity)
		maps.Copy(types, extra)
		own := slices.DeleteFunc(slices.Clone(base.fields), func(f shapeField) bool { _, ok := extra[f.name]; return ok })
		return &shape{object: cty.Object(types), fields: own}
	}
	s.team = with(s.of(reflect.TypeFor[schema.Team]()), map[string]cty.Type{"backup": referenceType()})
	s.issuer = with(s.of(reflect.TypeFor[schema.Issuer]()), map[string]cty.Type{"owner": s.team.object, "type": cty.String})
	s.session = with(s.of(reflect.TypeFor[schema.Session]()), map[string]cty.Type{
		"issuer": s.issuer.object, "profile": referenceType(), "cli": referenceType(),
		"shared_with": cty.List(sharerType()),
	})
	owners := maps.Clone(s.of(reflect.TypeFor[schema.Owners]()).object.AttributeTypes())
	owners["application"], owners["identity"] = s.team.object, s.team.object
	s.cli = with(s.of(reflect.TypeFor[schema.CLI]()), map[string]cty.Type{
		"owners":   cty.Object(owners),
		"sessions": cty.List(s.session.object),
		"deliver":  cty.List(deliveryType()),
	})
	approval := maps.Clone(s.of(reflect.TypeFor[schema.Approval]()).object.AttributeTypes())
	approval["team"] = s.team.object
	exception := judgedAttributes()
	exception["subject"], exception["approval"] = referenceType(), cty.List(cty.Object(approval))
	s.listed = with(s.of(reflect.TypeFor[schema.Exception]()), exception).object
	exception[unneededField] = cty.List(cty.String)
	s.exception = with(s.of(reflect.TypeFor[schema.Exception]()), exception)
	s.governance = s.of(reflect.TypeFor[schema.Governance]())
	brief := map[string]cty.Type{"name": cty.String, "organization": cty.String, "governance": s.governance.object}
	s.brief = cty.Object(brief)
	whole := maps.Clone(brief)
	maps.Copy(whole, map[string]cty.Type{
		"teams": cty.List(s.team.object), "issuers": cty.List(s.issuer.object),
		"clis": cty.List(s.cli.object), "exceptions": cty.List(s.listed),
	})
	s.workspace = &shape{object: cty.Object(whole)}
	return s
}

func deliveryType() cty.Type {
	return cty.Object(map[string]cty.Type{"address": cty.String, "type": cty.String, "path": cty.String})
}

// roots names what an expression may begin with, by the kind of subject.
func (s *shapes) roots(subject string) map[string]cty.Type {
	roots := map[string]cty.Type{"workspace": s.brief}
	switch subject {
	case "session":
		roots["session"], roots["cli"] = s.session.object, s.cli.object
	case "cli":
		roots["cli"] = s.cli.object
	case "team":
		roots["team"] = s.team.object
	case "issuer":
		roots["issuer"] = s.issuer.object
	case "exception":
		roots["exception"] = s.exception.object
	case changeSubject:
		roots[changeSubject], roots["session"], roots["cli"] = changeType(), s.session.object, s.cli.object
	case "workspace":
		roots["workspace"] = s.workspace.object
	}
	return roots
}

// of works out the shape of a struct of attributes. Repeated blocks and secrets are left out: what they are in conditions
// is said where the subject is put together, and so is what a reference shows of the block that it names.
func (s *shapes) of(t reflect.Type) *shape {
	if known := s.structs[t]; known != nil {
		return known
	}
	sh := &shape{}
	types := map[string]cty.Type{}
	unset := map[string]cty.Value{}
	for _, f := range schema.Describe(t) {
		field := shapeField{name: f.Name, index: f.Index}
		switch f.Shape {
		case schema.ShapeBlock:
			field.nested = s.of(f.Type)
			types[f.Name], unset[f.Name] = field.nested.object, field.nested.unset
		case schema.ShapeAttribute:
			ty, encode := encoding(f.Type)
			if encode == nil {
				continue
			}
			field.encode = encode
			types[f.Name], unset[f.Name] = ty, cty.NullVal(ty)
			if f.Type == reflect.TypeFor[schema.Lifetime]() {
				state := shapeField{name: f.Name + "_state", index: f.Index, encode: encodeState}
				types[state.name], unset[state.name] = cty.String, cty.StringVal(schema.LifetimeUnset.String())
				sh.fields = append(sh.fields, state)
			}
		case schema.ShapeBlocks, schema.ShapeExpression:
			continue
		}
		sh.fields = append(sh.fields, field)
	}
	sh.object, sh.unset = cty.Object(types), cty.ObjectVal(unset)
	s.structs[t] = sh
	return sh
}

func encoding(t reflect.Type) (cty.Type, encoder) {
	switch t {
	case reflect.TypeFor[string]():
		return cty.String, encodeText
	case reflect.TypeFor[bool]():
		return cty.Bool, encodeBool
	case reflect.TypeFor[[]string]():
		return cty.List(cty.String), encodeList
	case reflect.TypeFor[schema.Duration]():
		return cty.Number, encodeDuration
	case reflect.TypeFor[schema.Lifetime]():
		return cty.Number, encodeLifetime
	case reflect.TypeFor[schema.Date]():
		return cty.Number, encodeDate
	case reflect.TypeFor[schema.Ref]():
		return referenceType(), encodeRef
	}
	return cty.NilType, nil
}

func encodeText(attr any) cty.Value {
	a := attr.(*schema.Attr[string])
	if !a.Set {
		return cty.NullVal(cty.String)
	}
	return cty.StringVal(a.Value)
}

func encodeBool(attr any) cty.Value {
	a := attr.(*schema.Attr[bool])
	if !a.Set {
		return cty.NullVal(cty.Bool)
	}
	return cty.BoolVal(a.Value)
}

func encodeList(attr any) cty.Value {
	a := attr.(*schema.Attr[[]string])
	switch {
	case !a.Set:
		return cty.NullVal(cty.List(cty.String))
	case len(a.Value) == 0:
		return cty.ListValEmpty(cty.String)
	}
	values := make([]cty.Value, len(a.Value))
	for i, s := range a.Value {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

func encodeDuration(attr any) cty.Value {
	a := attr.(*schema.Attr[schema.Duration])
	if !a.Set {
		return cty.NullVal(cty.Number)
	}
	return cty.NumberIntVal(int64(a.Value.Seconds()))
}

func encodeLifetime(attr any) cty.Value {
	a := attr.(*schema.Attr[schema.Lifetime])
	switch a.Value.State {
	case schema.LifetimeLimited:
		return cty.NumberIntVal(int64(a.Value.Duration.Seconds()))
	case schema.LifetimeUnlimited:
		return cty.PositiveInfinity
	case schema.LifetimeUnset, schema.LifetimeInherit:
	}
	return cty.NullVal(cty.Number)
}

func encodeState(attr any) cty.Value {
	return cty.StringVal(attr.(*schema.Attr[schema.Lifetime]).Value.State.String())
}

func encodeDate(attr any) cty.Value {
	a := attr.(*schema.Attr[schema.Date])
	if !a.Set {
		return cty.NullVal(cty.Number)
	}
	return cty.NumberIntVal(a.Value.Unix())
}

func encodeRef(attr any) cty.Value { return reference(attr.(*schema.Attr[schema.Ref]).Value.Address) }
