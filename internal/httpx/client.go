package httpx

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

const maxRedirects = 5

// RedirectError says that a redirect was not followed.
type RedirectError struct {
	// From and To are redacted URLs.
	From, To string
	// Reason says why not.
	Reason string
}

// Error implements error.
func (e *RedirectError) Error() string {
	return fmt.Sprintf("refused to follow the redirect from %s to %s: %s", e.From, e.To, e.Reason)
}

func (*RedirectError) permanent() {}

// Client is an HTTP client on rt that follows at most five redirects, none of them to another scheme, host or port.
// The time limit covers a whole request: every attempt, every wait between them, and reading the body.
func Client(rt http.RoundTripper, limit time.Duration) *http.Client {
	return &http.Client{Transport: rt, Timeout: limit, CheckRedirect: checkRedirect}
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	last := via[len(via)-1]
	reason := ""
	switch {
	case originOf(req.URL) != originOf(via[0].URL):
		reason = "it leads to another server: declare that one if it is the right one"
	case len(via) > maxRedirects:
		reason = fmt.Sprintf("it is number %d in a row", len(via))
	default:
		return nil
	}
	return &RedirectError{From: RedactURL(last.URL), To: RedactURL(req.URL), Reason: reason}
}

// Timeout bounds each request that passes through it, the reading of its body included. Under [Retry] it bounds one
// attempt, so that a server that hangs once does not use up the time of the whole.
func Timeout(next http.RoundTripper, limit time.Duration) http.RoundTripper {
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeoutCause(req.Context(), limit, &timeoutError{limit: limit})
		resp, err := next.RoundTrip(req.WithContext(ctx))
		if err != nil {
			if req.Context().Err() == nil && ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			cancel()
			return nil, err
		}
		resp.Body = &onClose{ReadCloser: resp.Body, done: cancel}
		return resp, nil
	})
}

// timeoutError ends one attempt, not the request: it must not look like the caller's own deadline.
type timeoutError struct{ limit time.Duration }

func (e *timeoutError) Error() string { return fmt.Sprintf("no answer within %s", e.limit) }
func (e *timeoutError) Timeout() bool { return true }
