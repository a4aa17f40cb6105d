package view

import (
	"encoding/json"
	"time"

	"github.com/nhi-custody/custody/internal/draft"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/schema"
)

type wireExceptions struct {
	FormatVersion string             `json:"format_version" doc:"The version of this document's format."`
	At            time.Time          `json:"at" doc:"The moment that was judged."`
	Exceptions    []wireExceptionRow `json:"exceptions" doc:"The exceptions: expired ones first, then those that lack an approval, those in force, those to come, and those that nobody relies on any more; of one state, the next to end first."`
}

// days is a number of days, which is negative for those that are over.
type days int

// JSONSchema describes it, for the generator takes integers for counts.
func (days) JSONSchema() json.RawMessage { return json.RawMessage(`{"type": "integer"}`) }

type wireExceptionRow struct {
	Address    string   `json:"address" doc:"Its address."`
	State      string   `json:"state" words:"revoked,superseded,expired,requested,approved,expiring,active" doc:"How it stands, in one word."`
	Subject    string   `json:"subject,omitempty" doc:"Address of what it covers; absent where it has patterns."`
	Match      []string `json:"match" doc:"Patterns that say what it covers; empty where it has a subject."`
	Matched    []string `json:"matched" doc:"Addresses of what it covers, each with all inside it."`
	Policies   []string `json:"policies" doc:"Policies that it waives."`
	Granted    string   `json:"granted" doc:"Its first day."`
	Expires    string   `json:"expires" doc:"Last day of that exception, in UTC."`
	DaysLeft   days     `json:"days_left" doc:"Days to the last on which it holds; negative when that is over."`
	InForce    bool     `json:"in_force" doc:"Whether it waives, for all that it covers and that is not unapproved."`
	Missing    []string `json:"missing_approvals" doc:"Planes that lack an approval somewhere."`
	Unapproved []string `json:"unapproved" doc:"Addresses of what it covers and does not waive for, for want of an approval."`
	Renewals   int      `json:"renewals" doc:"Exceptions behind it in its chain of renewals."`
}

func exceptionRow(x *engine.Exception) wireExceptionRow {
	row := wireExceptionRow{
		Address: x.Declared.Address.String(), State: string(x.State), Subject: x.Declared.Subject.Value.Address.String(),
		Match: listOf(x.Declared.Match.Value), Matched: addressNames(x.Declared.Matched), Policies: listOf(x.Declared.Policies.Value),
		Granted: x.Declared.Granted.Value.String(), Expires: x.Declared.Expires.Value.String(), DaysLeft: days(x.DaysLeft),
		InForce: x.InForce, Missing: planeNames(x.Missing), Unapproved: []string{}, Renewals: x.Declared.Renewals,
	}
	for _, u := range x.Unapproved {
		row.Unapproved = append(row.Unapproved, u.Subject.String())
	}
	return row
}

func addressNames(list []schema.Address) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.String()
	}
	return out
}

func exceptionRows(list []engine.Exception) []wireExceptionRow {
	rows := make([]wireExceptionRow, len(list))
	for i := range list {
		rows[i] = exceptionRow(&list[i])
	}
	return rows
}

// ExceptionsJSON is the document of exceptions list --json.
func ExceptionsJSON(list []engine.Exception, at time.Time) any {
	return wireExceptions{FormatVersion, at.UTC(), exceptionRows(list)}
}

type wireExceptionsDue struct {
	FormatVersion string             `json:"format_version" doc:"The version of this document's format."`
	At            time.Time          `json:"at" doc:"The moment that was judged."`
	Within        string             `json:"within" doc:"The time that was looked ahead."`
	Exceptions    []wireExceptionRow `json:"exceptions" doc:"Exceptions that have expired, or that end within the time."`
}

// ExceptionsDueJSON is the document of exceptions due --json.
func ExceptionsDueJSON(list []engine.Exception, at time.Time, within time.Duration) any {
	return wireExceptionsDue{FormatVersion, at.UTC(), schema.FormatDuration(within), exceptionRows(list)}
}

type wireExceptionShow struct {
	FormatVersion string               `json:"format_version" doc:"The version of this document's format."`
	At            time.Time            `json:"at" doc:"The moment that was judged."`
	Exception     wireExceptionRow     `json:"exception" doc:"The exception, and how it stands."`
	Reason        string               `json:"reason,omitempty" doc:"Why the policies can not be met."`
	Compensating  []string             `json:"compensating" doc:"What lowers the risk meanwhile."`
	Ticket        string               `json:"ticket,omitempty" doc:"Where the decision is recorded."`
	RequestedBy   string               `json:"requested_by,omitempty" doc:"The person who asked for it."`
	Revoked       string               `json:"revoked,omitempty" doc:"The day from which it no longer holds."`
	Approvals     []wireConsent        `json:"approvals" doc:"Its approvals, as declared."`
	Covers        []wireCoveredSubject `json:"covers" doc:"What it covers, and who approved it there."`
	Unmatched     []string             `json:"unmatched" doc:"Patterns that match nothing."`
	Waives        []wireWaivedFinding  `json:"waives" doc:"Findings that it waives now."`
	Unneeded      []string             `json:"unneeded" doc:"Policies that it is no longer needed for."`
	Renews        []wireExceptionRow   `json:"renews" doc:"The chain that it continues, the latest first."`
	RenewedBy     []wireExceptionRow   `json:"renewed_by" doc:"Exceptions that continue it."`
	Range         *wireRange           `json:"range,omitempty" doc:"Where it is declared."`
}

type wireConsent struct {
	Team   string `json:"team,omitempty" doc:"Address of the team for which the person approved."`
	By     string `json:"by,omitempty" doc:"The person."`
	On     string `json:"on,omitempty" doc:"The day."`
	Counts bool   `json:"counts" doc:"Whether it counts, for what its team answers for."`
	Void   string `json:"void,omitempty" doc:"Why it does not count, as a clause."`
}

type wireCoveredSubject struct {
	Address string       `json:"address" doc:"The block."`
	Answers []wireAnswer `json:"answers" doc:"Who answers for it, by plane."`
}

type wireAnswer struct {
	Plane   string   `json:"plane" words:"application,identity" doc:"The plane."`
	Teams   []string `json:"teams" doc:"Addresses of the teams of which one must approve; empty when nobody is accountable."`
	By      []string `json:"by" doc:"People whose approval counts there."`
	Missing bool     `json:"missing" doc:"Whether the plane lacks an approval by a person of its own."`
}

type wireWaivedFinding struct {
	Policy  string `json:"policy" doc:"The policy."`
	Subject string `json:"subject" doc:"Address of what was judged."`
	Level   string `json:"level" words:"mandatory,warning,advisory" doc:"How much the failure would weigh."`
	Message string `json:"message" doc:"Why it is no pass."`
}

// ExceptionJSON is the document of exceptions show --json.
func ExceptionJSON(d *engine.ExceptionDetail, at time.Time) any {
	x := d.Declared
	doc := wireExceptionShow{
		FormatVersion: FormatVersion, At: at.UTC(), Exception: exceptionRow(&d.Exception),
		Reason: x.Reason.Value, Compensating: listOf(x.Compensating.Value), Ticket: x.Ticket.Value, RequestedBy: x.RequestedBy.Value,
		Approvals: []wireConsent{}, Covers: []wireCoveredSubject{}, Unmatched: listOf(x.Unmatched), Waives: []wireWaivedFinding{},
		Unneeded: listOf(d.Unneeded), Renews: exceptionRows(d.Chain), RenewedBy: exceptionRows(d.Renewed), Range: rangeJSON(x.Range),
	}
	if x.Revoked.Set {
		doc.Revoked = x.Revoked.Value.String()
	}
	for _, c := range d.Consents {
		w := wireConsent{By: c.By, Counts: c.Void == "", Void: c.Void}
		if c.Team != nil {
			w.Team = c.Team.Address.String()
		}
		if !c.On.IsZero() {
			w.On = c.On.Format(time.DateOnly)
		}
		doc.Approvals = append(doc.Approvals, w)
	}
	for _, s := range d.Subjects {
		w := wireCoveredSubject{Address: s.Address.String(), Answers: []wireAnswer{}}
		for _, a := range s.Answers {
			w.Answers = append(w.Answers, wireAnswer{string(a.Plane), listOf(a.Teams), listOf(a.By), a.Missing})
		}
		doc.Covers = append(doc.Covers, w)
	}
	for i := range d.Waives {
		f := &d.Waives[i]
		doc.Waives = append(doc.Waives, wireWaivedFinding{f.Rule.Policy, f.Subject.Text, string(f.Rule.Level), f.Message})
	}
	return doc
}

type wireExceptionNew struct {
	FormatVersion string               `json:"format_version" doc:"The version of this document's format."`
	Address       string               `json:"address" doc:"Address of the new exception."`
	Matched       []string             `json:"matched" doc:"Addresses of what it covers, each with all inside it."`
	Wanted        []wireWantedApproval `json:"wanted_approvals" doc:"Approvals that it needs before it waives anything."`
	Warnings      []string             `json:"warnings" doc:"What speaks against it, in sentences."`
	Text          string               `json:"text" doc:"The block, as HCL."`
	File          string               `json:"file,omitempty" doc:"The file that it was written to; absent when it was only printed."`
}

type wireWantedApproval struct {
	Plane  string   `json:"plane" words:"application,identity" doc:"The plane."`
	Teams  []string `json:"teams" doc:"Addresses of the teams of which one must approve; empty when nobody is accountable."`
	Blocks int      `json:"blocks" doc:"How many of the covered blocks it is for."`
}

// ExceptionDraftJSON is the document of exceptions new --json; the file is empty when nothing was written.
func ExceptionDraftJSON(d *draft.Draft, file string) any {
	doc := wireExceptionNew{
		FormatVersion: FormatVersion, Address: d.Address.String(), Matched: addressNames(d.Matched), Wanted: []wireWantedApproval{},
		Warnings: listOf(d.Warnings), Text: string(d.Text), File: file,
	}
	for _, w := range d.Wanted {
		doc.Wanted = append(doc.Wanted, wireWantedApproval{string(w.Plane), listOf(w.Teams), w.Blocks})
	}
	return doc
}
