package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// evaluator works out what depends on other values, on demand, each thing once. Locals, attributes of blocks and
// for_each sets form one graph; a thing that needs itself is a mistake of the author.
type evaluator struct {
	symbols   *symbols
	grammar   *grammar
	functions map[string]function.Function
	inputs    map[string]cty.Value // of the variables
	pending   map[any]*pending     // by the attribute that it fills
	stack     []string             // what is being worked out, for the report of a cycle
	allowance *lang.Allowance
	budget    int                           // instances that for_each may still make
	made      []*entry                      // by for_each
	secrets   []*schema.Attr[schema.Secret] // in blocks made by for_each, that name a variable
	types     map[*spec]map[string]cty.Type
	kinds     map[wholeKind]cty.Value // all blocks of a kind in one object
	hints     int                     // suggestions made so far
	memory    int                     // bytes that blocks with for_each take, roughly
	diags     hcl.Diagnostics
}

// wholeKind is a kind of block, and whether its blocks stand there as references alone, without their scalars.
type wholeKind struct {
	kind          schema.Kind
	referenceOnly bool
}

// maxHints bounds the suggestions of a run: each compares with every name, and nobody reads more.
const maxHints = 100

// candidates lists the names to suggest from, while suggestions are still worth their while.
func (e *evaluator) candidates(names func() []string) []string {
	if e.hints++; e.hints > maxHints {
		return nil
	}
	return names()
}

// evalState is how far one node of the graph is.
type evalState uint8

const (
	waiting evalState = iota
	running
	done
)

// maxChain bounds how many values may depend on one another in a row.
const maxChain = 500

// enter marks a node as being worked out. It reports false when the node is done, or needs itself.
func (e *evaluator) enter(state *evalState, name string, at hcl.Range) bool {
	switch {
	case *state == done:
		return false
	case *state == running:
		begin := slices.Index(e.stack, name)
		chain := append(slices.Clone(e.stack[max(begin, 0):]), name)
		e.diags = append(e.diags, mistake(at, "Cycle of values", "%s needs its own value: %s. Break the circle by writing "+
			"one of them as a literal.", name, strings.Join(shortChain(chain), " -> "))...)
		return false
	case len(e.stack) >= maxChain:
		e.diags = append(e.diags, mistake(at, "Values depend too deeply", "More than %d values depend on one another in a "+
			"row. Write some of them as literals.", maxChain)...)
		*state = done
		return false
	}
	*state = running
	e.stack = append(e.stack, name)
	return true
}

func shortChain(chain []string) []string {
	if len(chain) <= 8 {
		return chain
	}
	return append(append(slices.Clone(chain[:4]), "..."), chain[len(chain)-3:]...)
}

func (e *evaluator) leave(state *evalState) {
	*state = done
	e.stack = e.stack[:len(e.stack)-1]
}

// attribute works out one attribute that was put off.
func (e *evaluator) attribute(p *pending) {
	name := p.owner.String() + "." + p.field.Name
	if !e.enter(&p.state, name, p.expr.Range()) {
		return
	}
	defer e.leave(&p.state)
	if p.scope != nil && e.memory > maxExpansion {
		return // which was reported
	}
	_, isRef := p.dst.(*schema.Attr[schema.Ref])
	v, ok := e.value(p.expr, p.scope, isRef)
	if !ok {
		return
	}
	e.diags = append(e.diags, assignValue(p.dst, p.field, v, p.expr.Range())...)
	if p.scope != nil {
		e.spend(listMemory(p.dst), p.expr.Range())
	}
}

// local works out a local value; DynamicVal when it can not be.
func (e *evaluator) local(l *local) cty.Value {
	if e.enter(&l.state, "local."+l.name, l.expr.Range()) {
		l.value = cty.DynamicVal
		if v, ok := e.value(l.expr, nil, false); ok {
			l.value = v
		}
		e.leave(&l.state)
	}
	if l.value == cty.NilVal {
		return cty.DynamicVal
	}
	return l.value
}

// value evaluates an expression. Where only a reference is wanted, the scalars of a block that is named whole are not
// worked out, so that two blocks may name each other.
func (e *evaluator) value(expr hclsyntax.Expression, sc *scope, referenceOnly bool) (cty.Value, bool) {
	before := len(e.diags)
	ctx := e.context(expr.Variables(), sc, referenceOnly)
	if len(e.diags) > before {
		return cty.DynamicVal, false
	}
	v, diags := e.evaluate(expr, ctx)
	e.diags = append(e.diags, diags...)
	return v, !diags.HasErrors() && v.IsKnown()
}

// evaluate works an expression out. Where a sensitive value takes part, a diagnostic does not say what is wrong with it:
// the sentence could quote it.
func (e *evaluator) evaluate(expr hcl.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.allowance.Evaluate(expr, ctx)
	if !diags.HasErrors() || !involvesSensitive(ctx) {
		return v, diags
	}
	for _, d := range diags {
		d.Detail = "A sensitive value takes part in this expression, so what is wrong with it is not shown."
		d.Expression, d.EvalContext = nil, nil
	}
	return v, diags
}

func involvesSensitive(ctx *hcl.EvalContext) bool {
	for _, v := range ctx.Variables {
		if lang.IsSensitive(v) {
			return true
		}
	}
	return false
}

// needs is which attributes of one block an expression reads.
type needs struct {
	whole      bool
	attributes map[string]bool

	everySession bool
	sessions     []string // by name, where not every one is needed

	everyInstance bool     // of a block with for_each
	instances     []string // by key, where not every one is needed
}

// wishes are the blocks that an expression names, in its order, and the kinds of which it names all.
type wishes struct {
	entries []*entry
	needs   map[*entry]*needs
	kinds   []wholeKind
}

// of returns what is needed of a block, to be added to.
func (w *wishes) of(en *entry) *needs {
	if n := w.needs[en]; n != nil {
		return n
	}
	n := &needs{attributes: map[string]bool{}}
	w.entries = append(w.entries, en)
	w.needs[en] = n
	return n
}

// context gathers the values that an expression names.
func (e *evaluator) context(traversals []hcl.Traversal, sc *scope, referenceOnly bool) *hcl.EvalContext {
	values := map[string]map[string]cty.Value{}
	put := func(root, name string, v cty.Value) {
		if values[root] == nil {
			values[root] = map[string]cty.Value{}
		}
		values[root][name] = v
	}
	wanted := wishes{needs: map[*entry]*needs{}}
	for _, t := range traversals {
		switch root := t.RootName(); root {
		case "var":
			if name, v, ok := e.input(t); ok {
				put(root, name, v)
			}
		case "local":
			if name, v, ok := e.localOf(t); ok {
				put(root, name, v)
			}
		case "each":
			e.each(t, sc, put)
		case "workspace":
			put(root, "address", cty.StringVal("workspace"))
			put(root, "kind", cty.StringVal("workspace"))
		default:
			e.want(t, &wanted, referenceOnly)
		}
	}
	for _, en := range wanted.entries {
		put(string(en.address.Kind), en.address.Name, e.blockValue(en, wanted.needs[en]))
	}
	ctx := &hcl.EvalContext{Functions: e.functions, Variables: map[string]cty.Value{}}
	for root, attributes := range values {
		ctx.Variables[root] = cty.ObjectVal(attributes)
	}
	for _, k := range wanted.kinds {
		ctx.Variables[string(k.kind)] = e.kindValue(k, values[string(k.kind)])
	}
	return ctx
}

// kindValue is all blocks of a kind in one object. It is made once, but for an expression that also names one of the
// blocks by itself and may need more of it.
func (e *evaluator) kindValue(k wholeKind, named map[string]cty.Value) cty.Value {
	all, ok := e.kinds[k]
	if !ok {
		values := map[string]cty.Value{}
		for _, name := range e.symbols.names(k.kind) {
			values[name] = e.blockValue(e.symbols.blocks[k.kind][name], &needs{whole: !k.referenceOnly, everyInstance: true})
		}
		all = cty.ObjectVal(values)
		e.kinds[k] = all
	}
	if len(named) == 0 {
		return all
	}
	values := all.AsValueMap()
	maps.Copy(values, named)
	return cty.ObjectVal(values)
}

// second returns the name behind var, local or each.
func (e *evaluator) second(t hcl.Traversal) (string, bool) {
	if len(t) > 1 {
		if name, ok := stepName(t[1]); ok {
			return name, true
		}
	}
	e.diags = append(e.diags, mistake(t.SourceRange(), "Incomplete reference", "Write %s.NAME.", t.RootName())...)
	return "", false
}

func (e *evaluator) input(t hcl.Traversal) (string, cty.Value, bool) {
	name, ok := e.second(t)
	if !ok {
		return "", cty.NilVal, false
	}
	v, declared := e.inputs[name]
	if !declared {
		e.diags = append(e.diags, unknownName(t.SourceRange(), "variable", name, "this workspace",
			e.candidates(func() []string { return sortedKeys(e.symbols.variables) })))
		return "", cty.NilVal, false
	}
	return name, v, true
}

func (e *evaluator) localOf(t hcl.Traversal) (string, cty.Value, bool) {
	name, ok := e.second(t)
	if !ok {
		return "", cty.NilVal, false
	}
	l, declared := e.symbols.locals[name]
	if !declared {
		e.diags = append(e.diags, unknownName(t.SourceRange(), "local value", name, "this workspace",
			e.candidates(func() []string { return sortedKeys(e.symbols.locals) })))
		return "", cty.NilVal, false
	}
	return name, e.local(l), true
}

func (e *evaluator) each(t hcl.Traversal, sc *scope, put func(root, name string, v cty.Value)) {
	if sc == nil {
		e.diags = append(e.diags, mistake(t.SourceRange(), "each outside for_each", "each.key and each.value stand only in a "+
			"block that has for_each.")...)
		return
	}
	put("each", "key", sc.key)
	put("each", "value", sc.value)
}

// want notes what a traversal reads of the blocks that it names.
func (e *evaluator) want(t hcl.Traversal, wanted *wishes, referenceOnly bool) {
	kind := schema.Kind(t.RootName())
	if !isBlockKind(kind) {
		e.diags = append(e.diags, unknownName(t.SourceRange(), "name", t.RootName(), "an expression", roots()))
		return
	}
	if len(t) == 1 { // team[var.owner], or all teams
		wanted.kinds = append(wanted.kinds, wholeKind{kind, referenceOnly})
		return
	}
	address, rest, ok := addressOf(t)
	if !ok {
		e.diags = append(e.diags, mistake(t.SourceRange(), "Incomplete reference", "Write %s.NAME.", kind)...)
		return
	}
	en := e.symbols.blocks[kind][address.Name]
	if en == nil {
		e.diags = append(e.diags, e.dangling(address, t.SourceRange()))
		return
	}
	if en.generator != nil && !address.Keyed && address.Child == "" {
		if key, ok := firstAttribute(rest); ok { // cli.payctl.eu is cli.payctl["eu"]
			address, rest = address.Instance(key), rest[1:]
		}
	}
	n := wanted.of(en)
	if address.Keyed {
		n.instances = append(n.instances, address.Key)
	} else {
		n.everyInstance = true
	}
	switch name, isAttribute := firstAttribute(rest); {
	case address.Child != "":
		n.sessions = append(n.sessions, address.ChildName)
	case name == string(schema.KindSession):
		n.everySession = true
	case isAttribute:
		n.attributes[name] = true
		if en.generator == nil || address.Keyed {
			e.checkAttribute(en, address, name, t.SourceRange())
		}
	default:
		n.whole = n.whole || !referenceOnly
	}
}

// checkAttribute reports an attribute that the value of a block does not have.
func (e *evaluator) checkAttribute(en *entry, address schema.Address, name string, at hcl.Range) {
	known := append(sortedKeys(e.scalarTypes(en.spec)), "address", "kind", "name")
	switch en.address.Kind {
	case schema.KindIssuer:
		known = append(known, "type")
	case schema.KindCLI:
		known = append(known, "session")
	default:
	}
	if !slices.Contains(known, name) {
		e.diags = append(e.diags, unknownName(at, "attribute", name, address.String()+", as expressions see it", known))
	}
}

func firstAttribute(rest hcl.Traversal) (string, bool) {
	if len(rest) == 0 {
		return "", false
	}
	return stepName(rest[0])
}

func roots() []string {
	return []string{"cli", "each", "exception", "issuer", "local", "profile", "team", "var", "workspace"}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
