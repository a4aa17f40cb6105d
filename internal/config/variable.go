package config

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// VariablePrefix begins the name of an environment variable that gives a variable its value.
const VariablePrefix = "CUSTODY_VAR_"

// AutoSuffix ends the name of a file of values that is read by itself.
const AutoSuffix = ".auto.custody.vars"

// Input is the value of one variable as text: the string itself for a variable of type string, else an expression.
type Input struct {
	Name, Text string
}

// ValueFile is a file of lines NAME = VALUE.
type ValueFile struct {
	Name   string
	Source []byte
}

// given is the value that a variable got, and where from.
type given struct {
	value cty.Value
	text  string // when it was given as text, not yet converted
	raw   bool
	from  string
	at    *hcl.Range
}

// readInputs gives every variable its value: default, *.auto.custody.vars, environment, --var-file, --var; later ones win. It returns the
// values that are no secrets, as text for the digest.
func (e *evaluator) readInputs(w *Workspace, opts Options) ([]string, hcl.Diagnostics) {
	found, diags := e.gather(w, opts)
	e.inputs = map[string]cty.Value{}
	w.secrets = map[string]string{}
	var texts []string
	for _, name := range sortedKeys(e.symbols.variables) {
		v := e.symbols.variables[name]
		value, more := e.resolveInput(v, found)
		diags = append(diags, more...)
		if !v.Sensitive.Value {
			texts = append(texts, name+" = "+jsonText(value))
		} else {
			if value.Type() == cty.String && value.IsKnown() && !value.IsNull() {
				w.secrets[name] = value.AsString()
			}
			value = lang.MarkSensitive(value)
		}
		e.inputs[name] = value
	}
	return texts, diags
}

func jsonText(v cty.Value) string {
	if !v.IsWhollyKnown() {
		return "unknown"
	}
	text, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		return "unknown"
	}
	return string(text)
}

// gather collects what was given, by variable.
func (e *evaluator) gather(w *Workspace, opts Options) (map[string]given, hcl.Diagnostics) {
	found := map[string]given{}
	var diags hcl.Diagnostics
	read := func(files []ValueFile) {
		for _, file := range files {
			w.sources[file.Name] = file.Source
			diags = append(diags, e.valueFile(file, found, opts)...)
		}
	}
	read(opts.auto)
	if opts.Env != nil {
		for name := range e.symbols.variables {
			if text, ok := opts.Env(VariablePrefix + name); ok {
				found[name] = given{text: text, raw: true, from: "the environment variable " + VariablePrefix + name}
			}
		}
	}
	read(opts.Files)
	for _, input := range opts.Inputs {
		if _, ok := e.symbols.variables[input.Name]; !ok {
			if opts.Earlier {
				continue
			}
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Unknown variable",
				Detail: fmt.Sprintf("--var gives a value to %q, and this workspace has no such variable.%s", input.Name,
					didYouMean(input.Name, sortedKeys(e.symbols.variables))),
			})
			continue
		}
		found[input.Name] = given{text: input.Text, raw: true, from: "--var " + input.Name}
	}
	return found, diags
}

func (e *evaluator) valueFile(file ValueFile, found map[string]given, opts Options) hcl.Diagnostics {
	body, diags := parseSource(file.Source, file.Name)
	if body == nil || diags.HasErrors() {
		return withoutQuotes(hidden(diags))
	}
	attributes, more := anyAttributes(body)
	diags = append(diags, withoutQuotes(more)...)
	for _, a := range attributes {
		if _, ok := e.symbols.variables[a.name]; !ok {
			if opts.Earlier {
				continue
			}
			diags = append(diags, unknownName(a.nameRange, "variable", a.name, "this workspace", sortedKeys(e.symbols.variables)))
			continue
		}
		v, ok := lang.Fold(a.expr)
		if !ok {
			diags = append(diags, mistake(a.expr.Range(), "Not a literal", "A file of values holds literals alone: no references and no functions.")...)
			continue
		}
		found[a.name] = given{value: v, from: file.Name, at: a.expr.Range().Ptr()}
	}
	return hidden(diags)
}

// withoutQuotes drops the sentences in which a parser quotes the file: what it quotes may be a secret.
func withoutQuotes(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		if strings.ContainsAny(d.Detail, "\"'") {
			d.Detail = "What stands here is no value, and is not shown, since a file of values may hold secrets."
		}
	}
	return diags
}

// hidden keeps the source lines of diagnostics out of sight: a file of values may hold secrets.
func hidden(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.Extra = diag.HideSource{}
	}
	return diags
}

// resolveInput works out one variable.
func (e *evaluator) resolveInput(v *schema.Variable, found map[string]given) (cty.Value, hcl.Diagnostics) {
	t, defaults, diags := variableType(v)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	g, ok := found[v.Address.Name]
	if !ok {
		if v.Default == nil {
			return cty.UnknownVal(t), mistake(v.Range, "Variable without a value", "%s has no default and was given no value. "+
				"Use --var %s=VALUE, a --var-file, %s%s in the environment, or write a default.", v.Address.Name,
				v.Address.Name, VariablePrefix, v.Address.Name)
		}
		at := v.Default.Range()
		g = given{from: "its default", at: &at}
		g.value, diags = e.allowance.Evaluate(v.Default, &hcl.EvalContext{Functions: e.functions})
		if diags.HasErrors() {
			return cty.UnknownVal(t), diags
		}
	}
	value, problem := convertInput(g, t, defaults)
	if problem != "" {
		return cty.UnknownVal(t), inputMistake(v, g, "The value from "+g.from+" does not fit: "+problem+".")
	}
	return value, e.validate(v, g, value)
}

func inputMistake(v *schema.Variable, g given, detail string) hcl.Diagnostics {
	at := v.Range
	if g.at != nil {
		at = *g.at
	}
	diags := mistake(at, "Invalid value for a variable", "%s: %s", v.Address.Name, detail)
	if v.Sensitive.Value {
		return hidden(diags)
	}
	return diags
}

func variableType(v *schema.Variable) (cty.Type, *typeexpr.Defaults, hcl.Diagnostics) {
	if v.Type == nil {
		return cty.DynamicPseudoType, nil, nil
	}
	return typeConstraint(v.Type)
}

// typeConstraint reads a type; in JSON it is a keyword in a string.
func typeConstraint(expr hcl.Expression) (cty.Type, *typeexpr.Defaults, hcl.Diagnostics) {
	if text, ok := lang.StaticString(expr); ok {
		if diags := lang.CheckSource([]byte(text), expr.Range().Filename); diags.HasErrors() {
			return cty.DynamicPseudoType, nil, diags
		}
		parsed, diags := hclsyntax.ParseExpression([]byte(text), expr.Range().Filename, expr.Range().Start)
		if diags.HasErrors() {
			return cty.DynamicPseudoType, nil, diags
		}
		expr = parsed
	}
	return typeexpr.TypeConstraintWithDefaults(expr)
}

// convertInput brings a given value to the variable's type. The second result says what is wrong, without the value.
func convertInput(g given, t cty.Type, defaults *typeexpr.Defaults) (cty.Value, string) {
	value := g.value
	if g.raw {
		value = cty.StringVal(g.text)
		if t != cty.String && t != cty.DynamicPseudoType {
			if lang.CheckSource([]byte(g.text), "value").HasErrors() {
				return cty.NilVal, "it is too large or nests too deeply"
			}
			expr, diags := hclsyntax.ParseExpression([]byte(g.text), "value", hcl.InitialPos)
			folded, ok := lang.Fold(expr)
			if diags.HasErrors() || !ok {
				return cty.NilVal, "it is no literal of type " + t.FriendlyName()
			}
			value = folded
		}
	}
	if defaults != nil && !value.IsNull() {
		value = defaults.Apply(value)
	}
	converted, err := lang.Convert(value, t)
	if err != nil {
		return cty.NilVal, err.Error()
	}
	return converted, ""
}

// validate holds a value against the variable's own conditions.
func (e *evaluator) validate(v *schema.Variable, g given, value cty.Value) hcl.Diagnostics {
	var diags hcl.Diagnostics
	own := cty.ObjectVal(map[string]cty.Value{v.Address.Name: value})
	for _, condition := range v.Validations {
		if condition.Condition == nil {
			diags = append(diags, mistake(condition.Range, "Missing attribute", "A validation needs condition and error_message.")...)
			continue
		}
		ctx := &hcl.EvalContext{Functions: e.functions, Variables: map[string]cty.Value{"var": own}}
		if v.Sensitive.Value {
			ctx.Variables["var"] = lang.MarkSensitive(own)
		}
		holds, more := e.evaluate(condition.Condition, ctx)
		holds, _ = holds.UnmarkDeep()
		diags = append(diags, more...)
		if more.HasErrors() {
			continue
		}
		if holds.Type() != cty.Bool || holds.IsNull() || !holds.IsKnown() || holds.False() {
			text := condition.Message.Value
			if text == "" {
				text = "the value does not meet the condition at " + condition.Condition.Range().String() + "."
			}
			diags = append(diags, inputMistake(v, g, text)...)
		}
	}
	return diags
}

// autoFiles reads the files of values in the workspace's own folder, in order of name.
func autoFiles(fsys fs.FS) ([]ValueFile, hcl.Diagnostics) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, hcl.Diagnostics{unreadable(".", err)}
	}
	var files []ValueFile
	var diags hcl.Diagnostics
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), AutoSuffix) {
			continue
		}
		src, more := readFile(fsys, entry.Name())
		diags = append(diags, more...)
		if !more.HasErrors() {
			files = append(files, ValueFile{Name: entry.Name(), Source: src})
		}
	}
	slices.SortFunc(files, func(a, b ValueFile) int { return strings.Compare(a.Name, b.Name) })
	return files, diags
}
