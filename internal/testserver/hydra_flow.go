package testserver

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
)

// Credentials are a client's id and secret; a public client has no secret.
type Credentials struct {
	ClientID, Secret string
}

// Token is the answer of a token endpoint.
type Token struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	IDToken      string `json:"id_token"`
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope"`
	// ExpiresIn is the lifetime of the access token in seconds.
	ExpiresIn int `json:"expires_in"`
}

// Introspection is what the server says about a token. Times are Unix seconds.
type Introspection struct {
	Active    bool   `json:"active"`
	ClientID  string `json:"client_id"`
	Subject   string `json:"sub"`
	Scope     string `json:"scope"`
	TokenUse  string `json:"token_use"`
	ExpiresAt int64  `json:"exp"`
	IssuedAt  int64  `json:"iat"`
}

// Authorization is a request for the authorization code flow of one user.
type Authorization struct {
	Credentials
	// RedirectURI is one of the client's. Nobody needs to listen there.
	RedirectURI string
	Scopes      []string
	// Subject is the user who logs in and consents.
	Subject string
	// RememberConsent keeps the consent, so that it can be listed and revoked by subject.
	RememberConsent bool
}

// Client returns a client as the admin API shows it.
func (s *HydraServer) Client(ctx context.Context, id string) (map[string]any, error) {
	return fetch[map[string]any](ctx, s, request{method: http.MethodGet, url: s.clientURL(id)})
}

// CreateClient creates a client and returns it as stored, with the secret if the server made one.
func (s *HydraServer) CreateClient(ctx context.Context, client map[string]any) (map[string]any, error) {
	return fetch[map[string]any](ctx, s,
		request{method: http.MethodPost, url: s.AdminURL + "/admin/clients", body: client})
}

// PutClient replaces a client and returns it as stored. Whatever client leaves out is reset, its lifespans too: begin
// with what Client returns.
func (s *HydraServer) PutClient(ctx context.Context, id string, client map[string]any) (map[string]any, error) {
	return fetch[map[string]any](ctx, s, request{method: http.MethodPut, url: s.clientURL(id), body: client})
}

// DeleteClient deletes a client and with it every token it holds.
func (s *HydraServer) DeleteClient(ctx context.Context, id string) error {
	_, err := s.do(ctx, request{method: http.MethodDelete, url: s.clientURL(id)})
	return err
}

func (s *HydraServer) clientURL(id string) string {
	return s.AdminURL + "/admin/clients/" + url.PathEscape(id)
}

// ClientCredentials requests a token by the client credentials grant.
func (s *HydraServer) ClientCredentials(ctx context.Context, client Credentials, scopes ...string) (Token, error) {
	form := url.Values{"grant_type": {"client_credentials"}}
	if len(scopes) > 0 {
		form.Set("scope", strings.Join(scopes, " "))
	}
	return s.token(ctx, client, form)
}

// Refresh exchanges a refresh token for new tokens.
func (s *HydraServer) Refresh(ctx context.Context, client Credentials, refreshToken string) (Token, error) {
	return s.token(ctx, client, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}})
}

// Introspect asks the server about an access or a refresh token.
func (s *HydraServer) Introspect(ctx context.Context, token string) (Introspection, error) {
	return fetch[Introspection](ctx, s, request{
		method: http.MethodPost, url: s.AdminURL + "/admin/oauth2/introspect", form: url.Values{"token": {token}},
	})
}

// Authorize runs the authorization code flow with PKCE as a browser would, answers the login and the consent page
// through the admin API, and returns the tokens.
func (s *HydraServer) Authorize(ctx context.Context, wanted Authorization) (Token, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return Token{}, err
	}
	browser := loopbackClient()
	browser.Jar = jar
	verifier, state := rand.Text()+rand.Text(), rand.Text()

	login, err := visit(ctx, browser, s.authorizeURL(wanted, state, verifier))
	if err != nil {
		return Token{}, fmt.Errorf("authorization endpoint: %w", err)
	}
	next, err := s.accept(ctx, "login", login, map[string]any{"subject": wanted.Subject})
	if err != nil {
		return Token{}, err
	}
	consent, err := visit(ctx, browser, next)
	if err != nil {
		return Token{}, fmt.Errorf("authorization endpoint after login: %w", err)
	}
	next, err = s.accept(ctx, "consent", consent, map[string]any{
		"grant_scope": wanted.Scopes, "remember": wanted.RememberConsent,
	})
	if err != nil {
		return Token{}, err
	}
	callback, err := visit(ctx, browser, next)
	if err != nil {
		return Token{}, fmt.Errorf("authorization endpoint after consent: %w", err)
	}
	if got := callback.Query().Get("state"); got != state {
		return Token{}, fmt.Errorf("the callback carries the state %q instead of %q", got, state)
	}
	return s.token(ctx, wanted.Credentials, url.Values{
		"grant_type":    {"authorization_code"},
		"code":          {callback.Query().Get("code")},
		"redirect_uri":  {wanted.RedirectURI},
		"code_verifier": {verifier},
	})
}

func (s *HydraServer) authorizeURL(wanted Authorization, state, verifier string) string {
	challenge := sha256.Sum256([]byte(verifier))
	return s.PublicURL + "/oauth2/auth?" + url.Values{
		"response_type":         {"code"},
		"client_id":             {wanted.ClientID},
		"redirect_uri":          {wanted.RedirectURI},
		"scope":                 {strings.Join(wanted.Scopes, " ")},
		"state":                 {state},
		"code_challenge":        {base64.RawURLEncoding.EncodeToString(challenge[:])},
		"code_challenge_method": {"S256"},
	}.Encode()
}

// visit opens a page as a browser and returns where it redirects to. OAuth puts its errors into that address.
func visit(ctx context.Context, browser *http.Client, address string) (*url.URL, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	res, err := browser.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	target, err := res.Location()
	if err != nil {
		return nil, fmt.Errorf("answered %s and no redirect", res.Status)
	}
	if query := target.Query(); query.Has("error") {
		return nil, fmt.Errorf("%s: %s", query.Get("error"), query.Get("error_description"))
	}
	return target, nil
}

// accept answers the login or the consent page and returns where the browser goes next.
func (s *HydraServer) accept(ctx context.Context, step string, page *url.URL, answer map[string]any) (string, error) {
	challenge := page.Query().Get(step + "_challenge")
	if challenge == "" {
		return "", fmt.Errorf("expected the %s page, was sent to %s", step, page.Redacted())
	}
	address := s.AdminURL + "/admin/oauth2/auth/requests/" + step + "/accept?" +
		url.Values{step + "_challenge": {challenge}}.Encode()
	next, err := fetch[struct {
		RedirectTo string `json:"redirect_to"`
	}](ctx, s, request{method: http.MethodPut, url: address, body: answer})
	return next.RedirectTo, err
}

func (s *HydraServer) token(ctx context.Context, client Credentials, form url.Values) (Token, error) {
	return fetch[Token](ctx, s, request{
		method: http.MethodPost, url: s.PublicURL + "/oauth2/token", form: form, client: client,
	})
}
