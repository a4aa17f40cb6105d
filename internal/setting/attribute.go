package setting

import (
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Attribute is one attribute of a declaration, to be read as a value.
type Attribute struct {
	schema.Field        // with Index from the declaration's struct
	Path         string // with the names of the blocks around it: step_up.max_age
}

// Attributes lists the attributes of a declaration's struct type, nested blocks included, repeated ones left out.
func Attributes(t reflect.Type) []Attribute { return attributesOf(t, "", nil) }

func attributesOf(t reflect.Type, path string, index []int) []Attribute {
	var list []Attribute
	for _, f := range schema.Describe(t) {
		f.Index = append(slices.Clone(index), f.Index...)
		switch f.Shape {
		case schema.ShapeBlock:
			list = append(list, attributesOf(f.Type, path+f.Name+".", f.Index)...)
		case schema.ShapeAttribute:
			list = append(list, Attribute{f, path + f.Name})
		case schema.ShapeBlocks, schema.ShapeExpression:
		}
	}
	return list
}

// Read returns an attribute's value, with where it was written and what supplied it. A reference is the address of the
// block that it names, and a secret the reference to it: what it holds is not known here.
func (a *Attribute) Read(decl reflect.Value) (Value, hcl.Range, string) {
	switch attr := decl.FieldByIndex(a.Index).Addr().Interface().(type) {
	case *schema.Attr[schema.Ref]:
		return given(attr, func(r schema.Ref) Value { return Text(r.Address.String()) })
	case *schema.Attr[schema.Secret]:
		return given(attr, func(s schema.Secret) Value { return Text(s.String()) })
	}
	return a.ReadSetting(decl)
}

// ReadSetting is Read for attributes that can be settings of a target. References and secrets are none.
func (a *Attribute) ReadSetting(decl reflect.Value) (Value, hcl.Range, string) {
	switch attr := decl.FieldByIndex(a.Index).Addr().Interface().(type) {
	case *schema.Attr[string]:
		return given(attr, Text)
	case *schema.Attr[bool]:
		return given(attr, Bool)
	case *schema.Attr[[]string]:
		return given(attr, func(list []string) Value { return List(list...) })
	case *schema.Attr[schema.Duration]:
		return given(attr, Duration)
	case *schema.Attr[schema.Lifetime]:
		return given(attr, lifetime)
	case *schema.Attr[schema.Date]:
		return given(attr, func(d schema.Date) Value { return Text(d.String()) })
	}
	return Value{}, hcl.Range{}, ""
}

// Same reports whether two declarations of one type have the same value of an attribute. It is Read and Equal for what is
// read most often, without making values.
func (a *Attribute) Same(x, y reflect.Value) bool {
	switch p := x.FieldByIndex(a.Index).Addr().Interface().(type) {
	case *schema.Attr[string]:
		return alike(p, y.FieldByIndex(a.Index).Addr().Interface())
	case *schema.Attr[bool]:
		return alike(p, y.FieldByIndex(a.Index).Addr().Interface())
	case *schema.Attr[schema.Duration]:
		return alike(p, y.FieldByIndex(a.Index).Addr().Interface())
	case *schema.Attr[schema.Lifetime]:
		return alike(p, y.FieldByIndex(a.Index).Addr().Interface())
	case *schema.Attr[schema.Ref]:
		return alike(p, y.FieldByIndex(a.Index).Addr().Interface())
	case *schema.Attr[[]string]:
		q := y.FieldByIndex(a.Index).Addr().Interface().(*schema.Attr[[]string])
		if p.Set == q.Set && slices.Equal(p.Value, q.Value) {
			return true
		}
	}
	before, _, _ := a.Read(x)
	after, _, _ := a.Read(y)
	return before.Equal(after)
}

func alike[T comparable](p *schema.Attr[T], other any) bool {
	q := other.(*schema.Attr[T])
	return p.Set == q.Set && (!p.Set || p.Value == q.Value)
}

func given[T any](a *schema.Attr[T], value func(T) Value) (Value, hcl.Range, string) {
	if !a.Set {
		return Value{}, hcl.Range{}, ""
	}
	return value(a.Value), a.Range, a.Origin
}

func lifetime(l schema.Lifetime) Value {
	switch l.State {
	case schema.LifetimeInherit:
		return Default()
	case schema.LifetimeUnlimited:
		return Forever()
	case schema.LifetimeLimited:
		return Duration(l.Duration)
	case schema.LifetimeUnset:
	}
	return Value{}
}
