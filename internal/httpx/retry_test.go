package httpx_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
)

func TestRetry(t *testing.T) {
	const s = time.Second
	ok, busy, limited := status(200), status(503), status(429)
	tests := []struct {
		name   string
		method string
		mark   bool
		script []http.HandlerFunc
		code   int // 0: an error
		sent   int
		slept  []time.Duration
	}{
		{name: "success at once", script: []http.HandlerFunc{ok}, code: 200, sent: 1},
		{name: "each transient status", script: []http.HandlerFunc{limited, status(502), status(504), ok}, code: 200, sent: 4, slept: []time.Duration{s, 2 * s, 4 * s}},
		{name: "network error", script: []http.HandlerFunc{hangUp, busy, ok}, code: 200, sent: 3, slept: []time.Duration{s, 2 * s}},
		{name: "bound on attempts", script: []http.HandlerFunc{busy}, code: 503, sent: 4, slept: []time.Duration{s, 2 * s, 4 * s}},
		{name: "network error for ever", script: []http.HandlerFunc{hangUp}, sent: 4, slept: []time.Duration{s, 2 * s, 4 * s}},
		{name: "no use in repeating", script: []http.HandlerFunc{status(500)}, code: 500, sent: 1},
		{name: "not found", script: []http.HandlerFunc{status(404)}, code: 404, sent: 1},
		{name: "post is sent once", method: "POST", script: []http.HandlerFunc{busy}, code: 503, sent: 1},
		{name: "marked put", method: "PUT", mark: true, script: []http.HandlerFunc{busy, hangUp, ok}, code: 200, sent: 3, slept: []time.Duration{s, 2 * s}},
		{name: "retry-after in seconds", script: []http.HandlerFunc{status(429, "Retry-After", "7"), ok}, code: 200, sent: 2, slept: []time.Duration{7 * s}},
		{name: "retry-after longer than own maximum", script: []http.HandlerFunc{status(503, "Retry-After", "30"), ok}, code: 200, sent: 2, slept: []time.Duration{30 * s}},
		{name: "retry-after of zero", script: []http.HandlerFunc{status(503, "Retry-After", "0"), ok}, code: 200, sent: 2, slept: []time.Duration{0}},
		{name: "retry-after as a date", script: []http.HandlerFunc{status(429, "Retry-After", "Sat, 31 Jan 2026 12:00:09 GMT"), ok}, code: 200, sent: 2, slept: []time.Duration{9 * s}},
		{name: "retry-after in the past", script: []http.HandlerFunc{status(429, "Retry-After", "Sat, 31 Jan 2026 11:00:00 GMT"), ok}, code: 200, sent: 2, slept: []time.Duration{0}},
		{name: "retry-after beyond the bound", script: []http.HandlerFunc{status(429, "Retry-After", "61")}, code: 429, sent: 1},
		{name: "retry-after beyond any number", script: []http.HandlerFunc{status(429, "Retry-After", "99999999999999999999999")}, code: 429, sent: 1},
		{name: "retry-after in the far future", script: []http.HandlerFunc{status(429, "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")}, code: 429, sent: 1},
		{name: "retry-after is nonsense", script: []http.HandlerFunc{status(429, "Retry-After", "-5"), status(429, "Retry-After", "soon"), ok}, code: 200, sent: 3, slept: []time.Duration{s, 2 * s}},
		{name: "reset as epoch", script: []http.HandlerFunc{status(429, "X-Rate-Limit-Reset", "1769860805"), status(429, "x-ratelimit-reset", "1769860807"), ok}, code: 200, sent: 3, slept: []time.Duration{5 * s, 2 * s}},
		{name: "bound on total waiting", script: []http.HandlerFunc{status(503, "Retry-After", "40"), status(503, "Retry-After", "30")}, code: 503, sent: 2, slept: []time.Duration{40 * s}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server, c := serve(t, tt.script...), newClock()
			ctx, verb, body := t.Context(), tt.method, "payload"
			if verb == "" {
				verb, body = "GET", ""
			}
			if tt.mark {
				ctx = httpx.Repeatable(ctx)
			}
			got, err := code(t, httpx.Retry(fresh(t), c.policy()), request(t, ctx, verb, server.URL, body))
			if got != tt.code || (err != nil) != (tt.code == 0) {
				t.Errorf("status %d and error %v, want status %d", got, err, tt.code)
			}
			if err != nil && !strings.Contains(err.Error(), "after 4 attempts") {
				t.Errorf("error does not count: %v", err)
			}
			if !slices.Equal(c.sleeps(), tt.slept) {
				t.Errorf("slept %v, want %v", c.sleeps(), tt.slept)
			}
			seen := server.requests()
			if len(seen) != tt.sent {
				t.Errorf("%d requests, want %d", len(seen), tt.sent)
			}
			for _, r := range seen {
				if r.body != body || r.method != verb {
					t.Errorf("sent %q %q, want %q %q", r.method, r.body, verb, body)
				}
			}
		})
	}
}

// fresh is a transport without idle connections, which net/http would repeat by itself when they break.
func fresh(t *testing.T) *http.Transport {
	t.Helper()
	return &http.Transport{DisableKeepAlives: true}
}

func TestRetryBackoffIsBoundedAndJittered(t *testing.T) {
	server, c := serve(t, status(503)), newClock()
	policy := c.policy()
	policy.Attempts, policy.Max, policy.TotalWait = 6, 5*time.Second, time.Hour
	policy.Jitter = func() float64 { return 0.5 }
	if got, err := code(t, httpx.Retry(fresh(t), policy), request(t, t.Context(), "GET", server.URL, "")); got != 503 || err != nil {
		t.Fatal(got, err)
	}
	const ms = time.Millisecond
	if want := []time.Duration{750 * ms, 1500 * ms, 3000 * ms, 3750 * ms, 3750 * ms}; !slices.Equal(c.sleeps(), want) {
		t.Errorf("slept %v, want %v", c.sleeps(), want)
	}
}

func TestRetryNeedsTheBodyAgain(t *testing.T) {
	server, c := serve(t, status(503)), newClock()
	req := request(t, httpx.Repeatable(t.Context()), "PUT", server.URL, "payload")
	req.GetBody = nil
	if got, err := code(t, httpx.Retry(fresh(t), c.policy()), req); got != 503 || err != nil || len(server.requests()) != 1 {
		t.Errorf("status %d, error %v, %d requests", got, err, len(server.requests()))
	}
	broken := errors.New("the file is gone")
	req = request(t, httpx.Repeatable(t.Context()), "PUT", server.URL, "payload")
	req.GetBody = func() (io.ReadCloser, error) { return nil, broken }
	if _, err := code(t, httpx.Retry(fresh(t), c.policy()), req); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestRetryEndsWithItsContext(t *testing.T) {
	t.Run("while waiting", func(t *testing.T) {
		server, c := serve(t, status(503)), newClock()
		ctx, cancel := context.WithCancel(t.Context())
		policy := c.policy()
		policy.Sleep = func(ctx context.Context, _ time.Duration) error {
			cancel()
			return httpx.Sleep(ctx, time.Hour)
		}
		_, err := code(t, httpx.Retry(fresh(t), policy), request(t, ctx, "GET", server.URL, ""))
		if !errors.Is(err, context.Canceled) || len(server.requests()) != 1 {
			t.Errorf("error %v after %d requests", err, len(server.requests()))
		}
	})
	t.Run("during an attempt", func(t *testing.T) {
		c := newClock()
		ctx, cancel := context.WithCancel(t.Context())
		server := serve(t, func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
		_, err := code(t, httpx.Retry(fresh(t), c.policy()), request(t, ctx, "GET", server.URL, ""))
		if !errors.Is(err, context.Canceled) || len(c.sleeps()) != 0 {
			t.Errorf("error %v after waits %v", err, c.sleeps())
		}
	})
}

// An answer that is thrown away gives its connection back, unless it is endless.
func TestRetryFreesConnections(t *testing.T) {
	server, c := serve(t, status(503), status(503), status(200)), newClock()
	counting := &http.Transport{MaxConnsPerHost: 1}
	defer counting.CloseIdleConnections()
	if got, err := code(t, httpx.Retry(counting, c.policy()), request(t, t.Context(), "GET", server.URL, "")); got != 200 || err != nil {
		t.Errorf("status %d, error %v", got, err)
	}

	endless := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(503)
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	}, status(200))
	if got, err := code(t, httpx.Retry(counting, c.policy()), request(t, t.Context(), "GET", endless.URL, "")); got != 200 || err != nil {
		t.Errorf("status %d, error %v", got, err)
	}
}

// A server that hangs costs one attempt, and one that hangs for ever ends with an error that says so.
func TestTimeoutUnderRetry(t *testing.T) {
	c := newClock()
	server := serve(t, hang, status(200))
	rt := httpx.Retry(httpx.Timeout(fresh(t), 20*time.Millisecond), c.policy())
	if got, err := code(t, rt, request(t, t.Context(), "GET", server.URL, "")); err != nil || got != 200 {
		t.Errorf("status %d, error %v", got, err)
	}
	server = serve(t, hang)
	_, err := code(t, rt, request(t, t.Context(), "GET", server.URL, ""))
	if err == nil || err.Error() != "gave up after 4 attempts: no answer within 20ms" || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if len(server.requests()) != 4 {
		t.Errorf("%d attempts, want 4", len(server.requests()))
	}
}

func TestTimeoutCoversTheBody(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "{")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	resp, err := httpx.Timeout(fresh(t), 50*time.Millisecond).RoundTrip(request(t, t.Context(), "GET", server.URL, ""))
	if err != nil {
		t.Fatal(err)
	}
	var v any
	var body *httpx.BodyError
	if err := httpx.ReadJSON(resp, 100, &v); !errors.As(err, &body) || !strings.Contains(err.Error(), "no answer within 50ms") {
		t.Errorf("error %v", err)
	}
}
