package httpx

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Header gives the name and value of the header that carries a credential. It is called for each request, so that a
// token can be renewed in the middle of a run.
type Header func(ctx context.Context) (name, value string, err error)

// CredentialError says that a request was not sent because its credential could not be had, or would have been exposed.
type CredentialError struct {
	// Origin is where the credential belongs to.
	Origin Origin
	// Err is the reason.
	Err error
}

// Error implements error.
func (e *CredentialError) Error() string {
	return fmt.Sprintf("credentials for %s: %v", e.Origin, e.Err)
}

// Unwrap gives the reason.
func (e *CredentialError) Unwrap() error { return e.Err }

func (*CredentialError) permanent() {}

// Reasons for which a credential is withheld and its request refused.
var (
	// ErrPlainHTTP says that others could read the credential on its way.
	ErrPlainHTTP = errors.New("refused to send them over plain http to another machine: use https")
	// ErrForeignHost says that a request claims one host and is sent to another.
	ErrForeignHost = errors.New("refused: the request's Host header names another server than its URL")
)

// PinCredentials adds a credential to requests whose scheme, host and port are exactly those of origin, and to no others,
// which pass as they are.
func PinCredentials(next http.RoundTripper, origin Origin, header Header) http.RoundTripper {
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		if originOf(req.URL) != origin {
			return next.RoundTrip(req)
		}
		name, value, err := credential(req, origin, header)
		if err != nil {
			return refuse(req, &CredentialError{Origin: origin, Err: Redact(err)})
		}
		req = req.Clone(req.Context())
		if req.Header == nil {
			req.Header = http.Header{}
		}
		req.Header.Set(name, value)
		return next.RoundTrip(req)
	})
}

func credential(req *http.Request, origin Origin, header Header) (name, value string, err error) {
	if !origin.private() {
		return "", "", ErrPlainHTTP
	}
	if req.Host != "" && req.Host != req.URL.Host {
		return "", "", ErrForeignHost
	}
	name, value, err = header(req.Context())
	if err == nil && (name == "" || value == "") {
		err = errors.New("there are none: the header's name or value is empty")
	}
	return name, value, err
}
