// Package draft makes a new exception of what somebody asks for: what it covers, whose approvals it needs, what speaks
// against it, and its text. It reads no files and writes none.
package draft

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// Request is what somebody asks to have waived.
type Request struct {
	Name         string
	Subject      string   // an address, or
	Match        []string // patterns
	Policies     []string
	Reason       string
	Compensating []string
	Ticket       string
	RequestedBy  string
	Renews       string // name or address; empty for none
	Expires      time.Time
}

// Part is the part of a request that is wrong.
type Part string

// The parts of a request that can be wrong.
const (
	PartName     Part = "name"
	PartSubject  Part = "subject"
	PartMatch    Part = "match"
	PartPolicies Part = "policies"
	PartReason   Part = "reason"
	PartExpires  Part = "expires"
	PartRenews   Part = "renews"
)

// RequestError says what is wrong with a request, and in which part. The reason alone is Err.
type RequestError struct {
	Part Part
	Err  error
}

// Error names the part, then the reason.
func (e *RequestError) Error() string { return string(e.Part) + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *RequestError) Unwrap() error { return e.Err }

func wrong(part Part, err error) error { return &RequestError{part, err} }

// Draft is an exception that is well formed and that nobody has approved.
type Draft struct {
	Address  schema.Address
	Matched  []schema.Address
	Wanted   []WantedApproval
	Warnings []string // sentences
	Text     []byte   // the block, as HCL
}

// New makes a draft of a request, or says with a [RequestError] why that can not be. It begins on the model's day. The
// rules are those of the whole workspace.
func New(m *model.Model, rules *policy.Rules, q Request) (*Draft, error) {
	d := &drafter{model: m, rules: rules, request: q, exception: &schema.Exception{
		Block:    schema.Block{Address: schema.NewAddress(schema.KindException, q.Name)},
		Policies: attr(q.Policies, true), Reason: attr(q.Reason, true), Compensating: attr(q.Compensating, len(q.Compensating) > 0),
		Ticket: attr(q.Ticket, q.Ticket != ""), RequestedBy: attr(q.RequestedBy, q.RequestedBy != ""),
		Match: attr(q.Match, len(q.Match) > 0), Granted: attr(day(m.At), true), Expires: attr(day(q.Expires), true),
	}}
	for _, check := range []func() error{d.checkName, d.checkReason, d.checkDays, d.checkPolicies} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	matched, err := d.subject()
	if err != nil {
		return nil, err
	}
	if err := d.renewal(); err != nil {
		return nil, err
	}
	resolved := &model.Exception{Exception: d.exception, Matched: matched}
	wanted := d.wanted(resolved)
	return &Draft{
		Address: d.exception.Address, Matched: matched, Wanted: wanted, Warnings: d.warnings(resolved),
		Text: config.WriteException(d.exception, openApprovals(wanted, len(matched))),
	}, nil
}

func attr[T any](v T, set bool) schema.Attr[T] { return schema.Attr[T]{Value: v, Set: set} }

func day(t time.Time) schema.Date { return schema.Date{Time: t.UTC().Truncate(24 * time.Hour)} }

// drafter is one request on its way to a draft.
type drafter struct {
	model     *model.Model
	rules     *policy.Rules
	request   Request
	exception *schema.Exception
}

func (d *drafter) checkName() error {
	name := d.request.Name
	if !schema.ValidName(name) {
		return wrong(PartName, fmt.Errorf("%q can not name an exception: a name is a letter, then letters, digits, \"-\" and \"_\"", name))
	}
	for _, other := range d.model.Exceptions {
		if other.Address.Name == name {
			return wrong(PartName, fmt.Errorf("%s is declared already, at %s:%d, and nothing is overwritten: choose another name, and renew %s if this continues it",
				d.exception.Address, other.Range.Filename, other.Range.Start.Line, name))
		}
	}
	return nil
}

func (d *drafter) checkReason() error {
	if strings.TrimSpace(d.request.Reason) == "" {
		return wrong(PartReason, errors.New("say why the policy can not be met"))
	}
	return nil
}

func (d *drafter) checkDays() error {
	granted, expires := d.exception.Granted.Value, d.exception.Expires.Value
	if expires.Before(granted.Time) {
		return wrong(PartExpires, fmt.Errorf("the exception would end on %s, before it begins on %s", expires, granted))
	}
	return nil
}

func (d *drafter) checkPolicies() error {
	rules := d.rules.All()
	if len(d.request.Policies) == 0 {
		return wrong(PartPolicies, errors.New("name the policies that are to be waived"))
	}
	for _, name := range d.request.Policies {
		i := slices.IndexFunc(rules, func(r *finding.Rule) bool { return r.Policy == name })
		if i < 0 {
			names := make([]string, len(rules))
			for i, r := range rules {
				names[i] = r.Policy
			}
			return wrong(PartPolicies, fmt.Errorf("there is no policy %q in the packs of this workspace.%s", name, lang.DidYouMean(name, names)))
		}
		if rules[i].Subject == string(schema.KindException) {
			return wrong(PartPolicies, fmt.Errorf("%s can not be waived, because it judges exceptions", name))
		}
	}
	return nil
}

// renewal finds what the exception continues.
func (d *drafter) renewal() error {
	if d.request.Renews == "" {
		return nil
	}
	old, err := d.model.FindException(d.request.Renews)
	if err != nil {
		return wrong(PartRenews, err)
	}
	for _, name := range d.request.Policies {
		if !slices.Contains(old.Policies.Value, name) {
			return wrong(PartRenews, fmt.Errorf("%s does not waive %s; a renewal waives the same policies or fewer", old.Address, name))
		}
	}
	if granted := d.exception.Granted.Value; !granted.After(old.Granted.Value.Time) {
		return wrong(PartRenews, fmt.Errorf("%s begins on %s; a renewal begins later than what it continues, and this one on %s",
			old.Address, old.Granted.Value, granted))
	}
	d.exception.Renews = attr(schema.Ref{Address: old.Address}, true)
	return nil
}
