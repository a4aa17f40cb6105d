package httpx_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/httpx"
)

func TestReadOnly(t *testing.T) {
	server := serve(t, status(200))
	here, err := httpx.ParseOrigin(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := httpx.ParseOrigin("https://login.example.org")
	if err != nil {
		t.Fatal(err)
	}
	rt := httpx.ReadOnly(
		http.DefaultTransport,
		httpx.Allow{Method: http.MethodPost, Path: "/oauth2/token"},
		httpx.Allow{Method: http.MethodPost, Path: "/here", Origin: here},
		httpx.Allow{Method: http.MethodPost, Path: "/there", Origin: elsewhere},
	)
	tests := []struct {
		method, path, header string
		ok                   bool
	}{
		{method: "GET", path: "/a?b=c", ok: true},
		{method: "", path: "/a", ok: true},
		{method: "HEAD", path: "/a", ok: true},
		{method: "OPTIONS", path: "/a", ok: true},
		{method: "POST", path: "/oauth2/token", ok: true},
		{method: "POST", path: "/oauth2/token?grant=x", ok: true},
		{method: "POST", path: "/here", ok: true},
		{method: "POST", path: "/there"},
		{method: "POST", path: "/oauth2/token/"},
		{method: "POST", path: "/oauth2/tokens"},
		{method: "POST", path: "/x/oauth2/token"},
		{method: "POST", path: "/oauth2%2Ftoken"},
		{method: "PUT", path: "/oauth2/token"},
		{method: "post", path: "/oauth2/token"},
		{method: "get", path: "/a"},
		{method: "DELETE", path: "/a"},
		{method: "PATCH", path: "/a"},
		{method: "TRACE", path: "/a"},
		{method: "CONNECT", path: "/a"},
		{method: "PURGE", path: "/a"},
		{method: "GET", path: "/a", header: "X-HTTP-Method-Override"},
		{method: "POST", path: "/oauth2/token", header: "X-HTTP-Method"},
	}
	for _, tt := range tests {
		t.Run(tt.method+tt.path+tt.header, func(t *testing.T) {
			before := len(server.requests())
			req := request(t, t.Context(), "GET", server.URL+tt.path, "")
			req.Method = tt.method
			body := &closing{Reader: strings.NewReader("x")}
			if !tt.ok {
				req.Body = body
			}
			if tt.header != "" {
				req.Header.Set(tt.header, "DELETE")
			}
			_, err := code(t, rt, req)
			sent := len(server.requests()) - before
			if tt.ok {
				if err != nil || sent != 1 {
					t.Errorf("error %v, %d requests sent", err, sent)
				}
				return
			}
			var mutation *httpx.MutationError
			if !errors.As(err, &mutation) || sent != 0 || !body.closed {
				t.Errorf("error %v, %d requests sent, body closed %v", err, sent, body.closed)
			}
		})
	}
}

func TestMutationErrorHoldsNoSecret(t *testing.T) {
	req := request(t, t.Context(), "DELETE", "https://u:hunter2@h.example/a?token=hunter2&page=2", "")
	_, err := code(t, httpx.ReadOnly(http.DefaultTransport), req)
	want := "refused to send DELETE https://h.example/a?token=REDACTED&page=2 while only reading is allowed: the method can change something"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// A mutation is not tried again, wherever Retry stands.
func TestMutationIsNotRetried(t *testing.T) {
	c := newClock()
	req := request(t, httpx.Repeatable(t.Context()), "PUT", "https://h.example/a", "")
	_, err := code(t, httpx.Retry(httpx.ReadOnly(http.DefaultTransport), c.policy()), req)
	var mutation *httpx.MutationError
	if !errors.As(err, &mutation) || len(c.sleeps()) != 0 || strings.Contains(err.Error(), "attempts") {
		t.Errorf("error %v after waits %v", err, c.sleeps())
	}
}

func TestRecord(t *testing.T) {
	server := serve(t, status(200))
	var all, passed httpx.Recorder
	rt := httpx.Record(httpx.ReadOnly(httpx.Record(http.DefaultTransport, &passed)), &all)
	for _, verb := range []string{"GET", "DELETE"} {
		_, _ = code(t, rt, request(t, t.Context(), verb, server.URL+"/x?secret=1", ""))
	}
	if passed.Count() != 1 || len(passed.Writes()) != 0 {
		t.Errorf("passed: %v", passed.Requests())
	}
	want := httpx.Request{Method: "DELETE", URL: server.URL + "/x?secret=REDACTED"}
	if got := all.Writes(); len(got) != 1 || got[0] != want || all.Count() != 2 {
		t.Errorf("writes are %v of %d, want %v of 2", got, all.Count(), want)
	}
}
