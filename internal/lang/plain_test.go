package lang

import (
	"fmt"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// operandValues are plain values, and all that is not plain.
func operandValues() []cty.Value {
	text := cty.StringVal
	return []cty.Value{
		text("x"), text("12"), text(""), text("true"), text(" X\u00a0"), cty.Zero, cty.NumberIntVal(12), cty.NumberFloatVal(1.5), cty.NumberFloatVal(-2.5),
		cty.MustParseNumberVal("123456789012345678901234567890"), cty.PositiveInfinity, cty.NegativeInfinity, cty.True, cty.False,
		cty.NullVal(cty.String), cty.NullVal(cty.Number), cty.NullVal(cty.Bool), cty.NullVal(cty.DynamicPseudoType),
		cty.UnknownVal(cty.String), cty.UnknownVal(cty.Number), cty.UnknownVal(cty.Bool), cty.DynamicVal, cty.UnknownVal(cty.String).RefineNotNull(),
		MarkSensitive(text("x")), MarkSensitive(cty.NumberIntVal(12)), MarkSensitive(cty.True), MarkSensitive(cty.NullVal(cty.String)),
		cty.ListVal([]cty.Value{text("x"), text("y")}), cty.ListValEmpty(cty.String), cty.SetVal([]cty.Value{text("x")}), cty.NullVal(cty.List(cty.String)),
		cty.UnknownVal(cty.List(cty.String)), cty.ListVal([]cty.Value{text("x"), cty.UnknownVal(cty.String)}),
		cty.ListVal([]cty.Value{MarkSensitive(text("x")), text("y")}), MarkSensitive(cty.ListVal([]cty.Value{text("x")})),
		cty.TupleVal([]cty.Value{text("x"), cty.NumberIntVal(12)}), cty.EmptyTupleVal, cty.ListVal([]cty.Value{text("x"), cty.NullVal(cty.String)}),
		cty.ListVal([]cty.Value{cty.True, cty.False}), cty.MapVal(map[string]cty.Value{"x": text("y")}),
		cty.ObjectVal(map[string]cty.Value{"p": cty.ObjectVal(map[string]cty.Value{"q": text("x")})}),
		MarkSensitive(cty.ObjectVal(map[string]cty.Value{"p": cty.ObjectVal(map[string]cty.Value{"q": cty.Zero})})),
		cty.ObjectVal(map[string]cty.Value{"p": cty.NullVal(cty.Object(map[string]cty.Type{"q": cty.String}))}),
	}
}

// TestShortWays holds that the short ways come to what hcl and the functions themselves come to, and fail where those fail.
func TestShortWays(t *testing.T) {
	t.Parallel()
	values := operandValues()
	for _, src := range []string{
		"a == b", "a != b", "a < b", "a <= b", "a > b", "a >= b", "a + b", "a - b", "a * b", "a / b", "a % b",
		`a == "x"`, `"12" == a`, "a < 12", "!a", "!(a == b)", "a.p.q", "a.p.q == b", "b.nothing", "known.list", "known.text == a",
		"contains(a, b)", `contains(["x", "y"], a)`, `contains(["x", 12], a)`, "contains(known.list, a)", "contains(known.numbers, a)", "contains([], a)",
		"setsubtract(a, b)", "setsubtract(known.list, a)", `setsubtract(["x"], a)`, "length(a)", "length(setsubtract(a, b)) == 0",
		`regexall("[a-x]", a)`, `regexall("([a-x])(1)", a)`, "regexall(known.text, a)", "length(regexall(known.text, a)) == 0", `regexall("(", a)`, "regexall(a, b)",
		"join(a, b)", `join(", ", a)`, "lower(a)", "trimspace(a)", "a == known.list", "known.list != a",
		"floor(a)", "startswith(a, b)", `endswith(a, "x")`, "strcontains(known.text, a)", `tolist(["x"]) == a`, `join("|", known.list)`, `"<${known.text}>" == a`,
		"alltrue([for x in a : x == b])", "anytrue([for x in a : x == b])", `alltrue([for x in a : contains(known.list, x)])`,
		"anytrue([for x in a : x])", "alltrue([for known in a : known == b])", "contains([for known in [a] : known], b)", "nothing(a)", "contains(a)", "length(a, b)",
	} {
		expr := parse(t, src)
		same := &hcl.EvalContext{Functions: NewFunctions(FunctionOptions{}), Variables: map[string]cty.Value{"known": cty.ObjectVal(map[string]cty.Value{
			"list": cty.ListVal([]cty.Value{cty.StringVal("x"), cty.StringVal("z")}), "numbers": cty.ListVal([]cty.Value{cty.NumberIntVal(12)}),
			"text": cty.StringVal("x"),
		})}}
		plainly, bound := Compile(expr), CompileFor(expr, same)
		for _, a := range values {
			for _, b := range values {
				ctx := same.NewChild()
				ctx.Variables = map[string]cty.Value{"a": a, "b": b}
				want, wantDiags := expr.Value(ctx)
				for _, e := range []*Expression{plainly, bound} {
					if e == bound && (a.ContainsMarked() || b.ContainsMarked()) {
						continue // which is not what it is for
					}
					got, gotDiags := e.Value(ctx)
					if gotDiags.HasErrors() != wantDiags.HasErrors() || !gotDiags.HasErrors() && !got.RawEquals(want) {
						t.Errorf("%s with a = %#v and b = %#v is %#v (%v); want %#v (%v)", src, a, b, got, gotDiags, want, wantDiags)
					}
				}
			}
		}
	}
}

// TestShortWaysAreTaken holds that what is known beforehand is worked out once.
func TestShortWaysAreTaken(t *testing.T) {
	t.Parallel()
	same := &hcl.EvalContext{Functions: NewFunctions(FunctionOptions{}), Variables: map[string]cty.Value{"known": cty.ListVal([]cty.Value{cty.StringVal("x")})}}
	for src, want := range map[string]string{
		`"${join("|", known)}!"`: "*lang.constant", `tolist(["x"])`: "*lang.constant", "known": "*lang.constant", "known.x": "*lang.path",
		"contains(known, a)": "*lang.shortCall", "[for known in a : known]": "*hclsyntax.ForExpr", "sort(a)": "*lang.call",
		"alltrue([for x in a : x == 1])": "*lang.quantified", "a == 1": "*lang.equality", "a ? b == 1 : !b": "*lang.boolChoice",
	} {
		if got := fmt.Sprintf("%T", CompileFor(parse(t, src), same).program); got != want {
			t.Errorf("%s is compiled to %s, want %s", src, got, want)
		}
	}
}
