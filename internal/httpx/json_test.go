package httpx_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nhi-custody/custody/internal/httpx"
)

func get(t *testing.T, url string) *http.Response {
	t.Helper()
	resp, err := http.DefaultTransport.RoundTrip(request(t, t.Context(), "GET", url, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	_, _ = z.Write([]byte(strings.Repeat(" ", 1<<20)))
	_ = z.Close()
}

func TestReadJSON(t *testing.T) {
	type value struct{ A int }
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    int
		is      error
		says    string
	}{
		{name: "json", handler: content("application/json; charset=utf-8", `{"a": 7}`), want: 7},
		{name: "a kind of json", handler: content("application/scim+json", `{"a": 7}`), want: 7},
		{name: "spaces around", handler: content("application/json", "\n{\"a\": 7}\n"), want: 7},
		{name: "login page", handler: content("text/html", "<html>"), is: httpx.ErrNotJSON, says: `"text/html"`},
		{name: "page that claims to be json", handler: content("application/json", "<html>"), is: httpx.ErrNotJSON, says: "byte 1"},
		{name: "bad content type", handler: content("json;;=", "{}"), is: httpx.ErrNotJSON},
		{name: "two values", handler: content("application/json", `{"a": 7}{"a": 8}`), is: httpx.ErrNotJSON},
		{name: "cut off by its own end", handler: content("application/json", `{"a": 7`), is: httpx.ErrTruncated},
		{name: "connection cut", handler: cutOff, is: httpx.ErrTruncated},
		{name: "empty", handler: content("application/json", ""), is: httpx.ErrTruncated, says: "empty"},
		{name: "too large", handler: content("application/json", `{"a": `+strings.Repeat("7", 100)+`}`), is: httpx.ErrTooLarge, says: "64 bytes"},
		{name: "too large when unpacked", handler: bomb, is: httpx.ErrTooLarge},
		{name: "another shape", handler: content("application/json", `{"a": "x"}`), says: `member "A" is a string`},
		{name: "not a success", handler: status(503), says: "503 Service Unavailable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := serve(t, tt.handler)
			var v value
			err := httpx.ReadJSON(get(t, server.URL+"/p?token=hunter2"), 64, &v)
			if tt.is == nil && tt.says == "" {
				if err != nil || v.A != tt.want {
					t.Errorf("got %v, %v", v, err)
				}
				return
			}
			if err == nil || (tt.is != nil && !errors.Is(err, tt.is)) || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("error %v, want %v that says %q", err, tt.is, tt.says)
			}
			if !strings.Contains(err.Error(), "GET "+server.URL+"/p") || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("error does not name the request, or tells its secret: %v", err)
			}
		})
	}
}

func TestReadBody(t *testing.T) {
	server := serve(t, content("text/plain", "12345"))
	if got, err := httpx.ReadBody(get(t, server.URL), 5); err != nil || string(got) != "12345" {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := httpx.ReadBody(get(t, server.URL), 4); !errors.Is(err, httpx.ErrTooLarge) || got != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestStatusErrorSaysWhatToDo(t *testing.T) {
	for code, says := range map[int]string{
		302: "give the final URL", 400: "check what is sent", 401: "renew it", 403: "grant it the permission", 404: "check the URL",
		409: "plan again", 429: "lower the rate", 500: "look at its log", 599: "look at its log",
	} {
		server := serve(t, status(code, "Content-Type", "text/html", "X-Request-Id", "req-1\u202e", "Retry-After", "60"))
		err := httpx.DecodeError(get(t, server.URL))
		var se *httpx.StatusError
		if !errors.As(err, &se) || se.Code != code || se.Method != "GET" || se.URL != server.URL || se.Message != "" {
			t.Errorf("%d: got %#v", code, err)
			continue
		}
		for _, want := range []string{says, fmt.Sprint(code), "request id req-1", "Retry-After is 60"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%d: %q does not say %q", code, err, want)
			}
		}
	}
	if err := httpx.DecodeError(get(t, serve(t, status(204)).URL)); err != nil {
		t.Errorf("204: %v", err)
	}
}

func TestStatusErrorMessage(t *testing.T) {
	long := strings.Repeat("é", 400)
	tests := []struct{ name, kind, body, want string }{
		{"oauth", "application/json", `{"error": "invalid_client", "error_description": "Unknown client", "client_secret": "hunter2"}`, "invalid_client: Unknown client"},
		{"nested", "application/json", `{"error": {"message": "No", "secret": "hunter2"}}`, "No"},
		{"problem", "application/problem+json", `{"title": "Bad", "detail": "Worse", "status": 400}`, "Bad: Worse"},
		{"plain", "text/plain", "line one\r\nline\ttwo\x1b[31m", "line one line two [31m"},
		{"spoofed", "text/plain", "ok\u202egnp", "ok gnp"},
		{"not text", "text/plain", "a\xff\xfeb\x00", "a b"},
		{"html", "text/html", "<h1>hunter2</h1>", ""},
		{"no object", "application/json", `["hunter2"]`, ""},
		{"broken", "application/json", `{"error": "hunter2`, ""},
		{"long", "text/plain", long, strings.Repeat("é", 299) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", tt.kind)
				w.WriteHeader(400)
				_, _ = w.Write([]byte(tt.body))
			})
			var se *httpx.StatusError
			if err := httpx.DecodeError(get(t, server.URL)); !errors.As(err, &se) {
				t.Fatalf("error %v", err)
			}
			if se.Message != tt.want {
				t.Errorf("message is %q, want %q", se.Message, tt.want)
			}
			if strings.ContainsFunc(se.Error(), unicode.IsControl) || utf8.RuneCountInString(se.Message) > 300 {
				t.Errorf("unfit to print: %q", se.Error())
			}
		})
	}
}
