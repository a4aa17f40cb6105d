package httpx

import (
	"fmt"
	"net/http"
	"slices"
)

// Allow names one request that reads although its method is one that writes, such as a token request.
type Allow struct {
	// Method and Path must be equal to the request's; Path is the escaped one, without the query.
	Method, Path string
	// Origin restricts the allowance to one server; the zero value means any.
	Origin Origin
}

// MutationError says that a request which could change something was refused before a byte of it was sent.
type MutationError struct {
	// Method and URL are the request's; the URL is redacted.
	Method, URL string
	// Reason says what made it a mutation.
	Reason string
}

// Error implements error.
func (e *MutationError) Error() string {
	return fmt.Sprintf("refused to send %s %s while only reading is allowed: %s", e.Method, e.URL, e.Reason)
}

func (*MutationError) permanent() {}

// ReadOnly refuses every request that is not a GET, HEAD or OPTIONS, except those that allow names. A header that asks
// the server to take the request for another method makes it a mutation as well.
func ReadOnly(next http.RoundTripper, allow ...Allow) http.RoundTripper {
	allow = slices.Clone(allow)
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		if reason := mutates(req, allow); reason != "" {
			return refuse(req, &MutationError{Method: method(req), URL: RedactURL(req.URL), Reason: reason})
		}
		return next.RoundTrip(req)
	})
}

// mutates says why a request may change something; empty means that it does not.
func mutates(req *http.Request, allow []Allow) string {
	for _, name := range []string{"X-Http-Method-Override", "X-Http-Method", "X-Method-Override"} {
		if req.Header.Get(name) != "" {
			return "the header " + name + " asks for another method"
		}
	}
	if safe(req) {
		return ""
	}
	for _, a := range allow {
		if a.Method == method(req) && a.Path == req.URL.EscapedPath() && (a.Origin == Origin{} || a.Origin == originOf(req.URL)) {
			return ""
		}
	}
	return "the method can change something"
}

// safe says that a method promises to change nothing (RFC 9110, section 9.2.1).
func safe(req *http.Request) bool {
	switch method(req) {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	default:
		return false
	}
}

func method(req *http.Request) string {
	if req.Method == "" {
		return http.MethodGet
	}
	return req.Method
}
