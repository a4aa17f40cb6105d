package lang

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// CheckJSON is CheckSource for JSON syntax. It must be called before hcl/json parses the source.
func CheckJSON(src []byte, filename string) hcl.Diagnostics {
	if diags := checkText(src, filename); diags.HasErrors() {
		return diags
	}
	s := &jsonScanner{scanner: *newScanner(src, filename, bodyLevel)}
	for s.pos < len(src) && s.diags == nil {
		s.next()
	}
	return s.diags
}

// A jsonScanner follows the lexer of hcl/json.
type jsonScanner struct{ scanner }

func (s *jsonScanner) next() {
	switch c := s.src[s.pos]; {
	case c == '{':
		s.openBrace()
	case c == '[':
		s.open(bracketLevel)
	case c == '}':
		s.closeLevel(braceLevel, 1)
	case c == ']':
		s.closeLevel(bracketLevel, 1)
	case c == ',' || c == ':':
		s.count()
		s.pos++
	case c == '"':
		s.text()
	case isDigit(c) || c == '-' || c == '+' || c == '.':
		s.numeral()
	default:
		s.pos++
	}
}

// numeral consumes what the lexer takes for a number.
func (s *jsonScanner) numeral() {
	s.count()
	end := s.pos
	for end < len(s.src) && bytes.IndexByte([]byte("0123456789+-.eE"), s.src[end]) >= 0 {
		end++
	}
	if detail := checkNumber(s.src[s.pos:end]); detail != "" {
		s.fail(s.pos, end-s.pos, "Number out of range", detail)
		return
	}
	s.pos = end
}

// text consumes a string, and looks into it if a template may stand there.
func (s *jsonScanner) text() {
	s.count()
	end, escaped := s.pos+1, false
	for end < len(s.src) && s.src[end] != '"' {
		switch {
		case s.src[end] < ' ':
			s.fail(s.pos, 1, "Unterminated string", `This string has no closing quote on its line. Write a line break as "\n".`)
			return
		case s.src[end] == '\\':
			escaped = true
			end++
		}
		end++
	}
	if end >= len(s.src) {
		s.fail(s.pos, 1, "Unterminated string", "This string has no closing quote before the end of the file.")
		return
	}
	content := s.src[s.pos+1 : end]
	if escaped {
		var text string
		if json.Unmarshal(s.src[s.pos:end+1], &text) == nil { // where it is not, the parser says what is wrong with it
			content = []byte(text)
		}
	}
	s.template(content)
	s.pos = end + 1
}

// template checks the content of the string that begins here.
func (s *jsonScanner) template(content []byte) {
	if !mayBeTemplate(content) {
		return
	}
	s.diags = checkTemplate(content, hcl.Range{Filename: s.file})
	for _, d := range s.diags { // there is at most one: to count lines for every string would take quadratic time
		d.Subject = offsetRange(s.src, s.file, s.pos, len(content)+2)
	}
}

// mayBeTemplate says whether a string must be parsed as a template to know its meaning.
func mayBeTemplate(content []byte) bool {
	return bytes.Contains(content, []byte("${")) || bytes.Contains(content, []byte("%{"))
}

// FromJSON turns an expression of JSON syntax into the equal one of native syntax, once: the JSON one would parse its
// strings again at every evaluation, unbounded. One of native syntax is returned as it is.
func FromJSON(expr hcl.Expression) (hclsyntax.Expression, hcl.Diagnostics) {
	return fromJSON(expr, 0)
}

func fromJSON(expr hcl.Expression, depth int) (hclsyntax.Expression, hcl.Diagnostics) {
	if native, ok := expr.(hclsyntax.Expression); ok {
		return native, nil
	}
	rng := expr.Range()
	if depth > MaxNesting {
		return literal(cty.DynamicVal, rng), hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Nested too deeply",
			Detail:   fmt.Sprintf("Values may nest %d deep.", MaxNesting),
			Subject:  &rng,
		}}
	}
	if items := elements(expr); items != nil {
		return tupleFromJSON(items, rng, depth)
	}
	if pairs := properties(expr); pairs != nil {
		return objectFromJSON(pairs, rng, depth)
	}
	v, diags := expr.Value(nil)
	if v.Type() == cty.String && v.IsKnown() && !v.IsNull() {
		return templateFromJSON(v, rng)
	}
	return literal(v, rng), diags
}

func literal(v cty.Value, rng hcl.Range) *hclsyntax.LiteralValueExpr {
	return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: rng}
}

// elements lists an array, and is nil for anything else.
func elements(expr hcl.Expression) []hcl.Expression {
	if list, ok := expr.(interface{ ExprList() []hcl.Expression }); ok {
		return list.ExprList()
	}
	return nil
}

// properties lists an object, and is nil for anything else.
func properties(expr hcl.Expression) []hcl.KeyValuePair {
	if object, ok := expr.(interface{ ExprMap() []hcl.KeyValuePair }); ok {
		return object.ExprMap()
	}
	return nil
}

func tupleFromJSON(items []hcl.Expression, rng hcl.Range, depth int) (hclsyntax.Expression, hcl.Diagnostics) {
	tuple := &hclsyntax.TupleConsExpr{SrcRange: rng, OpenRange: rng, Exprs: make([]hclsyntax.Expression, len(items))}
	var diags hcl.Diagnostics
	for i, item := range items {
		e, more := fromJSON(item, depth+1)
		tuple.Exprs[i] = e
		diags = append(diags, more...)
	}
	return tuple, diags
}

func objectFromJSON(pairs []hcl.KeyValuePair, rng hcl.Range, depth int) (hclsyntax.Expression, hcl.Diagnostics) {
	object := &hclsyntax.ObjectConsExpr{SrcRange: rng, OpenRange: rng, Items: make([]hclsyntax.ObjectConsItem, len(pairs))}
	seen := make(map[string]hcl.Range, len(pairs))
	var diags hcl.Diagnostics
	for i, pair := range pairs {
		key, more := fromJSON(pair.Key, depth+1)
		diags = append(diags, more...)
		value, more := fromJSON(pair.Value, depth+1)
		diags = append(diags, more...)
		object.Items[i] = hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: value}
		name, static := StaticString(key)
		if !static {
			continue
		}
		if first, twice := seen[name]; twice {
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Duplicate object key",
				Detail:   fmt.Sprintf("The key %s was already used on line %d, column %d. Use each key once.", quoteShort(name), first.Start.Line, first.Start.Column),
				Subject:  key.Range().Ptr(),
			})
			continue
		}
		seen[name] = key.Range()
	}
	return object, diags
}

// templateFromJSON parses a string as a template. Ranges within it are right unless the JSON string holds escapes.
func templateFromJSON(v cty.Value, rng hcl.Range) (hclsyntax.Expression, hcl.Diagnostics) {
	content := []byte(v.AsString())
	if !mayBeTemplate(content) {
		return literal(v, rng), nil
	}
	if diags := checkTemplate(content, rng); diags.HasErrors() {
		return literal(cty.DynamicVal, rng), diags
	}
	start := rng.Start
	start.Byte++
	start.Column++
	expr, diags := hclsyntax.ParseTemplate(content, rng.Filename, start)
	if diags.HasErrors() {
		return literal(cty.DynamicVal, rng), diags
	}
	if wrap, ok := expr.(*hclsyntax.TemplateWrapExpr); ok {
		return wrap.Wrapped, diags
	}
	return expr, diags
}
