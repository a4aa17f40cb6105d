package policy

import (
	"fmt"
	"sync/atomic"

	"github.com/nhi-custody/custody/internal/finding"
)

// Limits of the work that policies may do in one run. Packs arrive from strangers in pull requests, and so do workspaces:
// what one evaluation may do (lang.MaxSteps) is too much a hundred thousand times over.
const (
	// MaxSteps is the work that all policies of a run may do together, beside what grows with the number of subjects.
	MaxSteps = 64_000_000
	// MaxStepsPerSubject is what one policy may do for each subject, on average. Those that ship need no more than a
	// tenth of it.
	MaxStepsPerSubject = 500
)

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
