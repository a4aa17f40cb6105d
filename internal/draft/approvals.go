package draft

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// The policies whose parameters say how long an exception may be and how often it may be renewed.
const (
	documentedPolicy, longestTerm = "exception-documented-and-approved", "max_duration"
	renewalsPolicy, mostRenewals  = "exception-renewals-limited", "max_renewals"
)

// WantedApproval is an approval that the exception needs, for one block or for several.
type WantedApproval struct {
	Plane  schema.Plane
	Teams  []string // addresses of the teams of which one must approve; empty when nobody is accountable
	Blocks int
}

// wanted lists the approvals that a draft needs, each once.
func (d *drafter) wanted(x *model.Exception) []WantedApproval {
	var list []WantedApproval
	position := map[string]int{}
	for _, subject := range x.Matched {
		for _, answer := range d.rules.Answers(d.model, x, subject) {
			key := string(answer.Plane) + " " + strings.Join(answer.Teams, " ")
			at, seen := position[key]
			if !seen {
				at = len(list)
				position[key] = at
				list = append(list, WantedApproval{Plane: answer.Plane, Teams: answer.Teams})
			}
			list[at].Blocks++
		}
	}
	return list
}

// openApprovals are the wanted approvals as comments in the text of an exception that covers some blocks.
func openApprovals(wanted []WantedApproval, blocks int) []config.OpenApproval {
	var open []config.OpenApproval
	for _, w := range wanted {
		approval := config.OpenApproval{Note: fmt.Sprintf("The %s plane", w.Plane)}
		if blocks > 1 {
			approval.Note += fmt.Sprintf(" of %d of the %d blocks", w.Blocks, blocks)
		}
		switch len(w.Teams) {
		case 0:
			approval.Note += ": nobody is accountable, so nobody can approve. Name owners, or a team with the governance plane."
			open = append(open, approval)
			continue
		case 1:
			approval.Note += ":"
		default:
			approval.Note += ", for one of " + strings.Join(w.Teams, ", ") + ":"
		}
		approval.Team, _ = schema.ParseAddress(w.Teams[0]) // written by the model
		open = append(open, approval)
	}
	return open
}

// warnings says what speaks against the exception.
func (d *drafter) warnings(x *model.Exception) []string {
	var warnings []string
	days := x.Expires.Value.DaysAfter(x.Granted.Value.Time)
	if longest, ok := d.rules.Duration(documentedPolicy, longestTerm); ok && time.Duration(days)*24*time.Hour > longest {
		warnings = append(warnings, fmt.Sprintf("It would hold for %dd; %s allows %s.", days, documentedPolicy, schema.FormatDuration(longest)))
	}
	if len(x.Compensating.Value) == 0 {
		warnings = append(warnings, "Nothing lowers the risk meanwhile: name what compensates for it.")
	}
	if old := d.model.Exception(x.Renews.Value.Address); old != nil {
		words, _ := d.rules.Parameter(renewalsPolicy, mostRenewals)
		if most, err := strconv.Atoi(words); err == nil && old.Renewals+1 > most {
			warnings = append(warnings, fmt.Sprintf("It would be renewal number %d; %s allows %d.", old.Renewals+1, renewalsPolicy, most))
		}
	}
	alone := *d.model
	alone.Exceptions = []*model.Exception{x}
	for _, name := range d.rules.Unneeded(&alone, d.rules.Check(d.model))[0] {
		warnings = append(warnings, fmt.Sprintf("Nothing that it covers fails %s, or another exception waives that already.", name))
	}
	return warnings
}
