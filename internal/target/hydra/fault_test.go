package hydra_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/hydra"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

const patience = 100 * time.Millisecond

// impatient is a driver whose attempts end soon.
func impatient(t *testing.T, adminURL string) *hydra.Driver {
	t.Helper()
	return newDriver(t, "acme", adminURL, httpx.Timeout(http.DefaultTransport, patience))
}

// fault is one way in which a read goes wrong, and what the error must say.
type fault struct {
	name  string
	fault hydrafake.Fault
	says  string
}

func faults() []fault {
	status := func(code int) hydrafake.Fault { return hydrafake.Fault{Status: code} }
	return []fault{
		{"401", status(http.StatusUnauthorized), "401 Unauthorized"},
		{"403", status(http.StatusForbidden), "403 Forbidden"},
		{"409", status(http.StatusConflict), "409 Conflict"},
		{"429", status(http.StatusTooManyRequests), "429 Too Many Requests"},
		{"500", status(http.StatusInternalServerError), "500 Internal Server Error"},
		{"503", status(http.StatusServiceUnavailable), "503 Service Unavailable"},
		{"a 404 that is not Hydra's", hydrafake.Fault{Status: http.StatusNotFound, ContentType: "text/html", Body: "<html>"}, "404 Not Found"},
		{"redirect", hydrafake.Fault{Status: http.StatusFound, Header: http.Header{"Location": {"/login"}}}, "302 Found"},
		{"hang", hydrafake.Fault{Hang: true}, "no answer within 100ms"},
		{"lost connection", hydrafake.Fault{Lose: true}, "EOF"},
		{"cut off", hydrafake.Fault{Cut: true}, "cut off"},
		{"broken JSON", hydrafake.Fault{Body: `{"client_id"`}, "cut off"},
		{"no JSON", hydrafake.Fault{Body: `hello`}, "not JSON"},
		{"a login page", hydrafake.Fault{Body: "<html>", ContentType: "text/html"}, "not JSON"},
		{"another shape", hydrafake.Fault{Body: `"text"`}, "not expected"},
	}
}

func TestListFails(t *testing.T) {
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			server := hydrafake.Start(t, hydrafake.Options{})
			f.fault.Path = "/admin/clients"
			server.Inject(f.fault)
			all, err := impatient(t, server.URL).Observe(t.Context(), []target.Ref{ref("a")})
			if err == nil || len(all) > 0 {
				t.Fatalf("got %v, %v", all, err)
			}
			for _, want := range []string{f.says, "acme", "Hydra"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not say %q: %v", want, err)
				}
			}
		})
	}
}

func TestOneReadFails(t *testing.T) {
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			server := hydrafake.Start(t, hydrafake.Options{})
			server.Put(`{"client_id":"mine","owner":"custody/acme"}`)
			server.Put(`{"client_id":"broken"}`)
			f.fault.Path = "/admin/clients/broken"
			server.Inject(f.fault)
			all, err := impatient(t, server.URL).Observe(t.Context(), []target.Ref{ref("broken"), ref("mine"), ref("none")})
			if err != nil {
				t.Fatal(err)
			}
			var presences []target.Presence
			for _, o := range all {
				presences = append(presences, o.Presence)
			}
			if !slices.Equal(presences, []target.Presence{target.Unreadable, target.Owned, target.Absent}) {
				t.Errorf("presences %v", presences)
			}
			for _, want := range []string{f.says, `client "broken"`} {
				if all[0].Err == nil || !strings.Contains(all[0].Err.Error(), want) {
					t.Errorf("the error does not say %q: %v", want, all[0].Err)
				}
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	server := hydrafake.New(hydrafake.Options{})
	server.Close()
	d := impatient(t, server.URL)
	if _, err := d.Observe(t.Context(), []target.Ref{ref("a")}); err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("observe: %v", err)
	}
	if _, err := d.Capabilities(t.Context()); err == nil {
		t.Error("capabilities of a server that is down")
	}
	_, err := d.Apply(t.Context(), target.Write{Ref: ref("a"), Settings: first(), Digest: target.AbsentDigest})
	var unconfirmed *target.UnconfirmedError
	if err == nil || errors.As(err, &unconfirmed) {
		t.Errorf("apply: %v", err)
	}
}

// outcome is what an apply must say about a write.
type outcome string

const (
	done        outcome = "done"
	refused     outcome = "refused"
	stale       outcome = "stale"
	unconfirmed outcome = "unconfirmed"
)

func outcomeOf(err error) outcome {
	var unknown *target.UnconfirmedError
	switch {
	case err == nil:
		return done
	case errors.As(err, &unknown):
		return unconfirmed
	case errors.Is(err, target.ErrStale):
		return stale
	}
	return refused
}

func TestWriteFails(t *testing.T) {
	status := func(method string, code int) hydrafake.Fault { return hydrafake.Fault{Method: method, Status: code} }
	tests := []struct {
		name    string
		fault   hydrafake.Fault
		create  outcome
		change  outcome
		written bool // whether the server carried it out
	}{
		{"400", status("P*", 400), refused, refused, false},
		{"401", status("P*", 401), refused, refused, false},
		{"403", status("P*", 403), refused, refused, false},
		{"404", status("P*", 404), refused, stale, false},
		{"409", status("P*", 409), stale, refused, false},
		{"429", status("P*", 429), refused, refused, false},
		{"500", status("P*", 500), refused, refused, false},
		{"503", status("P*", 503), refused, refused, false},
		{"redirect", status("P*", 307), refused, refused, false},
		{"hang", hydrafake.Fault{Method: "P*", Hang: true}, unconfirmed, unconfirmed, false},
		{"the answer is lost", hydrafake.Fault{Method: "P*", Lose: true}, done, done, true},
		{"the answer is cut off", hydrafake.Fault{Method: "P*", Cut: true}, done, done, true},
		{"500 after it was done", hydrafake.Fault{Method: "P*", After: true, Status: 500}, done, done, true},
		{"the reading back fails", hydrafake.Fault{Method: "GET", Path: "/clients/a", Skip: 1, Status: 500}, unconfirmed, unconfirmed, true},
		{"the reading back hangs", hydrafake.Fault{Method: "GET", Path: "/clients/a", Skip: 1, Hang: true}, unconfirmed, unconfirmed, true},
		{"read-only credential", hydrafake.Fault{Method: "P*", Status: 403, Body: `{"error":"forbidden"}`}, refused, refused, false},
	}
	for _, test := range tests {
		for _, create := range []bool{true, false} {
			name, method, want := test.name+"/change", "PUT", test.change
			if create {
				name, method, want = test.name+"/create", "POST", test.create
			}
			t.Run(name, func(t *testing.T) {
				server := hydrafake.Start(t, hydrafake.Options{})
				d := impatient(t, server.URL)
				w := target.Write{Ref: ref("a"), Settings: second(), Digest: target.AbsentDigest}
				if !create {
					w.Digest = mustApply(t, d, target.Write{Ref: ref("a"), Settings: first(), Digest: target.AbsentDigest}).Digest
				}
				f := test.fault
				if f.Method == "P*" {
					f.Method = method
				}
				server.Inject(f)
				o, err := d.Apply(t.Context(), w)
				if got := outcomeOf(err); got != want {
					t.Errorf("got %s (%v), want %s", got, err, want)
				}
				if err != nil && !strings.Contains(err.Error(), `client "a"`) {
					t.Errorf("the error does not name the client: %v", err)
				}
				if want == done && !o.Settings.Get(setting.Scopes).Equal(second().Get(setting.Scopes)) {
					t.Errorf("done, but the observation is %+v", o)
				}
				if got := strings.Contains(string(server.Client("a")), "payments:refund"); got != test.written {
					t.Errorf("carried out: %t", got)
				}
			})
		}
	}
}

func mustApply(t *testing.T, d target.Driver, w target.Write) target.Observation {
	t.Helper()
	o, err := d.Apply(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestDeleteFails(t *testing.T) {
	tests := []struct {
		name  string
		fault hydrafake.Fault
		want  outcome
		gone  bool
	}{
		{"403", hydrafake.Fault{Status: 403}, refused, false},
		{"500", hydrafake.Fault{Status: 500}, refused, false},
		{"hang", hydrafake.Fault{Hang: true}, unconfirmed, false},
		{"the answer is lost", hydrafake.Fault{Lose: true}, done, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := hydrafake.Start(t, hydrafake.Options{})
			d := impatient(t, server.URL)
			o := mustApply(t, d, target.Write{Ref: ref("a"), Settings: first(), Digest: target.AbsentDigest})
			test.fault.Method = "DELETE"
			server.Inject(test.fault)
			after, err := d.Apply(t.Context(), target.Write{Ref: ref("a"), Delete: true, Digest: o.Digest})
			if got := outcomeOf(err); got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
			if gone := server.Client("a") == nil; gone != test.gone || gone != (after.Presence == target.Absent) {
				t.Errorf("gone %t, observed %d", gone, after.Presence)
			}
		})
	}
}

// TestLeaves proves that a deadline ends an apply, and that a write in doubt is said to be in doubt.
func TestLeaves(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	d := newDriver(t, "acme", server.URL, http.DefaultTransport)
	if _, err := d.Capabilities(t.Context()); err != nil {
		t.Fatal(err)
	}
	server.Inject(hydrafake.Fault{Method: "POST", Hang: true})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	_, err := d.Apply(ctx, target.Write{Ref: ref("a"), Settings: first(), Digest: target.AbsentDigest})
	if outcomeOf(err) != unconfirmed || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestLinksLeadNowhereElse(t *testing.T) {
	var visits int
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits++ }))
	defer elsewhere.Close()
	for _, link := range []string{
		elsewhere.URL + "/admin/clients?page_token=1&page_size=1&owner=somebody",
		"//" + strings.TrimPrefix(elsewhere.URL, "http://") + "/x?page_token=1&page_size=1",
		"/other/path?page_token=1&page_size=1",
		"?page_token=1&page_size=1",
	} {
		server := hydrafake.Start(t, hydrafake.Options{BasePath: "/odd", PageCap: 1})
		server.Put(`{"client_id":"a","owner":"custody/acme"}`)
		server.Put(`{"client_id":"b","owner":"custody/acme"}`)
		server.Inject(hydrafake.Fault{
			Path: "/admin/clients", Times: 1,
			Header: http.Header{"Link": {`<x>; rel="first", <` + link + `>; rel="next"`}},
		})
		all, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Observe(t.Context(), nil)
		if err != nil || len(all) != 2 {
			t.Errorf("%s: got %v, %v", link, all, err)
		}
		for _, r := range server.Requests() {
			if strings.HasSuffix(r.Path, "/clients") && !strings.Contains(r.Query, "owner=custody%2Facme") {
				t.Errorf("%s: asked for %s", link, r.Query)
			}
		}
	}
	if visits > 0 {
		t.Errorf("%d requests went elsewhere", visits)
	}
}

func TestListThatNeverEnds(t *testing.T) {
	for _, link := range []string{`</admin/clients?page_token=0&page_size=1>; rel="next"`, ""} {
		server := hydrafake.Start(t, hydrafake.Options{})
		f := hydrafake.Fault{Path: "/admin/clients", Body: `[{"client_id":"a","owner":"custody/acme"}]`}
		if link != "" { // else an empty server's own link to a next page, one after the other
			f.Header = http.Header{"Link": {link}}
		}
		server.Inject(f)
		_, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Observe(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), "does not end") {
			t.Errorf("got %v", err)
		}
	}
}

// TestAnswerForAnother stands before a cache or a proxy that mixes answers up.
func TestAnswerForAnother(t *testing.T) {
	for _, body := range []string{`{"client_id":"b","owner":"custody/acme"}`, `{}`, `null`} {
		server := hydrafake.Start(t, hydrafake.Options{})
		server.Put(`{"client_id":"a"}`)
		server.Inject(hydrafake.Fault{Path: "/clients/a", Body: body})
		all, err := newDriver(t, "acme", server.URL, http.DefaultTransport).Observe(t.Context(), []target.Ref{ref("a")})
		if err != nil || all[0].Presence != target.Unreadable || !strings.Contains(all[0].Err.Error(), "not the client that was asked for") {
			t.Errorf("%s: got %+v, %v", body, all, err)
		}
	}
}
