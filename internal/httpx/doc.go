// Package httpx holds decorators of [http.RoundTripper] (read-only, retry, limits, pinned credentials, recording) and the
// few ways to read an answer that must not be trusted; it knows no API.
//
// Each decorator does one thing; their order is the caller's. The usual one, from the outside in:
//
//	client := httpx.Client(
//		httpx.Retry(                      // repeats all that is below
//			httpx.Limit(              // each attempt counts
//				httpx.Timeout(    // each attempt is bounded, waiting for its turn is not
//					httpx.ReadOnly(   // the last word before credentials and the wire
//						httpx.PinCredentials(transport, origin, header), allow...),
//					attempt),
//				limits),
//			policy),
//		total)
package httpx

import (
	"io"
	"net/http"
)

// transportFunc makes a decorator out of a function.
type transportFunc func(req *http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// refuse closes the body of a request that is not sent, as the contract of a RoundTripper asks.
func refuse(req *http.Request, err error) (*http.Response, error) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
	return nil, err
}

// permanent is an error that no repetition mends; [Retry] lets it pass at once.
type permanent interface {
	error
	permanent()
}

// onClose calls a function once, when a body is closed.
type onClose struct {
	io.ReadCloser

	done func()
}

func (b *onClose) Close() error {
	defer b.done()
	return b.ReadCloser.Close()
}
