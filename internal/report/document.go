package report

import (
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// Document is the report. Its slices are in the order in which they are to be read; teams are named by their address
// everywhere, and [Document.Team] tells more.
type Document struct {
	Tool         string
	Workspace    string
	Organization string // empty when not declared
	At           time.Time
	Evidence     string // where attestations and drills were taken from, as a clause

	Summary          Summary
	Teams            []Team
	Responsibilities []Responsibility
	Tokens           []Token
	Frameworks       []Framework
	Checks           []*Check
	Findings         []*Finding // wanting or waived, worst first
	Exceptions       []Exception
	Duties           []Duty
	Ledger           *Ledger // nil when none was read
	Applied          []Applied
}

// Team returns the team at an address. One that is not declared has its address for a title.
func (d *Document) Team(address string) Team {
	i, found := slices.BinarySearchFunc(d.Teams, address, func(t Team, a string) int { return strings.Compare(t.Address, a) })
	if !found {
		return Team{Address: address, Title: address}
	}
	return d.Teams[i]
}

// Team is a group of people that can be accountable.
type Team struct {
	Address string
	Title   string // the last part of the address where none is declared
	Contact string // empty when not declared
	Backup  string // address of the team that answers when this one does not; empty when not declared
}

// Place is a line of a file; the zero value is none.
type Place struct {
	File string
	Line int
}

// Verdict is the outcome of one check.
type Verdict = finding.Verdict

// The verdicts that a finding of the document can have.
const (
	Fail    = finding.Fail
	Waived  = finding.Waived
	Unknown = finding.Unknown
)

// Level is how much a failed check weighs.
type Level = schema.Level

// The levels, heaviest first.
const (
	Mandatory = schema.LevelMandatory
	Warning   = schema.LevelWarning
	Advisory  = schema.LevelAdvisory
)

// Status is what several checks come to.
type Status string

// The statuses, worst first.
const (
	Fails      Status = "fails"         // something failed, or could not be evaluated
	WaivedOnly Status = "waived"        // what failed is waived
	NotAsked   Status = "not evaluated" // no subject was evaluated, which is no good news
	Holds      Status = "holds"         // something passed, and nothing else happened
)

// Statuses lists the statuses, worst first.
func Statuses() []Status { return []Status{Fails, WaivedOnly, NotAsked, Holds} }

// Counts is how many checks came to each verdict.
type Counts struct {
	Pass, Fail, Waived, NotApplicable, Unknown int
}

// Evaluated is how many checks were evaluated at all, whatever came of it.
func (c Counts) Evaluated() int { return c.Pass + c.Fail + c.Waived + c.Unknown }

// Status is what the counted checks come to. Nothing evaluated is never green.
func (c Counts) Status() Status {
	switch {
	case c.Fail+c.Unknown > 0:
		return Fails
	case c.Waived > 0:
		return WaivedOnly
	case c.Pass > 0:
		return Holds
	}
	return NotAsked
}

func (c *Counts) count(v Verdict) {
	switch v {
	case finding.Pass:
		c.Pass++
	case finding.Fail:
		c.Fail++
	case finding.Waived:
		c.Waived++
	case finding.NotApplicable:
		c.NotApplicable++
	case finding.Unknown:
		c.Unknown++
	default:
		c.Unknown++
	}
}

func (c *Counts) add(d Counts) {
	c.Pass += d.Pass
	c.Fail += d.Fail
	c.Waived += d.Waived
	c.NotApplicable += d.NotApplicable
	c.Unknown += d.Unknown
}

// Summary is the whole in numbers.
type Summary struct {
	Counts
	Checks   int // policies held against a subject
	Subjects int
	Policies int
	// Mandatory is how many of the failed and unknown ones are of the mandatory level.
	Mandatory int
}

// Responsibility is one row of the matrix: who answers for a CLI, by plane.
type Responsibility struct {
	CLI         string // address
	Title       string // empty when not declared
	Criticality string
	Data        string
	Application Accountable
	Identity    Accountable
	// Attested is the day on which both teams last confirmed it; zero for never.
	Attested time.Time
	AgeDays  int // of the attestation, at the document's moment
	Place    Place
}

// Accountable is who answers for one plane of a CLI.
type Accountable struct {
	Teams []string
	// Declared is false where nobody is named, and the governance teams answer, if there are any.
	Declared bool
}

// Token is one session: a token that can exist, where it lies, how long it lives and how it dies.
type Token struct {
	Session    string // address
	CLI        string // its address
	Actor      string
	Host       string
	Issuer     string // address
	IssuerType string
	ClientID   string

	Storage, Fallback                     Value
	AccessToken, IdleTimeout, MaxLifetime Value
	RefreshToken                          Value
	OnLogout                              Value
	RevokedOn, RevokedWithin              Value
	Place                                 Place
}

// Value is one declared value in words.
type Value struct {
	Text     string // "not declared" where it is not
	Declared bool
	Origin   string // address of the profile or CLI that supplied it; empty for the session itself
}

// Framework is one framework with the controls that policies serve.
type Framework struct {
	ID, Title, Publisher, Version, URL string
	Controls                           []Control
	// Unserved are the controls of the catalog that no policy serves.
	Unserved []ControlName
}

// Tally counts the framework's controls by status, in the order of [Statuses].
func (f *Framework) Tally() []int {
	tally := make([]int, len(Statuses()))
	for i := range f.Controls {
		tally[slices.Index(Statuses(), f.Controls[i].Status)]++
	}
	return tally
}

// ControlName is a control without its standing.
type ControlName struct {
	ID, Label, Title string
}

// Control is one control that policies serve, and how it stands.
type Control struct {
	ControlName
	Text    string // the publisher's own words; empty where they may not be printed
	Gist    string // a paraphrase, never to be shown as a quotation
	URL     string
	Aliases []Alias
	Status  Status
	Counts  Counts
	Checks  []*Check
}

// Alias is another label under which people look for a control.
type Alias struct {
	Label    string
	Relation Relation
	Note     string // what is to be known about it: the other edition's title, or why the label misleads
}

// Relation is what another label has to do with a control.
type Relation string

// The relations.
const (
	PrintedAs   Relation = "printed as"   // by practice texts
	Earlier     Relation = "earlier"      // the control of an earlier edition that it stands for
	SucceededBy Relation = "succeeded by" // what it became in a later edition
)

// Check is one policy with what came of it.
type Check struct {
	Policy     string
	Title      string
	Pack       string
	Level      Level
	Plane      string
	Subject    string // the kind of subject
	Remedy     string
	References []string
	Parameters []Parameter
	Controls   []string // labels, of the shown frameworks
	Status     Status
	Counts     Counts
	Findings   []*Finding // wanting or waived, worst first
}

// Parameter is a value that a policy judged by.
type Parameter struct {
	Name, Value string
	Origin      string // the standard it comes from, or that it is the organization's own
	Overridden  bool   // by the workspace
}

// Finding is a check that failed, could not be evaluated or is waived.
type Finding struct {
	Check     *Check
	Subject   string // address
	Verdict   Verdict
	Message   string
	Teams     []string // addresses of those who must mend it
	Controls  []string // labels, of the shown frameworks, that it bears on
	Place     Place
	Exception string    // of a waived one
	Expires   time.Time // last day of the exception
	DaysLeft  int       // of the exception
}

// Exception is a waiver, and how it stands.
type Exception struct {
	Address      string
	Subject      string   // address; empty where patterns say what it covers
	Match        []string // those patterns
	Matched      []string // addresses of what it covers
	Policies     []string
	Reason       string
	Compensating []string
	Ticket       string
	RequestedBy  string // empty when not declared
	Renews       string // address of the exception that it continues; empty for none
	RenewedBy    []string
	Renewals     int       // exceptions behind it in its chain
	Granted      time.Time // first day; zero when not declared
	Expires      time.Time // last day
	Revoked      time.Time // the day from which it no longer holds; zero for none
	AgeDays      int
	DaysLeft     int // negative when it is over
	State        State
	Missing      []string // planes without an approval that counts
	Unapproved   []string // addresses of what it covers and does not waive for, for want of an approval
	Unneeded     []string // policies that it is no longer needed for
	Approvals    []Approval
	Waives       []*Finding
	Place        Place
}

// InForce reports whether the exception holds, with all its approvals.
func (x *Exception) InForce() bool { return x.State == Expiring || x.State == Active }

// State is how an exception stands, in one word.
type State = policy.State

// The states.
const (
	Revoked    = policy.Revoked
	Superseded = policy.Superseded
	Expired    = policy.Expired
	Requested  = policy.Requested
	Approved   = policy.Approved
	Expiring   = policy.Expiring
	Active     = policy.Active
)

// Approval is one person's consent, given for a team.
type Approval struct {
	Team string // address; empty when none is named
	By   string
	On   time.Time // zero when not declared
	Void string    // why it does not count, as a clause; empty where it does
}

// Duty is a setting that an issuer can not enforce, left to the CLI.
type Duty struct {
	Subject string // address of the session
	Knob    string
	Value   string
	Note    string // why, as a clause
	Teams   []string
}

// Ledger is the end of the record that the document was made from.
type Ledger struct {
	Entries int64
	Hash    string // of the last entry, in hexadecimal
}

// Applied is one target that was written, as the ledger records it.
type Applied struct {
	Address  string // of the target
	Run      string
	Time     time.Time
	Actor    string
	Status   string
	Plan     string
	Hash     string // of the ledger's entry
	Settings []AppliedSetting
}

// AppliedSetting is one value that was written, in words.
type AppliedSetting struct {
	Knob, Value string
}
