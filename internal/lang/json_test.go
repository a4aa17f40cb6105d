package lang

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

func TestCheckJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src, want string
		at              hcl.Pos
	}{
		{name: "ordinary", src: `{"a": ["b", 1.5e3, -2, null, true, {"c": "${d[\"e\"]} ( [ {"}]}`},
		{name: "empty"},
		{name: "nested", src: strings.Repeat("[", 1_000_000), want: "Nested too deeply", at: hcl.Pos{Line: 1, Column: 257, Byte: 256}},
		{name: "nested objects", src: strings.Repeat(`{"a":`, 200_000), want: "Nested too deeply", at: hcl.Pos{Line: 1, Column: 1281, Byte: 1280}},
		{name: "template", src: "{\n\"a\": \"" + strings.Repeat("${(", 300_000) + `"}`, want: "Nested too deeply", at: hcl.Pos{Line: 2, Column: 6, Byte: 7}},
		{name: "escaped template", src: `{"a": "\u0024{` + strings.Repeat("!", 900_000) + `b}"}`, want: "Nested too deeply", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
		{name: "key", src: `{"${` + strings.Repeat("(", 1000) + `}": 1}`, want: "Nested too deeply", at: hcl.Pos{Line: 1, Column: 2, Byte: 1}},
		{name: "unbalanced", src: `{"a": [1}`, want: "Unbalanced brackets", at: hcl.Pos{Line: 1, Column: 9, Byte: 8}},
		{name: "string over lines", src: "{\"a\": \"b\n\"}", want: "Unterminated string", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
		{name: "string to the end", src: `{"a": "b\"`, want: "Unterminated string", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
		{name: "exponent", src: `{"a": 1e999999}`, want: "Number out of range", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
		{name: "digits", src: `{"a": ` + strings.Repeat("9", 1_000_000) + `}`, want: "Number out of range", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
		{name: "encoding", src: "{\"\xff\": 1}", want: "Invalid character encoding", at: hcl.Pos{Line: 1, Column: 3, Byte: 2}},
		{name: "size", src: strings.Repeat(" ", MaxFileSize+1), want: "File too large", at: hcl.InitialPos},
		{name: "lone dollars", src: `{"a": "${b}` + strings.Repeat("$a", 400_000) + `"}`, want: "String too complex", at: hcl.Pos{Line: 1, Column: 7, Byte: 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			diags := CheckJSON([]byte(tt.src), "x")
			if tt.want == "" {
				if len(diags) > 0 {
					t.Fatal(diags)
				}
				return
			}
			if len(diags) != 1 || diags[0].Summary != tt.want {
				t.Fatalf("got %v, want %q", diags, tt.want)
			}
			if got := diags[0].Subject.Start; got != tt.at {
				t.Errorf("at %+v, want %+v", got, tt.at)
			}
		})
	}
}

// parseJSON parses an expression of JSON syntax that is right.
func parseJSON(t testing.TB, src string) hcl.Expression {
	t.Helper()
	if diags := CheckJSON([]byte(src), "test.json"); diags.HasErrors() {
		t.Fatal(diags)
	}
	expr, diags := hcljson.ParseExpression([]byte(src), "test.json")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return expr
}

func TestFromJSON(t *testing.T) {
	t.Parallel()
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{
		"a": cty.StringVal("A"), "n": cty.NumberIntVal(2), "l": cty.TupleVal([]cty.Value{cty.True}),
	}}
	for _, src := range []string{
		`"b"`, `""`, `1.5`, `true`, `null`, `[]`, `{}`, `["${a}", "x${n}y", null, ["${l}"]]`, `{"k": "${a}", "${a}": 1, "z": {"y": []}}`, `"$${a}"`,
		`"%{ if n == 2 }yes%{ else }no%{ endif }"`, `"\u0024{a}"`, `"a${\"b\"}"`,
	} {
		expr := parseJSON(t, src)
		native, diags := FromJSON(expr)
		if diags.HasErrors() {
			t.Errorf("%s: %s", src, diags)
			continue
		}
		if native.Range() != expr.Range() && !strings.Contains(src, "{") {
			t.Errorf("%s: range %s, want %s", src, native.Range(), expr.Range())
		}
		got, diags := Compile(native).Value(ctx)
		want, wantDiags := expr.Value(ctx)
		if diags.HasErrors() || wantDiags.HasErrors() || !got.RawEquals(want) {
			t.Errorf("%s is %#v (%s), want %#v (%s)", src, got, diags, want, wantDiags)
		}
	}
}

func TestFromJSONStatic(t *testing.T) {
	t.Parallel()
	native, _ := FromJSON(parseJSON(t, `["a", "b"]`))
	if got, ok := StaticStrings(native); !ok || len(got) != 2 || got[1] != "b" {
		t.Errorf("got %q, %t", got, ok)
	}
	native, _ = FromJSON(parseJSON(t, `"${team.iam}"`))
	path, ok := Reference(native)
	if !ok || path.RootName() != "team" {
		t.Fatalf("got %v, %t", path, ok)
	}
	if got, want := path.SourceRange().String(), "test.json:1,4-12"; got != want {
		t.Errorf("reference at %s, want %s", got, want)
	}
	native, _ = FromJSON(parseJSON(t, `{"a": {"b": 1}}`))
	if v, ok := Fold(native); !ok || !v.GetAttr("a").GetAttr("b").RawEquals(cty.NumberIntVal(1)) {
		t.Errorf("got %#v, %t", v, ok)
	}
	same := parse(t, "a.b")
	if got, _ := FromJSON(same); got != same {
		t.Error("native syntax is not returned as it is")
	}
}

func TestFromJSONMistakes(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		`{"a": 1, "a": 2}`: "Duplicate object key",
		`"${a"`:            "", // whatever the parser calls it
		`["${)}"]`:         "Unbalanced brackets",
	} {
		expr, _ := hcljson.ParseExpression([]byte(src), "test.json")
		_, diags := FromJSON(expr)
		if !diags.HasErrors() {
			t.Errorf("%s has no mistake", src)
			continue
		}
		if want != "" && diags[0].Summary != want {
			t.Errorf("%s: %q, want %q", src, diags[0].Summary, want)
		}
		if diags[0].Subject == nil || diags[0].Subject.Filename != "test.json" {
			t.Errorf("%s: no place in %v", src, diags[0])
		}
	}
}
