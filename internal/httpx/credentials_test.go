package httpx_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/httpx"
)

// answer is a transport that reaches nothing and remembers what it was given.
type answer struct{ got *http.Request }

func (a *answer) RoundTrip(req *http.Request) (*http.Response, error) {
	a.got = req
	return &http.Response{StatusCode: 200, Body: http.NoBody, Request: req}, nil
}

func bearer(context.Context) (name, value string, err error) {
	return "Authorization", "Bearer t0ken", nil
}

func TestPinCredentials(t *testing.T) {
	tests := []struct {
		origin, url, host string
		added             bool
		is                error
	}{
		{origin: "https://id.example", url: "https://id.example/a", added: true},
		{origin: "https://id.example", url: "https://ID.example:443/a", added: true},
		{origin: "https://id.example:8443/base", url: "https://id.example:8443/a", added: true},
		{origin: "https://id.example", url: "https://id.example.evil.example/a"},
		{origin: "https://id.example", url: "https://evil.example/id.example"},
		{origin: "https://id.example", url: "https://id.example@evil.example/"},
		{origin: "https://id.example", url: "https://id.example:444/a"},
		{origin: "https://id.example", url: "http://id.example/a"},
		{origin: "https://id.example", url: "http://id.example:443/a"},
		{origin: "https://id.example", url: "https://id.example/a", host: "evil.example", is: httpx.ErrForeignHost},
		{origin: "http://id.example", url: "http://id.example/a", is: httpx.ErrPlainHTTP},
		{origin: "http://127.0.0.1.example", url: "http://127.0.0.1.example/a", is: httpx.ErrPlainHTTP},
		{origin: "http://10.0.0.1", url: "http://10.0.0.1/a", is: httpx.ErrPlainHTTP},
		{origin: "http://127.0.0.1:4445", url: "http://127.0.0.1:4445/a", added: true},
		{origin: "http://127.9.9.9", url: "http://127.9.9.9/a", added: true},
		{origin: "http://[::1]:4445", url: "http://[::1]:4445/a", added: true},
		{origin: "http://localhost:4445", url: "http://localhost:4445/a", added: true},
	}
	for _, tt := range tests {
		t.Run(tt.origin+" "+tt.url+tt.host, func(t *testing.T) {
			origin, err := httpx.ParseOrigin(tt.origin)
			if err != nil {
				t.Fatal(err)
			}
			var a answer
			req := request(t, t.Context(), "GET", tt.url, "")
			if tt.host != "" {
				req.Host = tt.host
			}
			_, err = code(t, httpx.PinCredentials(&a, origin, bearer), req)
			if !errors.Is(err, tt.is) {
				t.Fatalf("error %v, want %v", err, tt.is)
			}
			if err != nil {
				if a.got != nil {
					t.Error("the request was sent")
				}
				return
			}
			if got := a.got.Header.Get("Authorization") != ""; got != tt.added {
				t.Errorf("credential added: %v, want %v", got, tt.added)
			}
			if req.Header.Get("Authorization") != "" {
				t.Error("the caller's request was changed")
			}
		})
	}
}

func TestPinCredentialsWithoutAny(t *testing.T) {
	origin, err := httpx.ParseOrigin("https://id.example")
	if err != nil {
		t.Fatal(err)
	}
	missing := errors.New("variable HYDRA_TOKEN is not set")
	for name, header := range map[string]httpx.Header{
		"error": func(context.Context) (string, string, error) { return "", "", missing },
		"empty": func(context.Context) (string, string, error) { return "Authorization", "", nil },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			rt := httpx.Retry(httpx.PinCredentials(&answer{}, origin, header), c.policy())
			_, err := code(t, rt, request(t, t.Context(), "GET", "https://id.example/a", ""))
			var credential *httpx.CredentialError
			if !errors.As(err, &credential) || len(c.sleeps()) != 0 || !strings.Contains(err.Error(), "https://id.example") {
				t.Errorf("error %v after waits %v", err, c.sleeps())
			}
		})
	}
}

func TestParseOrigin(t *testing.T) {
	for raw, want := range map[string]string{
		"https://ID.example:443/x?y": "https://id.example",
		"http://[::1]":               "http://[::1]",
		"http://[::1]:81":            "http://[::1]:81",
		"https://id.example:8443":    "https://id.example:8443",
	} {
		if got, err := httpx.ParseOrigin(raw); err != nil || got.String() != want {
			t.Errorf("ParseOrigin(%q) = %v, %v, want %s", raw, got, err, want)
		}
	}
	for _, raw := range []string{"", "id.example", "ftp://id.example", "https://", "https://u:hunter2@id.example", "https://u:hunter2#@x:y", "//id.example"} {
		if got, err := httpx.ParseOrigin(raw); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("ParseOrigin(%q) = %v, %v", raw, got, err)
		}
	}
}

func TestClientRedirects(t *testing.T) {
	evil := serve(t, status(200))
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/same":
			http.Redirect(w, r, "/ok", http.StatusFound)
		case "/cross":
			http.Redirect(w, r, evil.URL+"/steal?token=hunter2", http.StatusTemporaryRedirect)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		}
	})
	origin, err := httpx.ParseOrigin(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := httpx.Client(httpx.PinCredentials(http.DefaultTransport, origin, bearer), 0)
	resp, err := client.Do(request(t, t.Context(), "GET", server.URL+"/same", ""))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	seen := server.requests()
	if last := seen[len(seen)-1]; last.path != "/ok" || last.auth != "Bearer t0ken" {
		t.Errorf("the redirect led to %+v", last)
	}

	for path, says := range map[string]string{"/cross": "another server", "/loop": "number 6 in a row"} {
		resp, err := client.Do(request(t, t.Context(), "POST", server.URL+path, "x"))
		if resp != nil {
			_ = resp.Body.Close()
		}
		var redirect *httpx.RedirectError
		if !errors.As(err, &redirect) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v, want one that says %q", path, err, says)
		}
		if got := httpx.Redact(err).Error(); strings.Contains(got, "hunter2") {
			t.Errorf("secret in %s", got)
		}
	}
	if len(evil.requests()) != 0 {
		t.Error("a redirect was followed to another server")
	}
}

func parseError(raw string) error {
	_, err := url.Parse(raw)
	return err
}

func TestRedact(t *testing.T) {
	parse, parsePort := parseError("https://u:hunter2#@x:y"), parseError("https://u:hunter2/x@h")
	inner := &httpx.CredentialError{Err: context.DeadlineExceeded}
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"query and user", &url.Error{Op: "Get", URL: "https://u:hunter2@h/p?token=hunter2&limit=3#hunter2", Err: inner}, `Get "https://h/p?token=REDACTED&limit=3": credentials for ://:: context deadline exceeded`},
		{"bare query", &url.Error{Op: "Get", URL: "https://h/p?hunter2", Err: inner}, `Get "https://h/p?REDACTED": credentials for ://:: context deadline exceeded`},
		{"nested", &url.Error{Op: "Get", URL: "https://h/p?a=hunter2", Err: &url.Error{Op: "Post", URL: `https://h/"?b=hunter2`, Err: inner}}, `Get "https://h/p?a=REDACTED": Post "https://h/%22?b=REDACTED": credentials for ://:: context deadline exceeded`},
		{"opaque", &url.Error{Op: "Get", URL: "mailto:hunter2", Err: inner}, `Get "mailto:REDACTED": credentials for ://:: context deadline exceeded`},
		{"unparsable", parse, ""},
		{"unparsable port", parsePort, ""},
		{"empty URL", &url.Error{Op: "Get", Err: inner}, `Get "": credentials for ://:: context deadline exceeded`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.err == nil {
				t.Fatal("the case is not an error")
			}
			got := httpx.Redact(tt.err)
			if strings.Contains(got.Error(), "hunter2") || (tt.want != "" && got.Error() != tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			var ue *url.Error
			if errors.As(got, &ue) {
				t.Error("the original can be found")
			}
			var timeout interface {
				error
				Timeout() bool
			}
			if tt.want != "" && (!errors.Is(got, context.DeadlineExceeded) || !errors.As(got, &timeout) || !timeout.Timeout() || timeout.Error() != got.Error()) {
				t.Error("the cause is lost, or found with its secrets")
			}
			var credential *httpx.CredentialError
			if tt.want != "" && !errors.As(got, &credential) {
				t.Error("the typed cause is lost")
			}
		})
	}
	plain := errors.New("plain")
	if httpx.Redact(plain) != plain || httpx.Redact(nil) != nil { //nolint:errorlint // identity is the point
		t.Error("an error without URL is changed")
	}
}
