package httpx_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
)

func TestLimitRate(t *testing.T) {
	server, other, c := serve(t, status(200)), serve(t, status(200)), newClock()
	rt := httpx.Limit(http.DefaultTransport, httpx.Limits{PerSecond: 2, Burst: 3, Now: c.Now, Sleep: c.Sleep})
	start := c.Now()
	for range 9 {
		if _, err := code(t, rt, request(t, t.Context(), "GET", server.URL, "")); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.Now().Sub(start); got != 3*time.Second {
		t.Errorf("9 requests took %s, want 3s: 3 at once, then 2 a second", got)
	}
	start = c.Now()
	for range 3 {
		if _, err := code(t, rt, request(t, t.Context(), "GET", other.URL, "")); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.Now().Sub(start); got != 0 {
		t.Errorf("another host waited %s for this one", got)
	}
}

func TestLimitGivesTokensBack(t *testing.T) {
	server, c := serve(t, status(200)), newClock()
	rt := httpx.Limit(http.DefaultTransport, httpx.Limits{PerSecond: 1, Burst: 1, Concurrent: 1, Now: c.Now, Sleep: c.Sleep})
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 5 {
		if _, err := code(t, rt, request(t, gone, "GET", server.URL, "")); !errors.Is(err, context.Canceled) {
			t.Fatalf("error %v", err)
		}
	}
	for range 2 {
		if _, err := code(t, rt, request(t, t.Context(), "GET", server.URL, "")); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.sleeps(); len(got) != 1 || got[0] != time.Second {
		t.Errorf("slept %v, want one second", got)
	}
}

func TestLimitConcurrency(t *testing.T) {
	var now, most atomic.Int64
	release := make(chan struct{})
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		<-release
		now.Add(-1)
		w.WriteHeader(http.StatusNoContent)
	})
	c := newClock()
	rt := httpx.Limit(http.DefaultTransport, httpx.Limits{Concurrent: 3, Now: c.Now, Sleep: c.Sleep})
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if _, err := code(t, rt, request(t, t.Context(), "GET", server.URL, "")); err != nil {
				t.Error(err)
			}
		})
	}
	for range 12 {
		release <- struct{}{}
	}
	wg.Wait()
	if got := most.Load(); got < 1 || got > 3 {
		t.Errorf("%d requests at once, want at most 3", got)
	}
}

func TestLimitHoldsItsPlaceUntilTheBodyIsClosed(t *testing.T) {
	server, c := serve(t, status(200)), newClock()
	rt := httpx.Limit(http.DefaultTransport, httpx.Limits{Concurrent: 1, Now: c.Now, Sleep: c.Sleep})
	first, err := rt.RoundTrip(request(t, t.Context(), "GET", server.URL, ""))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := code(t, rt, request(t, ctx, "GET", server.URL, "")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second request passed: %v", err)
	}
	_ = first.Body.Close()
	_ = first.Body.Close() // closing twice must not free two places
	if _, err := code(t, rt, request(t, t.Context(), "GET", server.URL, "")); err != nil {
		t.Error(err)
	}
	if len(server.requests()) != 2 {
		t.Errorf("%d requests, want 2", len(server.requests()))
	}
}
