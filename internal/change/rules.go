package change

import (
	"strings"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// ruleOf returns the rule of an attribute of a kind of block; nil for one that nobody listed. Each attribute that the
// schema knows is listed by name, so that a new one is thought about.
func ruleOf(kind schema.Kind, attribute string) rule {
	if attribute == Existence {
		return existenceRule(kind)
	}
	switch kind {
	case schema.KindSession:
		if r := sessionRule(attribute); r != nil {
			return r
		}
		return handlingRule(attribute)
	case schema.KindCLI:
		if r := cliRule(attribute); r != nil {
			return r
		}
		return handlingRule(attribute)
	case schema.KindClient:
		return sessionRule(attribute)
	case schema.KindIssuer:
		return issuerRule(attribute)
	case schema.KindTeam:
		return teamRule(attribute)
	case schema.KindException:
		return exceptionRule(attribute)
	case schema.KindPolicy:
		return overrideRule(attribute)
	case schema.KindWorkspace:
		return workspaceRule(attribute)
	case schema.KindDeliver:
		return neutral // where a document goes is neither more nor less
	case schema.KindProfile:
	}
	return nil
}

// existenceRule tells what a block more is: another way to hold a token, or to get around a policy, or neither.
func existenceRule(kind schema.Kind) rule {
	switch kind {
	case schema.KindIssuer, schema.KindCLI, schema.KindSession, schema.KindClient, schema.KindException:
		return exposes
	case schema.KindWorkspace, schema.KindTeam, schema.KindProfile, schema.KindPolicy, schema.KindDeliver:
	}
	return neutral
}

// sessionRule is of what only a session has.
func sessionRule(attribute string) rule {
	switch attribute {
	case "profile", "client_id", "issuer", "actor", "host", "environment", "scopes_reviewed", "client.secret":
		return neutral
	case "access_token_ttl", "idle_timeout", "max_lifetime", "reuse_grace", "device_code_ttl", "step_up.max_age", "revoke.within", "revoke.propagation":
		return limit
	case "grants", "scopes", "audience", "client.redirect_uris":
		return allows
	case "pkce", "conditions.managed_device":
		return protects
	case "conditions.networks":
		return networks
	case "step_up.scopes", "revoke.on":
		return guards
	case "sender_constraint":
		return strongest("dpop|mtls", "none")
	case "assurance":
		return strongest("aal3", "aal2", "aal1")
	case "refresh_token":
		return strongest("none", "rotating", "static")
	case "client.type":
		return strongest("confidential", "public")
	case "client.auth":
		return strongest("private_key_jwt", "client_secret_basic|client_secret_post", "none")
	}
	return nil
}

// handlingRule is of how a token is handled, which a CLI says for its sessions and a session for itself.
func handlingRule(attribute string) rule {
	switch attribute {
	case "storage.model":
		return strongest("hardware", "none|memory", "os_keychain", "encrypted_file", "plaintext_file|environment")
	case "storage.fallback":
		return strongest("fail", "memory", "encrypted_file", "plaintext_file")
	case "storage.persistent":
		return exposes
	case "storage.bound_to":
		return strongest("hardware", "device", "nothing")
	case "storage.passed_by":
		return allows
	case "storage.client_credential":
		return strongest("none|workload_identity", "secret_manager|prompt", "environment", "config_file", "repository|binary")
	case "expiry.on_expiry":
		return strongest("reauthenticate", "refresh")
	case "expiry.leeway":
		return limit
	case "expiry.wipe_on", "audit.events":
		return guards
	case "revocation.endpoint", "revocation.runbook", "audit.sink":
		return present
	case "revocation.on_logout":
		return strongest("revoke_and_wipe", "wipe", "none")
	case "audit.token_values":
		return strongest("omitted", "hashed", "masked", "plain")
	case "revocation.drilled":
		return neutral
	}
	return nil
}

// cliRule is of what only a CLI has.
func cliRule(attribute string) rule {
	switch attribute {
	case "title", "purpose", "repository", "vendor.name", "vendor.reviewed", "leak_response.team", "owners.attested":
		return neutral
	case "criticality": // a lower one asks for less
		return strongest("high", "moderate", "low")
	case "data":
		return strongest("restricted", "confidential", "internal", "public")
	case "vendor.contact", "leak_response.contact", "leak_response.runbook", "owners.application", "owners.identity":
		return present
	case "leak_response.within":
		return limit
	}
	return nil
}

// issuerRule is of issuers, whatever their type.
func issuerRule(attribute string) rule {
	switch attribute {
	case "type", "url", "kill_switch.tested",
		"auth.client_id", "auth.client_secret", "auth.token", "auth.username", "auth.password",
		"tenant", "config_file", "organization", "customer", "admin_url", "realm", "registration", "authorization_server", "namespace", "mount":
		return neutral
	case "owner", "kill_switch.runbook":
		return present
	case "kill_switch.reach":
		return guards
	}
	if name, ok := strings.CutPrefix(attribute, "realm_settings."); ok {
		return sessionRule(name)
	}
	return nil
}

func teamRule(attribute string) rule {
	switch attribute {
	case "title", "github":
		return neutral
	case "planes":
		return covers
	case "contact", "backup":
		return present
	}
	return nil
}

func exceptionRule(attribute string) rule {
	switch attribute {
	case "reason", "ticket", "requested_by", "renews", "approval":
		return neutral
	case "subject":
		return inside
	case "match", "policies":
		return covers
	case "compensating":
		return guards
	case "granted":
		return since
	case "expires", "revoked":
		return until
	}
	return nil
}

// overrideRule is of overrides. Where none sets the level, the policy's own holds; only mandatory is surely no weaker.
func overrideRule(attribute string) rule {
	if strings.HasPrefix(attribute, "parameters.") {
		return neutral
	}
	if attribute == "level" {
		return func(before, after setting.Value) setting.Direction {
			word := func(v setting.Value) setting.Value {
				if v.Managed() {
					return v
				}
				return setting.Text("own")
			}
			return strongest("mandatory", "own", "warning", "advisory")(word(before), word(after))
		}
	}
	return nil
}

func workspaceRule(attribute string) rule {
	switch attribute {
	case "name", "required_version", "organization", "frameworks", "governance.version", "governance.reviewed",
		"state.type", "state.path", "state.dsn":
		return neutral
	case "policies":
		return func(before, after setting.Value) setting.Direction {
			if !isList(before) || !isList(after) { // without a list the baseline judges
				return setting.Neutral
			}
			return guards(before, after)
		}
	case "governance.owner":
		return present
	}
	return nil
}
