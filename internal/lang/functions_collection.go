package lang

import (
	"errors"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// lengthFunction counts the elements of a collection, the attributes of an object or the characters of a string.
func lengthFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowDynamicType: true, AllowUnknown: true}},
		Type: func(args []cty.Value) (cty.Type, error) {
			ty := args[0].Type()
			if ty == cty.String || ty == cty.DynamicPseudoType || ty.IsCollectionType() || ty.IsTupleType() || ty.IsObjectType() {
				return cty.Number, nil
			}
			return cty.NilType, function.NewArgErrorf(0, "a list, set, map, object or string is needed, not %s", ty.FriendlyName())
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v := args[0]
			ty := v.Type()
			switch {
			case ty.IsTupleType():
				return cty.NumberIntVal(int64(ty.Length())), nil
			case ty.IsObjectType():
				return cty.NumberIntVal(int64(len(ty.AttributeTypes()))), nil
			case !v.IsKnown():
				return cty.UnknownVal(cty.Number).RefineNotNull(), nil
			case ty == cty.String:
				return cty.NumberIntVal(int64(utf8.RuneCountInString(v.AsString()))), nil
			}
			return v.Length(), nil
		},
	})
}

func listParam(name string, element cty.Type) function.Parameter {
	return function.Parameter{Name: name, Type: cty.List(element)}
}

func allTrueFunction() function.Function {
	return quantifier(func(list []cty.Value) (bool, error) {
		return !slices.ContainsFunc(list, func(v cty.Value) bool { return v.IsNull() || v.False() }), nil
	})
}

func anyTrueFunction() function.Function {
	return quantifier(func(list []cty.Value) (bool, error) {
		return slices.ContainsFunc(list, func(v cty.Value) bool { return !v.IsNull() && v.True() }), nil
	})
}

// quantifier asks something of a list of bools.
func quantifier(ask func([]cty.Value) (bool, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{listParam("list", cty.Bool)},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(cty.Bool), nil
			}
			answer, err := ask(args[0].AsValueSlice())
			return cty.BoolVal(answer), err
		},
	})
}

func sumFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{listParam("list", cty.Number)},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			total := cty.Zero
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(cty.Number), nil
			}
			for _, v := range args[0].AsValueSlice() {
				if v.IsNull() {
					return cty.NilVal, function.NewArgErrorf(0, "an element is null; a sum needs numbers")
				}
				if total.AsBigFloat().IsInf() && v.AsBigFloat().IsInf() && !total.RawEquals(v) {
					return cty.NilVal, function.NewArgErrorf(0, "the sum of opposite infinities does not exist")
				}
				total = total.Add(v)
			}
			return total, nil
		},
	})
}

// oneFunction is the only element of a list, or null for an empty one.
func oneFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			ty := args[0].Type()
			switch {
			case ty.IsListType() || ty.IsSetType():
				return ty.ElementType(), nil
			case ty.IsTupleType() && ty.Length() == 0:
				return cty.DynamicPseudoType, nil
			case ty.IsTupleType() && ty.Length() == 1:
				return ty.TupleElementType(0), nil
			case ty.IsTupleType():
				return cty.NilType, errNotOne(ty.Length())
			}
			return cty.NilType, function.NewArgErrorf(0, "a list, set or tuple is needed, not %s", ty.FriendlyName())
		},
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			switch list := args[0].AsValueSlice(); len(list) {
			case 0:
				return cty.NullVal(ty), nil
			case 1:
				return list[0], nil
			default:
				return cty.NilVal, errNotOne(len(list))
			}
		},
	})
}

func errNotOne(n int) error {
	return function.NewArgErrorf(0, "the list has %d elements; it must have one or none", n)
}

// distinctFunction keeps the first of equal elements. That of cty compares each with each.
func distinctFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{listParam("list", cty.DynamicPseudoType)},
		Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(ty), nil
			}
			seen := newValueSet()
			kept := slices.DeleteFunc(args[0].AsValueSlice(), func(v cty.Value) bool { return !seen.add(v) })
			if len(kept) == 0 {
				return cty.ListValEmpty(ty.ElementType()), nil
			}
			return cty.ListVal(kept), nil
		},
	})
}

// A valueSet holds values of one type by their hash.
type valueSet struct{ buckets map[int][]cty.Value }

func newValueSet() *valueSet { return &valueSet{buckets: map[int][]cty.Value{}} }

func (s *valueSet) has(v cty.Value) bool {
	return slices.ContainsFunc(s.buckets[v.Hash()], v.RawEquals)
}

// add says whether the value is new.
func (s *valueSet) add(v cty.Value) bool {
	if s.has(v) {
		return false
	}
	hash := v.Hash()
	s.buckets[hash] = append(s.buckets[hash], v)
	return true
}

// matchKeysFunction keeps the values whose key is among those searched for.
func matchKeysFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			listParam("values", cty.DynamicPseudoType), listParam("keys", cty.DynamicPseudoType), listParam("search", cty.DynamicPseudoType),
		},
		Type: func(args []cty.Value) (cty.Type, error) {
			if ty, _ := convert.UnifyUnsafe([]cty.Type{args[1].Type(), args[2].Type()}); ty == cty.NilType {
				return cty.NilType, errors.New("keys and search must be lists of one type")
			}
			return args[0].Type(), nil
		},
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() || !args[1].IsWhollyKnown() || !args[2].IsWhollyKnown() {
				return cty.UnknownVal(ty), nil
			}
			values, keys := args[0].AsValueSlice(), args[1].AsValueSlice()
			if len(values) != len(keys) {
				return cty.NilVal, errors.New("values and keys must be equally long")
			}
			search, err := convert.Convert(args[2], args[1].Type())
			if err != nil {
				return cty.NilVal, function.NewArgError(2, err)
			}
			wanted := newValueSet()
			for _, v := range search.AsValueSlice() {
				wanted.add(v)
			}
			var kept []cty.Value
			for i, v := range values {
				if wanted.has(keys[i]) {
					kept = append(kept, v)
				}
			}
			if len(kept) == 0 {
				return cty.ListValEmpty(ty.ElementType()), nil
			}
			return cty.ListVal(kept), nil
		},
	})
}

// indexFunction is the position of a value in a list.
func indexFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}, {Name: "value", Type: cty.DynamicPseudoType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			if ty := args[0].Type(); !ty.IsListType() && !ty.IsTupleType() {
				return cty.NilType, function.NewArgErrorf(0, "a list or tuple is needed, not %s", ty.FriendlyName())
			}
			return cty.Number, nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			for i, v := range args[0].AsValueSlice() {
				equal := v.Equals(args[1])
				if !equal.IsKnown() {
					return cty.UnknownVal(cty.Number), nil
				}
				if equal.True() {
					return cty.NumberIntVal(int64(i)), nil
				}
			}
			return cty.NilVal, function.NewArgErrorf(1, "the list does not contain this value")
		},
	})
}

// transposeFunction swaps the keys and the values of a map of lists of strings.
func transposeFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "values", Type: cty.Map(cty.List(cty.String))}},
		Type:   function.StaticReturnType(cty.Map(cty.List(cty.String))),
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(ty), nil
			}
			byKey := args[0].AsValueMap()
			swapped := make(map[string][]cty.Value)
			for _, key := range slices.Sorted(maps.Keys(byKey)) {
				if byKey[key].IsNull() {
					return cty.NilVal, function.NewArgErrorf(0, "the list of %q is null", key)
				}
				for _, v := range byKey[key].AsValueSlice() {
					if v.IsNull() {
						return cty.NilVal, function.NewArgErrorf(0, "the list of %q contains null", key)
					}
					swapped[v.AsString()] = append(swapped[v.AsString()], cty.StringVal(key))
				}
			}
			if len(swapped) == 0 {
				return cty.MapValEmpty(ty.ElementType()), nil
			}
			lists := make(map[string]cty.Value, len(swapped))
			for key, list := range swapped {
				lists[key] = cty.ListVal(list)
			}
			return cty.MapVal(lists), nil
		},
	})
}
