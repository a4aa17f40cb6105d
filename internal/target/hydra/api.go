package hydra

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/nhi-custody/custody/internal/httpx"
)

// Bounds of an answer: a page of 500 clients, one client with its keys, and anything else.
const (
	maxPage   = 64 << 20
	maxClient = 4 << 20
	maxSmall  = 64 << 10
)

// api is the handful of endpoints that the driver needs.
type api struct {
	base   *url.URL
	client *http.Client
}

// addressable reports whether a client_id can stand in the path of its endpoint.
func addressable(id string) error {
	if id == "" || id == "." || id == ".." || strings.Contains(id, "/") {
		return fmt.Errorf("client_id %q: Hydra's API can not address it: choose one without a slash", id)
	}
	return nil
}

func (a *api) endpoint(id string) *url.URL {
	elements := []string{"admin", "clients"}
	if id != "" {
		elements = append(elements, url.PathEscape(id))
	}
	return a.base.JoinPath(elements...)
}

func (a *api) version(ctx context.Context) (version, error) {
	resp, err := a.send(ctx, http.MethodGet, a.base.JoinPath("version"), nil)
	if err != nil {
		return version{}, err
	}
	var answer struct {
		Version string `json:"version"`
	}
	err = httpx.ReadJSON(resp, maxSmall, &answer)
	if status(err) == http.StatusNotFound {
		return version{}, nil
	}
	return parseVersion(answer.Version), err
}

// get reads one client; it is nil when there is none.
func (a *api) get(ctx context.Context, id string) (client, error) {
	resp, err := a.send(ctx, http.MethodGet, a.endpoint(id), nil)
	if err != nil {
		return nil, err
	}
	var c client
	err = httpx.ReadJSON(resp, maxClient, &c)
	switch {
	case status(err) == http.StatusNotFound:
		return nil, missing(err)
	case err != nil:
		return nil, err
	case c.id() != id:
		return nil, fmt.Errorf("GET %s: the answer is not the client that was asked for: is admin_url the administration API?",
			a.endpoint(id))
	}
	return c, nil
}

// missing tells a client that does not exist from an address where there is no Hydra: the latter says so without words
// in JSON.
func missing(err error) error {
	var refused *httpx.StatusError
	if errors.As(err, &refused) && refused.Message == "" {
		return fmt.Errorf("%w (the answer is not Hydra's own: is admin_url the administration API?)", err)
	}
	return nil
}

// page reads one page of a list; next is empty on the last.
func (a *api) page(ctx context.Context, query url.Values) (clients []client, next url.Values, err error) {
	u := a.endpoint("")
	u.RawQuery = query.Encode()
	resp, err := a.send(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, nil, err
	}
	if err := httpx.ReadJSON(resp, maxPage, &clients); err != nil {
		return nil, nil, err
	}
	return clients, nextPage(resp.Header), nil
}

// create, replace and remove look at the status alone. The answer to a create holds the client's secret: it is not read.

func (a *api) create(ctx context.Context, c client) error {
	return a.write(ctx, http.MethodPost, a.endpoint(""), c)
}

func (a *api) replace(ctx context.Context, id string, c client) error {
	return a.write(httpx.Repeatable(ctx), http.MethodPut, a.endpoint(id), c)
}

func (a *api) remove(ctx context.Context, id string) error {
	return a.write(httpx.Repeatable(ctx), http.MethodDelete, a.endpoint(id), nil)
}

func (a *api) write(ctx context.Context, method string, u *url.URL, c client) error {
	var body []byte
	if c != nil {
		var err error
		if body, err = json.Marshal(c); err != nil {
			return errors.New("a member of the client is no JSON") // the cause may quote it
		}
	}
	resp, err := a.send(ctx, method, u, body)
	if err != nil {
		return err
	}
	if err := httpx.DecodeError(resp); err != nil {
		var refused *httpx.StatusError
		if _, secret := c[memberSecret]; secret && errors.As(err, &refused) {
			refused.Message = "" // it may quote what was sent
		}
		return err
	}
	// Reading the rest lets the connection serve again.
	_, _ = io.CopyN(io.Discard, resp.Body, maxSmall)
	return resp.Body.Close()
}

func (a *api) send(ctx context.Context, method string, u *url.URL, body []byte) (*http.Response, error) {
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), reader)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, u.Redacted(), err)
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return a.client.Do(req)
}

// status returns the status of an answer that says no; zero for any other error.
func status(err error) int {
	var refused *httpx.StatusError
	if errors.As(err, &refused) {
		return refused.Code
	}
	return 0
}
