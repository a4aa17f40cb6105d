package oci

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"

	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/errdef"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/errcode"

	"github.com/nhi-custody/custody/internal/httpx"
)

// explain says what went wrong with a registry, and what to do. What the registry itself says is not passed on, but for the
// code of its error: it could hold what it was sent. Nor are the queries of URLs, which may be keys to a storage.
func (c *Client) explain(ref Reference, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &RegistryError{Reference: ref, Reason: c.reason(ref, err)}
}

// RegistryError says that a registry did not do what it was asked to.
type RegistryError struct {
	Reference Reference
	// Reason says why, and what to do about it. It holds no secret.
	Reason string
}

// Error implements error.
func (e *RegistryError) Error() string { return fmt.Sprintf("%s: %s", e.Reference, e.Reason) }

func (c *Client) reason(ref Reference, err error) string {
	var answer *errcode.ErrorResponse
	var plain *plainError
	var network net.Error
	switch {
	case errors.As(err, &plain):
		return plain.Error()
	case errors.Is(err, errCredentials):
		return fmt.Sprintf("the credentials for %s can not be read from %s, or its helper fails: look at that, or log in anew", ref.Registry, c.DockerConfig)
	case errors.Is(err, auth.ErrBasicCredentialNotFound):
		return fmt.Sprintf("the registry asks for credentials: log in with docker login %s, or another program that writes Docker's config.json", ref.Registry)
	case errors.Is(err, errdef.ErrNotFound):
		return "the registry has no such pack: check the name, the tag and the digest"
	case mismatched(err):
		return "what the registry sent is not what the digest names, and was thrown away: ask who keeps the registry"
	case errors.As(err, &answer):
		return c.refusal(ref, answer)
	case errors.As(err, &network):
		return fmt.Sprintf("%s can not be reached: %s", ref.Registry, bare(err))
	}
	return bare(err)
}

// mismatched says that content is not what it was asked for as. The library has no error to match for what the headers of an
// answer give away.
func mismatched(err error) bool {
	return errors.Is(err, content.ErrMismatchedDigest) || errors.Is(err, content.ErrInvalidDescriptorSize) || errors.Is(err, content.ErrTrailingData) ||
		strings.Contains(err.Error(), "digest mismatch") || strings.Contains(err.Error(), "mismatch Content-Length")
}

// refusal words an answer that says no.
func (c *Client) refusal(ref Reference, answer *errcode.ErrorResponse) string {
	told := fmt.Sprintf("%s answered %d", answer.URL.Host, answer.StatusCode)
	if len(answer.Errors) > 0 && regexp.MustCompile(`^[A-Z_]{1,40}$`).MatchString(answer.Errors[0].Code) {
		told += " " + answer.Errors[0].Code
	}
	switch code := answer.StatusCode; {
	case code == http.StatusUnauthorized:
		return told + ": the credentials are missing, wrong or expired: log in with docker login " + ref.Registry
	case code == http.StatusForbidden:
		return told + ": the credentials may not do this: ask who keeps the registry"
	case code == http.StatusNotFound:
		return told + ": check the name of the repository"
	case code == http.StatusTooManyRequests:
		return told + ": too many requests: wait, then try again"
	case code >= http.StatusInternalServerError:
		return told + ": the registry failed: try again, or ask who keeps it"
	}
	return told
}

// bare is the text of an error without the queries of its URLs, on one line.
func bare(err error) string {
	text := httpx.Redact(err).Error()
	text = regexp.MustCompile(`\?[^\s"']*`).ReplaceAllString(text, "")
	return regexp.MustCompile(`\s+`).ReplaceAllString(text, " ")
}
