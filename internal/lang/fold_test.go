package lang

import (
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// parse parses an expression of native syntax that is right.
func parse(t testing.TB, src string) hclsyntax.Expression {
	t.Helper()
	if diags := CheckSource([]byte(src), "test.hcl"); diags.HasErrors() {
		t.Fatalf("%.100s: %s", src, diags)
	}
	expr, diags := hclsyntax.ParseExpression([]byte(src), "test.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%.100s: %s", src, diags)
	}
	return expr
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		`"a"`, `""`, `1`, `-1.5`, `true`, `null`, `[]`, `["a", 1, [null]]`, `{}`, `{ a = 1, "b" = ["c"], true = 2 }`, `("a")`, "<<E\na\n  b\nE\n", `"$${a}"`,
	} {
		expr := parse(t, src)
		got, ok := Fold(expr)
		want, diags := expr.Value(nil)
		if !ok || diags.HasErrors() || !got.RawEquals(want) {
			t.Errorf("%s folds to %#v, %t; evaluates to %#v, %s", src, got, ok, want, diags)
		}
	}
	for _, src := range []string{`a`, `"${a}"`, `[a]`, `{ a = b }`, `{ (a) = 1 }`, `{ a.b = 1 }`, `1 + 1`, `!true`, `-"1"`, `-a`, `f()`, `a ? 1 : 2`, `[for a in []: a]`, `"${"a"}"`} {
		if got, ok := Fold(parse(t, src)); ok {
			t.Errorf("%s folds to %#v, want nothing", src, got)
		}
	}
}

func TestStatic(t *testing.T) {
	t.Parallel()
	if got, ok := StaticString(parse(t, `"a\tb"`)); !ok || got != "a\tb" {
		t.Errorf("got %q, %t", got, ok)
	}
	for _, src := range []string{`"${a}"`, `1`, `a`, `null`, `"a${b}"`} {
		if got, ok := StaticString(parse(t, src)); ok {
			t.Errorf("%s is the string %q", src, got)
		}
	}
	if v, ok := StaticBool(parse(t, `true`)); !ok || !v {
		t.Errorf("true is %t, %t", v, ok)
	}
	if v, ok := StaticBool(parse(t, `false`)); !ok || v {
		t.Errorf("false is %t, %t", v, ok)
	}
	for _, src := range []string{`"true"`, `null`, `a`, `!true`} {
		if _, ok := StaticBool(parse(t, src)); ok {
			t.Errorf("%s is a bool", src)
		}
	}
	if got, ok := StaticStrings(parse(t, `["a", "b"]`)); !ok || !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %q, %t", got, ok)
	}
	for _, src := range []string{`["a", b]`, `[1]`, `"a"`} {
		if got, ok := StaticStrings(parse(t, src)); ok {
			t.Errorf("%s is %q", src, got)
		}
	}
	if !StaticNull(parse(t, `null`)) || StaticNull(parse(t, `"null"`)) || StaticNull(parse(t, `a`)) {
		t.Error("only the word null is null")
	}
}

func TestReference(t *testing.T) {
	t.Parallel()
	for _, src := range []string{`team.iam`, `(team.iam)`, `"${team.iam}"`, `cli.payctl["eu"].session.ci`} {
		if path, ok := Reference(parse(t, src)); !ok || path.RootName() == "" {
			t.Errorf("%s is no reference", src)
		}
	}
	for _, src := range []string{`"team.iam"`, `team[var.owner]`, `f(a)`, `a ? b : c`, `true`, `f(a).b`} {
		if path, ok := Reference(parse(t, src)); ok {
			t.Errorf("%s is the reference %v", src, path)
		}
	}
	if args, ok := Call(parse(t, `env("A")`), "env"); !ok || len(args) != 1 {
		t.Errorf("got %v, %t", args, ok)
	}
	for _, src := range []string{`upper("A")`, `"env(A)"`, `env("A") == "b"`, `env(["a"]...)`} {
		if _, ok := Call(parse(t, src), "env"); ok {
			t.Errorf("%s is a call of env alone", src)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	expr := parse(b, `["authorization_code", "device_code"]`)
	b.ReportAllocs()
	for b.Loop() {
		if v, ok := Fold(expr); !ok || v.Type() == cty.String {
			b.Fatal(v)
		}
	}
}
