package httpx

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode"
)

const (
	maxMessage   = 300
	maxRequestID = 100
	maxErrorBody = 64 << 10
)

// StatusError is an answer that says no.
type StatusError struct {
	// Method and URL are the request's; the URL is redacted.
	Method, URL string
	// Code is the HTTP status.
	Code int
	// Message is what the server said, printable and at most 300 characters long; it may be empty.
	Message string
	// RequestID is what the server calls the request, for a question to its operator; it may be empty.
	RequestID string
	// RetryAfter is the server's own word on when to come back; it may be empty.
	RetryAfter string
}

// Error says what was asked, what the status means and what to do about it.
func (e *StatusError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %d", e.Method, e.URL, e.Code)
	if text := http.StatusText(e.Code); text != "" {
		b.WriteString(" " + text)
	}
	if e.Message != "" {
		fmt.Fprintf(&b, " (the server says: %s)", e.Message)
	}
	b.WriteString(": " + remedy(e.Code))
	if e.RetryAfter != "" {
		b.WriteString("; its Retry-After is " + e.RetryAfter)
	}
	if e.RequestID != "" {
		b.WriteString("; request id " + e.RequestID)
	}
	return b.String()
}

// remedy says what a status means and what to do.
func remedy(code int) string {
	switch {
	case code == http.StatusUnauthorized:
		return "the credential is missing, wrong or expired: renew it"
	case code == http.StatusForbidden:
		return "the credential is valid but may not do this: grant it the permission"
	case code == http.StatusNotFound:
		return "there is no such object or endpoint: check the URL and the identifier"
	case code == http.StatusConflict:
		return "the object exists already or was changed meanwhile: plan again"
	case code == http.StatusTooManyRequests:
		return "too many requests: wait, then lower the rate"
	case code >= 300 && code < 400:
		return "the server redirects and the redirect was not followed: give the final URL"
	case code >= 500:
		return "the server failed: look at its log, then try again"
	default:
		return "the server refused the request: check what is sent"
	}
}

// DecodeError is nil for a status of 200 to 299, and a [*StatusError] for any other. It reads, at most 64 KiB, and closes
// the body only when there is an error.
func DecodeError(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return nil
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	e := &StatusError{
		Code:       resp.StatusCode,
		Message:    printable(message(resp.Header.Get("Content-Type"), body), maxMessage),
		RequestID:  printable(requestID(resp.Header), maxRequestID),
		RetryAfter: printable(resp.Header.Get("Retry-After"), maxRequestID),
	}
	e.Method, e.URL = asked(resp)
	return e
}

// asked is the request that an answer belongs to.
func asked(resp *http.Response) (verb, address string) {
	if resp.Request == nil {
		return http.MethodGet, ""
	}
	return method(resp.Request), RedactURL(resp.Request.URL)
}

func requestID(h http.Header) string {
	for _, name := range []string{"X-Request-Id", "X-Correlation-Id", "X-Okta-Request-Id", "X-Amzn-Requestid", "X-Github-Request-Id"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}

// message finds the sentence in the body of an error. Only members known to hold one are printed: others could echo what
// was sent.
func message(contentType string, body []byte) string {
	kind, _, _ := mime.ParseMediaType(contentType)
	switch {
	case isJSON(kind):
		var object map[string]any
		if json.Unmarshal(body, &object) != nil {
			return ""
		}
		return sentence(object)
	case kind == "text/plain":
		return string(body)
	default:
		return ""
	}
}

// sentence joins what RFC 6749, RFC 9457 and the issuers call their code and their explanation.
func sentence(object map[string]any) string {
	if inner, ok := object["error"].(map[string]any); ok {
		return sentence(inner)
	}
	var parts []string
	for _, name := range []string{
		"error", "errorCode", "title", "error_description", "errorMessage", "errorSummary", "message", "detail", "reason", "error_hint",
	} {
		if s, ok := object[name].(string); ok && s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ": ")
}

// printable makes one line of text from elsewhere: control characters and runs of space become one space, and what is
// longer than limit characters is cut.
func printable(s string, limit int) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r != unicode.ReplacementChar {
			return r
		}
		return ' '
	}, s)
	runes := []rune(strings.Join(strings.Fields(clean), " "))
	if len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return string(runes)
}
