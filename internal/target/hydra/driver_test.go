package hydra_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/hydra"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

func TestNewRefuses(t *testing.T) {
	tests := []struct {
		options hydra.Options
		says    string
	}{
		{hydra.Options{AdminURL: "http://h", Client: http.DefaultClient}, "workspace"},
		{hydra.Options{Workspace: "w", AdminURL: "http://h"}, "HTTP client"},
		{hydra.Options{Workspace: "w", Client: http.DefaultClient}, "https://"},
		{hydra.Options{Workspace: "w", AdminURL: "ftp://h", Client: http.DefaultClient}, "https://"},
		{hydra.Options{Workspace: "w", AdminURL: "https:///x", Client: http.DefaultClient}, "host"},
		{hydra.Options{Workspace: "w", AdminURL: "http://u:hunter2@h", Client: http.DefaultClient}, "auth block"},
		{hydra.Options{Workspace: "w", AdminURL: "http://u:hunter2@h:x y", Client: http.DefaultClient}, "not a URL"},
		{hydra.Options{Workspace: "w", AdminURL: "http://h?x=1", Client: http.DefaultClient}, "end with its path"},
	}
	for _, test := range tests {
		_, err := hydra.New(test.options)
		if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%+v: got %v, want it to say %q", test.options, err, test.says)
		}
	}
}

// TestFewRequests holds a plan of a thousand clients to a handful of requests.
func TestFewRequests(t *testing.T) {
	tests := []struct {
		name            string
		owned, others   int
		wanted, allowed int
	}{
		{"nothing declared", 0, 300, 0, 2},
		{"an empty server", 0, 0, 0, 2},
		{"a thousand clients", 1000, 0, 1000, 3},
		{"a thousand among many", 1000, 4000, 1000, 4},
		{"a few of them absent", 500, 3, 505, 8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := hydrafake.Start(t, hydrafake.Options{})
			for i := range test.owned {
				server.Put(fmt.Sprintf(`{"client_id":"cli-%04d","owner":"custody/acme"}`, i))
			}
			for i := range test.others {
				server.Put(fmt.Sprintf(`{"client_id":"by-hand-%04d","owner":"custody/acme-two"}`, i))
			}
			var wanted []target.Ref
			for i := range test.wanted {
				wanted = append(wanted, ref(fmt.Sprintf("cli-%04d", i)))
			}
			d := newDriver(t, "acme", server.URL, http.DefaultTransport)
			if _, err := d.Capabilities(t.Context()); err != nil {
				t.Fatal(err)
			}
			all, err := d.Observe(t.Context(), wanted)
			if err != nil || len(all) != max(test.wanted, test.owned) {
				t.Fatalf("%d observations, %v", len(all), err)
			}
			requests := len(server.Requests())
			t.Logf("%d requests", requests)
			if requests > test.allowed {
				t.Errorf("%d requests, want at most %d: %v", requests, test.allowed, server.Requests())
			}
		})
	}
}

// TestFilterIgnored stands before a server, or a proxy, that lists everybody's clients.
func TestFilterIgnored(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	server.Inject(hydrafake.Fault{
		Path: "/admin/clients", Header: http.Header{"Link": nil},
		Body: `[{"client_id":"theirs","owner":"custody/acme2"},{"client_id":"mine","owner":"custody/acme"},{"client_id":"nobodys"}]`,
	})
	all, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Observe(t.Context(), nil)
	if err != nil || len(all) != 1 || all[0].Ref.ID != "mine" {
		t.Errorf("got %v, %v", all, err)
	}
}

func TestAddressOfOthers(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	mustApply(t, d, target.Write{Ref: ref("known"), Settings: first(), Digest: target.AbsentDigest})
	server.Put(`{"client_id":"unknown","owner":"custody/acme","metadata":{"custody":{"address":"no address"}}}`)
	all, err := d.Observe(t.Context(), nil)
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	if all[0].Ref != ref("known") || !all[1].Ref.Address.IsZero() || all[1].Ref.ID != "unknown" {
		t.Errorf("got %+v and %+v", all[0].Ref, all[1].Ref)
	}
}

func TestAddressable(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	for _, id := range []string{"a/b", ".", "..", ""} {
		all, err := d.Observe(t.Context(), []target.Ref{ref(id)})
		if err != nil || all[0].Presence != target.Unreadable || all[0].Err == nil {
			t.Errorf("%q: got %+v, %v", id, all, err)
		}
		if _, err := d.Apply(t.Context(), target.Write{Ref: ref(id), Settings: first(), Digest: target.AbsentDigest}); err == nil {
			t.Errorf("%q was written", id)
		}
	}
	for _, id := range []string{"a b", "ä?#%&", "a%2Fb", "..a", "https:x"} {
		mustApply(t, d, target.Write{Ref: ref(id), Settings: first(), Digest: target.AbsentDigest})
		if server.Client(id) == nil {
			t.Errorf("%q was written elsewhere", id)
		}
	}
}

func TestSecret(t *testing.T) {
	const secret = "s3cret-\"value\"-&"
	confidential := setting.NewSet(
		setting.Setting{Knob: setting.Grant("client_credentials"), Value: setting.Bool(true)},
		setting.Setting{Knob: setting.ClientAuth, Value: setting.Text("client_secret_basic")},
	)
	asked := 0
	resolve := func() (string, error) { asked++; return secret, nil }
	server := hydrafake.Start(t, hydrafake.Options{})
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	w := target.Write{Ref: ref("a"), Settings: confidential, Digest: target.AbsentDigest, Secret: resolve}

	echo, err := json.Marshal(map[string]string{"error": "invalid", "error_description": "bad body: " + secret})
	if err != nil {
		t.Fatal(err)
	}
	for _, status := range []int{400, 409, 500} {
		server.Inject(hydrafake.Fault{Method: "POST", Times: 1, Status: status, Body: string(echo)})
		if _, err := d.Apply(t.Context(), w); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%d: got %v", status, err)
		}
	}
	o := mustApply(t, d, w)
	if server.Secret("a") != secret || strings.Contains(fmt.Sprintf("%+v", o), "s3cret") {
		t.Errorf("stored %q, observed %+v", server.Secret("a"), o)
	}
	// A change neither asks for the secret nor touches it.
	asked = 0
	mustApply(t, d, target.Write{Ref: ref("a"), Settings: first(), Digest: o.Digest, Secret: resolve})
	if asked > 0 || server.Secret("a") != secret {
		t.Errorf("asked %d times, stored %q", asked, server.Secret("a"))
	}
}

func TestSecretRefused(t *testing.T) {
	public := setting.NewSet(setting.Setting{Knob: setting.ClientAuth, Value: setting.Text("none")})
	tests := []struct {
		name     string
		settings setting.Set
		secret   string
		err      error
		says     string
	}{
		{"short", nil, "abcde", nil, "shorter than"},
		{"empty", nil, "", nil, "shorter than"},
		{"not to be had", nil, "", errors.New("PAYCTL_SECRET is not set"), "PAYCTL_SECRET"},
		{"public client", public, "long enough", nil, "authenticates with none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := hydrafake.Start(t, hydrafake.Options{})
			_, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Apply(t.Context(), target.Write{
				Ref: ref("a"), Settings: test.settings, Digest: target.AbsentDigest,
				Secret: func() (string, error) { return test.secret, test.err },
			})
			if err == nil || !strings.Contains(err.Error(), test.says) || (test.secret != "" && strings.Contains(err.Error(), test.secret)) {
				t.Errorf("got %v, want it to say %q", err, test.says)
			}
			if server.Client("a") != nil {
				t.Error("it was created")
			}
		})
	}
}

// TestInvalidIsNotSent holds what Hydra would take for something else away from it.
func TestInvalidIsNotSent(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	if _, err := d.Capabilities(t.Context()); err != nil {
		t.Fatal(err)
	}
	server.Forget()
	bad := setting.NewSet(setting.Setting{Knob: setting.AccessTokenTTL, Value: setting.Duration(0)})
	_, err := d.Apply(t.Context(), target.Write{Ref: ref("a"), Settings: bad, Digest: target.AbsentDigest})
	if err == nil || len(server.Requests()) > 0 {
		t.Errorf("got %v after %v", err, server.Requests())
	}
}

// TestOtherMembersSurvive writes one knob of a client that somebody has set up by hand and marked as ours.
func TestOtherMembersSurvive(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{Version: "v26.2.0"})
	server.Put(`{"client_id":"a","owner":"custody/acme","client_name":"Payments","skip_consent":true,"metadata":{"team":"payments"},
		"implicit_grant_id_token_lifespan":"5m","device_authorization_grant_id_token_lifespan":"6m","contacts":["ops@acme.example"],
		"authorization_code_grant_access_token_lifespan":"7m","grant_types":["authorization_code"],"client_secret":"kept secret"}`)
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	all, err := d.Observe(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	w := target.Write{Ref: ref("a"), Digest: all[0].Digest, Settings: setting.NewSet(setting.Setting{Knob: setting.Scopes, Value: setting.List("read")})}
	mustApply(t, d, w)
	var members map[string]any
	if err := json.Unmarshal(server.Client("a"), &members); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"client_name": "Payments", "skip_consent": "true", "implicit_grant_id_token_lifespan": "5m0s", "contacts": "[ops@acme.example]",
		"device_authorization_grant_id_token_lifespan": "6m0s", "authorization_code_grant_access_token_lifespan": "7m0s",
		"grant_types": "[authorization_code]", "scope": "read",
		"metadata": `map[custody:map[address:issuer.corp.client["a"] managed_by:custody workspace:acme] team:payments]`,
	} {
		if got := fmt.Sprint(members[name]); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if server.Secret("a") != "kept secret" {
		t.Error("the secret was lost")
	}
}

func TestCapabilitiesByVersion(t *testing.T) {
	for version, want := range map[string]setting.Support{"v2.3.0": setting.Unsupported, "master": setting.Unsupported, "v25.4.0": setting.Writable} {
		server := hydrafake.Start(t, hydrafake.Options{Version: version})
		d := newDriver(t, "acme", server.URL, http.DefaultTransport)
		for range 2 {
			capabilities, err := d.Capabilities(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := capabilities.Of("grant.device_code").Support; got != want {
				t.Errorf("%s: got %d, want %d", version, got, want)
			}
		}
		if n := len(server.Requests()); n != 1 {
			t.Errorf("%s: asked %d times", version, n)
		}
	}
	hidden := hydrafake.Start(t, hydrafake.Options{})
	hidden.Inject(hydrafake.Fault{Path: "/version", Status: 404})
	if _, err := newDriver(t, "acme", hidden.URL, http.DefaultTransport).Capabilities(t.Context()); err != nil {
		t.Errorf("a hidden version: %v", err)
	}
}

func TestDuties(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	capabilities, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Capabilities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		knob  setting.Knob
		value setting.Value
		want  setting.Enforcement
		note  string
	}{
		{setting.AccessTokenTTL, setting.Duration(1500000000), setting.Rounded, "holds 1s"},
		{setting.AccessTokenTTL, setting.Forever(), setting.ByCLI, "issues access tokens that end"},
		{setting.IdleTimeout, setting.Default(), setting.Exact, ""},
		{setting.MaxLifetime, setting.Duration(1), setting.ByCLI, "has no absolute session limit: each refresh starts a new lifetime"},
		{setting.RefreshRotation, setting.Text("static"), setting.ByCLI, "replaces the refresh token at each use"},
		{setting.SenderConstraint, setting.Text("dpop"), setting.ByCLI, "issues bearer tokens alone"},
		{setting.SenderConstraint, setting.Text("none"), setting.Exact, ""},
		{setting.PKCE, setting.Bool(true), setting.ByCLI, "enforces PKCE for all clients or none, in its configuration file"},
		{setting.ReuseGrace, setting.Duration(1), setting.ByCLI, "has one grace period for all clients, in its configuration file"},
		{"grant.device_code", setting.Bool(true), setting.ByCLI, "has no device authorization grant before v25.4"},
		{"grant.token_exchange", setting.Bool(false), setting.Exact, ""},
	}
	for _, test := range tests {
		got := setting.Enforce(capabilities.Of(test.knob), test.value)
		if got.Enforcement != test.want || !strings.Contains(got.Note, test.note) {
			t.Errorf("%s = %s: got %s (%s), want %s (%s)", test.knob, test.value, got.Enforcement, got.Note, test.want, test.note)
		}
	}
}
