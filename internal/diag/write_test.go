package diag_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/term"
)

func write(t *testing.T, diags hcl.Diagnostics, source string) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Write(&b, term.Styles{}, diags, sources(source)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	source := "cli \"x\" {\n\tmodel = \"paper\" # 紙 ü\n}\n"
	word, comment := place(t, source, `"paper"`), place(t, source, "ü")
	word.Summary, word.Detail = "Unknown word", "There is no model \"paper\".\nWrite one of: memory, hardware."
	comment.Severity, comment.Summary = hcl.DiagWarning, "Odd letter"
	nowhere := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Nothing to read", Detail: "The folder is empty."}
	got := write(t, hcl.Diagnostics{nowhere, word, comment}, source)
	want := `error: Nothing to read
  The folder is empty.

a.hcl:2,10: error: Unknown word
   2 |  model = "paper" # 紙 ü
     |          ^^^^^^^
  There is no model "paper".
  Write one of: memory, hardware.

a.hcl:2,22: warning: Odd letter
   2 |  model = "paper" # 紙 ü
     |                       ^

`
	if got != want {
		t.Errorf("it prints\n%s\nwant\n%s", got, want)
	}
}

// What strangers write can not move the cursor, and the mark still stands below its place.
func TestWriteIsHarmless(t *testing.T) {
	source := "a\x1b = z\u202e\n"
	d := place(t, source, "z")
	d.Summary, d.Detail = "\x1b[31mred", "line\x07 one\nline two"
	got := write(t, hcl.Diagnostics{d}, source)
	if strings.ContainsAny(got, "\x1b\x07\u202e") {
		t.Errorf("control characters come through: %q", got)
	}
	lines := strings.Split(got, "\n")
	if strings.Index(lines[1], "z") != strings.Index(lines[2], "^") {
		t.Errorf("the mark stands elsewhere:\n%s", got)
	}
}

func expression(t *testing.T, text string) hcl.Expression {
	t.Helper()
	e, diags := hclsyntax.ParseExpression([]byte(text), "a.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return e
}

func TestWriteShowsValues(t *testing.T) {
	d := &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Wrong",
		Expression: expression(t, `[session.ttl, session.ttl, session.name, var.pin, var.other, list[0], missing.x, each.on]`),
		EvalContext: &hcl.EvalContext{Variables: map[string]cty.Value{
			"session": cty.ObjectVal(map[string]cty.Value{"ttl": cty.NumberIntVal(3600), "name": cty.StringVal(strings.Repeat("é", 60))}),
			"var":     cty.ObjectVal(map[string]cty.Value{"pin": cty.StringVal("1234").Mark("sensitive"), "other": cty.NullVal(cty.String)}),
			"list":    cty.ListVal([]cty.Value{cty.ListValEmpty(cty.String)}),
			"each":    cty.ObjectVal(map[string]cty.Value{"on": cty.True}),
		}},
	}
	got := write(t, hcl.Diagnostics{d}, "")
	want := `error: Wrong
    each.on is true
    list[0] is of type list of string
    session.name is "` + strings.Repeat("é", 40) + `..."
    session.ttl is 3600
    var.other is null

`
	if got != want {
		t.Errorf("it prints\n%s\nwant\n%s", got, want)
	}
	d.Expression = expression(t, "var.pin")
	if got := write(t, hcl.Diagnostics{d}, ""); !strings.Contains(got, "var.pin is a sensitive value") || strings.Contains(got, "1234") {
		t.Errorf("a sensitive value is printed as\n%s", got)
	}
	d.EvalContext.Variables["var"] = cty.UnknownVal(cty.DynamicPseudoType)
	if got := write(t, hcl.Diagnostics{d}, ""); !strings.Contains(got, "var.pin is not known") {
		t.Errorf("an unknown value is printed as\n%s", got)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe is closed") }

func TestWriteFails(t *testing.T) {
	if err := diag.Write(broken{}, term.Styles{}, hcl.Diagnostics{{Summary: "x"}}, nil); err == nil {
		t.Error("a failed write is not reported")
	}
}
