package httpx

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const redacted = "REDACTED"

// readable says which query parameters may be printed: paging and public names. Every other value could be a secret.
func readable(name string) bool {
	return slices.Contains([]string{
		"client_id", "first", "limit", "max", "offset", "owner", "page", "page_size", "per_page",
	}, strings.ToLower(name))
}

// RedactURL prints a URL without user, password, fragment and those query values that could be secrets.
func RedactURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	c := *u
	c.User, c.Fragment, c.RawFragment = nil, "", ""
	if c.Opaque != "" {
		c.Opaque = redacted
	}
	if c.RawQuery != "" {
		c.RawQuery = redactQuery(c.RawQuery)
	}
	return c.String()
}

// redactQuery keeps the order of parameters, and drops what cannot be parsed.
func redactQuery(raw string) string {
	parts := strings.Split(raw, "&")
	for i, part := range parts {
		name, _, found := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(name)
		switch {
		case err != nil, !found && part != "":
			parts[i] = redacted
		case !found:
		case !readable(plain):
			parts[i] = name + "=" + redacted
		}
	}
	return strings.Join(parts, "&")
}

func redactText(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return redacted
	}
	return RedactURL(u)
}

// Redact makes an error of an HTTP client fit to be printed and kept: the URLs that it names lose their secrets, and the
// [url.Error] with the full URL cannot be found in it. Whatever else it wraps can still be matched.
func Redact(err error) error {
	text := ""
	var ue *url.Error
	for cause := err; errors.As(cause, &ue); cause = ue.Err {
		if text == "" {
			text = err.Error()
		}
		if ue.URL != "" {
			clean := redactText(ue.URL)
			quoted := strconv.Quote(ue.URL)
			text = strings.ReplaceAll(text, quoted[1:len(quoted)-1], clean)
			text = strings.ReplaceAll(text, ue.URL, clean)
		}
		if ue.Op == "parse" { // its reason quotes a piece of the URL, which may be a piece of a password
			text = strings.ReplaceAll(text, ue.Err.Error(), "it is not a valid URL")
		}
	}
	if text == "" {
		return err
	}
	return &redactedError{text: text, original: err}
}

// redactedError matches what the original matches, but does not hand out the original itself.
type redactedError struct {
	text     string
	original error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.original, target) }

func (e *redactedError) As(target any) bool {
	if _, ok := target.(**url.Error); ok {
		return false
	}
	return errors.As(e.original, target)
}

// Timeout and Temporary make it a [net.Error], so that asking for one does not find the original.
func (e *redactedError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.Is(e.original, context.DeadlineExceeded) || (errors.As(e.original, &t) && t.Timeout())
}

// Temporary is part of [net.Error].
func (e *redactedError) Temporary() bool { return false }
