package schema

// CLI is a command-line tool that keeps a token on a machine.
type CLI struct {
	Block
	Title       Attr[string] `hcl:"title" plane:"shared" doc:"Name of the tool as people know it."`
	Purpose     Attr[string] `hcl:"purpose" plane:"shared" doc:"What the tool is used for, in a sentence."`
	Repository  Attr[string] `hcl:"repository" plane:"shared" doc:"Source repository as ORGANIZATION/NAME; deliveries by pull request go there."`
	Criticality Attr[string] `hcl:"criticality" plane:"shared" words:"low,moderate,high" doc:"How much harm a stolen session can do."`
	Data        Attr[string] `hcl:"data" plane:"shared" words:"public,internal,confidential,restricted" doc:"Classification of the data that the sessions reach."`

	Vendor       Vendor       `hcl:"vendor,block" plane:"shared" doc:"Who made the tool, where that is somebody else."`
	LeakResponse LeakResponse `hcl:"leak_response,block" plane:"shared" doc:"Who acts when a token has leaked, and how fast."`
	Owners       Owners       `hcl:"owners,block" plane:"shared" doc:"Who answers for each plane."`
	Storage      Storage      `hcl:"storage,block" plane:"application" doc:"Where the token lies."`
	Expiry       Expiry       `hcl:"expiry,block" plane:"application" doc:"What the CLI does when the token ends."`
	Revocation   Revocation   `hcl:"revocation,block" plane:"application" doc:"How a token is made worthless before its time."`
	Audit        Audit        `hcl:"audit,block" plane:"application" doc:"Which events the CLI records, and where they go."`
	Sessions     []*Session   `hcl:"session,blocks" plane:"identity" doc:"One context in which the CLI holds a token."`
	Deliveries   []*Delivery  `hcl:"deliver,blocks" plane:"application" doc:"Where the CLI's side of the policy goes."`
}

// Owners names the two teams that answer for a CLI.
type Owners struct {
	Block
	Application Attr[Ref]  `hcl:"application" plane:"shared" ref:"team" doc:"The team that answers for storage, expiry handling, logout and the revocation path."`
	Identity    Attr[Ref]  `hcl:"identity" plane:"shared" ref:"team" doc:"The team that answers for scopes, lifetimes, step-up, conditional access and enterprise revocation."`
	Attested    Attr[Date] `hcl:"attested" plane:"shared" doc:"The day on which both teams last confirmed it."`
}

// Vendor is the third party that made a tool.
type Vendor struct {
	Block
	Name     Attr[string] `hcl:"name" plane:"shared" doc:"The vendor or the project."`
	Contact  Attr[string] `hcl:"contact" plane:"shared" doc:"Where weaknesses are reported: an address or a page."`
	Reviewed Attr[Date]   `hcl:"reviewed" plane:"shared" doc:"The day on which the tool was last vetted."`
}

// LeakResponse says who acts when a token of the tool has leaked.
type LeakResponse struct {
	Block
	Team    Attr[Ref]      `hcl:"team" plane:"shared" ref:"team" doc:"The team that acts."`
	Contact Attr[string]   `hcl:"contact" plane:"shared" doc:"How to reach it at any hour: a rota, a number."`
	Runbook Attr[string]   `hcl:"runbook" plane:"shared" doc:"Where the steps are written down."`
	Within  Attr[Duration] `hcl:"within" plane:"shared" doc:"Longest time from the report of a leak until the token is revoked."`
}

// Storage says where the token lies.
type Storage struct {
	Block
	Model            Attr[string]   `hcl:"model" plane:"application" words:"none,memory,os_keychain,hardware,encrypted_file,plaintext_file,environment" doc:"Where the token lies."`
	Fallback         Attr[string]   `hcl:"fallback" plane:"application" words:"fail,memory,encrypted_file,plaintext_file" doc:"What happens where the declared store is missing."`
	Persistent       Attr[bool]     `hcl:"persistent" plane:"application" doc:"Whether the token survives a restart of the host."`
	BoundTo          Attr[string]   `hcl:"bound_to" plane:"application" words:"nothing,device,hardware" doc:"What the stored token is useless without."`
	PassedBy         Attr[[]string] `hcl:"passed_by" plane:"application" words:"stdin,file_descriptor,file,environment,argument" doc:"How the token is handed to other programs; an empty list when it never is."`
	ClientCredential Attr[string]   `hcl:"client_credential" plane:"application" words:"none,secret_manager,workload_identity,prompt,environment,config_file,repository,binary" doc:"Where the OAuth client's own credential comes from on this machine."`
}

// Expiry says what the CLI does when the token ends.
type Expiry struct {
	Block
	OnExpiry Attr[string]   `hcl:"on_expiry" plane:"application" words:"reauthenticate,refresh" doc:"What the CLI does when the access token has expired."`
	Leeway   Attr[Duration] `hcl:"leeway" plane:"application" doc:"Clock skew that the CLI tolerates when it judges an expiry."`
	WipeOn   Attr[[]string] `hcl:"wipe_on" plane:"application" words:"logout,expiry,device_change,policy_failure" doc:"Events on which the CLI erases the token from its store."`
}

// Revocation says how a token is made worthless before its time.
type Revocation struct {
	Block
	Endpoint Attr[string] `hcl:"endpoint" plane:"application" doc:"The revocation endpoint that the CLI calls (RFC 7009)."`
	OnLogout Attr[string] `hcl:"on_logout" plane:"application" words:"revoke_and_wipe,wipe,none" doc:"What logging out does."`
	Runbook  Attr[string] `hcl:"runbook" plane:"application" doc:"Where the steps for an emergency are written down."`
	Drilled  Attr[Date]   `hcl:"drilled" plane:"application" doc:"The day on which the path was last exercised; the ledger's own drills win over it."`
}

// Audit says which events the CLI records, and where they go.
type Audit struct {
	Block
	Events      Attr[[]string] `hcl:"events" plane:"application" words:"issuance,refresh,reuse,invalidation,step_up,logout" doc:"Events in a token's life that are recorded."`
	Sink        Attr[string]   `hcl:"sink" plane:"application" doc:"Where the events are sent."`
	TokenValues Attr[string]   `hcl:"token_values" plane:"application" words:"omitted,hashed,masked,plain" doc:"What becomes of token values in logs, traces and error reports."`
}
