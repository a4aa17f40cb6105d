package lang

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// CheckValue refuses a value that is too large, too deep or out of range. Evaluation checks its results by itself; this is
// for values from elsewhere, such as variables after their conversion to a type.
func CheckValue(v cty.Value, at hcl.Range) hcl.Diagnostics {
	m := measure{nodes: MaxValueSize, bytes: MaxBytes}
	if problem := m.value(v, 0); problem != "" {
		return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Value too large", Detail: problem, Subject: &at}}
	}
	return nil
}

// A measure walks values within bounds: what is shared in memory is counted as often as it occurs, so a walk without them
// could take exponential time.
type measure struct {
	nodes, bytes int // what is left
}

// value walks v and says, in a sentence, which bound it breaks.
func (m *measure) value(v cty.Value, depth int) string {
	m.nodes--
	switch {
	case m.nodes < 0:
		return fmt.Sprintf("The value has more than %d elements, elements of elements included.", MaxValueSize)
	case depth > MaxNesting:
		return fmt.Sprintf("The value is nested more than %d deep.", MaxNesting)
	}
	if v.IsMarked() {
		v, _ = v.Unmark()
	}
	if !v.IsKnown() || v.IsNull() {
		return ""
	}
	switch ty := v.Type(); {
	case ty == cty.String:
		return m.text(v.AsString())
	case ty == cty.Number:
		return checkRange(v)
	case ty.IsPrimitiveType() || ty.IsCapsuleType():
		return ""
	default:
		return m.collection(v, depth)
	}
}

func (m *measure) text(s string) string {
	m.bytes -= len(s)
	switch {
	case len(s) > MaxString:
		return fmt.Sprintf("The string has %d bytes; at most %d are allowed.", len(s), MaxString)
	case m.bytes < 0:
		return fmt.Sprintf("The value holds more than %d bytes of strings.", MaxBytes)
	}
	return ""
}

func (m *measure) collection(v cty.Value, depth int) string {
	ty := v.Type()
	if n := v.LengthInt(); n > MaxElements {
		return fmt.Sprintf("The collection has %d elements; at most %d are allowed.", n, MaxElements)
	}
	keyed := ty.IsObjectType() || ty.IsMapType()
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		if keyed {
			if problem := m.text(key.AsString()); problem != "" {
				return problem
			}
		}
		if problem := m.value(element, depth+1); problem != "" {
			return problem
		}
	}
	return ""
}

// checkRange bounds a number that is neither infinite nor unknown.
func checkRange(v cty.Value) string {
	f := v.AsBigFloat()
	if f.IsInf() {
		return ""
	}
	if exponent := f.MantExp(nil); exponent > maxExponent || exponent < -maxExponent {
		return "The number is too large or too close to zero."
	}
	return ""
}
