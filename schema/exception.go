package schema

// Exception is a documented, approved, expiring waiver of named policies for a named subject.
type Exception struct {
	Block
	Subject      Attr[Ref]      `hcl:"subject" plane:"shared" ref:"workspace|team|issuer|cli|session" doc:"What the policies are waived for; everything inside it is covered."`
	Match        Attr[[]string] `hcl:"match" plane:"shared" doc:"Instead of subject: addresses, with * for any part of a name, as in cli.legacy-*.session.ci. Everything that matches is covered where those who answer for it approved."`
	Policies     Attr[[]string] `hcl:"policies" plane:"shared" doc:"Names of the policies that are waived."`
	Reason       Attr[string]   `hcl:"reason" plane:"shared" doc:"Why the policy can not be met."`
	Compensating Attr[[]string] `hcl:"compensating" plane:"shared" doc:"What lowers the risk meanwhile."`
	Ticket       Attr[string]   `hcl:"ticket" plane:"shared" doc:"Where the decision is recorded."`
	RequestedBy  Attr[string]   `hcl:"requested_by" plane:"shared" doc:"The person who asked for it; their own approval does not count."`
	Renews       Attr[Ref]      `hcl:"renews" plane:"shared" ref:"exception" doc:"The exception that this one continues."`
	Granted      Attr[Date]     `hcl:"granted" plane:"shared" doc:"First day of the exception, in UTC."`
	Expires      Attr[Date]     `hcl:"expires" plane:"shared" doc:"Last day of the exception, in UTC."`
	Revoked      Attr[Date]     `hcl:"revoked" plane:"shared" doc:"The day from which it no longer holds, whatever its end."`
	Approvals    []*Approval    `hcl:"approval,blocks" plane:"shared" doc:"One for each plane that the policies touch, by distinct people."`
}

// Approval is one person's consent, given for a team.
type Approval struct {
	Block
	Team Attr[Ref]    `hcl:"team" plane:"shared" ref:"team" doc:"The team for which the person approves."`
	By   Attr[string] `hcl:"by" plane:"shared" doc:"The person."`
	On   Attr[Date]   `hcl:"on" plane:"shared" doc:"The day."`
}

// Override is the organization's own level and parameters for a policy.
type Override struct {
	Block
	// Pack is the pack that the override stands in, as the workspace names it; empty for the workspace's own.
	Pack string

	Level      Attr[string] `hcl:"level" plane:"shared" words:"mandatory,warning,advisory" doc:"How much a failure weighs here."`
	Parameters []Argument   // the attributes of the block "parameters", free in name
}

// Argument is one value given to a parameter: a string, float64, bool, []any or map[string]any.
type Argument struct {
	Name string
	Attr[any]
}
