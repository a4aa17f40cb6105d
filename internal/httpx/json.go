package httpx

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// BodyError says that an answer could not be read as what it should be.
type BodyError struct {
	// Method and URL are the request's; the URL is redacted.
	Method, URL string
	// Code is the HTTP status that the body came with.
	Code int
	// Err is the reason.
	Err error
}

// Error implements error.
func (e *BodyError) Error() string {
	return fmt.Sprintf("%s %s: the server answered %d, but %v", e.Method, e.URL, e.Code, e.Err)
}

// Unwrap gives the reason.
func (e *BodyError) Unwrap() error { return e.Err }

// Reasons for a [BodyError].
var (
	// ErrTooLarge says that the body is longer than its reader allows.
	ErrTooLarge = errors.New("the body is too large")
	// ErrNotJSON says that the body is of another type, or no well-formed JSON.
	ErrNotJSON = errors.New("the body is not JSON: is this the right URL, and no proxy or login page in between?")
	// ErrTruncated says that the body ends before it is complete.
	ErrTruncated = errors.New("the body is cut off: try again")
)

// ReadBody reads at most limit bytes of an answer and closes it. It does not look at the status.
func ReadBody(resp *http.Response, limit int64) ([]byte, error) {
	data, err := readBody(resp, limit)
	if err != nil {
		return nil, bodyError(resp, err)
	}
	return data, nil
}

// ReadJSON decodes the one JSON value that an answer of 200 to 299 must hold into v, and closes it; any other status is a
// [*StatusError], a body that is not what it should be a [*BodyError].
func ReadJSON(resp *http.Response, limit int64, v any) error {
	if err := DecodeError(resp); err != nil {
		return err
	}
	data, err := readBody(resp, limit)
	if err == nil {
		err = decode(resp.Header.Get("Content-Type"), data, v)
	}
	if err != nil {
		return bodyError(resp, err)
	}
	return nil
}

func bodyError(resp *http.Response, err error) error {
	e := &BodyError{Code: resp.StatusCode, Err: err}
	e.Method, e.URL = asked(resp)
	return e
}

func readBody(resp *http.Response, limit int64) ([]byte, error) {
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%w (%w)", ErrTruncated, err)
	case err != nil:
		return nil, fmt.Errorf("its body could not be read: %w", err)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return data, nil
}

func decode(contentType string, data []byte, v any) error {
	if kind, _, err := mime.ParseMediaType(contentType); contentType != "" && (err != nil || !isJSON(kind)) {
		return fmt.Errorf("%w (it is %q)", ErrNotJSON, printable(contentType, maxRequestID))
	}
	err := json.Unmarshal(data, v)
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case len(bytes.TrimSpace(data)) == 0:
		return fmt.Errorf("%w (it is empty)", ErrTruncated)
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(data)) && strings.Contains(err.Error(), "unexpected end"):
		return ErrTruncated
	case errors.As(err, &syntax):
		return fmt.Errorf("%w (byte %d)", ErrNotJSON, syntax.Offset)
	case errors.As(err, &mismatch):
		return fmt.Errorf("its member %q is a %s, which was not expected", mismatch.Field, mismatch.Value)
	default:
		return fmt.Errorf("its JSON does not fit: %w", err)
	}
}

func isJSON(mediaType string) bool {
	return mediaType == "application/json" || mediaType == "text/json" || strings.HasSuffix(mediaType, "+json")
}
