package testserver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// request is one call of either port; it carries JSON or a form, never both.
type request struct {
	method, url string
	body        any
	form        url.Values
	client      Credentials
}

func (r request) build(ctx context.Context) (*http.Request, error) {
	var content io.Reader
	kind := ""
	switch {
	case r.form != nil:
		form := r.form
		if r.client.ClientID != "" && r.client.Secret == "" {
			form.Set("client_id", r.client.ClientID) // a public client names itself
		}
		content, kind = strings.NewReader(form.Encode()), "application/x-www-form-urlencoded"
	case r.body != nil:
		encoded, err := json.Marshal(r.body)
		if err != nil {
			return nil, err
		}
		content, kind = bytes.NewReader(encoded), "application/json"
	}
	req, err := http.NewRequestWithContext(ctx, r.method, r.url, content)
	if err != nil {
		return nil, err
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if r.client.Secret != "" {
		req.SetBasicAuth(url.QueryEscape(r.client.ClientID), url.QueryEscape(r.client.Secret))
	}
	return req, nil
}

// fetch returns the answer to r, decoded.
func fetch[T any](ctx context.Context, s *HydraServer, r request) (T, error) {
	var answer T
	body, err := s.do(ctx, r)
	if err != nil {
		return answer, err
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return answer, fmt.Errorf("%s %s: read the answer: %w", r.method, r.path(), err)
	}
	return answer, nil
}

// do returns the body of a successful answer; any other status is an error that carries the server's own words.
func (s *HydraServer) do(ctx context.Context, r request) ([]byte, error) {
	req, err := r.build(ctx)
	if err != nil {
		return nil, err
	}
	res, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.method, r.path(), err)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return nil, fmt.Errorf("%s %s: %s: %s", r.method, r.path(), res.Status, strings.TrimSpace(string(body)))
	}
	return body, nil
}

// path is the address without its query, which may hold a challenge.
func (r request) path() string {
	path, _, _ := strings.Cut(r.url, "?")
	return path
}

// loopbackClient ignores proxy settings, keeps no redirect to itself and never hangs.
func loopbackClient() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{Proxy: nil},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       10 * time.Second,
	}
}
