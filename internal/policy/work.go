package policy

import (
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
)

// Limits of the work that policies may do in one run. Packs arrive from strangers in pull requests, and so do workspaces:
// what one evaluation may do (lang.MaxSteps) is too much a hundred thousand times over.
const (
	// MaxSteps is the work that all policies of a run may do together, beside what grows with the number of subjects.
	MaxSteps = 16_000_000
	// MaxStepsPerSubject is what one policy may do for each subject, on average. Those that ship need no more than a
	// tenth of it.
	MaxStepsPerSubject = 500
	// MaxChecks is how many findings a run may have. A workspace of fifty thousand CLIs with the baseline is below it.
	MaxChecks = 5_000_000
)

// CheckSize reports policies and subjects that would come to more findings than a run may have.
func (r *Rules) CheckSize(m *model.Model) hcl.Diagnostics {
	policies := map[string]int{}
	for _, rule := range r.known {
		policies[rule.Subject]++
	}
	checks := policies["cli"]*len(m.CLIs) + policies["team"]*len(m.Teams) + policies["issuer"]*len(m.Issuers) +
		policies[exceptionSubject]*len(m.Exceptions) + policies["workspace"]
	for _, c := range m.CLIs {
		checks += policies["session"] * len(c.Sessions)
	}
	if checks <= MaxChecks {
		return nil
	}
	return hcl.Diagnostics{mistake(m.Workspace.Range, "Too many checks",
		"The policies of this workspace come to %d checks of its subjects, and %d are allowed. Name fewer packs, or split the workspace.", checks, MaxChecks)}
}

// allowance is how much work the policies of a run may do.
type allowance struct{ run, perSubject int }

// work keeps an account of what each rule has done. Rules judge on every core and in no order, so what a rule is denied
// must not depend on how far it came: one that has overdrawn loses all of its findings, whichever they were.
type work map[*finding.Rule]*account

// account is what one rule may spend and has spent.
type account struct {
	limit int64
	spent atomic.Int64
}

func (r *Rules) newWork(subjects int) work {
	w := make(work, len(r.known))
	for _, rule := range r.known {
		w[&rule.Rule] = &account{limit: int64(r.allowance.run/len(r.known) + r.allowance.perSubject*subjects)}
	}
	return w
}

func (a *account) spend(steps int) {
	if steps > 0 {
		a.spent.Add(int64(steps))
	}
}

func (a *account) overdrawn() bool { return a.spent.Load() > a.limit }

// withdraw makes every finding of a rule that has overdrawn unknown.
func (w work) withdraw(results []judged) {
	for i := range results {
		for k := range results[i].findings {
			f := &results[i].findings[k]
			account := w[f.Rule]
			if !account.overdrawn() {
				continue
			}
			f.Verdict, f.Waiver, f.At = finding.Unknown, nil, nil // a place shows how far it came
			f.Message = fmt.Sprintf("The policy could not be evaluated: it takes more than %d steps on all its subjects. "+
				"Iterate over fewer elements in its conditions.", account.limit)
		}
	}
}
