package hydra

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

func parse(t *testing.T, body string) client {
	t.Helper()
	var c client
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestObserveLifespan(t *testing.T) {
	tests := []struct {
		wire string
		want setting.Value
		bad  bool
	}{
		{wire: `null`, want: setting.Default()},
		{wire: `"15m0s"`, want: setting.Duration(15 * time.Minute)},
		{wire: `"15m"`, want: setting.Duration(15 * time.Minute)},
		{wire: `"1h30m0s"`, want: setting.Duration(90 * time.Minute)},
		{wire: `"1.5h"`, want: setting.Duration(90 * time.Minute)},
		{wire: `"720h0m0s"`, want: setting.Duration(720 * time.Hour)},
		{wire: `"1ns"`, want: setting.Duration(1)},
		{wire: `"0s"`, want: setting.Duration(0)},
		{wire: `"-1s"`, want: setting.Duration(-time.Second)},
		{wire: `"2562047h47m16.854775807s"`, want: setting.Duration(math.MaxInt64)},
		{wire: `90`, bad: true},
		{wire: `"90"`, bad: true},
		{wire: `"1d"`, bad: true},
		{wire: `true`, bad: true},
	}
	for _, test := range tests {
		c := parse(t, `{"implicit_grant_access_token_lifespan":`+test.wire+`}`)
		got, err := c.observeLifespans(accessLifespans())
		if (err != nil) != test.bad || !got.Equal(test.want) {
			t.Errorf("%s: got %s, %v; want %s", test.wire, got, err, test.want)
		}
	}
}

func TestObserveLifespansOfEveryGrant(t *testing.T) {
	const same = `{"authorization_code_grant_access_token_lifespan":"1h0m0s","refresh_token_grant_access_token_lifespan":"60m",` +
		`"client_credentials_grant_access_token_lifespan":"1h","implicit_grant_access_token_lifespan":"3600s",` +
		`"jwt_bearer_grant_access_token_lifespan":LAST}`
	tests := []struct{ last, want string }{
		{`"1h"`, "1h"},
		{`null`, "authorization_code 1h, refresh_token 1h, client_credentials 1h, implicit 1h, jwt_bearer inherit"},
		{`"0s"`, "authorization_code 1h, refresh_token 1h, client_credentials 1h, implicit 1h, jwt_bearer 0s"},
		{
			`"1h","device_authorization_grant_access_token_lifespan":null`,
			"authorization_code 1h, refresh_token 1h, client_credentials 1h, implicit 1h, jwt_bearer 1h, device_code inherit",
		},
	}
	for _, test := range tests {
		got, err := parse(t, strings.Replace(same, "LAST", test.last, 1)).observeLifespans(accessLifespans())
		if err != nil || got.String() != test.want {
			t.Errorf("got %s, %v; want %s", got, err, test.want)
		}
	}
	if got, err := parse(t, `{}`).observeLifespans(refreshLifespans()); err != nil || got.State != setting.Inherit {
		t.Errorf("without any: got %s, %v", got, err)
	}
}

// TestLifespanRoundTrip proves that what is written is what is read, for the bounds that the capability promises.
func TestLifespanRoundTrip(t *testing.T) {
	for _, c := range lifetimeCapabilities() {
		if c.Support != setting.Writable || c.Anchor == setting.AnchorNone {
			continue
		}
		for _, d := range []time.Duration{c.Min, time.Minute, 90 * time.Minute, 36500 * 24 * time.Hour, c.Max} {
			x := client{}
			if err := x.hold(setting.NewSet(setting.Setting{Knob: c.Knob, Value: setting.Duration(d)}), version{}); err != nil {
				t.Errorf("%s = %s: %v", c.Knob, d, err)
			}
			got, err := x.settings(version{})
			if err != nil || !got.Get(c.Knob).Equal(setting.Duration(d)) {
				t.Errorf("%s: wrote %s, read %s, %v", c.Knob, d, got.Get(c.Knob), err)
			}
		}
	}
}

func TestSettingsOfAClient(t *testing.T) {
	c := parse(t, `{"client_id":"a","grant_types":["refresh_token","urn:ietf:params:oauth:grant-type:jwt-bearer","nonsense","password"],
		"scope":" read  write read","audience":null,"redirect_uris":["http://b","http://a"],"metadata":{}}`)
	got, err := c.settings(version{})
	if err != nil {
		t.Fatal(err)
	}
	want := setting.NewSet(
		setting.Setting{Knob: setting.AccessTokenTTL, Value: setting.Default()},
		setting.Setting{Knob: setting.IdleTimeout, Value: setting.Default()},
		setting.Setting{Knob: setting.RefreshRotation, Value: setting.Text("rotating")},
		setting.Setting{Knob: setting.Scopes, Value: setting.List("read", "write")},
		setting.Setting{Knob: setting.Audience, Value: setting.List()},
		setting.Setting{Knob: setting.RedirectURIs, Value: setting.List("http://a", "http://b")},
		setting.Setting{Knob: setting.ClientAuth, Value: setting.Text("client_secret_basic")},
		setting.Setting{Knob: setting.SenderConstraint, Value: setting.Text("none")},
		setting.Setting{Knob: "grant.authorization_code", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.client_credentials", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.device_code", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.implicit", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.jwt_bearer", Value: setting.Bool(true)},
		setting.Setting{Knob: "grant.nonsense", Value: setting.Bool(true)},
		setting.Setting{Knob: "grant.other:password", Value: setting.Bool(true)},
		setting.Setting{Knob: "grant.password", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.static_token", Value: setting.Bool(false)},
		setting.Setting{Knob: "grant.token_exchange", Value: setting.Bool(false)},
	)
	if !got.Equal(want) {
		t.Errorf("settings:\n%s", cmp.Diff(want, got))
	}
}

func TestEmptyGrantTypesMeanAuthorizationCode(t *testing.T) {
	for _, body := range []string{`{}`, `{"grant_types":null}`, `{"grant_types":[]}`} {
		got, err := parse(t, body).settings(version{})
		if err != nil || !got.Get("grant.authorization_code").Bool {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
}

func TestGrantsOfTheLanguage(t *testing.T) {
	for _, f := range schema.Describe(reflect.TypeFor[schema.SessionSettings]()) {
		if f.Name != "grants" {
			continue
		}
		var names []string
		for _, g := range grants(version{}) {
			names = append(names, g.name)
		}
		want := slices.Sorted(slices.Values(f.Words))
		if len(want) == 0 || !slices.Equal(names, want) {
			t.Errorf("the driver knows the grants %v, the language %v", names, want)
		}
		return
	}
	t.Fatal("the language has no grants")
}

func TestHoldGrants(t *testing.T) {
	on := func(knob string) setting.Setting {
		return setting.Setting{Knob: setting.Knob(knob), Value: setting.Bool(true)}
	}
	off := func(knob string) setting.Setting {
		return setting.Setting{Knob: setting.Knob(knob), Value: setting.Bool(false)}
	}
	rotation := func(word string) setting.Setting {
		return setting.Setting{Knob: setting.RefreshRotation, Value: setting.Text(word)}
	}
	tests := []struct {
		name, client   string
		version        string
		set            []setting.Setting
		grants, result string // as JSON
	}{
		{name: "nothing named", client: `{"grant_types":["implicit"]}`, grants: `["implicit"]`, result: `null`},
		{
			name: "order of others is kept", client: `{"grant_types":["refresh_token","authorization_code"],"response_types":["code"]}`,
			set: []setting.Setting{on("grant.authorization_code")}, grants: `["refresh_token","authorization_code"]`, result: `["code"]`,
		},
		{name: "new client", client: `{}`, set: []setting.Setting{on("grant.client_credentials")}, grants: `["client_credentials"]`, result: `null`},
		{
			name: "implied grant stays", client: `{"grant_types":[]}`, set: []setting.Setting{on("grant.client_credentials")},
			grants: `["authorization_code","client_credentials"]`, result: `["code"]`,
		},
		{
			name: "response types follow", client: `{"grant_types":["authorization_code"],"response_types":["code","code id_token"]}`,
			set:    []setting.Setting{on("grant.implicit"), off("grant.authorization_code")},
			grants: `["implicit"]`, result: `["token"]`,
		},
		{
			name: "response types of both", client: `{"grant_types":["authorization_code","implicit"],"response_types":["code id_token","code","token"]}`,
			set: []setting.Setting{rotation("rotating")}, grants: `["authorization_code","implicit","refresh_token"]`,
			result: `["code id_token","code","token"]`,
		},
		{
			name: "refresh tokens go", client: `{"grant_types":["authorization_code","refresh_token"]}`,
			set: []setting.Setting{rotation("none")}, grants: `["authorization_code"]`, result: `["code"]`,
		},
		{
			name: "grants without meaning go", client: `{"grant_types":["client_credentials","nonsense","password"]}`,
			set: []setting.Setting{off("grant.nonsense"), off("grant.other:password")}, grants: `["client_credentials"]`, result: `null`,
		},
		{
			name: "device grant before v25.4 has no meaning", client: `{"grant_types":["client_credentials","urn:ietf:params:oauth:grant-type:device_code"]}`,
			version: "v2.3.0", set: []setting.Setting{off("grant.device_code"), off("grant.urn:ietf:params:oauth:grant-type:device_code")},
			grants: `["client_credentials"]`, result: `null`,
		},
		{
			name: "device grant", client: `{}`, version: "v25.4.0", set: []setting.Setting{on("grant.device_code")},
			grants: `["urn:ietf:params:oauth:grant-type:device_code"]`, result: `null`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, test.client)
			if err := c.hold(setting.NewSet(test.set...), parseVersion(test.version)); err != nil {
				t.Fatal(err)
			}
			if got := string(c["grant_types"]); got != test.grants {
				t.Errorf("grant_types: got %s, want %s", got, test.grants)
			}
			got := string(c["response_types"])
			if test.result == "null" && (got == "" || got == "[]") {
				return
			}
			if got != test.result {
				t.Errorf("response_types: got %s, want %s", got, test.result)
			}
		})
	}
}

func TestHoldRefuses(t *testing.T) {
	tests := []struct {
		knob  setting.Knob
		value setting.Value
		want  string
	}{
		{setting.AccessTokenTTL, setting.Duration(0), "expired when"},
		{setting.AccessTokenTTL, setting.Duration(-time.Second), "expired when"},
		{setting.IdleTimeout, setting.Forever(), "own default"},
		{setting.IdleTimeout, setting.Mixed("a 1h, b 2h"), "own default"},
		{setting.Scopes, setting.List(), "default ones"},
		{setting.Scopes, setting.List("two words"), "no scope"},
		{setting.Scopes, setting.Default(), "only a list"},
		{setting.Audience, setting.List(""), "empty word"},
		{setting.RedirectURIs, setting.List("http://a/#fragment"), "without a fragment"},
		{setting.RedirectURIs, setting.List("callback"), "absolute"},
		{setting.RefreshRotation, setting.Text("static"), "none, rotating"},
		{setting.SenderConstraint, setting.Text("dpop"), "none"},
		{setting.ClientAuth, setting.Text("tls_client_auth"), "client_secret_basic"},
		{setting.MaxLifetime, setting.Duration(time.Hour), "no such setting"},
		{setting.PKCE, setting.Bool(true), "no such setting"},
		{"grant.password", setting.Bool(true), "no such grant at Hydra"},
		{"grant.nonsense", setting.Bool(true), "no such grant at Hydra"},
		{"grant.device_code", setting.Bool(true), `(this server says it is "v2.3.0")`},
		{"grant.implicit", setting.Default(), "true or false"},
	}
	for _, test := range tests {
		err := client{}.hold(setting.NewSet(setting.Setting{Knob: test.knob, Value: test.value}), parseVersion("v2.3.0"))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), string(test.knob)) {
			t.Errorf("%s = %s: got %v, want it to say %q", test.knob, test.value, err, test.want)
		}
	}
	last := parse(t, `{"grant_types":["implicit"]}`)
	err := last.hold(setting.NewSet(setting.Setting{Knob: "grant.implicit", Value: setting.Bool(false)}), version{})
	if err == nil || !strings.Contains(err.Error(), "no grant would be left") {
		t.Errorf("the last grant: got %v", err)
	}
}

func TestUnknownMembersAreKept(t *testing.T) {
	c := parse(t, `{"client_id":"a","new_in_v30":{"x":[1]},"metadata":{"team":"x","n":12345678901234567890,"custody":{"old":1}},
		"updated_at":"2026-01-01T00:00:00Z","created_at":"2025-01-01T00:00:00Z","client_secret":"s","registration_access_token":"t",
		"implicit_grant_id_token_lifespan":"5m0s"}`)
	next := c.writable()
	if err := next.mark("acme", schema.NewAddress(schema.KindIssuer, "corp").Inner(schema.KindClient, "a")); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(next)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"client_id":"a","created_at":"2025-01-01T00:00:00Z","implicit_grant_id_token_lifespan":"5m0s",` +
		`"metadata":{"custody":{"workspace":"acme","address":"issuer.corp.client[\"a\"]","managed_by":"custody"},` +
		`"n":12345678901234567890,"team":"x"},"new_in_v30":{"x":[1]},"owner":"custody/acme"}`
	if string(raw) != want {
		t.Errorf("got  %s\nwant %s", raw, want)
	}
	if c.owner() != "" || string(c["client_secret"]) == "" {
		t.Error("the original was changed")
	}
	if got := next.address().String(); got != `issuer.corp.client["a"]` {
		t.Errorf("the address that it carries: %s", got)
	}
	if err := parse(t, `{"metadata":["a list"]}`).mark("acme", schema.Address{}); err == nil {
		t.Error("metadata that is no object was overwritten")
	}
}

func TestDigest(t *testing.T) {
	digest := func(body string) string {
		d, err := parse(t, body).digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := digest(`{"client_id":"a","scope":"x","audience":["p","q"],"metadata":{"n":1,"m":2},"logo_uri":null}`)
	same := []string{
		`{"audience":["q","p"],"metadata":{"m":2,"n":1},"scope":"x","client_id":"a"}`,
		`{"client_id":"a","scope":"x","audience":["p","q"],"metadata":{"n":1,"m":2},"updated_at":"later","client_secret":"s"}`,
	}
	for _, body := range same {
		if digest(body) != base {
			t.Errorf("%s: another digest", body)
		}
	}
	other := []string{
		`{"client_id":"a","scope":"y","audience":["p","q"],"metadata":{"n":1,"m":2}}`,
		`{"client_id":"a","scope":"x","audience":["p"],"metadata":{"n":1,"m":2}}`,
		`{"client_id":"a","scope":"x","audience":["p","q"],"metadata":{"n":12345678901234567890,"m":2}}`,
		`{"client_id":"a","scope":"x","audience":["p","q"],"metadata":{"n":12345678901234567891,"m":2}}`,
		`{"client_id":"a","scope":"x","audience":["p","q"],"metadata":{"n":1,"m":2},"logo_uri":"http://x"}`,
	}
	seen := []string{base}
	for _, body := range other {
		if slices.Contains(seen, digest(body)) {
			t.Errorf("%s: a digest of another client", body)
		}
		seen = append(seen, digest(body))
	}
}

func TestVersion(t *testing.T) {
	tests := []struct {
		text   string
		device bool
		words  string
	}{
		{"v2.3.0", false, ` (this server says it is "v2.3.0")`},
		{"v25.3.0", false, ` (this server says it is "v25.3.0")`},
		{"v25.4.0", true, ` (this server says it is "v25.4.0")`},
		{"26.2.0", true, ` (this server says it is "26.2.0")`},
		{"master", false, ` (this server says it is "master")`},
		{"", false, ""},
	}
	for _, test := range tests {
		v := parseVersion(test.text)
		if v.device() != test.device || v.String() != test.words {
			t.Errorf("%q: device %t, %s", test.text, v.device(), v)
		}
	}
}

func TestSettingsOfNoClient(t *testing.T) {
	for _, body := range []string{
		`{"scope":1}`, `{"audience":"a"}`, `{"grant_types":[1]}`, `{"redirect_uris":{}}`, `{"token_endpoint_auth_method":[]}`,
		`{"authorization_code_grant_refresh_token_lifespan":"soon"}`,
	} {
		got, err := parse(t, body).settings(version{})
		if err == nil || got != nil {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
}
