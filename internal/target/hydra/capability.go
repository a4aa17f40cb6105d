package hydra

import (
	"math"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

const (
	apiEvidence    = "Ory Hydra, administration API: PUT /admin/clients/{id}"
	configEvidence = "Ory Hydra, reference of the configuration file"
)

// capabilities is what a Hydra of that version can do with a client, as data.
func capabilities(v version) setting.Capabilities {
	all := lifetimeCapabilities()
	all = append(all, clientCapabilities()...)
	all = append(all, grantCapabilities(v)...)
	return append(all, revocationCapabilities()...)
}

func lifetimeCapabilities() setting.Capabilities {
	longest := time.Duration(math.MaxInt64).Truncate(time.Second)
	return setting.Capabilities{
		{
			Knob: setting.AccessTokenTTL, Support: setting.Writable, Scope: setting.ScopeClient, Anchor: setting.FromIssue,
			Min: time.Second, Max: longest, Inherit: true,
			Instead:  "issues access tokens that end",
			Evidence: apiEvidence + ", *_access_token_lifespan of every grant; a change reaches tokens at the next refresh",
		},
		{
			Knob: setting.IdleTimeout, Support: setting.Writable, Scope: setting.ScopeClient, Anchor: setting.FromLastUse,
			Min: time.Second, Max: longest, Inherit: true,
			Instead:  "has refresh tokens without end in its configuration file alone (ttl.refresh_token)",
			Evidence: apiEvidence + ", *_refresh_token_lifespan: each refresh issues a token with the full lifespan",
		},
		{
			Knob: setting.MaxLifetime, Support: setting.Unsupported, Scope: setting.ScopeClient, Anchor: setting.FromAuthentication,
			Instead:  "has no absolute session limit: each refresh starts a new lifetime",
			Evidence: "measured with 2.3.0: a refreshed token has the full lifespan again",
		},
		{
			Knob: setting.RefreshRotation, Support: setting.Writable, Scope: setting.ScopeClient,
			Words: []string{rotationNone, rotationRotating}, Retroactive: true,
			Instead: "replaces the refresh token at each use",
			Evidence: apiEvidence + ", refresh_token in grant_types; a client gets refresh tokens only when its scopes hold " +
				"offline_access or offline, which custody does not add",
		},
		{
			Knob: setting.ReuseGrace, Support: setting.Unsupported, Scope: setting.ScopeServerFile,
			Instead:  "has one grace period for all clients, in its configuration file",
			Evidence: configEvidence + ": oauth2.grant.refresh_token.rotation_grace_period",
		},
	}
}

func clientCapabilities() setting.Capabilities {
	return setting.Capabilities{
		{
			Knob: setting.Scopes, Support: setting.Writable, Scope: setting.ScopeClient, Retroactive: true,
			Evidence: apiEvidence + ", scope; a refresh for a scope that was taken away fails",
		},
		{
			Knob: setting.Audience, Support: setting.Writable, Scope: setting.ScopeClient,
			Evidence: apiEvidence + ", audience",
		},
		{
			Knob: setting.PKCE, Support: setting.Unsupported, Scope: setting.ScopeServerFile,
			Instead:  "enforces PKCE for all clients or none, in its configuration file",
			Evidence: configEvidence + ": oauth2.pkce.enforced, oauth2.pkce.enforced_for_public_clients",
		},
		{
			Knob: setting.SenderConstraint, Support: setting.Writable, Scope: setting.ScopeClient, Words: []string{"none"},
			Instead:  "issues bearer tokens alone",
			Evidence: "Ory Hydra knows neither DPoP (RFC 9449) nor certificate-bound tokens (RFC 8705)",
		},
		{
			Knob: setting.ClientAuth, Support: setting.Writable, Scope: setting.ScopeClient, Words: authMethods(),
			Needs:    []string{"for private_key_jwt, the client's jwks or jwks_uri, registered at Hydra"},
			Evidence: apiEvidence + ", token_endpoint_auth_method",
		},
		{
			Knob: setting.RedirectURIs, Support: setting.Writable, Scope: setting.ScopeClient,
			Evidence: apiEvidence + ", redirect_uris",
		},
	}
}

func grantCapabilities(v version) setting.Capabilities {
	all := setting.Capabilities{{
		// Grant types that the language does not know: they can be taken away.
		Knob: setting.GrantPrefix + "*", Support: setting.Writable, Scope: setting.ScopeClient, Words: []string{"false"},
		Instead:  "stores any word as a grant type and grants nothing for it",
		Evidence: apiEvidence + ", grant_types",
	}}
	for _, g := range grants(v) {
		c := setting.Capability{
			Knob: setting.Grant(g.name), Support: setting.Writable, Scope: setting.ScopeClient, Retroactive: true,
			Evidence: apiEvidence + ", grant_types",
		}
		if g.wire == "" {
			c.Support, c.Retroactive = setting.Unsupported, false
			c.Instead = "has no such grant"
			c.Evidence = "Ory Hydra, list of grants in its documentation"
		}
		if g.name == "device_code" {
			c.Needs = []string{"Hydra v25.4 or later" + v.String()}
			if g.wire == "" {
				c.Instead = "has no device authorization grant before v25.4"
			}
		}
		all = append(all, c)
	}
	return all
}

func revocationCapabilities() setting.Capabilities {
	return setting.Capabilities{
		{
			Knob: setting.RevokeClient, Support: setting.ReadOnly, Scope: setting.ScopeClient, Retroactive: true,
			Instead:  "ends a client's access tokens alone: its refresh tokens stay alive and mint new ones",
			Evidence: "Ory Hydra, administration API: DELETE /admin/oauth2/tokens?client_id=, measured with 2.3.0",
		},
		{
			Knob: setting.RevokeUser, Support: setting.ReadOnly, Scope: setting.ScopeTenant, Retroactive: true,
			Instead:  "ends a user's access and refresh tokens with the user's consent sessions, not with the login session",
			Evidence: "Ory Hydra, administration API: DELETE /admin/oauth2/auth/sessions/consent?subject=, measured with 2.3.0",
		},
	}
}

// Capabilities is what every supported Hydra can do with a client, for those who ask without having one at hand.
func Capabilities() setting.Capabilities { return capabilities(version{}) }
