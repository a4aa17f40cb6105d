package schema

import "time"

// Duration is a length of time in whole seconds.
type Duration = time.Duration

// Session is one context in which a CLI holds a token: who acts, on what host, under which lifetimes.
type Session struct {
	Block
	Profile         Attr[Ref]    `hcl:"profile" plane:"identity" ref:"profile" enforce:"declared" doc:"The profile that fills what the session leaves unset."`
	ClientID        Attr[string] `hcl:"client_id" plane:"identity" enforce:"declared" doc:"The OAuth client identifier (RFC 6749 section 2.2); it names the target at the issuer."`
	SessionSettings `hcl:",group"`
}

// Profile is a reusable set of session attributes.
type Profile struct {
	Block
	SessionSettings `hcl:",group"`
}

// SessionSettings are the attributes that a session and a profile share.
type SessionSettings struct {
	Issuer           Attr[Ref]      `hcl:"issuer" plane:"identity" ref:"issuer" enforce:"declared" doc:"What mints the token."`
	Actor            Attr[string]   `hcl:"actor" plane:"identity" words:"human,automation,ai_agent" enforce:"declared" doc:"Who acts with the token."`
	Host             Attr[string]   `hcl:"host" plane:"identity" words:"personal,shared,build_agent,ephemeral_runner,server" enforce:"declared" doc:"The kind of machine on which the token lies."`
	Environment      Attr[string]   `hcl:"environment" plane:"identity" words:"production,staging,test,development" enforce:"declared" doc:"What the session can reach: the real thing, or one of its rehearsals."`
	Grants           Attr[[]string] `hcl:"grants" plane:"identity" words:"authorization_code,device_code,client_credentials,token_exchange,jwt_bearer,implicit,password,static_token" enforce:"knob:grant.*" doc:"How the CLI may obtain a token: OAuth grants, and static_token for a token that a person creates and pastes."`
	DeviceCodeTTL    Attr[Duration] `hcl:"device_code_ttl" plane:"identity" enforce:"declared" doc:"How long a device code and its user code wait for the person (RFC 8628 section 3.2)."`
	PKCE             Attr[bool]     `hcl:"pkce" plane:"identity" enforce:"knob:pkce" doc:"Whether the issuer requires a code challenge (RFC 7636)."`
	Scopes           Attr[[]string] `hcl:"scopes" plane:"identity" enforce:"knob:scopes" doc:"The scopes that the client may ask for."`
	ScopesReviewed   Attr[Date]     `hcl:"scopes_reviewed" plane:"identity" enforce:"declared" doc:"The day on which the identity team last looked whether every scope is still needed."`
	Audience         Attr[[]string] `hcl:"audience" plane:"identity" enforce:"knob:audience" doc:"The resource servers that may accept the token."`
	SenderConstraint Attr[string]   `hcl:"sender_constraint" plane:"identity" words:"none,dpop,mtls" enforce:"knob:sender_constraint" doc:"What proves that the sender is the holder: DPoP (RFC 9449) or mutual TLS (RFC 8705)."`
	Assurance        Attr[string]   `hcl:"assurance" plane:"identity" words:"aal1,aal2,aal3" enforce:"declared" doc:"Authentication assurance level that the session was opened with (SP 800-63B-4)."`
	AccessTokenTTL   Attr[Lifetime] `hcl:"access_token_ttl" plane:"identity" enforce:"knob:access_token_ttl" doc:"How long an access token lives, from its issue."`
	IdleTimeout      Attr[Lifetime] `hcl:"idle_timeout" plane:"identity" enforce:"knob:idle_timeout" doc:"How long a session lives without use."`
	MaxLifetime      Attr[Lifetime] `hcl:"max_lifetime" plane:"identity" enforce:"knob:max_lifetime" doc:"How long a session lives in all, from the authentication."`
	RefreshToken     Attr[string]   `hcl:"refresh_token" plane:"identity" words:"none,rotating,static" enforce:"knob:refresh_rotation" doc:"Whether refresh tokens are issued, and whether each use replaces them."`
	ReuseGrace       Attr[Duration] `hcl:"reuse_grace" plane:"identity" enforce:"knob:reuse_grace" doc:"How long a replaced refresh token is still accepted."`

	Client     Client     `hcl:"client,block" plane:"identity" doc:"The OAuth client's registration."`
	StepUp     StepUp     `hcl:"step_up,block" plane:"identity" doc:"When the CLI must ask for a fresh authentication (RFC 9470)."`
	Conditions Conditions `hcl:"conditions,block" plane:"identity" doc:"Conditional access."`
	Revoke     Revoke     `hcl:"revoke,block" plane:"identity" doc:"When the identity team ends sessions, and how fast."`

	Storage    Storage    `hcl:"storage,block" plane:"application" doc:"Storage in this context; attribute by attribute it wins over the CLI's own."`
	Expiry     Expiry     `hcl:"expiry,block" plane:"application" doc:"Expiry handling in this context; attribute by attribute it wins over the CLI's own."`
	Revocation Revocation `hcl:"revocation,block" plane:"application" doc:"Revocation in this context; attribute by attribute it wins over the CLI's own."`
	Audit      Audit      `hcl:"audit,block" plane:"application" doc:"Audit events in this context; attribute by attribute they win over the CLI's own."`
}

// Client is the registration of the session's OAuth client.
type Client struct {
	Block
	Type         Attr[string]   `hcl:"type" plane:"identity" words:"public,confidential" enforce:"declared" doc:"Whether the client can keep a secret (RFC 6749 section 2.1)."`
	Auth         Attr[string]   `hcl:"auth" plane:"identity" words:"none,private_key_jwt,client_secret_basic,client_secret_post" enforce:"knob:client.auth" doc:"How the client authenticates at the token endpoint."`
	RedirectURIs Attr[[]string] `hcl:"redirect_uris" plane:"identity" enforce:"knob:client.redirect_uris" doc:"Where the issuer may send the browser back to (RFC 8252 section 7.3 for loopback)."`
	Secret       Attr[Secret]   `hcl:"secret" plane:"identity" enforce:"declared" doc:"Confidential clients only: env(\"NAME\"). Sent when the client is created, never read back, compared or stored."`
}

// StepUp says when a fresh authentication is needed.
type StepUp struct {
	Block
	Scopes Attr[[]string] `hcl:"scopes" plane:"identity" enforce:"cli" doc:"Scopes whose use needs a fresh authentication."`
	MaxAge Attr[Duration] `hcl:"max_age" plane:"identity" enforce:"cli" doc:"How old that authentication may be."`
}

// Conditions is the conditional access that a session is under.
type Conditions struct {
	Block
	ManagedDevice Attr[bool]     `hcl:"managed_device" plane:"identity" enforce:"cli" doc:"Whether the host must be managed by the organization."`
	Networks      Attr[[]string] `hcl:"networks" plane:"identity" enforce:"cli" doc:"Networks in CIDR notation from which the session may be used."`
}

// Revoke says when the identity team ends sessions.
type Revoke struct {
	Block
	On          Attr[[]string] `hcl:"on" plane:"identity" words:"offboarding,role_change,device_loss,credential_compromise" enforce:"declared" doc:"Events on which sessions are ended by the organization."`
	Within      Attr[Duration] `hcl:"within" plane:"identity" enforce:"declared" doc:"Time within which that is done."`
	Propagation Attr[Duration] `hcl:"propagation" plane:"identity" enforce:"declared" doc:"Longest time for which a resource server still accepts an access token whose grant was revoked: that of its introspection cache (RFC 7662) or of its event stream (CAEP session-revoked)."`
}
