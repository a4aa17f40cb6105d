package lang

import (
	"math"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// A short way works a function out on arguments that are known and without marks, and declines those that it was not made
// for. It may decline all that is rare, and never says anything else than the function itself.
type shortWay func(args []cty.Value) (cty.Value, bool)

// mostElements is how long a list may be for the short way, so that what it does is no more than a step.
const mostElements = 32

// shortWayOf returns the short way of a function with that many arguments; nil when it has none.
func shortWayOf(name string, arguments int) shortWay {
	switch {
	case name == "contains" && arguments == 2:
		return shortContains
	case name == "setsubtract" && arguments == 2:
		return shortSubtract
	case name == "join" && arguments == 2:
		return shortJoin
	case name == "lower" && arguments == 1:
		return shortText(strings.ToLower)
	case name == "trimspace" && arguments == 1:
		return shortText(strings.TrimSpace)
	case name == "length" && arguments == 1:
		return shortLength
	case name == "floor" && arguments == 1:
		return shortFloor
	case name == "startswith" && arguments == 2:
		return shortTest(hasPrefix)
	case name == "endswith" && arguments == 2:
		return shortTest(hasSuffix)
	case name == "strcontains" && arguments == 2:
		return shortTest(hasSubstring)
	}
	return nil
}

// shortList returns the elements of a short list.
func shortList(v cty.Value) ([]cty.Value, bool) {
	if !plain(v) || !v.Type().IsListType() && !v.Type().IsTupleType() || v.LengthInt() > mostElements {
		return nil, false
	}
	return v.AsValueSlice(), true
}

// shortTexts returns the texts of a short list of nothing else.
func shortTexts(v cty.Value) ([]string, bool) {
	list, ok := shortList(v)
	if !ok {
		return nil, false
	}
	texts := make([]string, len(list))
	for i, item := range list {
		if !plainOf(item, cty.String) {
			return nil, false
		}
		texts[i] = item.AsString()
	}
	return texts, true
}

func shortContains(args []cty.Value) (cty.Value, bool) {
	list, ok := shortList(args[0])
	if !ok || !scalar(args[1]) || args[1].Type() == cty.DynamicPseudoType {
		return cty.NilVal, false
	}
	found := false
	for _, item := range list {
		if !scalar(item) {
			return cty.NilVal, false
		}
		found = found || equal(item, args[1])
	}
	return cty.BoolVal(found), true
}

// shortSubtract knows that nothing is left, which is what conditions mostly ask.
func shortSubtract(args []cty.Value) (cty.Value, bool) {
	from, ok := shortTexts(args[0])
	less, also := shortTexts(args[1])
	if !ok || !also || len(from) == 0 || len(less) == 0 {
		return cty.NilVal, false
	}
	taken := make(map[string]bool, len(less))
	for _, text := range less {
		taken[text] = true
	}
	for _, text := range from {
		if !taken[text] {
			return cty.NilVal, false
		}
	}
	return cty.SetValEmpty(cty.String), true
}

// longestText is how long a text may be for the short way, so that what it does is no more than a step.
const longestText = 1024

func shortJoin(args []cty.Value) (cty.Value, bool) {
	texts, ok := shortTexts(args[1])
	if !ok || !plainOf(args[0], cty.String) || !args[1].Type().IsListType() {
		return cty.NilVal, false
	}
	joined := strings.Join(texts, args[0].AsString())
	return cty.StringVal(joined), len(joined) < longestText
}

func shortText(change func(string) string) shortWay {
	return func(args []cty.Value) (cty.Value, bool) {
		if !plainOf(args[0], cty.String) || len(args[0].AsString()) > longestText {
			return cty.NilVal, false
		}
		return cty.StringVal(change(args[0].AsString())), true
	}
}

// matchesOf is the short way of regexall where the pattern is the same in every evaluation: it knows that nothing matches.
func matchesOf(source string) shortWay {
	compiled, err := newPattern(source)
	const largest = 1000
	if err != nil || compiled.size > largest {
		return nil
	}
	none := cty.ListValEmpty(compiled.match)
	return func(args []cty.Value) (cty.Value, bool) {
		if !plainOf(args[1], cty.String) || len(args[1].AsString()) > longestText || compiled.MatchString(args[1].AsString()) {
			return cty.NilVal, false
		}
		return none, true
	}
}

func shortLength(args []cty.Value) (cty.Value, bool) {
	v := args[0]
	switch {
	case !plain(v) || !v.Type().IsListType() && !v.Type().IsSetType():
		return cty.NilVal, false
	case v.LengthInt() == 0:
		return cty.Zero, true
	}
	list, ok := shortList(v) // marks of elements are marks of their number
	if !ok || !v.Type().ElementType().IsPrimitiveType() || slices.ContainsFunc(list, cty.Value.IsMarked) {
		return cty.NilVal, false
	}
	return cty.NumberIntVal(int64(len(list))), true
}

// lengthOf is the short way of length where nothing is marked.
func lengthOf(args []cty.Value) (cty.Value, bool) {
	if v := args[0]; plain(v) && v.Type().IsListType() {
		return cty.NumberIntVal(int64(v.LengthInt())), true
	}
	return shortLength(args)
}

func shortFloor(args []cty.Value) (cty.Value, bool) {
	if !plainOf(args[0], cty.Number) {
		return cty.NilVal, false
	}
	whole, _ := args[0].AsBigFloat().Int64() // toward zero
	if whole <= 0 || whole == math.MaxInt64 {
		return cty.NilVal, false
	}
	return cty.NumberIntVal(whole), true
}

func shortTest(test func(s, part string) bool) shortWay {
	return func(args []cty.Value) (cty.Value, bool) {
		if !plainOf(args[0], cty.String) || !plainOf(args[1], cty.String) {
			return cty.NilVal, false
		}
		return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), true
	}
}

// memberOf is the short way of contains where the list is the same in every evaluation.
func memberOf(list cty.Value) shortWay {
	texts, ok := shortTexts(list)
	if !ok {
		return shortContains
	}
	among := make(map[string]bool, len(texts))
	for _, text := range texts {
		among[text] = true
	}
	return func(args []cty.Value) (cty.Value, bool) {
		if v := args[1]; v.Type() == cty.String {
			return cty.BoolVal(!v.IsNull() && among[v.AsString()]), true
		}
		return shortContains(args)
	}
}

// A shortCall is a call of a function that has a short way, or whose work depends on the values of its arguments.
type shortCall struct {
	*call
	args  []hclsyntax.Expression // unguarded
	short shortWay               // nil for a function that has none
	work  workOf                 // nil for a function whose work its arguments and its result bound
}

// shortCall returns a node that takes the short way of a function, or the call itself when it has none.
func (c *compiler) shortCall(n *call, args []hclsyntax.Expression) hclsyntax.Expression {
	short := shortWayOf(n.Name, len(args))
	if n.Name == "length" && len(args) == 1 && c.unmarked {
		short = lengthOf
	}
	if len(args) == 2 {
		first, known := fixed(args[0])
		switch {
		case known && n.Name == "contains" && !first.IsMarked():
			short = memberOf(first)
		case known && n.Name == "regexall" && plainOf(first, cty.String):
			short = matchesOf(first.AsString())
		}
	}
	work := searchOf(n.Name, len(args))
	if short == nil && work == nil || n.ExpandFinal {
		return n
	}
	return &shortCall{n, args, short, work}
}

func (n *shortCall) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !callable(ctx, n.Name) {
		return n.call.Value(ctx)
	}
	var few [2]cty.Value
	values := few[:0]
	var diags hcl.Diagnostics
	direct := true
	for _, arg := range n.args {
		v, more := arg.Value(ctx)
		diags = append(diags, more...)
		direct = direct && !v.IsMarked() && v.IsKnown()
		values = append(values, v)
	}
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if direct && n.work != nil && !budgetOf(ctx).step(n.work(values)) {
		return cty.DynamicVal, nil
	}
	if direct && n.short != nil && len(diags) == 0 {
		if v, ok := n.short(values); ok {
			return v, nil
		}
	}
	rest := *n.FunctionCallExpr
	rest.Args = make([]hclsyntax.Expression, len(values))
	for i, v := range values {
		rest.Args[i] = &argument{weighed: weighed{wrap(given(v, n.args[i]))}, function: n.Name, index: i}
	}
	v, more := (&call{&rest}).Value(ctx)
	return v, append(diags, more...)
}

// callable says whether there is a function of that name.
func callable(ctx *hcl.EvalContext, name string) bool {
	for ; ctx != nil; ctx = ctx.Parent() {
		if _, ok := ctx.Functions[name]; ok {
			return true
		}
	}
	return false
}

// A quantified node is alltrue or anytrue of a "for" over a short list, whose results need not become a list first.
type quantified struct {
	*call
	loop *hclsyntax.ForExpr
}

// newQuantified returns a node for such a call, and any other as it is.
func newQuantified(n *call, arg hclsyntax.Expression) hclsyntax.Expression {
	loop, ok := arg.(*hclsyntax.ForExpr)
	if !ok || n.ExpandFinal || loop.KeyVar != "" || loop.KeyExpr != nil || loop.CondExpr != nil || loop.Group || strings.TrimSpace(loop.ValVar) == "" {
		return n
	}
	return &quantified{n, loop}
}

func (n *quantified) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !callable(ctx, n.Name) {
		return n.call.Value(ctx)
	}
	collection, diags := n.loop.CollExpr.Value(ctx)
	list, ok := shortList(collection)
	if len(diags) > 0 || !ok {
		return n.call.Value(ctx)
	}
	inner := ctx.NewChild()
	inner.Variables = make(map[string]cty.Value, 1)
	all, some := true, false
	for _, item := range list {
		inner.Variables[n.loop.ValVar] = item
		v, diags := n.loop.ValExpr.Value(inner)
		outcome, ok := decided(v)
		if len(diags) > 0 || !ok {
			return n.call.Value(ctx)
		}
		all, some = all && outcome, some || outcome
	}
	if n.Name == "alltrue" {
		return cty.BoolVal(all), nil
	}
	return cty.BoolVal(some), nil
}
