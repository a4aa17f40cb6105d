package hydrafake_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
	"github.com/nhi-custody/custody/internal/testserver"
)

// step is one raw request; the same steps go to the fake and to the real server.
type step struct{ method, path, body string }

func steps() []step {
	const b = `{"client_id":"b","owner":"custody/x","grant_types":["authorization_code","nonsense"],"scope":"read write",` +
		`"audience":["https://a"],"redirect_uris":["http://127.0.0.1/cb"],"response_types":["code"],"metadata":{"n":12345678901234567890},` +
		`"token_endpoint_auth_method":"none","authorization_code_grant_access_token_lifespan":"1h30m","unknown":1,` +
		`"device_authorization_grant_access_token_lifespan":"5m","implicit_grant_access_token_lifespan":"1.5h"}`
	return []step{
		{"GET", "/admin/clients/a", ""},
		{"GET", "/admin/clients", ""},
		{"POST", "/admin/clients", `{"client_id":"a"}`},
		{"POST", "/admin/clients", `{"client_id":"a"}`},
		{"GET", "/admin/clients/a", ""},
		{"POST", "/admin/clients", b},
		{"GET", "/admin/clients/b", ""},
		{"GET", "/admin/clients?owner=custody%2Fx", ""},
		{"GET", "/admin/clients?owner=custody", ""},
		{"GET", "/admin/clients?page_size=1", ""},
		{"GET", "/admin/clients?page_size=1&owner=custody%2Fx", ""},
		{"PATCH", "/admin/clients/b", `[{"op":"replace","path":"/scope","value":"read"}]`},
		{"PATCH", "/admin/clients/b", `[{"op":"replace","path":"/authorization_code_grant_access_token_lifespan","value":null}]`},
		{"PATCH", "/admin/clients/b", `[{"op":"test","path":"/scope","value":"read"}]`},
		{"PUT", "/admin/clients/b/lifespans", `{"implicit_grant_access_token_lifespan":"10m"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","owner":"custody/x","client_credentials_grant_access_token_lifespan":"0s"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","implicit_grant_access_token_lifespan":"-1s","grant_types":[]}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","implicit_grant_access_token_lifespan":"1d"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","implicit_grant_access_token_lifespan":90}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","implicit_grant_access_token_lifespan":"90"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","token_endpoint_auth_method":"private_key_jwt"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","redirect_uris":["no uri"]}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b","client_secret":"short"}`},
		{"PUT", "/admin/clients/b", `{"client_id":"b",`},
		{"PUT", "/admin/clients/none", `{"client_id":"none"}`},
		{"GET", "/admin/clients/a%2Fb", ""},
		{"POST", "/admin/clients", `{"client_id":"odd id?#%"}`},
		{"GET", "/admin/clients/odd%20id%3F%23%25", ""},
		{"GET", "/admin/clients/b", ""},
		{"DELETE", "/admin/clients/b", ""},
		{"DELETE", "/admin/clients/b", ""},
		{"GET", "/admin/clients/b", ""},
	}
}

// TestFaithful sends the same requests to the fake and to a real Hydra and compares the answers.
func TestFaithful(t *testing.T) {
	real := testserver.StartHydra(t)
	fake := hydrafake.Start(t, hydrafake.Options{})
	for i, s := range steps() {
		t.Run(fmt.Sprintf("%02d %s %s", i, s.method, s.path), func(t *testing.T) {
			want, got := ask(t, real.AdminURL, s), ask(t, fake.URL, s)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: the fake (+) is not like Hydra (-):\n%s", s.body, diff)
			}
		})
	}
}

// answer is what is compared: not the words of an error, nor values that are made up anew each time.
type answer struct {
	Status  int
	Type    string
	Body    any
	HasNext bool
	Total   string
}

func ask(t *testing.T, base string, s step) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), s.method, base+s.path, strings.NewReader(s.body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	mediaType, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	a := answer{
		Status: resp.StatusCode, Type: mediaType, Total: resp.Header.Get("X-Total-Count"),
		HasNext: strings.Contains(resp.Header.Get("Link"), `rel="next"`),
	}
	var body any
	if json.Unmarshal(raw, &body) == nil {
		a.Body = normal(body)
	}
	return a
}

func normal(value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = normal(v[i])
		}
	case map[string]any:
		if _, refused := v["error"]; refused {
			return "refused"
		}
		for _, name := range []string{"created_at", "updated_at", "registration_access_token", "registration_client_uri", "client_secret"} {
			if _, ok := v[name]; ok {
				v[name] = "made up"
			}
		}
	}
	return value
}
