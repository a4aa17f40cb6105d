package testserver

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

const callback = "http://127.0.0.1:1/callback"

// TestHydra drives one real server through everything that the helpers offer.
func TestHydra(t *testing.T) {
	server := StartHydraWith(t, HydraOptions{AccessTokenTTL: 17 * time.Minute})

	t.Run("version", func(t *testing.T) {
		body, err := server.do(t.Context(), request{method: http.MethodGet, url: server.AdminURL + "/version"})
		if err != nil || !strings.Contains(string(body), "v"+HydraVersion) {
			t.Fatalf("version = %s, %v; want v%s", body, err, HydraVersion)
		}
	})
	t.Run("client", func(t *testing.T) { testClient(t, server) })
	t.Run("client credentials", func(t *testing.T) { testClientCredentials(t, server) })
	t.Run("authorization code", func(t *testing.T) { testAuthorizationCode(t, server) })
	t.Run("refused scope", func(t *testing.T) { testRefusedScope(t, server) })
}

func testClient(t *testing.T, server *HydraServer) {
	create(t, server, map[string]any{"client_id": "raw", "client_name": "before"})
	client, err := server.Client(t.Context(), "raw")
	if err != nil {
		t.Fatal(err)
	}
	client["client_name"] = "after"
	client["client_credentials_grant_access_token_lifespan"] = "15m"
	stored, err := server.PutClient(t.Context(), "raw", client)
	if err != nil {
		t.Fatal(err)
	}
	if stored["client_name"] != "after" || stored["client_credentials_grant_access_token_lifespan"] != "15m0s" {
		t.Errorf("stored client = %v", stored)
	}
	if err := server.DeleteClient(t.Context(), "raw"); err != nil {
		t.Fatal(err)
	}
	if _, err := server.Client(t.Context(), "raw"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("reading a deleted client: %v; want an error with 404", err)
	}
}

func testClientCredentials(t *testing.T, server *HydraServer) {
	tests := []struct {
		name, lifespan string
		want           int
	}{
		{name: "server default", want: 17 * 60},
		{name: "client's own", lifespan: "15m", want: 15 * 60},
	}
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			credentials := Credentials{ClientID: "bot/" + string(rune('a'+i)), Secret: "of a bot: 100% + ü"}
			client := map[string]any{
				"client_id": credentials.ClientID, "client_secret": credentials.Secret,
				"grant_types": []string{"client_credentials"}, "scope": "pay:read pay:write",
			}
			if test.lifespan != "" {
				client["client_credentials_grant_access_token_lifespan"] = test.lifespan
			}
			create(t, server, client)
			token, err := server.ClientCredentials(t.Context(), credentials, "pay:read")
			if err != nil {
				t.Fatal(err)
			}
			// The server counts down from the moment it issued the token.
			if token.ExpiresIn > test.want || token.ExpiresIn < test.want-2 || token.Scope != "pay:read" {
				t.Errorf("expires_in = %d, scope = %q; want %d, pay:read", token.ExpiresIn, token.Scope, test.want)
			}
			wantActive(t, server, token.AccessToken, true)
		})
	}
}

func testAuthorizationCode(t *testing.T, server *HydraServer) {
	create(t, server, publicClient("payctl"))
	wanted := Authorization{
		Credentials: Credentials{ClientID: "payctl"}, RedirectURI: callback,
		Scopes: []string{"openid", "offline_access"}, Subject: "ada", RememberConsent: true,
	}
	first, err := server.Authorize(t.Context(), wanted)
	if err != nil {
		t.Fatal(err)
	}
	if first.RefreshToken == "" || first.IDToken == "" {
		t.Fatalf("want a refresh and an ID token with the scopes %v", wanted.Scopes)
	}
	if got := wantActive(t, server, first.AccessToken, true); got.Subject != "ada" || got.ClientID != "payctl" {
		t.Errorf("introspection = %+v", got)
	}
	second, err := server.Refresh(t.Context(), wanted.Credentials, first.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	wantActive(t, server, first.AccessToken, false)
	wantActive(t, server, second.AccessToken, true)
}

func testRefusedScope(t *testing.T, server *HydraServer) {
	create(t, server, publicClient("narrow"))
	_, err := server.Authorize(t.Context(), Authorization{
		Credentials: Credentials{ClientID: "narrow"}, RedirectURI: callback, Scopes: []string{"admin"}, Subject: "eve",
	})
	if err == nil || !strings.Contains(err.Error(), "invalid_scope") {
		t.Errorf("error = %v; want invalid_scope", err)
	}
}

func publicClient(id string) map[string]any {
	return map[string]any{
		"client_id": id, "token_endpoint_auth_method": "none", "redirect_uris": []string{callback},
		"grant_types": []string{"authorization_code", "refresh_token"}, "response_types": []string{"code"},
		"scope": "openid offline_access",
	}
}

func create(t *testing.T, server *HydraServer, client map[string]any) {
	t.Helper()
	if _, err := server.CreateClient(t.Context(), client); err != nil {
		t.Fatal(err)
	}
}

func wantActive(t *testing.T, server *HydraServer, token string, active bool) Introspection {
	t.Helper()
	got, err := server.Introspect(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	if got.Active != active {
		t.Errorf("active = %t; want %t", got.Active, active)
	}
	return got
}

func TestHydraEndsWithItsContextAndWithClose(t *testing.T) {
	server := StartHydraWith(t, HydraOptions{AccessTokenStrategy: "jwt"})
	tokens := Credentials{ClientID: "jwt", Secret: "secret of jwt"}
	create(t, server, map[string]any{
		"client_id": tokens.ClientID, "client_secret": tokens.Secret, "grant_types": []string{"client_credentials"},
	})
	token, err := server.ClientCredentials(t.Context(), tokens)
	if err != nil || strings.Count(token.AccessToken, ".") != 2 {
		t.Errorf("want a JWT as access token, got an error or another form: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	other, err := Hydra(ctx, HydraOptions{Env: os.Environ()})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-other.process.done
	for range 2 {
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	for _, url := range []string{server.PublicURL, server.AdminURL, other.PublicURL, other.AdminURL} {
		if conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://")); err == nil {
			t.Errorf("%s still listens (%v)", url, conn.Close())
		}
	}
}

func TestHydraSaysWhyItDidNotStart(t *testing.T) {
	running := StartHydra(t)
	binary, err := BuildHydra(t.Context(), HydraOptions{Env: os.Environ()})
	if err != nil {
		t.Fatal(err)
	}
	taken := netip.MustParseAddrPort(strings.TrimPrefix(running.AdminURL, "http://")).Port()
	free, err := freePorts()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		ports   hydraPorts
		options HydraOptions
		retry   bool
		want    string
	}{
		{
			name: "a port of another Hydra", ports: hydraPorts{public: free.public, admin: int(taken)},
			retry: true, want: "address already in use",
		},
		{
			name: "a wrong setting", ports: free, options: HydraOptions{AccessTokenStrategy: "nonsense"},
			want: "strategies.access_token",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.options.Env = os.Environ()
			_, err := startHydra(t.Context(), binary, test.ports, test.options)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error = %v; want one that holds %q", err, test.want)
			}
			if errors.Is(err, errPortTaken) != test.retry {
				t.Errorf("a new attempt: %t; want %t", !test.retry, test.retry)
			}
		})
	}
}

func TestHydraEnvKeepsNoConfiguration(t *testing.T) {
	got := childEnv([]string{"PATH=/bin", "SERVE_ADMIN_PORT=1", "DSN=postgres://x", "HOME=/home/ada"}, "DSN=memory", "SQA_OPT_OUT=true")
	if want := []string{"DSN=memory", "SQA_OPT_OUT=true", "PATH=/bin", "HOME=/home/ada"}; !slices.Equal(got, want) {
		t.Errorf("environment = %q; want %q", got, want)
	}
}
