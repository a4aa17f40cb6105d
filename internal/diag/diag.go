// Package diag sorts and prints diagnostics: the mistakes of an author, each with the line it stands on. Findings are
// judgements and errors are failures of the world; neither is printed here.
package diag

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// HideSource as the Extra of a diagnostic keeps the source line out of every output: it may hold a credential.
type HideSource struct{}

// Sort orders diagnostics by file, line, column and then text, and drops those that say the same of the same place.
// Decoders return them in random order, since they walk Go maps.
func Sort(diags hcl.Diagnostics) hcl.Diagnostics {
	slices.SortStableFunc(diags, func(a, b *hcl.Diagnostic) int {
		return cmp.Or(
			comparePlace(a.Subject, b.Subject),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Summary, b.Summary),
			cmp.Compare(a.Detail, b.Detail),
		)
	})
	return slices.CompactFunc(diags, func(a, b *hcl.Diagnostic) bool {
		return comparePlace(a.Subject, b.Subject) == 0 && a.Severity == b.Severity &&
			a.Summary == b.Summary && a.Detail == b.Detail
	})
}

// comparePlace puts diagnostics without a place first.
func comparePlace(a, b *hcl.Range) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.Filename, b.Filename),
		cmp.Compare(a.Start.Line, b.Start.Line),
		cmp.Compare(a.Start.Column, b.Start.Column),
	)
}

// Count tells how many errors and warnings there are.
func Count(diags hcl.Diagnostics) (errors, warnings int) {
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
