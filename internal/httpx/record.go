package httpx

import (
	"net/http"
	"slices"
	"sync"
)

// Request is one request as it went by.
type Request struct {
	// Method and URL; the URL is redacted.
	Method, URL string
}

// Recorder keeps which requests were made. It is safe for use by several goroutines; the zero value is ready.
type Recorder struct {
	mu       sync.Mutex
	requests []Request
}

// Record notes every request in r before it passes it on.
func Record(next http.RoundTripper, r *Recorder) http.RoundTripper {
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		r.add(Request{Method: method(req), URL: RedactURL(req.URL)})
		return next.RoundTrip(req)
	})
}

func (r *Recorder) add(req Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests = append(r.requests, req)
}

// Requests lists what was recorded, oldest first.
func (r *Recorder) Requests() []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.requests)
}

// Count is the number of recorded requests.
func (r *Recorder) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.requests)
}

// Writes lists the recorded requests that are not a GET, HEAD or OPTIONS.
func (r *Recorder) Writes() []Request {
	return slices.DeleteFunc(r.Requests(), func(q Request) bool {
		return safe(&http.Request{Method: q.Method})
	})
}
