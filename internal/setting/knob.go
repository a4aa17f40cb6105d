package setting

import "strings"

// Knob names one setting. The knobs of an issuer's client are the constants below; those of a CLI's session policy
// document are its paths, such as storage.model or sessions.ci.access_token_ttl.
type Knob string

// The knobs of a client at an issuer.
const (
	AccessTokenTTL   Knob = "access_token_ttl"
	IdleTimeout      Knob = "idle_timeout"
	MaxLifetime      Knob = "max_lifetime"
	RefreshRotation  Knob = "refresh_rotation" // none, rotating, static
	ReuseGrace       Knob = "reuse_grace"
	Scopes           Knob = "scopes"
	Audience         Knob = "audience"
	PKCE             Knob = "pkce"
	SenderConstraint Knob = "sender_constraint" // none, dpop, mtls
	ClientAuth       Knob = "client.auth"       // none, private_key_jwt, client_secret_basic, client_secret_post
	RedirectURIs     Knob = "client.redirect_uris"
	RevokeClient     Knob = "revoke.client"
	RevokeUser       Knob = "revoke.user"
)

// GrantPrefix begins the knob of each OAuth grant: grant.authorization_code and so on, a bool each.
const GrantPrefix = "grant."

// Grant returns the knob of an OAuth grant.
func Grant(name string) Knob { return Knob(GrantPrefix + name) }

// IsGrant returns the grant's name when the knob is one of an OAuth grant.
func (k Knob) IsGrant() (string, bool) { return strings.CutPrefix(string(k), GrantPrefix) }
