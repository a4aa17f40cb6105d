package schema

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Shape tells how a field of a declaration is written.
type Shape uint8

// The shapes.
const (
	ShapeAttribute  Shape = iota // NAME = VALUE, an Attr[T]
	ShapeExpression              // NAME = EXPRESSION, kept unevaluated
	ShapeBlock                   // at most one nested block
	ShapeBlocks                  // any number of nested blocks
)

// Field describes one attribute or nested block of a declaration, read from its struct tags.
type Field struct {
	Name     string
	Shape    Shape
	Doc      string
	Plane    Plane
	Words    []string // the closed set of words; empty when open
	Refs     []Kind   // the kinds that a reference may name
	Enforce  string   // see the package comment
	Required bool
	Index    []int        // position in the struct, as reflect's FieldByIndex takes it
	Type     reflect.Type // T of Attr[T]; the struct for a block or blocks
}

// Describe lists the fields of a declaration's struct type in the order of the source, groups flattened. It panics on a
// type whose tags are wrong: that is a mistake in this package.
func Describe(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, tagged := sf.Tag.Lookup("hcl")
		if !tagged {
			continue
		}
		name, option, _ := strings.Cut(tag, ",")
		if option == "group" {
			for _, inner := range Describe(sf.Type) {
				inner.Index = append([]int{i}, inner.Index...)
				fields = append(fields, inner)
			}
			continue
		}
		fields = append(fields, describe(sf, i, name, option))
	}
	return fields
}

func describe(sf reflect.StructField, i int, name, option string) Field {
	f := Field{
		Name:     name,
		Doc:      sf.Tag.Get("doc"),
		Plane:    Plane(sf.Tag.Get("plane")),
		Enforce:  sf.Tag.Get("enforce"),
		Required: sf.Tag.Get("required") == "true",
		Index:    []int{i},
		Type:     sf.Type,
	}
	if words := sf.Tag.Get("words"); words != "" {
		f.Words = strings.Split(words, ",")
	}
	if kinds := sf.Tag.Get("ref"); kinds != "" {
		for kind := range strings.SplitSeq(kinds, "|") {
			f.Refs = append(f.Refs, Kind(kind))
		}
	}
	switch {
	case option == "block":
		f.Shape = ShapeBlock
	case option == "blocks":
		f.Shape = ShapeBlocks
		f.Type = sf.Type.Elem()
		if f.Type.Kind() == reflect.Pointer {
			f.Type = f.Type.Elem()
		}
	case sf.Type == reflect.TypeFor[hcl.Expression]():
		f.Shape = ShapeExpression
	default:
		value, ok := sf.Type.FieldByName("Value")
		if !ok {
			panic(fmt.Sprintf("schema: field %s has tag hcl:%q but is no Attr", sf.Name, sf.Tag.Get("hcl")))
		}
		f.Type = value.Type
	}
	return f
}
