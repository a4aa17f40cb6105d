// Package hydrafake is an Ory Hydra for tests: the clients of its administration API, faithful to 2.3.0 down to its
// traps and as unkind as a network can be; it issues no tokens.
//
// The conformance suite and a comparison of raw answers run against it and against the real server.
package hydrafake

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Options says what a server is like; the zero value is Hydra 2.3.0.
type Options struct {
	// BasePath is a path under which a proxy publishes the API, such as /odd/base. Links do not know it.
	BasePath string
	// PageCap bounds the clients on one page; zero means Hydra's own bound of 1000.
	PageCap int
	// Version is what it calls itself; empty means v2.3.0. From v25.4 on it knows the device authorization grant.
	Version string
	// DefaultScope is what a client without a scope gets; empty means Hydra's own.
	DefaultScope string
}

// Request is one request that the server has answered, or left hanging.
type Request struct{ Method, Path, Query string }

// Server is a fake Hydra on the loopback interface.
type Server struct {
	// URL is the base of the administration API.
	URL string

	options Options
	http    *httptest.Server
	closing chan struct{}

	mu       sync.Mutex
	clients  map[string]record
	writes   int // the clock: a second for each write
	requests []Request
	faults   []*Fault
}

// Start starts a server that ends with the test.
func Start(tb testing.TB, options Options) *Server {
	tb.Helper()
	s := New(options)
	tb.Cleanup(s.Close)
	return s
}

// New starts a server. The caller ends it with Close.
func New(options Options) *Server {
	if options.Version == "" {
		options.Version = "v2.3.0"
	}
	if options.DefaultScope == "" {
		options.DefaultScope = "offline_access offline openid"
	}
	options.BasePath = strings.TrimSuffix(options.BasePath, "/")
	s := &Server{options: options, closing: make(chan struct{}), clients: map[string]record{}}
	s.http = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.http.Start() // after the field is set: handlers read it
	s.URL = s.http.URL + options.BasePath
	return s
}

// Close ends the server, and with it the requests that hang.
func (s *Server) Close() {
	close(s.closing)
	s.http.Close()
}

// Requests lists what was asked, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Forget empties the list of requests.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// Client returns a client as the API would show it; nil when there is none.
func (s *Server) Client(id string) json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.clients[id]
	if !ok {
		return nil
	}
	return c.encode(0)
}

// Put stores a client as a POST of that body would, behind the API's back. It panics on one that Hydra refuses.
func (s *Server) Put(body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refused := s.decode([]byte(body))
	if refused != nil {
		panic("hydrafake: " + refused.Name + ": " + refused.Description)
	}
	s.store(c, nil)
}

// Delete removes a client behind the API's back.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.clients, id)
}

// Secret returns the secret that a client was last given; empty when Hydra made one up.
func (s *Server) Secret(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clients[id].secret
}
