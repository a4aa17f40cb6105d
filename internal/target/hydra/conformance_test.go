package hydra_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/hydra"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
	"github.com/nhi-custody/custody/internal/target/targettest"
	"github.com/nhi-custody/custody/internal/testserver"
	"github.com/nhi-custody/custody/schema"
)

func TestConformanceFake(t *testing.T) {
	variants := []struct {
		name    string
		options hydrafake.Options
		unkind  bool
	}{
		{"2.3", hydrafake.Options{}, false},
		{"26.2", hydrafake.Options{Version: "v26.2.0"}, false},
		{"built by hand", hydrafake.Options{Version: "master"}, false},
		{"hostile", hydrafake.Options{BasePath: "/odd/base/", PageCap: 1}, true},
	}
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			targettest.Run(t, func(t *testing.T) targettest.System {
				server := hydrafake.Start(t, v.options)
				if v.unkind {
					beUnkind(server)
				}
				return newSystem(server.URL)
			})
		})
	}
}

func TestConformanceReal(t *testing.T) {
	server := testserver.StartHydra(t)
	targettest.Run(t, func(*testing.T) targettest.System { return newSystem(server.AdminURL) })
}

// beUnkind lets requests that may be repeated fail now and then.
func beUnkind(server *hydrafake.Server) {
	for i, method := range []string{"GET", "PUT", "GET", "DELETE", "GET", "PUT", "GET"} {
		server.Inject(hydrafake.Fault{
			Method: method, Skip: 2 * i, Times: 1, Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}},
		})
		server.Inject(hydrafake.Fault{Method: method, Skip: 3 * i, Times: 1, Status: http.StatusServiceUnavailable})
	}
}

// client is as unforgiving as the product's, but never waits.
func client(rt http.RoundTripper) *http.Client {
	return httpx.Client(httpx.Retry(rt, httpx.RetryPolicy{
		Attempts: 4, Base: time.Millisecond, Max: time.Millisecond, TotalWait: time.Hour,
		Now:    func() time.Time { return time.Unix(0, 0) },
		Sleep:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Jitter: func() float64 { return 0 },
	}), time.Minute)
}

func newDriver(t *testing.T, workspace, adminURL string, rt http.RoundTripper) *hydra.Driver {
	t.Helper()
	d, err := hydra.New(hydra.Options{Workspace: workspace, AdminURL: adminURL, Client: client(rt)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func ref(id string) target.Ref {
	return target.Ref{Address: schema.NewAddress(schema.KindIssuer, "corp").Inner(schema.KindClient, id), ID: id}
}

// newSystem is a Hydra, real or not, whose faults are made on the way to it.
func newSystem(base string) targettest.System {
	way := &way{}
	api := rawAPI{base: base}
	return targettest.System{
		Driver: func(t *testing.T, workspace string) target.Driver { return newDriver(t, workspace, base, way) },
		Observer: func(t *testing.T) (target.Driver, func() int) {
			var recorder httpx.Recorder
			rt := httpx.Record(httpx.ReadOnly(way), &recorder)
			return newDriver(t, targettest.Workspace, base, rt), func() int { return len(recorder.Writes()) }
		},
		Ref:     func(_ *testing.T, name string) target.Ref { return ref("conformance " + name) },
		First:   first(),
		Second:  second(),
		Inherit: []setting.Knob{setting.AccessTokenTTL, setting.IdleTimeout},
		Tamper: func(t *testing.T, r target.Ref) {
			api.must(t, "PATCH", r.ID, `[{"op":"replace","path":"/scope","value":"tampered"}]`)
		},
		Foreign: func(t *testing.T, r target.Ref) {
			api.must(t, "POST", "", fmt.Sprintf(`{"client_id":%q,"client_name":"made by hand"}`, r.ID))
		},
		Raw: func(t *testing.T, r target.Ref) string { return api.raw(t, r.ID) },
		FailReads: func(_ *testing.T, r target.Ref) func() {
			return way.refuse(func(req *http.Request) bool {
				return req.Method == http.MethodGet && (strings.HasSuffix(req.URL.Path, r.ID) || strings.HasSuffix(req.URL.Path, "/clients"))
			})
		},
		FailWrites: func(_ *testing.T, r target.Ref) func() {
			return way.refuse(func(req *http.Request) bool {
				return req.Method != http.MethodGet && strings.HasSuffix(req.URL.Path, r.ID)
			})
		},
		Drop: func(_ *testing.T, _ target.Ref) setting.Knob {
			way.drop("audience")
			return setting.Audience
		},
		Lists: true,
	}
}

func first() setting.Set {
	return setting.NewSet(
		setting.Setting{Knob: setting.AccessTokenTTL, Value: setting.Duration(15 * time.Minute)},
		setting.Setting{Knob: setting.IdleTimeout, Value: setting.Duration(8 * time.Hour)},
		setting.Setting{Knob: setting.RefreshRotation, Value: setting.Text("rotating")},
		setting.Setting{Knob: setting.Scopes, Value: setting.List("offline_access", "payments:read")},
		setting.Setting{Knob: setting.Audience, Value: setting.List("https://api.acme.example/payments")},
		setting.Setting{Knob: setting.Grant("authorization_code"), Value: setting.Bool(true)},
		setting.Setting{Knob: setting.Grant("client_credentials"), Value: setting.Bool(false)},
		setting.Setting{Knob: setting.ClientAuth, Value: setting.Text("none")},
		setting.Setting{Knob: setting.RedirectURIs, Value: setting.List("http://127.0.0.1/callback", "http://[::1]/callback")},
	)
}

func second() setting.Set {
	return setting.NewSet(
		setting.Setting{Knob: setting.AccessTokenTTL, Value: setting.Duration(90 * time.Second)},
		setting.Setting{Knob: setting.IdleTimeout, Value: setting.Duration(30 * 24 * time.Hour)},
		setting.Setting{Knob: setting.RefreshRotation, Value: setting.Text("none")},
		setting.Setting{Knob: setting.Scopes, Value: setting.List("payments:refund")},
		setting.Setting{Knob: setting.Audience, Value: setting.List()},
		setting.Setting{Knob: setting.Grant("authorization_code"), Value: setting.Bool(false)},
		setting.Setting{Knob: setting.Grant("client_credentials"), Value: setting.Bool(true)},
		setting.Setting{Knob: setting.ClientAuth, Value: setting.Text("client_secret_post")},
		setting.Setting{Knob: setting.RedirectURIs, Value: setting.List("https://ci.acme.example/callback")},
	)
}

// way is the way to a server, on which requests are refused and words get lost.
type way struct {
	mu      sync.Mutex
	refused func(*http.Request) bool
	dropped string
}

func (w *way) refuse(fits func(*http.Request) bool) (mend func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.refused = fits
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.refused = nil
	}
}

func (w *way) drop(member string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dropped = member
}

func (w *way) RoundTrip(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	refused, dropped := w.refused, w.dropped
	w.mu.Unlock()
	if refused != nil && refused(req) {
		return &http.Response{
			StatusCode: http.StatusInternalServerError, Request: req, Header: http.Header{}, Body: http.NoBody, ProtoMajor: 1, ProtoMinor: 1,
		}, nil
	}
	if dropped != "" && req.Method == http.MethodPut {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		var members map[string]json.RawMessage
		if err := json.Unmarshal(body, &members); err != nil {
			return nil, err
		}
		members[dropped] = json.RawMessage(`["as it was"]`)
		if body, err = json.Marshal(members); err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	return http.DefaultTransport.RoundTrip(req)
}

// rawAPI acts behind custody's back.
type rawAPI struct{ base string }

func (a rawAPI) do(t *testing.T, method, id, body string) (int, []byte) {
	t.Helper()
	for { // the hostile fake answers 429 and 503 to us too
		path := a.base + "/admin/clients"
		if id != "" {
			path += "/" + url.PathEscape(id)
		}
		req, err := http.NewRequestWithContext(t.Context(), method, strings.Replace(path, "//admin", "/admin", 1), strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			return resp.StatusCode, answer
		}
	}
}

func (a rawAPI) must(t *testing.T, method, id, body string) {
	t.Helper()
	if status, answer := a.do(t, method, id, body); status >= 300 {
		t.Fatalf("%s %s: %d %s", method, id, status, answer)
	}
}

// raw is a client with its members in order.
func (a rawAPI) raw(t *testing.T, id string) string {
	t.Helper()
	status, answer := a.do(t, "GET", id, "")
	if status == http.StatusNotFound {
		return "none"
	}
	var members map[string]any
	if err := json.Unmarshal(answer, &members); err != nil {
		t.Fatal(err)
	}
	ordered, err := json.Marshal(members)
	if err != nil {
		t.Fatal(err)
	}
	return string(ordered)
}
