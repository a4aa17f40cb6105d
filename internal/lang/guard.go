package lang

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A guard refuses arguments whose work would be too much. Any argument may be unknown, null or marked.
type guard func(args []cty.Value) error

// guarded puts a guard before a function. Marks are left to the function itself: to look for them here too would walk every
// argument once more.
func guarded(f function.Function, check guard) function.Function {
	params, rest := f.Params(), f.VarParam()
	for i := range params {
		params[i].AllowMarked = true
	}
	if rest != nil {
		rest.AllowMarked = true
	}
	return function.New(&function.Spec{
		Description: f.Description(),
		Params:      params,
		VarParam:    rest,
		Type: func(args []cty.Value) (cty.Type, error) {
			if err := check(args); err != nil {
				return cty.NilType, err
			}
			return f.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return f.Call(args) },
	})
}

// known returns a value without its marks, and whether it is there.
func known(args []cty.Value, i int) (cty.Value, bool) {
	if i >= len(args) {
		return cty.NilVal, false
	}
	v, _ := args[i].Unmark()
	return v, v.IsKnown() && !v.IsNull()
}

// textArg returns a string argument, or "".
func textArg(args []cty.Value, i int) string {
	if v, ok := known(args, i); ok && v.Type() == cty.String {
		return v.AsString()
	}
	return ""
}

// sizeArg returns the length of a collection argument, or 0.
func sizeArg(args []cty.Value, i int) int {
	if v, ok := known(args, i); ok && v.CanIterateElements() {
		return v.LengthInt()
	}
	return 0
}

// intArg returns a number argument cut to a whole one, or 0.
func intArg(args []cty.Value, i int) int64 {
	if v, ok := known(args, i); ok && v.Type() == cty.Number {
		n, _ := v.AsBigFloat().Int64()
		return n
	}
	return 0
}

func errElements(n int) error {
	return fmt.Errorf("the result would have %d elements; at most %d are allowed", n, MaxElements)
}

func errBytes(n int) error {
	return fmt.Errorf("the result would have %d bytes; at most %d are allowed", n, MaxString)
}

// guardTotal bounds the elements of all arguments together.
func guardTotal(args []cty.Value) error {
	total := 0
	for i := range args {
		total += sizeArg(args, i)
	}
	if total > MaxElements {
		return errElements(total)
	}
	return nil
}

// guardFew bounds the number of arguments, for their types are compared each with each.
func guardFew(args []cty.Value) error {
	const most = 1000
	if len(args) > most {
		return fmt.Errorf("at most %d arguments are allowed", most)
	}
	return nil
}

// guardProduct bounds the product of the lengths of all arguments.
func guardProduct(args []cty.Value) error {
	product := 1
	for i := range args {
		product *= sizeArg(args, i)
		if product == 0 {
			return nil
		}
		if product > MaxElements/max(1, len(args)) {
			return fmt.Errorf("the result would have at least %d elements of %d values each; at most %d values are allowed",
				product, len(args), MaxElements)
		}
	}
	return nil
}

// guardDeep bounds all that the arguments hold, at any depth.
func guardDeep(args []cty.Value) error {
	m := measure{nodes: MaxElements, bytes: MaxString}
	for _, arg := range args {
		problem := m.value(arg, 0)
		switch {
		case m.nodes < 0:
			return fmt.Errorf("the argument holds more than %d elements, elements of elements included", MaxElements)
		case m.bytes < 0:
			return fmt.Errorf("the argument holds more than %d bytes of strings", MaxString)
		case problem != "":
			return fmt.Errorf("the argument is too large: %s", strings.TrimSuffix(problem, "."))
		}
	}
	return nil
}

func guardParseInt(args []cty.Value) error {
	if len(textArg(args, 0)) > MaxNumber {
		return function.NewArgErrorf(0, "a number has at most %d digits", MaxNumber)
	}
	return nil
}

func guardIndent(args []cty.Value) error {
	const widest = 1000
	spaces := intArg(args, 0)
	if spaces < 0 || spaces > widest {
		return function.NewArgErrorf(0, "the number of spaces lies between 0 and %d", widest)
	}
	text := textArg(args, 1)
	if n := len(text) + strings.Count(text, "\n")*int(spaces); n > MaxString {
		return errBytes(n)
	}
	return nil
}

func guardJoin(args []cty.Value) error {
	n := 0
	for i := 1; i < len(args); i++ {
		list, ok := known(args, i)
		if !ok || !list.CanIterateElements() {
			continue
		}
		n += len(textArg(args, 0)) * list.LengthInt()
		for it := list.ElementIterator(); it.Next() && n <= MaxString; {
			_, v := it.Element()
			n += len(textArg([]cty.Value{v}, 0))
		}
		if n > MaxString {
			return errBytes(n)
		}
	}
	return nil
}

func guardSplit(args []cty.Value) error {
	separator, text := textArg(args, 0), textArg(args, 1)
	if n := strings.Count(text, separator) + 1; text != "" && n > MaxElements {
		return errElements(n)
	}
	return nil
}

// guardTrim bounds the characters to cut, each of which is compared with each character of the string.
func guardTrim(args []cty.Value) error {
	const most = 256
	if len(textArg(args, 1)) > most {
		return function.NewArgErrorf(1, "at most %d bytes of characters to cut are allowed", most)
	}
	return nil
}

const (
	maxFormatWidth = 1000
	formatSlack    = 16 // what a bool or a small number takes
)

// guardFormat bounds what format or formatlist would write, by its widest and longest argument.
func guardFormat(args []cty.Value) error {
	spec := textArg(args, 0)
	verbs := strings.Count(spec, "%")
	width, err := widestVerb(spec)
	if err != nil {
		return err
	}
	longest, lines := formatSlack, 1
	for i := 1; i < len(args); i++ {
		m := measure{nodes: MaxElements, bytes: MaxString}
		if problem := m.value(args[i], 0); problem != "" {
			return function.NewArgErrorf(i, "%s", strings.TrimSuffix(problem, "."))
		}
		longest = max(longest, MaxString-m.bytes+formatSlack*(MaxElements-m.nodes))
		lines = max(lines, sizeArg(args, i))
	}
	const transient = 16 * MaxString
	if n := lines * (len(spec) + verbs*(width+longest/lines+1)); n > transient {
		return errBytes(n)
	}
	return nil
}

// widestVerb returns the largest number in the verbs of a format.
func widestVerb(spec string) (int, error) {
	widest := 0
	for {
		at := strings.IndexByte(spec, '%')
		if at < 0 {
			return widest, nil
		}
		spec = spec[at+1:]
		n := 0
		for i := 0; i < len(spec) && strings.IndexByte("0123456789+-# .[]*", spec[i]) >= 0; i++ {
			if !isDigit(spec[i]) {
				n = 0
				continue
			}
			n = n*10 + int(spec[i]-'0')
			widest = max(widest, n)
			if widest > maxFormatWidth {
				return 0, function.NewArgErrorf(0, "a width, precision or index in a format is at most %d", maxFormatWidth)
			}
		}
	}
}

// guardReplace bounds what replace would write.
func guardReplace(text, old, replacement string, pattern *regexp.Regexp) error {
	n := len(text)
	if pattern == nil {
		n += strings.Count(text, old) * len(replacement)
	} else {
		matches := len(pattern.FindAllStringIndex(text, -1))
		n += matches*len(replacement) + strings.Count(replacement, "$")*(len(text)+matches)
	}
	if n > MaxString {
		return errBytes(n)
	}
	return nil
}

func guardCSV(args []cty.Value) error {
	text := textArg(args, 0)
	if n := strings.Count(text, ",") + strings.Count(text, "\n"); n > MaxElements {
		return errElements(n)
	}
	return nil
}

// guardJSON bounds a JSON text before it is decoded, by recursion.
func guardJSON(args []cty.Value) error {
	text := textArg(args, 0)
	depth, elements, digits := 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			i = skipJSONString(text, i)
		case c == '[' || c == '{':
			depth++
			elements++
		case c == ']' || c == '}':
			depth--
		case c == ',':
			elements++
		case isDigit(c):
			digits++
			if digits > MaxNumber {
				return fmt.Errorf("a number in the JSON text has more than %d digits", MaxNumber)
			}
			continue
		}
		digits = 0
		switch {
		case depth > MaxNesting:
			return fmt.Errorf("the JSON text is nested more than %d deep", MaxNesting)
		case elements > MaxElements:
			return fmt.Errorf("the JSON text holds more than %d elements", MaxElements)
		}
	}
	return nil
}

// skipJSONString returns the offset of the quote that ends the string at an offset.
func skipJSONString(text string, at int) int {
	for at++; at < len(text) && text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at
}
