package desired

import (
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// attributeField is one attribute of a declaration that becomes a setting.
type attributeField struct {
	schema.Field
	Path string // with the names of the blocks around it: step_up.max_age
}

// sessionFields lists the attributes of a session, nested blocks included.
func sessionFields() []attributeField {
	return attributesOf(reflect.TypeFor[schema.Session](), "", nil)
}

// cliFields lists the attributes of a CLI that its document repeats: those of the application plane.
func cliFields() []attributeField {
	var fields []attributeField
	for _, f := range attributesOf(reflect.TypeFor[schema.CLI](), "", nil) {
		if f.Plane == schema.PlaneApplication {
			fields = append(fields, f)
		}
	}
	return fields
}

func attributesOf(t reflect.Type, path string, index []int) []attributeField {
	var fields []attributeField
	for _, f := range schema.Describe(t) {
		f.Index = append(slices.Clone(index), f.Index...)
		switch f.Shape {
		case schema.ShapeBlock:
			fields = append(fields, attributesOf(f.Type, path+f.Name+".", f.Index)...)
		case schema.ShapeAttribute:
			fields = append(fields, attributeField{f, path + f.Name})
		case schema.ShapeBlocks, schema.ShapeExpression:
		}
	}
	return fields
}

// read returns the attribute's value as a setting, with where it was written and what supplied it. References and
// secrets are no settings.
func (f *attributeField) read(v reflect.Value) (setting.Value, hcl.Range, string) {
	switch a := v.FieldByIndex(f.Index).Addr().Interface().(type) {
	case *schema.Attr[string]:
		return given(a, setting.Text)
	case *schema.Attr[bool]:
		return given(a, setting.Bool)
	case *schema.Attr[[]string]:
		return given(a, func(list []string) setting.Value { return setting.List(list...) })
	case *schema.Attr[schema.Duration]:
		return given(a, setting.Duration)
	case *schema.Attr[schema.Lifetime]:
		return given(a, lifetime)
	case *schema.Attr[schema.Date]:
		return given(a, func(d schema.Date) setting.Value { return setting.Text(d.String()) })
	}
	return setting.Value{}, hcl.Range{}, ""
}

func given[T any](a *schema.Attr[T], value func(T) setting.Value) (setting.Value, hcl.Range, string) {
	if !a.Set {
		return setting.Value{}, hcl.Range{}, ""
	}
	return value(a.Value), a.Range, a.Origin
}

func lifetime(l schema.Lifetime) setting.Value {
	switch l.State {
	case schema.LifetimeInherit:
		return setting.Default()
	case schema.LifetimeUnlimited:
		return setting.Forever()
	case schema.LifetimeLimited:
		return setting.Duration(l.Duration)
	case schema.LifetimeUnset:
	}
	return setting.Value{}
}
