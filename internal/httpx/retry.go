package httpx

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// RetryPolicy bounds how often and how long a request is repeated.
type RetryPolicy struct {
	// Attempts is the most that are made, the first included.
	Attempts int
	// Base is the wait before the second attempt; it doubles each time up to Max, and up to half of it is taken off at
	// random. A server's Retry-After counts instead, even when it is longer than Max.
	Base, Max time.Duration
	// TotalWait bounds all waiting for one request. A wait that does not fit is not begun: the last answer stands.
	TotalWait time.Duration
	// Now and Sleep are the clock, Jitter gives numbers from 0 up to, not including, 1.
	Now    func() time.Time
	Sleep  func(ctx context.Context, d time.Duration) error
	Jitter func() float64
}

// DefaultRetry is the policy for an issuer's API: four attempts that wait for at most a minute in all.
func DefaultRetry(now func() time.Time, jitter func() float64) RetryPolicy {
	return RetryPolicy{
		Attempts: 4, Base: 250 * time.Millisecond, Max: 10 * time.Second, TotalWait: time.Minute,
		Now: now, Sleep: Sleep, Jitter: jitter,
	}
}

// Sleep waits for d, or until the context ends.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type repeatableKey struct{}

// Repeatable marks requests as safe to send again although their method writes, because doing it twice does no more
// than doing it once.
func Repeatable(ctx context.Context) context.Context {
	return context.WithValue(ctx, repeatableKey{}, true)
}

// Retry repeats requests that failed on the network or with 429, 502, 503 or 504, when they are safe to repeat: GET,
// HEAD, OPTIONS, and those marked by [Repeatable] whose body can be had again.
func Retry(next http.RoundTripper, policy RetryPolicy) http.RoundTripper {
	if policy.Now == nil || policy.Sleep == nil || policy.Jitter == nil {
		panic("httpx: RetryPolicy needs Now, Sleep and Jitter")
	}
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		if !repeatable(req) {
			return next.RoundTrip(req)
		}
		return (&retrying{policy: policy, next: next, req: req}).run()
	})
}

func repeatable(req *http.Request) bool {
	if !safe(req) && req.Context().Value(repeatableKey{}) == nil {
		return false
	}
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// retrying is one request and what was spent on it.
type retrying struct {
	policy RetryPolicy
	next   http.RoundTripper
	req    *http.Request
	waited time.Duration
}

func (r *retrying) run() (*http.Response, error) {
	req := r.req
	for attempt := 1; ; attempt++ {
		resp, err := r.next.RoundTrip(req)
		if !r.transient(resp, err) {
			return resp, err
		}
		wait := r.delay(attempt, resp)
		if attempt >= r.policy.Attempts || r.waited+wait > r.policy.TotalWait {
			return resp, exhausted(err, attempt)
		}
		if req, err = r.again(resp); err != nil {
			return nil, err
		}
		if err := r.policy.Sleep(r.req.Context(), wait); err != nil {
			return refuse(req, err)
		}
		r.waited += wait
	}
}

// transient says that the same request may succeed later.
func (r *retrying) transient(resp *http.Response, err error) bool {
	if r.req.Context().Err() != nil {
		return false
	}
	if err != nil {
		var final permanent
		var untrusted *tls.CertificateVerificationError
		return !errors.As(err, &final) && !errors.As(err, &untrusted)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	default:
		return false
	}
}

func exhausted(err error, attempts int) error {
	if err == nil || attempts == 1 {
		return err
	}
	return fmt.Errorf("gave up after %d attempts: %w", attempts, err)
}

// again frees the connection of the last answer and makes the request anew.
func (r *retrying) again(resp *http.Response) (*http.Request, error) {
	if resp != nil {
		discard(resp.Body)
	}
	req := r.req.Clone(r.req.Context())
	if r.req.GetBody == nil {
		return req, nil
	}
	body, err := r.req.GetBody()
	if err != nil {
		return nil, fmt.Errorf("rewind the body to repeat the request: %w", err)
	}
	req.Body = body
	return req, nil
}

// discard reads a little of a body so that its connection can serve again; a long one is not worth it.
func discard(body io.ReadCloser) {
	const enough = 16 << 10
	_, _ = io.CopyN(io.Discard, body, enough)
	_ = body.Close()
}

// delay is how long to wait after the given attempt.
func (r *retrying) delay(attempt int, resp *http.Response) time.Duration {
	jitter := r.policy.Jitter()
	if resp != nil {
		if wait, ok := retryAfter(resp, r.policy.Now()); ok {
			// Never earlier than asked; a little later, so that not all come back at once.
			return wait + time.Duration(jitter*float64(r.policy.Base))
		}
	}
	backoff := r.policy.Base
	for range attempt - 1 {
		if backoff >= r.policy.Max/2 {
			backoff = r.policy.Max
			break
		}
		backoff *= 2
	}
	backoff = min(backoff, r.policy.Max)
	return backoff - time.Duration(jitter*float64(backoff)/2)
}
