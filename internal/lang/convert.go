package lang

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Convert converts a value to a type as HCL does. HCL takes time by the square of the length to make a list, a set or a map
// of a tuple or an object, which is what every list and object written in a file is; this takes linear time.
func Convert(v cty.Value, want cty.Type) (cty.Value, error) {
	v, err := homogenize(v, want)
	if err != nil {
		return cty.NilVal, err
	}
	return convert.Convert(v, want)
}

// homogenize turns the tuples and objects within a value into the lists and maps that a type asks for.
func homogenize(v cty.Value, want cty.Type) (cty.Value, error) {
	unmarked, marks := v.Unmark()
	if !unmarked.IsKnown() || unmarked.IsNull() {
		return v, nil
	}
	ty := unmarked.Type()
	var result cty.Value
	var err error
	switch {
	case (want.IsListType() || want.IsSetType()) && ty.IsTupleType():
		result, err = listOf(unmarked, want.ElementType())
	case want.IsMapType() && ty.IsObjectType():
		result, err = mapOf(unmarked, want.ElementType())
	case want.IsObjectType() && ty.IsObjectType():
		result, err = objectOf(unmarked, want)
	default:
		return v, nil
	}
	return result.WithMarks(marks), err
}

func listOf(tuple cty.Value, want cty.Type) (cty.Value, error) {
	elements := tuple.AsValueSlice()
	if len(elements) == 0 {
		return tuple, nil
	}
	for i, e := range elements {
		converted, err := element(e, want)
		if err != nil {
			return cty.NilVal, fmt.Errorf("element %d: %w", i, err)
		}
		elements[i] = converted
	}
	if unified, err := unify(elements, want); err != nil || !unified {
		return tuple, err
	}
	return cty.ListVal(elements), nil
}

func mapOf(object cty.Value, want cty.Type) (cty.Value, error) {
	attributes := object.AsValueMap()
	if len(attributes) == 0 {
		return object, nil
	}
	names := slices.Sorted(maps.Keys(attributes))
	elements := make([]cty.Value, len(names))
	for i, name := range names {
		converted, err := element(attributes[name], want)
		if err != nil {
			return cty.NilVal, fmt.Errorf("element %q: %w", name, err)
		}
		elements[i] = converted
	}
	if unified, err := unify(elements, want); err != nil || !unified {
		return object, err
	}
	for i, name := range names {
		attributes[name] = elements[i]
	}
	return cty.MapVal(attributes), nil
}

func objectOf(object cty.Value, want cty.Type) (cty.Value, error) {
	attributes := object.AsValueMap()
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if !want.HasAttribute(name) {
			continue
		}
		converted, err := homogenize(attributes[name], want.AttributeType(name))
		if err != nil {
			return cty.NilVal, fmt.Errorf("attribute %q: %w", name, err)
		}
		attributes[name] = converted
	}
	return cty.ObjectVal(attributes), nil
}

func element(v cty.Value, want cty.Type) (cty.Value, error) {
	if want == cty.DynamicPseudoType {
		return v, nil
	}
	return Convert(v, want)
}

// unify converts elements to one type, if the type that is wanted leaves it open. It reports false where only the
// conversion of HCL can tell.
func unify(elements []cty.Value, want cty.Type) (bool, error) {
	if !want.HasDynamicTypes() {
		return true, nil
	}
	const mostTypes = 64
	var types []cty.Type
	for _, e := range elements {
		ty := e.Type()
		if ty == cty.DynamicPseudoType && e.IsNull() || slices.ContainsFunc(types, ty.Equals) {
			continue
		}
		if len(types) == mostTypes {
			return false, fmt.Errorf("the elements have more than %d different types", mostTypes)
		}
		types = append(types, ty)
	}
	common, _ := convert.UnifyUnsafe(types)
	switch {
	case len(types) == 0 || common == cty.DynamicPseudoType:
		if len(elements) > mostTypes {
			return false, errors.New("the type of the elements cannot be told")
		}
		return false, nil // few enough for the conversion of HCL
	case common == cty.NilType:
		return false, errors.New("all elements must have the same type")
	}
	for i, e := range elements {
		converted, err := Convert(e, common)
		if err != nil {
			return false, err
		}
		elements[i] = converted
	}
	return true, nil
}
