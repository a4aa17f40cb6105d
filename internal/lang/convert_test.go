package lang

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// TestConvert holds that the conversion agrees with that of cty.
func TestConvert(t *testing.T) {
	t.Parallel()
	dynamic := cty.DynamicPseudoType
	wants := []cty.Type{
		cty.String, cty.Number, dynamic, cty.List(cty.String), cty.List(dynamic), cty.Set(cty.String), cty.Set(dynamic), cty.Map(cty.String), cty.Map(dynamic),
		cty.List(cty.List(cty.String)), cty.List(cty.List(dynamic)), cty.Map(cty.List(cty.Number)), cty.Object(map[string]cty.Type{"a": cty.List(cty.String)}),
		cty.List(cty.Object(map[string]cty.Type{"a": cty.String})), cty.ObjectWithOptionalAttrs(map[string]cty.Type{"a": cty.Set(cty.String), "b": cty.String}, []string{"b"}),
	}
	for _, src := range []string{
		`"a"`, `1`, `null`, `[]`, `{}`, `["a"]`, `["a", 1, true]`, `["a", null]`, `[null]`, `[null, null]`, `["a", ["b"]]`, `[["a"], []]`, `[["a"], ["b", 1]]`, `[[], []]`,
		`{ a = "b" }`, `{ a = 1, b = "c" }`, `{ a = ["b", 1] }`, `{ a = [] }`, `{ a = null }`, `[{ a = 1 }, { a = "b" }]`, `[{ a = 1 }, { b = 1 }]`, `{ a = { b = 1 }, c = { b = "x" } }`,
	} {
		v, ok := Fold(parse(t, src))
		if !ok {
			t.Fatal(src)
		}
		for _, want := range wants {
			for _, given := range []cty.Value{v, MarkSensitive(v)} {
				got, err := Convert(given, want)
				expected, expectedErr := convert.Convert(given, want)
				if (err != nil) != (expectedErr != nil) {
					t.Errorf("%s to %#v: error %v, want %v", src, want, err, expectedErr)
					continue
				}
				if err == nil && !got.RawEquals(expected) {
					t.Errorf("%s to %#v: %#v, want %#v", src, want, got, expected)
				}
			}
		}
	}
}

// TestConvertIsLinear converts what takes cty minutes: were it quadratic, the test would not end within its time.
func TestConvertIsLinear(t *testing.T) {
	t.Parallel()
	const n = 100_000
	v, ok := Fold(parse(t, "["+strings.Repeat(`"a",`, n)+"]"))
	if !ok {
		t.Fatal("not folded")
	}
	for _, want := range []cty.Type{cty.List(cty.String), cty.List(cty.DynamicPseudoType), cty.Set(cty.String)} {
		if _, err := Convert(v, want); err != nil {
			t.Error(err)
		}
	}
	ctx := world()
	ctx.Variables["tuple"] = v
	for _, src := range []string{`toset(tuple)`, `tolist(tuple)`, `length(distinct(tuple))`, `join("", tuple)`, `length(sort(tuple))`, `alltrue([for a in tuple: a == "a"])`, `contains(tuple, "b")`} {
		if _, diags := Compile(parse(t, src)).Value(ctx); diags.HasErrors() {
			t.Errorf("%s: %s", src, diags)
		}
	}
}
