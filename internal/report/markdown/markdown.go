// Package markdown writes a report as GitHub-flavored Markdown that fits into a pull-request comment. It drops whole rows
// where there are too many, the worst kept, and says how many; the other formats hold all of them.
package markdown

import (
	"fmt"
	"io"

	"github.com/nhi-custody/custody/internal/report"
)

// Limit is how many bytes a comment on a pull request may have.
const Limit = 65536

// Format is the Markdown format.
type Format struct{ limit int }

// New returns the format.
func New() Format { return Format{limit: Limit} }

// Name implements [report.Format].
func (Format) Name() string { return "markdown" }

// Write implements [report.Format].
func (f Format) Write(w io.Writer, d *report.Document) error {
	if _, err := io.WriteString(report.Visible(w), fit(head(d), sections(d), f.limit)); err != nil {
		return fmt.Errorf("write the report as Markdown: %w", err)
	}
	return nil
}

// head is what stands above all sections, and is never dropped.
func head(d *report.Document) string {
	title := "# Session custody report: " + escape(d.Workspace) + "\n\n"
	record := "No ledger was read."
	if d.Ledger != nil {
		record = fmt.Sprintf("The ledger ends with entry %d, %s.", d.Ledger.Entries, code(report.Short(d.Ledger.Hash)))
	}
	about := "As of "
	if d.Organization != "" {
		about = "For " + escape(d.Organization) + ", as of "
	}
	return title +
		"**" + d.Summary.Verdict() + "** " + d.Summary.Sentence() + "\n\n" +
		about + report.Moment(d.At) + ". Attestations and drills come from " + escape(d.Evidence) + ". " + record + "\n"
}

// sections lists the parts of the report in the order in which room is given to them.
func sections(d *report.Document) []section {
	list := []section{findings(d), exceptions(d)}
	for i := range d.Frameworks {
		list = append(list, controls(&d.Frameworks[i]))
	}
	return append(list, responsibilities(d), tokens(d), duties(d), applied(d))
}
