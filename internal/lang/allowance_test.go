package lang_test

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/lang"
)

func TestAllowanceEnds(t *testing.T) {
	parse := func(text string) hclsyntax.Expression {
		e, diags := hclsyntax.ParseExpression([]byte(text), "test.hcl", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		return e
	}
	bomb := parse("[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]")
	ctx := &hcl.EvalContext{Functions: lang.NewFunctions(lang.FunctionOptions{})}
	a := lang.NewAllowance()
	last := ""
	for range 7 {
		_, diags := a.Evaluate(bomb, ctx)
		if !diags.HasErrors() {
			t.Fatal("a loop of a billion steps was evaluated")
		}
		last = diags[0].Summary
	}
	if last != "Workspace is too expensive" {
		t.Errorf("after seven bombs: %q", last)
	}
	if v, diags := a.Evaluate(parse(`"x"`), ctx); diags.HasErrors() || v.AsString() != "x" {
		t.Errorf("a literal costs nothing: %v", diags)
	}
}
