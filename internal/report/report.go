// Package report makes one document out of a model, its findings and the ledger, for those who did not write the files.
// It knows no format: the packages below it write the document.
package report

import (
	"io"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
)

// Format writes a document in one way. Its output depends on the document alone, and says the same words that hostile
// input holds without obeying them.
type Format interface {
	// Name is the word by which people choose the format.
	Name() string
	// Write writes the whole document. On an error what was written is worth nothing.
	Write(w io.Writer, d *Document) error
}

// Input is what a document is made of. The moment is the model's.
type Input struct {
	Model *model.Model
	// Findings are those of every policy that the document shall speak of, passes among them.
	Findings []finding.Finding
	// Rules are the policies that were asked; one without findings is reported as not evaluated.
	Rules   []*finding.Rule
	Catalog *framework.Catalog
	// Standings say how the exceptions stand. One that is not listed is reported as not approved.
	Standings []policy.Standing
	// Unneeded lists, for each exception in the model's order, the policies that it is no longer needed for.
	Unneeded [][]string
	// Ledger is nil when no ledger was read.
	Ledger  *Ledger
	Applied []Applied
	// Duties are what issuers can not enforce.
	Duties []Duty
	// Evidence says in a clause where attestations and drills were taken from; empty for the files themselves.
	Evidence string
	// Tool is the program and its version, as custody 0.1.0.
	Tool string
}

// New makes the document. Equal input gives equal documents: nothing in it depends on the clock or on chance.
func New(in Input) *Document {
	b := newBuilder(in)
	d := &Document{
		Tool:         in.Tool,
		Workspace:    in.Model.Workspace.Name.Value,
		Organization: in.Model.Workspace.Organization.Value,
		At:           in.Model.At.UTC(),
		Evidence:     in.Evidence,
		Ledger:       in.Ledger,
	}
	if d.Evidence == "" {
		d.Evidence = "what the files declare"
	}
	d.Findings, d.Summary = b.findings()
	d.Checks = b.checks
	d.Frameworks = b.frameworks()
	d.Teams = b.teams()
	d.Responsibilities = b.responsibilities()
	d.Tokens = b.tokens()
	d.Exceptions = b.exceptions(d.Findings)
	d.Duties = sortDuties(in.Duties)
	d.Applied = sortApplied(in.Applied)
	return d
}

// builder is one making of a document: its input, and what several parts look up.
type builder struct {
	Input
	checks []*Check // by policy
	byName map[string]*Check
	agents map[*Check]Counts // of the subjects in which an AI agent acts
	shown  []framework.Framework
}

func newBuilder(in Input) *builder {
	b := &builder{Input: in, byName: make(map[string]*Check, len(in.Rules)), agents: map[*Check]Counts{}}
	b.shown = b.shownFrameworks()
	b.checks = make([]*Check, 0, len(in.Rules))
	for _, rule := range in.Rules {
		b.check(rule)
	}
	for i := range in.Findings {
		b.check(in.Findings[i].Rule)
	}
	sortChecks(b.checks)
	return b
}
