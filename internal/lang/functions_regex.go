package lang

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// patterns keeps the regular expressions that the functions of one table have compiled. A policy matches the same few
// against thousands of subjects, and to compile one takes far longer than to match it.
type patterns struct {
	mu   sync.Mutex
	kept map[string]pattern
}

// maxPatterns bounds what is kept: a workspace can make up any number of them.
const maxPatterns = 100

// pattern is a compiled regular expression.
type pattern struct {
	*regexp.Regexp
	size  int      // instructions of its program
	match cty.Type // what one match comes to
}

func newPatterns() *patterns { return &patterns{kept: map[string]pattern{}} }

// compile returns a pattern for a string of a length. The work of matching is bounded: the size of the program times the
// length.
func (p *patterns) compile(source string, length int) (pattern, error) {
	const mostWork = 50_000_000
	found, err := p.find(source)
	if err == nil && found.size*length > mostWork {
		err = fmt.Errorf("the regular expression is too complex for a string of %d bytes", length)
	}
	return found, err
}

func (p *patterns) find(source string) (pattern, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if found, ok := p.kept[source]; ok {
		return found, nil
	}
	made, err := newPattern(source)
	if err != nil {
		return pattern{}, err
	}
	if len(p.kept) >= maxPatterns {
		clear(p.kept)
	}
	p.kept[source] = made
	return made, nil
}

func newPattern(source string) (pattern, error) {
	const longest = 1024
	if len(source) > longest {
		return pattern{}, fmt.Errorf("a regular expression has at most %d bytes", longest)
	}
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return pattern{}, fmt.Errorf("invalid regular expression: %w", err)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return pattern{}, fmt.Errorf("invalid regular expression: %w", err)
	}
	compiled, err := regexp.Compile(source)
	if err != nil {
		return pattern{}, fmt.Errorf("invalid regular expression: %w", err)
	}
	match, err := matchType(compiled.SubexpNames()[1:])
	return pattern{Regexp: compiled, size: len(program.Inst), match: match}, err
}

// matchType is what a match comes to: a string without groups, a tuple with unnamed ones, an object with named ones.
func matchType(groups []string) (cty.Type, error) {
	if len(groups) == 0 {
		return cty.String, nil
	}
	named := map[string]cty.Type{}
	var unnamed []cty.Type
	for _, name := range groups {
		if name == "" {
			unnamed = append(unnamed, cty.String)
		} else {
			named[name] = cty.String
		}
	}
	switch {
	case len(unnamed) == 0:
		return cty.Object(named), nil
	case len(named) == 0:
		return cty.Tuple(unnamed), nil
	}
	return cty.NilType, errors.New("invalid regular expression: it has groups with names and groups without")
}

// value is one match in a text, given by the bounds of the whole and of each group.
func (p pattern) value(text string, bounds []int) cty.Value {
	part := func(i int) cty.Value {
		if bounds[2*i] < 0 {
			return cty.NullVal(cty.String) // the group took no part
		}
		return cty.StringVal(text[bounds[2*i]:bounds[2*i+1]])
	}
	switch {
	case p.match.IsObjectType():
		groups := map[string]cty.Value{}
		for i, name := range p.SubexpNames()[1:] {
			groups[name] = part(i + 1)
		}
		return cty.ObjectVal(groups)
	case p.match.IsTupleType():
		groups := make([]cty.Value, p.NumSubexp())
		for i := range groups {
			groups[i] = part(i + 1)
		}
		return cty.TupleVal(groups)
	}
	return part(0)
}

// regexFunction finds the first match of a pattern, which must be there.
func regexFunction(p *patterns) function.Function {
	return matchFunction(p, func(t cty.Type) cty.Type { return t }, func(found pattern, text string) (cty.Value, error) {
		bounds := found.FindStringSubmatchIndex(text)
		if bounds == nil {
			return cty.NilVal, errors.New("pattern did not match any part of the given string")
		}
		return found.value(text, bounds), nil
	})
}

// regexAllFunction lists every match of a pattern.
func regexAllFunction(p *patterns) function.Function {
	return matchFunction(p, cty.List, func(found pattern, text string) (cty.Value, error) {
		matches := found.FindAllStringSubmatchIndex(text, -1)
		if len(matches) == 0 {
			return cty.ListValEmpty(found.match), nil
		}
		values := make([]cty.Value, len(matches))
		for i, bounds := range matches {
			values[i] = found.value(text, bounds)
		}
		return cty.ListVal(values), nil
	})
}

// matchFunction is a function of a pattern and a string. Its type depends on the groups of the pattern.
func matchFunction(p *patterns, result func(match cty.Type) cty.Type, find func(pattern, string) (cty.Value, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("pattern"), textParam("string")},
		Type: func(args []cty.Value) (cty.Type, error) {
			if !args[0].IsKnown() {
				return result(cty.DynamicPseudoType), nil
			}
			found, err := p.compile(args[0].AsString(), len(textArg(args, 1)))
			if err != nil {
				return cty.NilType, function.NewArgError(0, err)
			}
			return result(found.match), nil
		},
		RefineResult: func(b *cty.RefinementBuilder) *cty.RefinementBuilder { return b.NotNull() },
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			text := args[1].AsString()
			found, err := p.compile(args[0].AsString(), len(text))
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return find(found, text)
		},
	})
}

// workOf tells how many steps a call takes beside what its arguments and its result count for, from arguments that are
// known and without marks.
type workOf func(args []cty.Value) int

// searchOf is the work of a function that searches a text for a pattern; nil for the others.
func searchOf(name string, arguments int) workOf {
	switch {
	case (name == "regex" || name == "regexall") && arguments == 2:
		return newSearch(0, 1).steps
	case name == "replace" && arguments == 3:
		return newSearch(1, 0).steps
	}
	return nil
}

// search works out what it takes to search for a pattern. It remembers the last pattern, for most are the same in every
// evaluation.
type search struct {
	pattern, text int // which arguments they are
	last          atomic.Pointer[sized]
}

// sized is a pattern with the size of its program.
type sized struct {
	source string
	size   int
}

func newSearch(pattern, text int) *search { return &search{pattern: pattern, text: text} }

func (s *search) steps(args []cty.Value) int {
	const workOfStep = 128 // instructions that are tried on a byte, in the time of one step
	if !plainOf(args[s.pattern], cty.String) || !plainOf(args[s.text], cty.String) {
		return 0
	}
	source := args[s.pattern].AsString()
	known := s.last.Load()
	if known == nil || known.source != source {
		known = &sized{source: source}
		if made, err := newPattern(strings.Trim(source, "/")); err == nil { // as replace writes it; elsewhere they are rare
			known.size = made.size
		}
		s.last.Store(known)
	}
	return known.size * len(args[s.text].AsString()) / workOfStep
}
