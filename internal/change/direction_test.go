package change

import (
	"reflect"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Every attribute that the schema knows has a rule, if only that its values can not tell.
func TestEveryAttributeHasARule(t *testing.T) {
	kinds := []struct {
		kind schema.Kind
		t    reflect.Type
	}{
		{schema.KindWorkspace, reflect.TypeFor[schema.Workspace]()},
		{schema.KindTeam, reflect.TypeFor[schema.Team]()},
		{schema.KindIssuer, reflect.TypeFor[schema.Issuer]()},
		{schema.KindCLI, reflect.TypeFor[schema.CLI]()},
		{schema.KindSession, reflect.TypeFor[schema.Session]()},
		{schema.KindException, reflect.TypeFor[schema.Exception]()},
		{schema.KindPolicy, reflect.TypeFor[schema.Override]()},
	}
	for _, i := range schema.IssuerTypes() {
		kinds = append(kinds, struct {
			kind schema.Kind
			t    reflect.Type
		}{schema.KindIssuer, reflect.TypeOf(i.New()).Elem()})
	}
	seen := 0
	for _, k := range kinds {
		for _, a := range setting.Attributes(k.t) {
			seen++
			if ruleOf(k.kind, a.Path) == nil {
				t.Errorf("%s of a %s has no rule: say which way its values lead, or list it as neutral", a.Path, k.kind)
			}
		}
		if ruleOf(k.kind, "no_such_attribute") != nil {
			t.Errorf("an attribute that a %s does not have has a rule", k.kind)
		}
	}
	for _, a := range setting.Attributes(reflect.TypeFor[schema.State]()) {
		if ruleOf(schema.KindWorkspace, "state."+a.Path) == nil {
			t.Errorf("state.%s has no rule", a.Path)
		}
	}
	if seen < 100 {
		t.Errorf("%d attributes were seen; the schema has more", seen)
	}
}

// Words that have an order all stand in it: one that the schema gains later would rank with the weakest until it is put
// where it belongs.
func TestEveryWordHasARank(t *testing.T) {
	weakest := map[string]int{
		"sender_constraint": 1, "assurance": 1, "refresh_token": 1, "client.type": 1, "client.auth": 1, "criticality": 1, "data": 1,
		"storage.model": 2, "storage.fallback": 1, "storage.bound_to": 1, "storage.client_credential": 2, "expiry.on_expiry": 1,
		"revocation.on_logout": 1, "audit.token_values": 1,
	}
	seen := map[string]bool{}
	kinds := map[schema.Kind]reflect.Type{schema.KindSession: reflect.TypeFor[schema.Session](), schema.KindCLI: reflect.TypeFor[schema.CLI]()}
	for kind, of := range kinds {
		for _, a := range setting.Attributes(of) {
			want, ordered := weakest[a.Path]
			if !ordered {
				continue
			}
			seen[a.Path] = true
			last := 0
			for _, word := range a.Words {
				last += truth(ruleOf(kind, a.Path)(setting.Text("no such word"), setting.Text(word)) == setting.Neutral)
			}
			if last != want {
				t.Errorf("%s: %d of its words rank last, want %d", a.Path, last, want)
			}
		}
	}
	if len(seen) != len(weakest) {
		t.Errorf("of the attributes %v only %v are in the schema", weakest, seen)
	}
}

func TestDirection(t *testing.T) {
	const (
		w, n, o = setting.Widens, setting.Narrows, setting.Neutral
	)
	var (
		unset              = setting.Value{}
		short, long        = setting.Duration(time.Minute), setting.Duration(time.Hour)
		inherit, unlimited = setting.Default(), setting.Forever()
		text, list         = setting.Text, setting.List
		on, off            = setting.Bool(true), setting.Bool(false)
	)
	session, cli, exception := schema.KindSession, schema.KindCLI, schema.KindException
	for _, c := range []struct {
		kind          schema.Kind
		attribute     string
		before, after setting.Value
		want, back    setting.Direction
	}{
		{session, "access_token_ttl", short, long, w, n},
		{session, "access_token_ttl", short, inherit, w, n},
		{session, "access_token_ttl", short, unset, w, n},
		{session, "access_token_ttl", short, unlimited, w, n},
		{session, "access_token_ttl", inherit, unlimited, w, n},
		{session, "access_token_ttl", unset, unlimited, w, n},
		{session, "access_token_ttl", unset, inherit, o, o},
		{session, "access_token_ttl", setting.Mixed("1m, 1h"), long, n, w},
		{session, "idle_timeout", short, long, w, n},
		{session, "max_lifetime", short, long, w, n},
		{session, "reuse_grace", short, long, w, n},
		{session, "step_up.max_age", short, unset, w, n},
		{session, "revoke.within", short, long, w, n},
		{session, "revoke.propagation", short, long, w, n},
		{session, "scopes", list("a"), list("a", "b"), w, n},
		{session, "scopes", list("a"), list("b"), w, w},
		{session, "scopes", list("a"), unset, w, n},
		{session, "scopes", list(), unset, w, n},
		{session, "scopes", list(), list("a"), w, n},
		{session, "scopes", inherit, unset, o, o},
		{session, "grants", list("authorization_code"), list("authorization_code", "password"), w, n},
		{session, "audience", list("a"), list(), n, w},
		{session, "client.redirect_uris", list("a"), list("a", "b"), w, n},
		{session, "client.type", text("confidential"), text("public"), w, n},
		{session, "client.auth", text("private_key_jwt"), text("client_secret_post"), w, n},
		{session, "client.auth", text("client_secret_basic"), text("client_secret_post"), o, o},
		{session, "client.auth", text("client_secret_basic"), text("none"), w, n},
		{session, "conditions.networks", list("10.0.0.0/8"), unset, w, n},
		{session, "conditions.networks", list(), unset, w, n},
		{session, "conditions.networks", list("10.1.0.0/16"), list("10.0.0.0/8"), w, n},
		{session, "conditions.networks", list("10.0.0.0/8", "10.1.0.0/16"), list("10.0.0.0/8"), o, o},
		{session, "conditions.networks", list("10.0.0.0/8"), list("11.0.0.0/8"), w, w},
		{session, "conditions.networks", list("fd00::/8"), list("::/0"), w, n},
		{session, "conditions.networks", list("0.0.0.0/0"), list("::/0"), w, w},
		{session, "conditions.networks", list("office"), list("office", "home"), w, n},
		{session, "conditions.managed_device", on, off, w, n},
		{session, "conditions.managed_device", on, unset, w, n},
		{session, "conditions.managed_device", off, unset, o, o},
		{session, "pkce", on, off, w, n},
		{session, "sender_constraint", text("dpop"), text("none"), w, n},
		{session, "sender_constraint", text("dpop"), text("mtls"), o, o},
		{session, "sender_constraint", text("none"), unset, o, o},
		{session, "assurance", text("aal3"), text("aal2"), w, n},
		{session, "assurance", text("aal2"), text("aal1"), w, n},
		{session, "refresh_token", text("none"), text("rotating"), w, n},
		{session, "refresh_token", text("rotating"), text("static"), w, n},
		{session, "step_up.scopes", list("a", "b"), list("a"), w, n},
		{session, "step_up.scopes", list("a"), unset, w, n},
		{session, "step_up.scopes", list(), unset, o, o},
		{session, "revoke.on", list("offboarding"), list("role_change"), w, w},
		{session, "storage.model", text("hardware"), text("memory"), w, n},
		{session, "storage.model", text("memory"), text("os_keychain"), w, n},
		{session, "storage.model", text("os_keychain"), text("encrypted_file"), w, n},
		{session, "storage.model", text("encrypted_file"), text("plaintext_file"), w, n},
		{session, "storage.model", text("environment"), text("plaintext_file"), o, o},
		{session, "storage.model", text("os_keychain"), unset, w, n},
		{session, "storage.fallback", text("fail"), text("memory"), w, n},
		{session, "storage.fallback", text("memory"), text("plaintext_file"), w, n},
		{session, "storage.persistent", off, on, w, n},
		{session, "storage.persistent", off, unset, w, n},
		{session, "storage.persistent", on, unset, o, o},
		{session, "storage.bound_to", text("hardware"), text("device"), w, n},
		{session, "storage.passed_by", list("stdin"), list("stdin", "argument"), w, n},
		{session, "storage.client_credential", text("secret_manager"), text("config_file"), w, n},
		{session, "expiry.on_expiry", text("reauthenticate"), text("refresh"), w, n},
		{session, "expiry.leeway", short, long, w, n},
		{session, "expiry.wipe_on", list("logout", "expiry"), list("logout"), w, n},
		{session, "audit.events", list("reuse"), list(), w, n},
		{session, "audit.sink", text("https://a"), unset, w, n},
		{session, "audit.sink", text("https://a"), text(""), w, n},
		{session, "audit.sink", text("https://a"), text("https://b"), o, o},
		{session, "audit.token_values", text("masked"), text("plain"), w, n},
		{session, "revocation.endpoint", text("https://a"), unset, w, n},
		{session, "revocation.runbook", text("https://a"), unset, w, n},
		{session, "revocation.on_logout", text("revoke_and_wipe"), text("wipe"), w, n},
		{session, "revocation.on_logout", text("wipe"), text("none"), w, n},
		{session, "revocation.drilled", text("2026-01-01"), unset, o, o},
		{session, "host", text("personal"), text("shared"), o, o},
		{session, Existence, off, on, w, n},
		{cli, "storage.model", text("os_keychain"), text("plaintext_file"), w, n},
		{cli, "criticality", text("high"), text("moderate"), w, n},
		{cli, "data", text("restricted"), text("public"), w, n},
		{cli, "title", text("a"), text("b"), o, o},
		{cli, "leak_response.within", short, long, w, n},
		{cli, "owners.identity", text("team.a"), unset, w, n},
		{cli, "owners.identity", text("team.a"), text("team.b"), o, o},
		{schema.KindIssuer, "realm_settings.max_lifetime", short, long, w, n},
		{schema.KindIssuer, "kill_switch.reach", list("user", "client"), list("user"), w, n},
		{schema.KindTeam, "planes", list("identity"), list("governance", "identity"), w, n},
		{schema.KindTeam, Existence, off, on, o, o},
		{exception, "subject", text("cli.a.session.b"), text("cli.a"), w, n},
		{exception, "subject", text("cli.a"), text("cli.b"), w, w},
		{exception, "subject", text("cli.a"), unset, n, w},
		{exception, "match", unset, list("cli.*"), w, n},
		{exception, "policies", list("p"), list("p", "q"), w, n},
		{exception, "compensating", list("a"), list(), w, n},
		{exception, "granted", text("2026-02-01"), text("2026-01-01"), w, n},
		{exception, "expires", text("2026-02-01"), text("2026-03-01"), w, n},
		{exception, "revoked", text("2026-02-01"), unset, w, n},
		{exception, Existence, off, on, w, n},
		{schema.KindPolicy, "level", text("mandatory"), unset, w, n},
		{schema.KindPolicy, "level", unset, text("warning"), w, n},
		{schema.KindPolicy, "level", text("warning"), text("advisory"), w, n},
		{schema.KindWorkspace, "policies", list("a", "b"), list("a"), w, n},
		{schema.KindWorkspace, "policies", list("a"), unset, o, o},
		{schema.KindWorkspace, "governance.owner", text("team.a"), unset, w, n},
	} {
		subject := schema.NewAddress(c.kind, "x")
		if c.kind == session {
			subject = schema.NewAddress(cli, "x").Inner(session, "s")
		}
		for _, way := range []struct {
			from, to setting.Value
			want     setting.Direction
		}{{c.before, c.after, c.want}, {c.after, c.before, c.back}} {
			d := setting.Difference{Subject: subject, Attribute: c.attribute, Before: way.from, After: way.to, Action: setting.BlockUpdate}
			if got := Direction(&d); got != way.want {
				t.Errorf("%s of a %s from %s to %s %s, want %s", c.attribute, c.kind, way.from, way.to, got, way.want)
			}
		}
	}
}
