package httpx_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
)

// served is a request as a server saw it.
type served struct {
	method, path, body, auth string
}

// hostile is a server that answers by a script, the last line of which repeats.
type hostile struct {
	*httptest.Server

	mu     sync.Mutex
	script []http.HandlerFunc
	seen   []served
}

func serve(t *testing.T, script ...http.HandlerFunc) *hostile {
	t.Helper()
	h := &hostile{script: script}
	h.Server = httptest.NewServer(http.HandlerFunc(h.handle))
	t.Cleanup(h.Close)
	return h
}

func (h *hostile) handle(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	line := h.script[min(len(h.seen), len(h.script)-1)]
	h.seen = append(h.seen, served{r.Method, r.URL.Path, string(body), r.Header.Get("Authorization")})
	h.mu.Unlock()
	line(w, r)
}

func (h *hostile) requests() []served {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]served(nil), h.seen...)
}

// status answers with a code and headers given as name, value, name, value.
func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "body")
	}
}

func content(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body)
	}
}

// hangUp closes the connection without an answer.
func hangUp(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// cutOff promises more than it sends.
func cutOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"a":`)
}

// hang answers when its caller has gone.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// clock is a time that passes only by sleeping.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return nil
}

func (c *clock) sleeps() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.slept...)
}

func (c *clock) policy() httpx.RetryPolicy {
	return httpx.RetryPolicy{
		Attempts: 4, Base: time.Second, Max: 10 * time.Second, TotalWait: time.Minute,
		Now: c.Now, Sleep: c.Sleep, Jitter: func() float64 { return 0 },
	}
}

func request(t *testing.T, ctx context.Context, method, url, body string) *http.Request {
	t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, r)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

// code does one request, closes its body and gives the status.
func code(t *testing.T, rt http.RoundTripper, req *http.Request) (int, error) {
	t.Helper()
	resp, err := rt.RoundTrip(req)
	if err != nil {
		if resp != nil {
			t.Error("an answer and an error at once")
		}
		return 0, err
	}
	if err := resp.Body.Close(); err != nil {
		t.Error(err)
	}
	return resp.StatusCode, nil
}

// closing tells whether the body of a request was closed.
type closing struct {
	io.Reader

	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}
