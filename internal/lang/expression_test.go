package lang

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// TestCompileAgrees holds that compiling changes no value.
func TestCompileAgrees(t *testing.T) {
	t.Parallel()
	ctx := world()
	ctx.Variables["o"] = cty.ObjectVal(map[string]cty.Value{"a": cty.StringVal("x"), "l": cty.TupleVal([]cty.Value{cty.NumberIntVal(1), cty.NumberIntVal(2)})})
	ctx.Variables["m"] = cty.MapVal(map[string]cty.Value{"k": cty.StringVal("v")})
	ctx.Variables["objects"] = cty.ListVal([]cty.Value{
		cty.ObjectVal(map[string]cty.Value{"n": cty.NumberIntVal(1), "in": cty.ListVal([]cty.Value{cty.StringVal("p")})}),
		cty.ObjectVal(map[string]cty.Value{"n": cty.NumberIntVal(2), "in": cty.ListVal([]cty.Value{cty.StringVal("q")})}),
	})
	for _, src := range []string{
		`1 + 2 * 3 - 4 / 2 % 3`, `-(1)`, `!true`, `1 < 2`, `1 == 1`, `"a" != "b"`, `[1] == [1]`, `o == o`, `null == null`, `o.a == null`, `true && false`, `false || true`,
		`true && (1 < 2)`, `true ? 1 : "a"`, `false ? [1] : []`, `o.l[0]`, `o["a"]`, `m["k"]`, `m[o.a == "x" ? "k" : "z"]`, `o.l.1`, `(o).a`, `[o][0].a`, `{a = o.a, "b" = 1, (o.a) = 2}`,
		`"a${o.a}b"`, `"${o}"`, `"%{ for i, v in o.l }${i}=${v},%{ endfor }"`, `"%{ if true }a%{ else }b%{ endif }"`, "<<-E\n  a\n    ${o.a}\n  E\n",
		`[for v in o.l: v * 2]`, `[for v in o.l: v if v > 1]`, `{for k, v in m: v => k}`, `{for v in [1, 2, 1]: v => v...}`, `[for x in objects: [for y in x.in: "${x.n}${y}"]]`,
		`objects[*].n`, `objects.*.n`, `objects[*].in[*]`, `o[*].a`, `[][*].a`, `upper(o.a)`, `max(o.l...)`, `upper("${o.a}")`, `keys({for x in objects: x.n => x})`,
	} {
		expr := parse(t, src)
		got, diags := Compile(expr).Value(ctx)
		want, wantDiags := expr.Value(ctx)
		if diags.HasErrors() || wantDiags.HasErrors() {
			t.Errorf("%s: %s%s", src, diags, wantDiags)
			continue
		}
		if !got.RawEquals(want) {
			t.Errorf("%s is %#v, want %#v", src, got, want)
		}
	}
}

func TestShortCircuit(t *testing.T) {
	t.Parallel()
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{
		"x": cty.NullVal(cty.Number), "y": cty.NumberIntVal(5), "b": cty.NullVal(cty.Bool), "s": cty.StringVal("true"), "o": cty.EmptyObjectVal,
	}}
	tests := []struct {
		src  string
		want string // true, false, or part of an error
	}{
		{`x != null && x <= y`, "false"},
		{`x == null || x <= y`, "true"},
		{`y != null && y <= y`, "true"},
		{`false && o.missing`, "false"},
		{`true || o.missing`, "true"},
		{`s && true`, "true"},
		{`x <= y`, "null"},
		{`x <= y || true`, "null"},  // an error first is an error, not a pass
		{`x <= y && false`, "null"}, // nor a fail
		{`true && x <= y`, "null"},
		{`b && true`, "is null"},
		{`false || b`, "is null"},
		{`true && "maybe"`, "must be true or false"},
		{`[] || true`, "must be true or false"},
	}
	for _, tt := range tests {
		v, diags := Compile(parse(t, tt.src)).Value(ctx)
		got := diags.Error()
		if !diags.HasErrors() {
			got = fmt.Sprint(v.True())
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.src, got, tt.want)
		}
		if diags.HasErrors() && v.IsKnown() {
			t.Errorf("%s failed and yet is %#v", tt.src, v)
		}
	}
}

func TestTooExpensive(t *testing.T) {
	t.Parallel()
	ctx := world()
	wide := ctx.Variables["many"]
	for range 2 { // a hundred million elements in the memory of a few
		wide = cty.TupleVal([]cty.Value{wide, wide, wide, wide, wide, wide, wide, wide, wide, wide})
	}
	ctx.Variables["wide"] = wide
	r := "range(1000)"
	tests := map[string]string{
		"nested loops":           "[for a in " + r + ": [for b in " + r + ": [for c in " + r + ": [for d in " + r + ": d]]]]",
		"loop in a condition":    "[for a in " + r + ": a if alltrue([for b in " + r + ": alltrue([for c in " + r + ": true])])]",
		"object loops":           "{for a in " + r + ": a => {for b in " + r + ": b => {for c in " + r + ": c => c}}}",
		"loop in a template":     `"%{for a in ` + r + `}%{for b in ` + r + `}%{for c in ` + r + `}x%{endfor}%{endfor}%{endfor}"`,
		"doubled strings":        `"` + strings.Repeat("${big}", 1000) + `"`,
		"doubled in a loop":      `[for a in ` + r + `: "${big}"]`,
		"function in a loop":     `[for a in ` + r + `: sha256(big)]`,
		"hidden in try":          "try([for a in " + r + ": [for b in " + r + ": [for c in " + r + ": [for d in " + r + ": d]]]], 1)",
		"hidden in can":          "can([for a in " + r + ": [for b in " + r + ": [for c in " + r + ": [for d in " + r + ": d]]]])",
		"comparison":             "[for a in " + r + ": many == many]",
		"shared structure":       "[for a in " + r + ": length(wide)]",
		"long numbers in a loop": `[for a in ` + r + `: abs(replace(big, "a", "9"))]`,
		"nested splats":          "[for a in " + r + ": [for b in many: many[*]]]",
		"splats of errors":       "many" + strings.Repeat("[*]", 200) + ".x",
		"nested conditions":      strings.Repeat("[for a in [true]: a if alltrue(", 60) + "[true]" + strings.Repeat(")]", 60),
		"conditional":            "[for a in " + r + ": [for b in " + r + ": true ? wide : [wide]]]",
	}
	for name, src := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := Compile(parse(t, src))
			e.steps /= 20 // it is proportional, and the test quicker
			_, diags := e.Value(ctx)
			if len(diags) != 1 || diags[0].Summary != "Expression is too expensive" && diags[0].Summary != "Value too large" {
				t.Fatalf("got %d diagnostics: %.300s", len(diags), diags.Error())
			}
			if diags[0].Subject == nil {
				t.Error("the diagnostic has no place")
			}
		})
	}
}

// TestNestedTry holds that nested attempts take linear time.
func TestNestedTry(t *testing.T) {
	t.Parallel()
	src := strings.Repeat("try(", 60) + "[].a" + strings.Repeat(", [].b)", 59) + `, "found")`
	v, diags := Compile(parse(t, src)).Value(world())
	if diags.HasErrors() || v.AsString() != "found" {
		t.Fatalf("got %#v, %s", v, diags)
	}
	src = strings.Repeat("try(", 60) + `"found"` + strings.Repeat(")", 60)
	if v, diags = Compile(parse(t, src)).Value(world()); diags.HasErrors() || v.AsString() != "found" {
		t.Errorf("got %#v, %s", v, diags)
	}
}

func TestResultLimits(t *testing.T) {
	t.Parallel()
	ctx := world()
	deep := cty.StringVal("a")
	for range MaxNesting {
		deep = cty.TupleVal([]cty.Value{deep})
	}
	ctx.Variables["deep"] = deep
	for src, want := range map[string]string{
		`[deep]`:                          "nested more than 256 deep",
		`"${big}${big}"`:                  "at most 1048576",
		`[for i in range(200): many]`:     "more than 1000000 elements",
		`{for i in many: "k${i}" => big}`: "bytes of strings",
	} {
		if _, diags := Compile(parse(t, src)).Value(ctx); !diags.HasErrors() || !strings.Contains(diags.Error(), want) {
			t.Errorf("%s: got %.300s, want %q", src, diags.Error(), want)
		}
	}
	if diags := CheckValue(deep, hcl.Range{}); diags.HasErrors() {
		t.Error(diags)
	}
	huge, err := cty.ParseNumberVal("1e99999")
	if err != nil {
		t.Fatal(err)
	}
	if diags := CheckValue(cty.ListVal([]cty.Value{huge}), hcl.Range{}); len(diags) != 1 || !strings.Contains(diags[0].Detail, "too large") {
		t.Errorf("got %v", diags)
	}
	if diags := CheckValue(cty.PositiveInfinity, hcl.Range{}); diags.HasErrors() {
		t.Error(diags)
	}
}

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	ctx := world()
	ctx.Variables["session"] = cty.ObjectVal(map[string]cty.Value{"access_token_ttl": cty.NumberIntVal(1), "step_up": cty.ObjectVal(map[string]cty.Value{"max_age": cty.Zero})})
	for src, want := range map[string]string{
		`session.acces_token_ttl`:                 `Did you mean "access_token_ttl"?`,
		`session.step_up.maxage`:                  `Did you mean "max_age"?`,
		`[session][0].acces_token_ttl`:            `Did you mean "access_token_ttl"?`,
		`[session][*].acces_token_ttl`:            `Did you mean "access_token_ttl"?`,
		`[for s in [session]: s.acces_token_ttl]`: `Did you mean "access_token_ttl"?`,
		`sesion.access_token_ttl`:                 `Did you mean "session"?`,
		`[for thing in [session]: thin.step_up]`:  `Did you mean "thing"?`,
		`session.zzz`:                             `attribute named "zzz".`,
	} {
		_, diags := Compile(parse(t, src)).Value(ctx)
		if len(diags) != 1 || !strings.HasSuffix(diags[0].Detail, want) {
			t.Errorf("%s: got %s, want %s", src, diags, want)
			continue
		}
		if vars := diags[0].Expression; vars == nil || diags[0].EvalContext == nil {
			t.Errorf("%s: the diagnostic shows no values", src)
		}
	}
	if _, diags := Compile(parse(t, "[for i in many: nothing[i]]")).Value(ctx); len(diags) != 1 {
		t.Errorf("a mistake in a loop is said %d times", len(diags))
	}
	if _, diags := Compile(parse(t, "[for i in many: tonumber(\"x${i}\")]")).Value(ctx); len(diags) == 0 || len(diags) > MaxDiagnostics {
		t.Errorf("got %d diagnostics", len(diags))
	}
	for _, src := range []string{"a.b", `"${a}"`} {
		if _, diags := Compile(parse(t, src)).Value(&hcl.EvalContext{}); len(diags) != 1 || diags[0].Summary != "Variables not allowed" {
			t.Errorf("%s: got %s", src, diags)
		}
	}
}

// TestVariables holds that compiled nodes still show the paths within them, which views print beside a diagnostic.
func TestVariables(t *testing.T) {
	t.Parallel()
	const src = `[for x in a.list: "${b}${x}" if f(c) == d && e != null || g[h].i[*].j <= -k]`
	expr := parse(t, src)
	var got, want []string
	for _, path := range hclsyntax.Variables(Compile(expr).program) {
		got = append(got, path.RootName())
	}
	for _, path := range expr.Variables() {
		want = append(want, path.RootName())
	}
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w || len(want) < 8 {
		t.Errorf("got %s, want %s", g, w)
	}
}

func TestConcurrent(t *testing.T) {
	t.Parallel()
	e := Compile(parse(t, `[for s in sessions[*].ttl: "n${s}" if s != null && s < limit]`))
	base := world()
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 200 {
				ctx := base.NewChild()
				if i%2 == 0 {
					ctx = base // the same context for several goroutines
				}
				child := ctx.NewChild()
				child.Variables = map[string]cty.Value{"limit": cty.NumberIntVal(int64(g)), "sessions": cty.TupleVal([]cty.Value{
					cty.ObjectVal(map[string]cty.Value{"ttl": cty.NumberIntVal(int64(g - 1))}),
					cty.ObjectVal(map[string]cty.Value{"ttl": cty.NumberIntVal(int64(g))}),
				})}
				v, diags := e.Value(child)
				if diags.HasErrors() || v.LengthInt() != 1 || v.Index(cty.Zero).AsString() != fmt.Sprint("n", g-1) {
					t.Errorf("got %#v, %s", v, diags)
					return
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkPolicy(b *testing.B) {
	e := Compile(parse(b, `session.ttl != null && session.ttl <= parameter.max`))
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

// FuzzExpression holds that no expression panics, evaluated or checked, and that what hcl makes of one, custody makes too.
func FuzzExpression(f *testing.F) {
	for _, src := range []string{
		`a && b || c`, `x.y[*].z`, `[for k, v in m: "${k}=${v}" if v != null]`, `{for v in l: v => v...}`, `true ? null : 1`, `try(l[5], m.q, 1)`, `can(-n)`, `merge(m, o)...`,
		`format("%5s%[1]v", l)`, `"%{ for v in l ~} ${v} %{ endfor }"`, `lookup(o, "p", n)`, `l == [1, "a"]`, `n / 0`, `n % 0`, `inf - inf`, `inf * 0`, `b && null`, `tolist(l)[0]`, `replace(s, "/a/", "$0")`,
	} {
		f.Add(src)
	}
	ctx := &hcl.EvalContext{
		Variables: map[string]cty.Value{
			"b": cty.True, "n": cty.NumberIntVal(3), "s": cty.StringVal("a1"), "inf": cty.PositiveInfinity, "null_b": cty.NullVal(cty.Bool), "q": MarkSensitive(cty.StringVal("x")),
			"l": cty.TupleVal([]cty.Value{cty.NumberIntVal(1), cty.StringVal("a")}), "m": cty.MapVal(map[string]cty.Value{"k": cty.StringVal("v")}),
			"o": cty.ObjectVal(map[string]cty.Value{"p": cty.NumberIntVal(1), "l": cty.ListVal([]cty.Value{cty.StringVal("a")})}), "u": cty.UnknownVal(cty.List(cty.Number)), "d": cty.DynamicVal,
		},
		Functions: NewFunctions(FunctionOptions{}),
	}
	f.Fuzz(func(t *testing.T, src string) {
		if CheckSource([]byte(src), "x").HasErrors() {
			return
		}
		expr, diags := hclsyntax.ParseExpression([]byte(src), "x", hcl.InitialPos)
		if diags.HasErrors() {
			return
		}
		e := Compile(expr)
		got, diags := e.Value(ctx)
		if again, _ := e.Value(ctx); !again.RawEquals(got) {
			t.Fatalf("evaluated twice: %#v and %#v", got, again)
		}
		_, _ = e.TypeCheck(ctx)
		folded, ok := Fold(expr)
		if ok && !diags.HasErrors() && !folded.RawEquals(got) {
			t.Fatalf("folded to %#v, evaluated to %#v", folded, got)
		}
	})
}

// TestTextChoice holds that a conditional between texts evaluates the chosen one alone, and is otherwise what it was.
func TestTextChoice(t *testing.T) {
	t.Parallel()
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{
		"none": cty.NullVal(cty.Bool), "later": cty.UnknownVal(cty.Bool), "word": cty.StringVal("true"), "secret": MarkSensitive(cty.True),
		"null": cty.NullVal(cty.String), "x": cty.StringVal("x"),
	}}
	tests := []struct {
		src  string
		want cty.Value // NilVal for a mistake
	}{
		{`true ? "a" : "b${null}"`, cty.StringVal("a")}, // hcl drops the mistakes of the other branch
		{`false ? "b${null}" : "a${x}"`, cty.StringVal("ax")},
		{`true ? "b${null}" : "a"`, cty.NilVal},
		{`false ? "a" : false ? "b" : ("c${x}")`, cty.StringVal("cx")},
		{`word ? "a" : "b"`, cty.StringVal("a")},
		{`secret ? "a" : "b"`, MarkSensitive(cty.StringVal("a"))},
		{`none ? "a" : "b"`, cty.NilVal},
		{`[] ? "a" : "b"`, cty.NilVal},
		{`x.y ? "a" : "b"`, cty.NilVal},
	}
	for _, tt := range tests {
		v, diags := Compile(parse(t, tt.src)).Value(ctx)
		if tt.want == cty.NilVal {
			if !diags.HasErrors() {
				t.Errorf("%s is %#v, want a mistake", tt.src, v)
			}
			continue
		}
		if diags.HasErrors() || !v.RawEquals(tt.want) {
			t.Errorf("%s is %#v, want %#v %s", tt.src, v, tt.want, diags.Error())
		}
	}
	// Nested ones evaluate each condition once, or this would never end.
	src := strings.Repeat("(", 50) + "later" + strings.Repeat(` ? "true" : "false")`, 50)
	if v, diags := Compile(parse(t, src)).Value(ctx); diags.HasErrors() || v.IsKnown() || v.Type() != cty.String {
		t.Errorf("an unknown choice is %#v, want an unknown string %s", v, diags.Error())
	}
}
