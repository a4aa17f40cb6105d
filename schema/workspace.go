package schema

import "github.com/hashicorp/hcl/v2"

// Workspace is the custody block, of which a workspace has exactly one.
type Workspace struct {
	Block
	Name            Attr[string]   `hcl:"name" plane:"shared" doc:"The workspace's identity in ownership markers, leases and the ledger."`
	RequiredVersion Attr[string]   `hcl:"required_version" plane:"shared" doc:"Version constraint on custody itself, such as \">= 0.1.0\"."`
	Organization    Attr[string]   `hcl:"organization" plane:"shared" doc:"Name of the organization, as reports print it."`
	Policies        Attr[[]string] `hcl:"policies" plane:"shared" doc:"Policy packs to judge by: builtin:NAME, ./FOLDER inside the workspace, or oci://REGISTRY/REPOSITORY@sha256:DIGEST. Later packs win."`
	Frameworks      Attr[[]string] `hcl:"frameworks" plane:"shared" doc:"Frameworks that reports show; every policy keeps all its mappings. All frameworks when absent."`
	Governance      Governance     `hcl:"governance,block" plane:"shared" doc:"Who answers for the rules themselves."`
	States          []*State       `hcl:"state,blocks" plane:"shared" doc:"Where the ledger is kept. The default is sqlite at .custody/state.db."`
}

// Governance says who answers for a workspace's rules, and when they were last looked at.
type Governance struct {
	Block
	Owner    Attr[Ref]    `hcl:"owner" plane:"shared" ref:"team" doc:"The team that decides on policies, overrides and frameworks."`
	Version  Attr[string] `hcl:"version" plane:"shared" doc:"Version of the rules in force, as the organization counts them."`
	Reviewed Attr[Date]   `hcl:"reviewed" plane:"shared" doc:"The day on which the rules were last reviewed as a whole."`
}

// State says where the ledger is kept.
type State struct {
	Block
	Type string       // the label: sqlite or postgres
	Path Attr[string] `hcl:"path" plane:"shared" doc:"sqlite: the database file, relative to the workspace."`
	DSN  Attr[Secret] `hcl:"dsn" plane:"shared" doc:"postgres: the connection string, as env(\"NAME\")."`
}

// StateTypes lists the words that a state block's label takes.
func StateTypes() []string { return []string{"sqlite", "postgres"} }

// Secret is a reference to a credential, resolved at the moment of use. The value itself is never part of it.
type Secret struct {
	// Env is the environment variable that holds the value; for a sensitive variable it is CUSTODY_VAR_name.
	Env string
	// Variable is the sensitive variable that was named instead of env(), if any.
	Variable string
}

// String names the reference, never the value.
func (s Secret) String() string {
	if s.Variable != "" {
		return "var." + s.Variable
	}
	return `env("` + s.Env + `")`
}

// Variable declares an input of the workspace.
type Variable struct {
	Block
	Type        hcl.Expression      `hcl:"type" plane:"shared" doc:"Type constraint: string, number, bool, list(string), map(string), object({...}). Any type when absent."`
	Default     hcl.Expression      `hcl:"default" plane:"shared" doc:"Value when none is given. A variable without one must be set."`
	Description Attr[string]        `hcl:"description" plane:"shared" doc:"What the variable is for."`
	Sensitive   Attr[bool]          `hcl:"sensitive" plane:"shared" doc:"Whether the value is a secret: it may then stand only where a secret is expected."`
	Validations []VariableCondition `hcl:"validation,blocks" plane:"shared" doc:"Conditions that a value must meet."`
}

// VariableCondition is one validation of a variable.
type VariableCondition struct {
	Block
	Condition hcl.Expression `hcl:"condition" plane:"shared" doc:"Must be true; may refer to the variable itself alone."`
	Message   Attr[string]   `hcl:"error_message" plane:"shared" doc:"The sentence shown when it is not."`
}
