package lang

import (
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
)

// hostile holds sources of about one megabyte, each of which overflows the parser's stack, or keeps it busy for minutes.
func hostile() map[string]string {
	const size = 1_000_000
	fill := func(before, unit, after string) string {
		return before + strings.Repeat(unit, (size-len(before)-len(after))/len(unit)) + after + "\n"
	}
	return map[string]string{
		"parentheses":            fill("a = ", "(", ""),
		"lists":                  fill("a = ", "[", ""),
		"objects":                fill("a = ", "{a=", ""),
		"calls":                  fill("a = ", "f(", ""),
		"blocks":                 fill("", "a {\n", ""),
		"not":                    fill("a = ", "!", "x"),
		"minus":                  fill("a = ", "-", "x"),
		"minus after odd name":   fill("a = €", "-", "x"),
		"sum":                    fill("a = 1", "+1", ""),
		"and":                    fill("a = b", "&&b", ""),
		"comparison":             fill("a = b", "<=b", ""),
		"conditional, last":      fill("a = ", "b?c:", "d"),
		"conditional, middle":    fill("a = ", "b?", "d"),
		"splats":                 fill("a = a", "[*]", ""),
		"attribute splats":       fill("a = a", ".*", ""),
		"indices":                fill("a = a", "[b]", ""),
		"nested strings":         fill("a = ", `"${`, ""),
		"nested directives":      fill(`a = "`, "%{if a}", `"`),
		"nested for directives":  fill(`a = "`, "%{ for a in b }", `"`),
		"directives in heredoc":  fill("a = <<E\n", "%{~ if a ~}", "\nE"),
		"nested for":             fill("a = ", "[for a in ", ""),
		"object for on lines":    fill("a = {\n# x\nfor a in b : c =>", " d ?\ne :\n", "f}"),
		"heredocs":               fill("a = ", "<<E\n${", ""),
		"open comments":          fill("a = 1 ", "/* ", ""),
		"heredoc lines":          fill("a = <<E\n", "x\n", "E"),
		"lone dollars":           fill(`a = "`, "$a", `"`),
		"namespaces":             fill("a = a", "::a", "()"),
		"broken one-line blocks": fill("", "c {\n d { e }\n}\n", ""),
		"misplaced namespaces":   fill("", "b = \"${(x)}${\"${a::}\"}\"\n", ""),
		"unbalanced":             fill("x = ]\ny = a", "[*}", ""),
		"crossed":                fill("a = ", "[(]", ""),
		"strings over lines":     fill("a = ", "\"\n", ""),
		"attributes":             fill("", "a=1\n", ""),
		"long name":              fill("a = ", "a", ""),
		"long number":            fill("a = ", "9", ""),
	}
}

func TestCheckSourceRefusesHostile(t *testing.T) {
	t.Parallel()
	for name, src := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := CheckSource([]byte(src), "x.custody.hcl")
			if len(diags) != 1 || !diags.HasErrors() {
				t.Fatalf("got %d diagnostics, want one error", len(diags))
			}
			d := diags[0]
			if d.Summary == "File too large" {
				t.Fatalf("refused by its size: %s", d.Detail)
			}
			if d.Subject == nil || d.Subject.Filename != "x.custody.hcl" || d.Subject.Start.Line < 1 || d.Subject.Start.Column < 1 {
				t.Errorf("subject %v names no place", d.Subject)
			}
			if !strings.HasSuffix(d.Detail, ".") {
				t.Errorf("detail %q is no sentence", d.Detail)
			}
		})
	}
}

// childSource names the source that a child process of TestStack parses.
const childSource = "LANG_TEST_SOURCE"

// allowed holds sources that just pass the check.
func allowed() map[string]string {
	nest := func(open, middle, end string, n int) string {
		return "a = " + strings.Repeat(open, n) + middle + strings.Repeat(end, n) + "\n"
	}
	return map[string]string{
		"allowed parentheses": nest("(", "b", ")", MaxNesting),
		"allowed calls":       nest("f(", "b", ")", MaxNesting),
		"allowed strings":     nest("\"${", "b", "}\"", MaxNesting/2),
		"allowed operators":   "a = b" + strings.Repeat("&&b", MaxNesting*4-1) + "\n",
		"allowed splats":      "a = b" + strings.Repeat("[*]", MaxNesting*4-8) + "\n",
	}
}

// TestStack shows, in processes with a small stack, that hostile sources do overflow it and that what passes the check does not.
func TestStack(t *testing.T) {
	if name := os.Getenv(childSource); name != "" {
		debug.SetMaxStack(16 << 20)
		parseAndEvaluate(t, name)
		return
	}
	t.Parallel()
	survives := map[string]bool{"json": false}
	for _, name := range []string{"parentheses", "not", "sum", "splats", "nested strings", "blocks"} {
		survives[name] = false
	}
	for name, src := range allowed() {
		survives[name] = true
		if diags := CheckSource([]byte(src), "x"); diags.HasErrors() {
			t.Errorf("%s: %s", name, diags)
		}
	}
	for name, want := range survives {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestStack$") //nolint:gosec // this test itself
			cmd.Env = append(os.Environ(), childSource+"="+name)
			out, err := cmd.CombinedOutput()
			if overflowed := strings.Contains(string(out), "stack overflow"); overflowed == want || want && err != nil {
				t.Errorf("overflowed: %t, want %t: %v", overflowed, !want, err)
			}
		})
	}
}

func parseAndEvaluate(t *testing.T, name string) {
	t.Helper()
	if name == "json" {
		_, _ = hcljson.Parse([]byte(strings.Repeat("[", 1_000_000)), "x")
		return
	}
	src := hostile()[name] + allowed()[name]
	f, _ := hclsyntax.ParseConfig([]byte(src), "x", hcl.InitialPos)
	body, ok := f.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatal("no body")
	}
	for _, attr := range body.Attributes {
		attr.Expr.Variables()
		_, _ = Compile(attr.Expr).Value(&hcl.EvalContext{})
	}
}

func TestCheckSource(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return "a = " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n" }
	tests := []struct {
		name, src string
		want      string // what the diagnostic's summary is, "" for none
		at        hcl.Pos
	}{
		{name: "empty"},
		{name: "byte order mark", src: "\xef\xbb\xbfa = 1\n"},
		{name: "ordinary", src: "a \"b\" {\n  c = [1, 2, { d = \"${e[\"f\"]}\" }]\n  // x ( [ {\n  /* ) */ # }\n}\n"},
		{name: "brackets in strings", src: `a = "( [ { ) $${ %%{ \" \${"` + "\n"},
		{name: "heredoc", src: "a = <<-EOT\n  ( [ $${ ${b} EOT\n  EOT\nb = 1\n"},
		{name: "heredoc with carriage returns", src: "a = <<E\r\n( [\r\nE\r\nb = 1\r\n"},
		{name: "no heredoc", src: "a = b <<E c\n"},
		{name: "directives in turn", src: `a = "` + strings.Repeat("%{if a}b%{else}c%{endif}", 1000) + `"` + "\n"},
		{name: "trim markers", src: "a = \"${~ b ~} %{~ if c ~}d%{~ endif ~}\"\n"},
		{name: "nested 256", src: deep(256)},
		{name: "many items", src: "a = [" + strings.Repeat("-1, b ? c : d, [e],\n", 5000) + "]\n"},
		{name: "many attributes with operators", src: strings.Repeat("a = b ? c : -d + e\n", 10000)},
		{name: "long chain", src: "a = b" + strings.Repeat(" &&\n b", 200) + "\n"},
		{name: "name with dashes", src: "a" + strings.Repeat("-b", 100) + " = 1\n"},
		{name: "too deep", src: deep(257), want: "Nested too deeply", at: hcl.Pos{Line: 1, Column: 261, Byte: 260}},
		{name: "invalid UTF-8", src: "a = \"x\"\nb = \"é\xff\"\n", want: "Invalid character encoding", at: hcl.Pos{Line: 2, Column: 7, Byte: 15}},
		{name: "NUL", src: "a = 1\x00\n", want: "Invalid character", at: hcl.Pos{Line: 1, Column: 6, Byte: 5}},
		{name: "UTF-16", src: "\xff\xfea\x00", want: "Invalid character encoding", at: hcl.Pos{Line: 1, Column: 1}},
		{name: "comment without end", src: "a = 1\n/* b\n", want: "Unterminated comment", at: hcl.Pos{Line: 2, Column: 1, Byte: 6}},
		{name: "string without end", src: "a = 1\nb = \"c\nd = \"e\"\n", want: "Unterminated string", at: hcl.Pos{Line: 2, Column: 5, Byte: 10}},
		{name: "wrong closer", src: "a {\n  b = [1)\n}\n", want: "Unbalanced brackets", at: hcl.Pos{Line: 2, Column: 9, Byte: 12}},
		{name: "extra closer", src: "a {\n}\n}\n", want: "Unbalanced brackets", at: hcl.Pos{Line: 3, Column: 1, Byte: 6}},
		{name: "sequence left open bracket", src: `a = "${(b}"` + "\n", want: "Unbalanced brackets", at: hcl.Pos{Line: 1, Column: 10, Byte: 9}},
		{name: "namespace", src: "a = b::c()\n", want: "Invalid function name", at: hcl.Pos{Line: 1, Column: 6, Byte: 5}},
		{name: "exponent", src: "a = 1e309\n", want: "Number out of range", at: hcl.Pos{Line: 1, Column: 5, Byte: 4}},
		{name: "exponent in a name", src: "a = b1e309\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			diags := CheckSource([]byte(tt.src), "x")
			if tt.want == "" {
				if len(diags) > 0 {
					t.Fatal(diags)
				}
				return
			}
			if len(diags) != 1 {
				t.Fatalf("got %v, want %q", diags, tt.want)
			}
			if got := diags[0].Summary; got != tt.want {
				t.Errorf("summary %q, want %q", got, tt.want)
			}
			if got := diags[0].Subject.Start; got != tt.at {
				t.Errorf("at %+v, want %+v", got, tt.at)
			}
		})
	}
}

func TestCheckSize(t *testing.T) {
	t.Parallel()
	if diags := CheckSize("x", MaxFileSize); len(diags) > 0 {
		t.Error(diags)
	}
	diags := CheckSize("x", 100<<20)
	if len(diags) != 1 || !strings.Contains(diags[0].Detail, "104857600") || !strings.Contains(diags[0].Detail, "1048576") {
		t.Errorf("got %v, want both sizes named", diags)
	}
	if diags := CheckSource(make([]byte, MaxFileSize+1), "x"); len(diags) != 1 || diags[0].Summary != "File too large" {
		t.Errorf("got %v", diags)
	}
}

// assertInStep fails unless the lexer sees the same brackets as the scanner, which accepted the source.
func assertInStep(t *testing.T, tokens hclsyntax.Tokens) {
	t.Helper()
	closer := map[hclsyntax.TokenType]hclsyntax.TokenType{
		hclsyntax.TokenOBrace: hclsyntax.TokenCBrace, hclsyntax.TokenOBrack: hclsyntax.TokenCBrack, hclsyntax.TokenOParen: hclsyntax.TokenCParen,
		hclsyntax.TokenOQuote: hclsyntax.TokenCQuote, hclsyntax.TokenOHeredoc: hclsyntax.TokenCHeredoc,
		hclsyntax.TokenTemplateInterp: hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenTemplateControl: hclsyntax.TokenTemplateSeqEnd,
	}
	var open []hclsyntax.TokenType
	for _, tok := range tokens {
		if want, opens := closer[tok.Type]; opens {
			open = append(open, want)
			if len(open) > MaxNesting {
				t.Fatal("nested too deeply for the parser")
			}
			continue
		}
		switch tok.Type {
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			if len(open) == 0 || open[len(open)-1] != tok.Type {
				t.Fatalf("the lexer sees an unbalanced %q at %s", tok.Bytes, tok.Range)
			}
			open = open[:len(open)-1]
		case hclsyntax.TokenDoubleColon, hclsyntax.TokenQuotedNewline:
			t.Fatalf("the lexer sees %q at %s", tok.Bytes, tok.Range)
		default: // neither closes anything nor should be there
		}
	}
	if len(tokens) > MaxTokens+2 {
		t.Fatalf("the lexer sees %d tokens", len(tokens))
	}
}

// FuzzCheckSource holds that whatever passes the check is safe to parse, and that the scanner keeps step with the lexer.
func FuzzCheckSource(f *testing.F) {
	for _, src := range hostile() {
		f.Add([]byte(src[:min(len(src), 200)]))
	}
	for _, src := range []string{
		"a = \"$$${b} %%%{c} $\\\" \\\\\"\n", "a = <<E\n$\nE\nb = <<-E\r\n %\r\n E\r\n", "a = \"${ {b = \"}\"} }\"", "x = <<E\n${<<F\n${1}\nF\n}\nE\n",
		"a = \"$%{if b}$\"", "a = 1..2e+5...e5", "é-é = -ö", "a = <<E\nE", "a = /*/ */ 1 // b\n# c", "a = \"\\\r\"", "{ for\n}",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if CheckSource(src, "x").HasErrors() {
			return
		}
		tokens, _ := hclsyntax.LexConfig(src, "x", hcl.InitialPos)
		assertInStep(t, tokens)
		file, _ := hclsyntax.ParseConfig(src, "x", hcl.InitialPos)
		body, ok := file.Body.(*hclsyntax.Body)
		if !ok {
			t.Fatal("no body")
		}
		for _, attr := range body.Attributes {
			Fold(attr.Expr)
			_, _ = Compile(attr.Expr).Value(&hcl.EvalContext{})
		}
	})
}

// FuzzCheckTemplate is FuzzCheckSource for the insides of JSON strings.
func FuzzCheckTemplate(f *testing.F) {
	for _, src := range []string{"a ${b} c", "%{if a}b%{endif}", "$${ %%{ $$${a}", "${\"${a}\"}", "a\n$\n", "${<<E\nE\n}"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if checkText(src, "x").HasErrors() || checkTemplate(src, hcl.Range{}).HasErrors() {
			return
		}
		tokens, _ := hclsyntax.LexTemplate(src, "x", hcl.InitialPos)
		assertInStep(t, tokens)
		_, _ = hclsyntax.ParseTemplate(src, "x", hcl.InitialPos)
	})
}

// FuzzCheckJSON holds the same of JSON syntax.
func FuzzCheckJSON(f *testing.F) {
	for _, src := range []string{`{"a": ["b", 1, null]}`, `{"a": "${b}"}`, `{"a": "\u0024{b}"}`, `{"a": "${\"b\"}", "a": 1e5}`, `[{]}`, `{"a":"\`} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if CheckJSON(src, "x").HasErrors() {
			return
		}
		file, diags := hcljson.Parse(src, "x")
		if diags.HasErrors() {
			return
		}
		attrs, _ := file.Body.JustAttributes()
		for _, attr := range attrs {
			_, _ = Evaluate(attr.Expr, &hcl.EvalContext{})
		}
	})
}

func BenchmarkCheckSource(b *testing.B) {
	src := []byte(strings.Repeat("cli \"payctl\" {\n  title = \"Payments operator CLI\" # comment\n  storage {\n    model = \"os_keychain\"\n    wipe_on = [\"logout\", \"expiry\"]\n  }\n}\n", 1000))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if diags := CheckSource(src, "x"); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}
