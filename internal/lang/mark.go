package lang

import "github.com/zclconf/go-cty/cty"

type mark string

// sensitive marks what must not be shown or stored.
const sensitive mark = "sensitive"

// MarkSensitive marks a value, and with it everything computed from it, as one that must not be shown or stored.
func MarkSensitive(v cty.Value) cty.Value { return v.Mark(sensitive) }

// IsSensitive says whether the value or anything within it is marked sensitive.
func IsSensitive(v cty.Value) bool {
	found := false
	for _, m := range marksOf(v) {
		_, ok := m[sensitive]
		found = found || ok
	}
	return found
}

// marksOf lists the marks of a value and of everything within it.
func marksOf(v cty.Value) []cty.ValueMarks {
	if !v.ContainsMarked() {
		return nil
	}
	_, paths := v.UnmarkDeepWithPaths()
	marks := make([]cty.ValueMarks, 0, len(paths))
	for _, p := range paths {
		marks = append(marks, p.Marks)
	}
	return marks
}
