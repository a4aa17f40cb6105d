package config

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// assignString gives an attribute that is written as a string its value: text, a closed word, a duration, a lifetime
// or a date. It reports false for an attribute of another type.
func assignString(dst any, f *schema.Field, s string, at hcl.Range) (bool, hcl.Diagnostics) {
	switch attr := dst.(type) {
	case *schema.Attr[string]:
		if len(f.Words) > 0 && !slices.Contains(f.Words, s) {
			return true, badWord(at, f.Name, s, f.Words)
		}
		set(attr, s, at)
	case *schema.Attr[schema.Duration]:
		d, err := lang.ParseDuration(s)
		if err != nil {
			return true, mistake(at, "Invalid duration", "%s: %s.", f.Name, err)
		}
		set(attr, d, at)
	case *schema.Attr[schema.Lifetime]:
		l, err := parseLifetime(s)
		if err != nil {
			return true, mistake(at, "Invalid duration", "%s: %s. The words \"inherit\" and \"unlimited\" are allowed too.", f.Name, err)
		}
		set(attr, l, at)
	case *schema.Attr[schema.Date]:
		t, err := lang.ParseDate(s)
		if err != nil {
			return true, mistake(at, "Invalid date", "%s: %s.", f.Name, err)
		}
		set(attr, schema.Date{Time: t}, at)
	default:
		return false, nil
	}
	return true, nil
}

func set[T any](attr *schema.Attr[T], value T, at hcl.Range) {
	attr.Value, attr.Set, attr.Range = value, true, at
}

func parseLifetime(s string) (schema.Lifetime, error) {
	switch s {
	case "inherit":
		return schema.Lifetime{State: schema.LifetimeInherit}, nil
	case "unlimited":
		return schema.Lifetime{State: schema.LifetimeUnlimited}, nil
	}
	d, err := lang.ParseDuration(s)
	if err != nil {
		return schema.Lifetime{}, err
	}
	return schema.Lifetime{State: schema.LifetimeLimited, Duration: d}, nil
}

// assignStrings gives an attribute that is a list of words its value.
func assignStrings(attr *schema.Attr[[]string], f *schema.Field, list []string, at hcl.Range) hcl.Diagnostics {
	if len(f.Words) > 0 {
		for _, word := range list {
			if !slices.Contains(f.Words, word) {
				return badWord(at, f.Name, word, f.Words)
			}
		}
	}
	set(attr, list, at)
	return nil
}

// assignValue gives an attribute the value that its expression came to. A null leaves it unset.
func assignValue(dst any, f *schema.Field, v cty.Value, at hcl.Range) hcl.Diagnostics {
	if lang.IsSensitive(v) {
		return mistake(at, "Secret in an open place", "%s would hold a sensitive value, and everything declared here is "+
			"printed in plans and reports. A sensitive variable may stand only where a secret is expected.", f.Name)
	}
	if free, ok := dst.(*schema.Attr[any]); ok {
		return assignArgument(free, f, v, at)
	}
	if v.IsNull() {
		return nil
	}
	if !v.IsWhollyKnown() {
		return mistake(at, "Value is not known", "%s depends on a value that is not known while files are read.", f.Name)
	}
	switch attr := dst.(type) {
	case *schema.Attr[bool]:
		b, err := lang.Convert(v, cty.Bool)
		if err != nil {
			return wrongType(at, f.Name, "true or false", describe(v))
		}
		set(attr, b.True(), at)
	case *schema.Attr[[]string]:
		list, err := stringList(v)
		if err != nil {
			return wrongType(at, f.Name, "a list of strings", err.Error())
		}
		return assignStrings(attr, f, list, at)
	case *schema.Attr[schema.Ref]:
		return assignReference(attr, f, v, at)
	default:
		return assignText(dst, f, v, at)
	}
	return nil
}

func assignText(dst any, f *schema.Field, v cty.Value, at hcl.Range) hcl.Diagnostics {
	_, plain := dst.(*schema.Attr[string])
	if v.Type() != cty.String && (!plain || !v.Type().IsPrimitiveType()) {
		return wrongType(at, f.Name, textNeeded(dst), describe(v))
	}
	if v.Type() == cty.Number && v.AsBigFloat().IsInf() {
		return wrongType(at, f.Name, textNeeded(dst), "an infinite number")
	}
	s, err := lang.Convert(v, cty.String)
	if err != nil {
		return wrongType(at, f.Name, textNeeded(dst), describe(v))
	}
	_, diags := assignString(dst, f, s.AsString(), at)
	return diags
}

func textNeeded(dst any) string {
	switch dst.(type) {
	case *schema.Attr[schema.Duration], *schema.Attr[schema.Lifetime]:
		return `a duration in quotes, such as "15m", "12h" or "30d"`
	case *schema.Attr[schema.Date]:
		return `a date in quotes, such as "2026-01-31"`
	}
	return "a string"
}

// describe says what a value is, for a sentence that begins "and this is". It never shows the value.
func describe(v cty.Value) string {
	t := v.Type()
	switch {
	case v.IsNull():
		return "null"
	case isReference(v):
		return article(v.GetAttr("kind").AsString())
	case t.IsObjectType():
		return "an object"
	case t.IsTupleType(), t.IsListType():
		return "a list"
	}
	return article(t.FriendlyName())
}

// stringList reads a list, tuple or set of strings. The error is what the value is instead.
func stringList(v cty.Value) ([]string, error) {
	t := v.Type()
	if !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		return nil, fmt.Errorf("%s", describe(v))
	}
	list := make([]string, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		_, element := it.Element()
		s, err := lang.Convert(element, cty.String)
		if err != nil || s.IsNull() {
			return nil, fmt.Errorf("a list with %s in it", describe(element))
		}
		list = append(list, s.AsString())
	}
	return list, nil
}
