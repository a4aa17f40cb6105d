// Package hydra reads and writes the clients of one Ory Hydra 2.x through its administration API; it issues and revokes
// no tokens.
//
// What Hydra does that a reader would not expect, and what is done about it:
//
//   - PUT of a client without its lifespans resets them: a write carries back all that was read, with the changes.
//   - PATCH of a lifespan to null answers 200 and changes nothing: nothing is ever patched. Null by PUT is the way back
//     to the server's own default.
//   - There is no If-Match, and the test operation of JSON Patch fails: the client is read again right before the write,
//     and its digest compared. A change within that instant can not be seen.
//   - Unknown members, unknown grant types and useless lifespans (0s, -1s) are accepted: settings are checked before the
//     write and read back after it.
//   - An empty list of grant types means authorization_code, and an empty scope means the server's default scopes:
//     neither is ever sent.
//   - A refresh token starts a new life each time that it is used: its lifespan is an idle timeout, and no session has an
//     absolute end.
//   - In a filtered list, the total and the link to the next page ignore the filter: an empty page is the end.
//   - The path of a client's endpoint can not hold a client_id with a slash.
package hydra

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
)

// Options says which Hydra a driver works on, and for whom.
type Options struct {
	// Workspace is the name of the workspace, which goes into the marker of ownership.
	Workspace string
	// AdminURL is the base of the administration API, without /admin: https://hydra.example.org:4445.
	AdminURL string
	// Client sends the requests. Credentials, time limits and retries are its business; its redirects are not followed.
	Client *http.Client
}

// Driver reads and writes the clients of one Hydra. It is safe for use by several goroutines.
type Driver struct {
	workspace string
	api       *api

	mu sync.Mutex
	// version is what this Hydra is, once it has been asked.
	version *version
}

var _ target.Driver = (*Driver)(nil)

// New returns a driver. It sends nothing yet.
func New(options Options) (*Driver, error) {
	if options.Workspace == "" {
		return nil, errors.New("hydra: the workspace has no name: give it one, so that its clients can be marked")
	}
	if options.Client == nil {
		return nil, errors.New("hydra: no HTTP client")
	}
	base, err := parseAdminURL(options.AdminURL)
	if err != nil {
		return nil, err
	}
	client := *options.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Driver{workspace: options.Workspace, api: &api{base: base, client: &client}}, nil
}

func parseAdminURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		// The cause would repeat the text, and the text may hold a password.
		return nil, errors.New("hydra: admin_url is not a URL: write it as https://HOST:PORT")
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return nil, fmt.Errorf("hydra: admin_url %q must begin with https:// or http:// and a host", u.Redacted())
	case u.User != nil:
		return nil, fmt.Errorf("hydra: admin_url %q holds credentials: put them into the issuer's auth block", u.Redacted())
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("hydra: admin_url %q must end with its path", u.Redacted())
	}
	return u, nil
}

// Capabilities says what this Hydra can do with a client. The device grant depends on its version.
func (d *Driver) Capabilities(ctx context.Context) (setting.Capabilities, error) {
	v, err := d.serverVersion(ctx)
	if err != nil {
		return nil, err
	}
	return capabilities(v), nil
}

// serverVersion asks once; a failure is not remembered.
func (d *Driver) serverVersion(ctx context.Context) (version, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.version != nil {
		return *d.version, nil
	}
	v, err := d.api.version(ctx)
	if err != nil {
		return version{}, fmt.Errorf("ask Hydra for its version: %w", err)
	}
	d.version = &v
	return v, nil
}
