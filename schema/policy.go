package schema

import "github.com/hashicorp/hcl/v2"

// Pack is a folder of policies, and of overrides of those of other packs.
type Pack struct {
	Block
	// Name is the pack as the workspace names it: builtin:NAME, ./FOLDER or oci://REGISTRY/REPOSITORY@DIGEST.
	Name string

	Title       Attr[string]   `hcl:"title" plane:"shared" doc:"What the pack is for, in a few words."`
	Description Attr[string]   `hcl:"description" plane:"shared" doc:"What an organization takes upon itself with the pack."`
	Version     Attr[string]   `hcl:"version" plane:"shared" doc:"Version of the pack, as its authors count them."`
	Extends     Attr[[]string] `hcl:"extends" plane:"shared" doc:"Packs that stand before this one, named as in custody.policies. A pack that ships with custody, or that comes from a registry, names builtin:NAME only."`
	Policies    []*Policy      // sorted by name
	Overrides   []*Override    // sorted by policy
}

// Policy is one rule of a pack.
type Policy struct {
	Block
	// Pack is the pack that the policy came from, as the workspace names it.
	Pack string

	Title      Attr[string]   `hcl:"title" plane:"shared" doc:"What holds when the policy passes."`
	Subject    Attr[string]   `hcl:"subject" plane:"shared" words:"workspace,team,issuer,cli,session,exception,change" doc:"What is judged, one check each."`
	Plane      Attr[string]   `hcl:"plane" plane:"shared" words:"application,identity,shared" doc:"Who must mend a failure."`
	Level      Attr[string]   `hcl:"level" plane:"shared" words:"mandatory,warning,advisory" doc:"How much a failure weighs."`
	When       hcl.Expression `hcl:"when" plane:"shared" doc:"Where it is false the check is not applicable. Always applicable when absent."`
	Require    hcl.Expression `hcl:"require" plane:"shared" doc:"The condition; anything but true is no pass."`
	Message    hcl.Expression `hcl:"message" plane:"shared" doc:"The finding's sentence when the condition does not hold."`
	Remedy     Attr[string]   `hcl:"remedy" plane:"shared" doc:"What to do about it."`
	References Attr[[]string] `hcl:"references" plane:"shared" doc:"Documents that the rule comes from."`
	Parameters []*Parameter   `hcl:"parameter,blocks" plane:"shared" doc:"A value that an override may change."`
	Controls   []Mapping      // the attribute "controls": framework to controls, sorted by framework
}

// Parameter is a value of a policy that an organization may set for itself.
type Parameter struct {
	Block
	Type        hcl.Expression `hcl:"type" plane:"shared" doc:"duration, or a type as in a variable."`
	Default     hcl.Expression `hcl:"default" plane:"shared" doc:"The value where nobody overrides it."`
	Description Attr[string]   `hcl:"description" plane:"shared" doc:"What the value decides."`
	Origin      Attr[string]   `hcl:"origin" plane:"shared" doc:"The standard that the default comes from, or that it is the organization's own."`
}

// Mapping names the controls of one framework that a policy serves.
type Mapping struct {
	Framework string
	Controls  []string
	Range     hcl.Range
}

// Expectation is what a policy's case must come to.
type Expectation struct {
	Block
	Subject   Attr[Ref]    `hcl:"subject" plane:"shared" ref:"workspace|team|issuer|cli|session|exception" doc:"The subject whose finding is expected."`
	Attribute Attr[string] `hcl:"attribute" plane:"shared" doc:"For a policy on changes: the attribute whose change is expected to be judged so, as in storage.model."`
	Verdict   Attr[string] `hcl:"verdict" plane:"shared" words:"pass,fail,waived,not_applicable,unknown" doc:"The verdict it must have."`
	Message   Attr[string] `hcl:"message" plane:"shared" doc:"Text that the finding's message must contain."`
	At        Attr[string] `hcl:"at" plane:"shared" doc:"The moment to judge at: a date, or RFC 3339."`
}
