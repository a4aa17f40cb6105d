package engine

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// The policies whose parameters say how long an exception may be and how often it may be renewed.
const (
	documentedPolicy, longestTerm = "exception-documented-and-approved", "max_duration"
	renewalsPolicy, mostRenewals  = "exception-renewals-limited", "max_renewals"
)

// ExceptionRequest is what somebody asks to have waived.
type ExceptionRequest struct {
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

// ExceptionDraft is an exception that is well formed and that nobody has approved.
type ExceptionDraft struct {
	Address  schema.Address
	Matched  []schema.Address
	Wanted   []WantedApproval
	Warnings []string // sentences
	Text     []byte   // the block, as HCL
}

// WantedApproval is an approval that the exception needs, for one subject or for several.
type WantedApproval struct {
	Plane    schema.Plane
	Teams    []string // addresses of the teams of which one must approve; empty when nobody is accountable
	Subjects int
}

// DraftException makes an exception of a request, or says why that can not be. It begins on the model's day.
func (p *Project) DraftException(q ExceptionRequest) (*ExceptionDraft, error) {
	x := &schema.Exception{
		Policies: attr(q.Policies, true), Reason: attr(q.Reason, true), Compensating: attr(q.Compensating, len(q.Compensating) > 0),
		Ticket: attr(q.Ticket, q.Ticket != ""), RequestedBy: attr(q.RequestedBy, q.RequestedBy != ""),
		Match: attr(q.Match, len(q.Match) > 0), Granted: attr(schema.Date{Time: p.Model.At.UTC().Truncate(24 * time.Hour)}, true),
		Expires: attr(schema.Date{Time: q.Expires.UTC().Truncate(24 * time.Hour)}, true),
	}
	if err := p.checkDraft(q, x); err != nil {
		return nil, err
	}
	matched, err := p.draftSubject(q, x)
	if err != nil {
		return nil, err
	}
	if err := p.draftRenewal(q, x); err != nil {
		return nil, err
	}
	resolved := &model.Exception{Exception: x, Matched: matched}
	d := &ExceptionDraft{Address: x.Address, Matched: matched, Wanted: p.wanted(resolved)}
	d.Warnings = p.draftWarnings(resolved)
	d.Text = config.WriteException(x, openApprovals(d.Wanted, len(matched)))
	return d, nil
}

func attr[T any](v T, set bool) schema.Attr[T] { return schema.Attr[T]{Value: v, Set: set} }

func (p *Project) checkDraft(q ExceptionRequest, x *schema.Exception) error {
	x.Address = schema.NewAddress(schema.KindException, q.Name)
	if !schema.ValidName(q.Name) {
		return fmt.Errorf("%q can not name an exception: a name is a letter, then letters, digits, \"-\" and \"_\"", q.Name)
	}
	for _, other := range p.Model.Exceptions {
		if other.Address.Name == q.Name {
			return fmt.Errorf("%s is declared already, at %s:%d, and nothing is overwritten: choose another name, and --renews %s if this continues it",
				x.Address, other.Range.Filename, other.Range.Start.Line, q.Name)
		}
	}
	if strings.TrimSpace(q.Reason) == "" {
		return errors.New("--reason: say why the policy can not be met")
	}
	if x.Expires.Value.Before(x.Granted.Value.Time) {
		return fmt.Errorf("the exception would end on %s, before it begins on %s", x.Expires.Value, x.Granted.Value)
	}
	rules := p.Rules.All()
	if len(q.Policies) == 0 {
		return errors.New("--policy: name the policies that are to be waived")
	}
	for _, name := range q.Policies {
		i := slices.IndexFunc(rules, func(r *finding.Rule) bool { return r.Policy == name })
		if i < 0 {
			names := make([]string, len(rules))
			for i, r := range rules {
				names[i] = r.Policy
			}
			return fmt.Errorf("--policy: there is no policy %q in the packs of this workspace.%s", name, lang.DidYouMean(name, names))
		}
		if rules[i].Subject == string(schema.KindException) {
			return fmt.Errorf("--policy: %s can not be waived, because it judges exceptions", name)
		}
	}
	return nil
}

// draftSubject finds what the exception covers.
func (p *Project) draftSubject(q ExceptionRequest, x *schema.Exception) ([]schema.Address, error) {
	switch {
	case q.Subject != "" && len(q.Match) > 0:
		return nil, errors.New("--subject and --match: give one of the two")
	case q.Subject != "":
		address, err := p.coverable(q.Subject)
		if err != nil {
			return nil, fmt.Errorf("--subject: %w", err)
		}
		x.Subject = attr(schema.Ref{Address: address}, true)
		return []schema.Address{address}, nil
	case len(q.Match) == 0:
		return nil, errors.New("--subject or --match: name what the policies are waived for")
	}
	var matched []schema.Address
	seen := map[schema.Address]bool{}
	for _, text := range q.Match {
		pattern, err := model.ParsePattern(text)
		if err != nil {
			return nil, fmt.Errorf("--match: %w", err)
		}
		found := p.Model.Match(pattern)
		if len(found) == 0 {
			return nil, fmt.Errorf("--match: %q matches nothing in this workspace.%s", text, lang.DidYouMean(text, p.coverables()))
		}
		for _, a := range found {
			if !seen[a] {
				seen[a] = true
				matched = append(matched, a)
			}
		}
	}
	return matched, nil
}

// coverable reads the address of a block that an exception may be for.
func (p *Project) coverable(text string) (schema.Address, error) {
	address, err := schema.ParseAddress(text)
	if err != nil {
		return address, err
	}
	m := p.Model
	switch {
	case address.Kind == schema.KindWorkspace, m.Session(address) != nil, m.Team(address) != nil:
		return address, nil
	case address.Child == "" && (m.CLI(address) != nil || m.Issuer(address) != nil):
		return address, nil
	case address.Child == "" && address.Kind == schema.KindCLI && m.Has(address):
		return address, fmt.Errorf("%s has for_each: name one of its instances, or use --match %s for all of them", address, address)
	}
	return address, fmt.Errorf("the workspace has no %s: an exception is for a cli, a session, an issuer, a team or the workspace.%s",
		address, lang.DidYouMean(text, p.coverables()))
}

func (p *Project) coverables() []string {
	var names []string
	for _, c := range p.Model.CLIs {
		names = append(names, c.Address.String())
		for _, s := range c.Sessions {
			names = append(names, s.Address.String())
		}
	}
	for _, i := range p.Model.Issuers {
		names = append(names, i.Address.String())
	}
	for _, t := range p.Model.Teams {
		names = append(names, t.Address.String())
	}
	return names
}

func (p *Project) draftRenewal(q ExceptionRequest, x *schema.Exception) error {
	if q.Renews == "" {
		return nil
	}
	wanted := exceptionAddress(q.Renews)
	i := slices.IndexFunc(p.Model.Exceptions, func(x *model.Exception) bool { return x.Address.String() == wanted })
	if i < 0 {
		return fmt.Errorf("--renews: there is no exception %q in this workspace.%s", q.Renews, p.suggestException(wanted))
	}
	old := p.Model.Exceptions[i]
	for _, policy := range q.Policies {
		if !slices.Contains(old.Policies.Value, policy) {
			return fmt.Errorf("--renews: %s does not waive %s; a renewal waives the same policies or fewer", old.Address, policy)
		}
	}
	if !x.Granted.Value.After(old.Granted.Value.Time) {
		return fmt.Errorf("--renews: %s begins on %s; a renewal begins later than what it continues, and this one on %s",
			old.Address, old.Granted.Value, x.Granted.Value)
	}
	x.Renews = attr(schema.Ref{Address: old.Address}, true)
	return nil
}

// wanted lists the approvals that a draft needs, each once.
func (p *Project) wanted(x *model.Exception) []WantedApproval {
	var list []WantedApproval
	position := map[string]int{}
	for _, subject := range x.Matched {
		for _, answer := range p.Rules.Answers(p.Model, x, subject) {
			key := string(answer.Plane) + " " + strings.Join(answer.Teams, " ")
			at, seen := position[key]
			if !seen {
				at = len(list)
				position[key] = at
				list = append(list, WantedApproval{Plane: answer.Plane, Teams: answer.Teams})
			}
			list[at].Subjects++
		}
	}
	return list
}

func openApprovals(wanted []WantedApproval, subjects int) []config.OpenApproval {
	var open []config.OpenApproval
	for _, w := range wanted {
		approval := config.OpenApproval{Note: fmt.Sprintf("The %s plane", w.Plane)}
		if subjects > 1 {
			approval.Note += fmt.Sprintf(" of %d of the %d blocks", w.Subjects, subjects)
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

// draftWarnings says what speaks against the exception.
func (p *Project) draftWarnings(x *model.Exception) []string {
	var warnings []string
	days := x.Expires.Value.DaysAfter(x.Granted.Value.Time)
	if longest, ok := p.Rules.Duration(documentedPolicy, longestTerm); ok && time.Duration(days)*24*time.Hour > longest {
		warnings = append(warnings, fmt.Sprintf("It would hold for %dd; %s allows %s.", days, documentedPolicy, schema.FormatDuration(longest)))
	}
	if len(x.Compensating.Value) == 0 {
		warnings = append(warnings, "Nothing lowers the risk meanwhile: name it with --compensating.")
	}
	if old := p.Model.Exception(x.Renews.Value.Address); old != nil {
		words, _ := p.Rules.Parameter(renewalsPolicy, mostRenewals)
		if most, err := strconv.Atoi(words); err == nil && old.Renewals+1 > most {
			warnings = append(warnings, fmt.Sprintf("It would be renewal number %d; %s allows %d.", old.Renewals+1, renewalsPolicy, most))
		}
	}
	alone := *p.Model
	alone.Exceptions = []*model.Exception{x}
	for _, policy := range p.Rules.Unneeded(&alone, p.Judge())[0] {
		warnings = append(warnings, fmt.Sprintf("Nothing that it covers fails %s, or another exception waives that already.", policy))
	}
	return warnings
}
