package schema

// Issuer is what mints tokens: an OAuth authorization server or an identity provider.
type Issuer struct {
	Block
	Type       string       // the first label: one of [IssuerTypes]
	Owner      Attr[Ref]    `hcl:"owner" plane:"shared" ref:"team" doc:"The team that runs the issuer and answers for it."`
	URL        Attr[string] `hcl:"url" plane:"identity" doc:"Base URL of the issuer, without a trailing path of one endpoint."`
	Auth       Auth         `hcl:"auth,block" plane:"identity" doc:"How custody itself authenticates at the issuer's administration API."`
	KillSwitch KillSwitch   `hcl:"kill_switch,block" plane:"identity" doc:"How the identity team ends sessions by itself, without the CLI."`
	// Config holds the attributes of this type of issuer alone: the value that its [IssuerType] made, filled in.
	Config any
}

// KillSwitch is the identity team's own way to end sessions.
type KillSwitch struct {
	Block
	Reach   Attr[[]string] `hcl:"reach" plane:"identity" words:"user,client,tenant" doc:"What can be ended at one stroke: all sessions of a user, of a client, of the whole tenant."`
	Runbook Attr[string]   `hcl:"runbook" plane:"identity" doc:"Where the steps are written down."`
	Tested  Attr[Date]     `hcl:"tested" plane:"identity" doc:"The day on which it was last tried."`
}

// Auth is how custody authenticates at an issuer. All secrets in it are references.
type Auth struct {
	Block
	ClientID     Attr[string] `hcl:"client_id" plane:"identity" doc:"Client identifier of custody's own client."`
	ClientSecret Attr[Secret] `hcl:"client_secret" plane:"identity" doc:"Its secret, as env(\"NAME\")."`
	Token        Attr[Secret] `hcl:"token" plane:"identity" doc:"A bearer token instead of a client, as env(\"NAME\")."`
	Username     Attr[string] `hcl:"username" plane:"identity" doc:"User name for HTTP basic authentication in front of the API."`
	Password     Attr[Secret] `hcl:"password" plane:"identity" doc:"Its password, as env(\"NAME\")."`
}

// IssuerType is one kind of issuer that the language knows, whether or not custody has a driver for it.
type IssuerType struct {
	Name  string // the first label of an issuer block
	Title string
	// New returns a pointer to an empty struct for the attributes of this type alone.
	New func() any
}

// IssuerTypes lists the kinds of issuer, sorted by name.
func IssuerTypes() []IssuerType {
	return []IssuerType{
		{Name: "auth0", Title: "Auth0", New: func() any { return new(Auth0) }},
		{Name: "dex", Title: "Dex", New: func() any { return new(Dex) }},
		{Name: "entra", Title: "Microsoft Entra ID", New: func() any { return new(Entra) }},
		{Name: "github", Title: "GitHub", New: func() any { return new(GitHub) }},
		{Name: "google", Title: "Google Workspace and Cloud", New: func() any { return new(Google) }},
		{Name: "hydra", Title: "Ory Hydra", New: func() any { return new(Hydra) }},
		{Name: "keycloak", Title: "Keycloak", New: func() any { return new(Keycloak) }},
		{Name: "oidc", Title: "any OpenID Connect provider", New: func() any { return new(OIDC) }},
		{Name: "okta", Title: "Okta", New: func() any { return new(Okta) }},
		{Name: "vault", Title: "HashiCorp Vault and OpenBao", New: func() any { return new(Vault) }},
	}
}

// RealmSettings are settings wider than one client. They are managed where this block stands, and only there.
type RealmSettings struct {
	Block
	AccessTokenTTL Attr[Lifetime] `hcl:"access_token_ttl" plane:"identity" doc:"Default life of an access token."`
	IdleTimeout    Attr[Lifetime] `hcl:"idle_timeout" plane:"identity" doc:"Longest time without use, of every session."`
	MaxLifetime    Attr[Lifetime] `hcl:"max_lifetime" plane:"identity" doc:"Longest life of every session."`
	RefreshToken   Attr[string]   `hcl:"refresh_token" plane:"identity" words:"none,rotating,static" doc:"Whether each use of a refresh token replaces it."`
}
