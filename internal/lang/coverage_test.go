package lang

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// seenOf lists what was seen of each condition of a source: the text with t, f or both behind it.
func seenOf(src string, c *Coverage) string {
	var out []string
	for _, condition := range c.Conditions() {
		word := string(condition.Range.SliceBytes([]byte(src))) + ":"
		if condition.True {
			word += "t"
		}
		if condition.False {
			word += "f"
		}
		out = append(out, word)
	}
	return strings.Join(out, " | ")
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	object := func(a, b bool, n int64, words ...string) cty.Value {
		list := cty.ListValEmpty(cty.String)
		if len(words) > 0 {
			var values []cty.Value
			for _, w := range words {
				values = append(values, cty.StringVal(w))
			}
			list = cty.ListVal(values)
		}
		return cty.ObjectVal(map[string]cty.Value{
			"a": cty.BoolVal(a), "b": cty.BoolVal(b), "n": cty.NumberIntVal(n), "l": list, "none": cty.NullVal(cty.Number), "maybe": cty.UnknownVal(cty.Bool),
			"word": cty.StringVal("true"),
		})
	}
	yes, no := object(true, true, 1, "x"), object(false, false, 9)
	mixed := object(true, false, 1, "x", "y")
	tests := []struct {
		name string
		src  string
		with []cty.Value
		want string
	}{
		{"the whole", `x.n < 5`, []cty.Value{yes, no}, "x.n < 5:tf"},
		{"never evaluated", `x.n < 5`, nil, "x.n < 5:"},
		{"and stops", `x.a && x.b`, []cty.Value{no}, "x.a:f | x.b:"},
		{"or stops", `x.a || x.b`, []cty.Value{yes}, "x.a:t | x.b:"},
		{"and in full", `x.a && x.b`, []cty.Value{yes, mixed, no}, "x.a:tf | x.b:tf"},
		{"what is joined is no condition", `(x.a && x.b) || !(x.n < 5)`, []cty.Value{yes, no}, "x.a:tf | x.b:t | x.n < 5:f"},
		{"negation", `!x.a`, []cty.Value{yes}, "x.a:t"},
		{"twice negated", `!(!(x.a))`, []cty.Value{yes}, "x.a:t"},
		{"results of a conditional", `x.a ? x.b : x.n < 5`, []cty.Value{mixed, no}, "x.a:tf | x.b:f | x.n < 5:f"},
		{"the branch not taken", `x.a ? x.b && x.n < 5 : x.b || x.a`, []cty.Value{yes}, "x.a:t | x.b:t | x.n < 5:t | x.b: | x.a:"},
		{"the branch not taken of what is no bool", `(x.a ? (x.b ? 1 : 2) : (x.b ? 3 : 4)) < 2`, []cty.Value{yes}, "(x.a ? (x.b ? 1 : 2) : (x.b ? 3 : 4)) < 2:t | x.a:t | x.b:t | x.b:"},
		{"a choice that is not known", `x.maybe ? x.a : x.b`, []cty.Value{yes}, "x.maybe: | x.a: | x.b:"},
		{"constants", `true && (x.a ? true : (false)) || "a" == "b"`, []cty.Value{yes}, `x.a:t | "a" == "b":`},
		{"words", `x.word && x.a`, []cty.Value{yes}, "x.word:t | x.a:t"},
		{"a mistake is no outcome", `x.none < 5 || x.a`, []cty.Value{yes}, "x.none < 5: | x.a:"},
		{"unknown is no outcome", `x.maybe || x.a`, []cty.Value{yes}, "x.maybe: | x.a:t"},
		{"a loop", `length([for w in x.l : w if w == "x"]) > 0`, []cty.Value{mixed}, `length([for w in x.l : w if w == "x"]) > 0:t | w == "x":tf`},
		{"a loop over nothing", `[for w in x.l : w if x.a || w == "x"] == []`, []cty.Value{no}, `[for w in x.l : w if x.a || w == "x"] == []:t | x.a: | w == "x":`},
		{"within a function", `anytrue([for w in x.l : w == "x" || w == "y"])`, []cty.Value{mixed}, `anytrue([for w in x.l : w == "x" || w == "y"]):t | w == "x":tf | w == "y":t`},
		{"within can", `can(x.a && x.none < 1)`, []cty.Value{yes}, `can(x.a && x.none < 1):f | x.a:t | x.none < 1:`},
		{"a template", `"%{ if x.a }a%{ else }b%{ endif }" == "a"`, []cty.Value{no}, `"%{ if x.a }a%{ else }b%{ endif }" == "a":f | x.a:f`},
		{"too expensive", `x.a && length([for a in range(1000): [for b in range(1000): [for c in range(1000): c if x.b]]]) > 0`, []cty.Value{no}, `x.a:f | length([for a in range(1000): [for b in range(1000): [for c in range(1000): c if x.b]]]) > 0: | x.b:`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e, c := Compile(parse(t, tt.src)).CoverCondition()
			for _, x := range tt.with {
				_, _ = e.Value(&hcl.EvalContext{Variables: map[string]cty.Value{"x": x}, Functions: NewFunctions(FunctionOptions{})})
			}
			if got := seenOf(tt.src, c); got != tt.want {
				t.Errorf("%s\nseen %s\nwant %s", tt.src, got, tt.want)
			}
		})
	}
}

// A text is no condition, but what it asks is one, of the chosen text alone.
func TestCoverageOfText(t *testing.T) {
	t.Parallel()
	src := `x.a ? "a ${x.b ? "b" : "c"}" : x.b ? "d" : "e"`
	e, c := Compile(parse(t, src)).Cover()
	for _, x := range []map[string]cty.Value{{"a": cty.True, "b": cty.True}, {"a": cty.False, "b": cty.False}} {
		if _, diags := e.Value(&hcl.EvalContext{Variables: map[string]cty.Value{"x": cty.ObjectVal(x)}}); diags.HasErrors() {
			t.Fatal(diags)
		}
	}
	if got, want := seenOf(src, c), "x.a:tf | x.b:t | x.b:f"; got != want {
		t.Errorf("seen %s, want %s", got, want)
	}
	if !(Condition{True: true, False: true}).Covered() || (Condition{True: true}).Covered() || (Condition{False: true}).Covered() {
		t.Error("a condition is covered when it came out both ways, and only then")
	}
}

// TestCoverAgrees holds that recording changes neither values nor mistakes.
func TestCoverAgrees(t *testing.T) {
	t.Parallel()
	ctx := &hcl.EvalContext{
		Variables: map[string]cty.Value{
			"t": cty.True, "n": cty.NumberIntVal(3), "null": cty.NullVal(cty.Bool), "u": cty.UnknownVal(cty.Bool), "s": MarkSensitive(cty.True), "w": cty.StringVal("true"),
			"l": cty.TupleVal([]cty.Value{cty.NumberIntVal(1), cty.StringVal("a")}), "d": cty.DynamicVal,
		},
		Functions: NewFunctions(FunctionOptions{}),
	}
	for _, src := range []string{
		`t && n < 4`, `null && t`, `u || t`, `s && !t`, `w ? 1 : "a"`, `u ? 1 : 2`, `null ? 1 : 2`, `l ? 1 : 2`, `s ? "x" : "y"`, `n.x ? "x" : "y"`, `t ? n.x : 2`, `t ? 1 : n.x`, `t ? [1] : {}`,
		`u ? "a" : "b"`, `null ? "a" : "b"`, `d ? "a" : n`, `[for v in l : v if v == 1]`, `[for v in l : v if null]`, `[for v in l : v if n]`, `{for k, v in l : v => k if t && k < 1}`, `!n`, `!null`, `can(n.x) ? t : null`,
		`(t ? "true" : "false") && t`, `"%{ if t }a%{ endif }"`, `w && w`, `true && "maybe"`, `missing || t`,
	} {
		plain := Compile(parse(t, src))
		want, wantDiags := plain.Value(ctx)
		for i, cover := range []func() (*Expression, *Coverage){plain.Cover, plain.CoverCondition} {
			covered, _ := cover()
			got, diags := covered.Value(ctx)
			if !got.RawEquals(want) || fmt.Sprint(diags) != fmt.Sprint(wantDiags) {
				t.Errorf("%s (%d) is %#v, want %#v\n%v\nwant %v", src, i, got, want, diags, wantDiags)
			}
		}
	}
}

// Many goroutines record into one coverage.
func TestCoverageIsShared(t *testing.T) {
	t.Parallel()
	e, c := Compile(parse(t, `n < 50 && (n < 25 ? n < 10 : n < 40)`)).CoverCondition()
	t.Run("evaluate", func(t *testing.T) {
		for i := range 100 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				if _, diags := e.Value(&hcl.EvalContext{Variables: map[string]cty.Value{"n": cty.NumberIntVal(int64(i))}}); diags.HasErrors() {
					t.Error(diags)
				}
			})
		}
	})
	for _, condition := range c.Conditions() {
		if !condition.Covered() {
			t.Errorf("%v is not covered", condition)
		}
	}
}

func BenchmarkPolicyCovered(b *testing.B) {
	e, _ := Compile(parse(b, `session.ttl != null && session.ttl <= parameter.max`)).CoverCondition()
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{
		"session": cty.ObjectVal(map[string]cty.Value{"ttl": cty.NumberIntVal(900)}), "parameter": cty.ObjectVal(map[string]cty.Value{"max": cty.NumberIntVal(3600)}),
	}}
	b.ReportAllocs()
	for b.Loop() {
		if v, diags := e.Value(ctx); diags.HasErrors() || v.False() {
			b.Fatal(v, diags)
		}
	}
}
