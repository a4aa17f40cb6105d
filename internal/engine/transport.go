package engine

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

// OriginsVariable lists the origins at which credentials may be used, separated by commas. A workspace can not extend
// it: a pull request must not be able to send a credential elsewhere.
const OriginsVariable = "CUSTODY_CREDENTIAL_ORIGINS"

// TimeoutVariable sets how long one request to an issuer or a registry may take.
const TimeoutVariable = "CUSTODY_HTTP_TIMEOUT"

const (
	attemptTimeout = 15 * time.Second
	totalTimeout   = 5 * time.Minute
)

// mode tells whether requests may change anything.
type mode uint8

const (
	reading mode = iota
	writing
)

// client makes the HTTP client for an issuer's administration API. While reading, a request that could change something
// is refused before a byte of it is sent.
func (p *Project) client(issuer *model.Issuer, m mode, origins *originGuard) (*http.Client, error) {
	base, err := builtin.AdminURL(issuer.Issuer)
	if err != nil {
		return nil, err
	}
	origin, err := httpx.ParseOrigin(base)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", issuer.Address, err)
	}
	rt := p.World.Transport
	header, err := p.credentials(&issuer.Auth)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", issuer.Address, err)
	}
	if header != nil {
		if err := origins.allow(issuer.Address.String(), origin.String()); err != nil {
			return nil, err
		}
		rt = httpx.PinCredentials(rt, origin, header)
	}
	if m == reading {
		rt = httpx.ReadOnly(rt)
	}
	attempt, err := p.World.attemptTimeout()
	if err != nil {
		return nil, err
	}
	rt = httpx.Timeout(rt, attempt)
	rt = httpx.Limit(rt, httpx.Limits{PerSecond: 50, Burst: 50, Concurrent: 4, Now: p.World.Now, Sleep: httpx.Sleep})
	rt = httpx.Retry(rt, httpx.DefaultRetry(p.World.Now, p.World.Jitter))
	return httpx.Client(rt, totalTimeout), nil
}

func (w *World) attemptTimeout() (time.Duration, error) {
	text, ok := w.Env(TimeoutVariable)
	if !ok || text == "" {
		return attemptTimeout, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%s=%q is no length of time: write it as 15s or 1m", TimeoutVariable, text)
	}
	return d, nil
}

// credentials makes the header that authenticates custody; nil when the issuer declares none. The secret is read when it
// is used.
func (p *Project) credentials(auth *schema.Auth) (httpx.Header, error) {
	name, password := auth.Username, auth.Password
	if auth.ClientID.Set {
		name, password = auth.ClientID, auth.ClientSecret
	}
	switch {
	case auth.Token.Set:
		return func(context.Context) (string, string, error) {
			token, err := p.Config.Secret(auth.Token.Value)
			return "Authorization", "Bearer " + token, err
		}, nil
	case name.Set && password.Set:
		return func(context.Context) (string, string, error) {
			secret, err := p.Config.Secret(password.Value)
			return "Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(name.Value+":"+secret)), err
		}, nil
	case name.Set || password.Set || auth.ClientSecret.Set:
		return nil, fmt.Errorf("its auth block is incomplete: write client_id with client_secret, username with password, or token")
	}
	return nil, nil
}

// originGuard decides at which origins credentials are used: those that the environment lists, or that somebody
// confirms.
type originGuard struct {
	listed  []string
	confirm func(issuer, origin string) bool
	mu      sync.Mutex
	asked   map[string]bool
}

func (w *World) newOriginGuard() *originGuard {
	g := &originGuard{confirm: w.ConfirmOrigin, asked: map[string]bool{}}
	text, _ := w.Env(OriginsVariable)
	for entry := range strings.SplitSeq(text, ",") {
		if origin, err := httpx.ParseOrigin(strings.TrimSpace(entry)); err == nil {
			g.listed = append(g.listed, origin.String())
		}
	}
	return g
}

func (g *originGuard) allow(issuer, origin string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if slices.Contains(g.listed, origin) || g.asked[origin] {
		return nil
	}
	if g.confirm != nil && g.confirm(issuer, origin) {
		g.asked[origin] = true
		return nil
	}
	return fmt.Errorf("%s has credentials, and nothing outside the workspace allows their use at %s: "+
		"set %s=%s where you trust that address", issuer, origin, OriginsVariable, origin)
}
