package oci

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/registry"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/credentials"

	"github.com/nhi-custody/custody/internal/httpx"
)

// Options are what a client has from outside.
type Options struct {
	// CacheDir is the folder in which packs are kept; empty where none can be.
	CacheDir string
	// DockerConfig is the path of Docker's config.json, which has the credentials for registries; empty where there is none.
	DockerConfig string
	// Transport sends the requests.
	Transport http.RoundTripper
	// Attempt bounds one attempt at a request, its answer included.
	Attempt time.Duration
	// Now and Jitter are for waiting between attempts.
	Now    func() time.Time
	Jitter func() float64
}

// Client fetches and pushes packs.
type Client struct {
	Options
	cache cache
}

// New makes a client. It sends nothing and reads nothing before it is asked to.
func New(o Options) *Client { return &Client{Options: o, cache: cache{dir: o.CacheDir}} }

// requestTimeout bounds a request with all its attempts and the waiting between them.
const requestTimeout = 3 * time.Minute

// repository makes the client of the repository that a reference is in.
func (c *Client) repository(ref Reference) *remote.Repository {
	local := loopback(ref.Registry)
	rt := httpx.Timeout(c.Transport, c.Attempt)
	rt = httpx.Limit(rt, httpx.Limits{PerSecond: 50, Burst: 50, Concurrent: 4, Now: c.Now, Sleep: httpx.Sleep})
	rt = httpx.Retry(rt, httpx.DefaultRetry(c.Now, c.Jitter))
	named := registry.Reference{Registry: ref.Registry, Repository: ref.Repository}
	return &remote.Repository{
		Reference: named,
		PlainHTTP: local,
		Client: &auth.Client{
			Client:     &http.Client{Transport: &encrypted{next: rt, local: local}, Timeout: requestTimeout},
			Header:     http.Header{"User-Agent": {"custody"}},
			Cache:      auth.NewCache(),
			Credential: c.credential(named.Host()),
			ClientID:   "custody",
		},
		ManifestMediaTypes: []string{ocispec.MediaTypeImageManifest},
		MaxMetadataBytes:   maxManifest,
	}
}

// errCredentials says that there may be credentials, and that they can not be read. Why is not told: the text of a helper
// or of a file with secrets may hold one.
var errCredentials = errors.New("credentials can not be read")

// credential looks up the credentials of one host, and of no other, when the registry asks for some.
func (c *Client) credential(host string) auth.CredentialFunc {
	return func(ctx context.Context, asked string) (auth.Credential, error) {
		if c.DockerConfig == "" || !strings.EqualFold(asked, host) {
			return auth.EmptyCredential, nil
		}
		store, err := credentials.NewStore(c.DockerConfig, credentials.StoreOptions{})
		if err != nil {
			return auth.EmptyCredential, errCredentials
		}
		found, err := credentials.Credential(store)(ctx, asked)
		if err != nil {
			return auth.EmptyCredential, errCredentials
		}
		return found, nil
	}
}

// encrypted refuses requests that others could read or answer on the way: all over plain http, but for those to a registry
// on this machine. Redirects and the servers that a registry names for its tokens come through here as well.
type encrypted struct {
	next  http.RoundTripper
	local bool // the registry is on this machine
}

// RoundTrip implements [http.RoundTripper].
func (e *encrypted) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme == "https" || e.local && req.URL.Scheme == "http" && loopback(req.URL.Host) {
		return e.next.RoundTrip(req)
	}
	if req.Body != nil {
		_ = req.Body.Close()
	}
	return nil, &plainError{scheme: req.URL.Scheme, host: req.URL.Host}
}

// plainError says that a request was refused.
type plainError struct{ scheme, host string }

func (e *plainError) Error() string {
	return fmt.Sprintf("the registry leads to %s://%s, and custody fetches packs over https alone", e.scheme, e.host)
}
