package httpx

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits bounds what one server is asked. A zero PerSecond or Concurrent means no bound.
type Limits struct {
	// PerSecond is the rate at which the bucket of each origin fills, Burst (at least 1) its size.
	PerSecond float64
	Burst     int
	// Concurrent is the number of requests under way at one origin; one ends when its body is closed.
	Concurrent int
	// Now and Sleep are the clock.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// Limit makes requests wait until their origin's token bucket and concurrency bound let them pass. Close the body of an
// answer before you send the next request: it holds its place until then.
func Limit(next http.RoundTripper, limits Limits) http.RoundTripper {
	if limits.Now == nil || limits.Sleep == nil {
		panic("httpx: Limits needs Now and Sleep")
	}
	l := &limiter{next: next, limits: limits, gates: map[Origin]*gate{}}
	return transportFunc(l.roundTrip)
}

type limiter struct {
	next   http.RoundTripper
	limits Limits

	mu    sync.Mutex
	gates map[Origin]*gate
}

// gate is what requests to one origin pass.
type gate struct {
	bucket *rate.Limiter // nil: no bound
	places chan struct{} // nil: no bound
}

func (l *limiter) roundTrip(req *http.Request) (*http.Response, error) {
	g := l.gate(originOf(req.URL))
	if err := g.enter(req.Context()); err != nil {
		return refuse(req, err)
	}
	if err := l.wait(req.Context(), g); err != nil {
		g.leave()
		return refuse(req, err)
	}
	resp, err := l.next.RoundTrip(req)
	if err != nil {
		g.leave()
		return nil, err
	}
	resp.Body = &onClose{ReadCloser: resp.Body, done: sync.OnceFunc(g.leave)}
	return resp, nil
}

func (l *limiter) gate(origin Origin) *gate {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.gates[origin]
	if g == nil {
		g = &gate{}
		if l.limits.PerSecond > 0 {
			g.bucket = rate.NewLimiter(rate.Limit(l.limits.PerSecond), max(1, l.limits.Burst))
		}
		if l.limits.Concurrent > 0 {
			g.places = make(chan struct{}, l.limits.Concurrent)
		}
		l.gates[origin] = g
	}
	return g
}

// wait takes a token and sleeps until it is due; one that is not used goes back.
func (l *limiter) wait(ctx context.Context, g *gate) error {
	if err := ctx.Err(); err != nil || g.bucket == nil {
		return err
	}
	now := l.limits.Now()
	token := g.bucket.ReserveN(now, 1)
	due := token.DelayFrom(now)
	if due <= 0 {
		return nil
	}
	if err := l.limits.Sleep(ctx, due); err != nil {
		token.CancelAt(l.limits.Now())
		return err
	}
	return nil
}

func (g *gate) enter(ctx context.Context) error {
	if g.places == nil {
		return nil
	}
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *gate) leave() {
	if g.places != nil {
		<-g.places
	}
}
