package hydra

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

// settings reads what a client is set to. A member that is not what the API promises makes the whole unreadable: half
// of a client must not pass for all of it.
func (c client) settings(v version) (setting.Set, error) {
	access, accessErr := c.observeLifespans(accessLifespans())
	idle, idleErr := c.observeLifespans(refreshLifespans())
	scope, scopeErr := c.text(memberScope)
	audience, audienceErr := c.words(memberAudience)
	redirects, redirectsErr := c.words(memberRedirectURIs)
	method, methodErr := c.text(memberAuthMethod)
	grants, grantsErr := c.observeGrants(v)
	if err := errors.Join(accessErr, idleErr, scopeErr, audienceErr, redirectsErr, methodErr, grantsErr); err != nil {
		return nil, err
	}
	if method == "" {
		method = defaultAuthMethod
	}
	return setting.NewSet(append(grants,
		setting.Setting{Knob: setting.AccessTokenTTL, Value: access},
		setting.Setting{Knob: setting.IdleTimeout, Value: idle},
		setting.Setting{Knob: setting.Scopes, Value: setting.List(strings.Fields(scope)...)},
		setting.Setting{Knob: setting.Audience, Value: setting.List(audience...)},
		setting.Setting{Knob: setting.RedirectURIs, Value: setting.List(redirects...)},
		setting.Setting{Knob: setting.ClientAuth, Value: setting.Text(method)},
		setting.Setting{Knob: setting.SenderConstraint, Value: setting.Text("none")},
	)...), nil
}

// defaultAuthMethod is Hydra's own, for a client that names none.
const defaultAuthMethod = "client_secret_basic"

// hold changes the client so that it holds the settings, and leaves what they do not name.
func (c client) hold(settings setting.Set, v version) error {
	if err := check(settings, v); err != nil {
		return err
	}
	var errs []error
	for _, s := range settings {
		if !s.Value.Managed() {
			continue
		}
		switch s.Knob {
		case setting.AccessTokenTTL:
			c.setLifespans(accessLifespans(), s.Value)
		case setting.IdleTimeout:
			c.setLifespans(refreshLifespans(), s.Value)
		case setting.Scopes:
			errs = append(errs, c.setScope(s.Value.List))
		case setting.Audience:
			errs = append(errs, c.setWords(memberAudience, s.Value.List))
		case setting.RedirectURIs:
			errs = append(errs, c.setWords(memberRedirectURIs, s.Value.List))
		case setting.ClientAuth:
			c.set(memberAuthMethod, s.Value.Text)
		case setting.RefreshRotation: // with the grants
		case setting.SenderConstraint: // always none
		case setting.MaxLifetime, setting.ReuseGrace, setting.PKCE, setting.RevokeClient, setting.RevokeUser: // refused by check
		}
	}
	return errors.Join(append(errs, c.setGrants(settings, v))...)
}

func (c client) setScope(scopes []string) error {
	current, err := c.text(memberScope)
	if err != nil {
		return err
	}
	if !sameWords(strings.Fields(current), scopes) {
		c.set(memberScope, strings.Join(scopes, " "))
	}
	return nil
}

// check refuses what Hydra would accept and then not do, or would take for something else.
func check(settings setting.Set, v version) error {
	var errs []error
	for _, s := range settings {
		if !s.Value.Managed() {
			continue
		}
		if err := checkOne(s, v); err != nil {
			errs = append(errs, fmt.Errorf("%s = %s: %w", s.Knob, s.Value, err))
		}
	}
	return errors.Join(errs...)
}

func checkOne(s setting.Setting, v version) error {
	if name, ok := s.Knob.IsGrant(); ok {
		return checkGrant(name, s.Value, v)
	}
	switch s.Knob {
	case setting.AccessTokenTTL, setting.IdleTimeout:
		return checkLifespan(s.Value)
	case setting.Scopes:
		return checkScopes(s.Value)
	case setting.Audience:
		return checkWords(s.Value, nil)
	case setting.RedirectURIs:
		return checkWords(s.Value, checkRedirectURI)
	case setting.RefreshRotation:
		return checkWord(s.Value, rotationNone, rotationRotating)
	case setting.ClientAuth:
		return checkWord(s.Value, authMethods()...)
	case setting.SenderConstraint:
		return checkWord(s.Value, "none")
	case setting.MaxLifetime, setting.ReuseGrace, setting.PKCE, setting.RevokeClient, setting.RevokeUser:
	}
	return errors.New("a client at Hydra has no such setting")
}

func checkLifespan(value setting.Value) error {
	switch {
	case value.State == setting.Inherit:
		return nil
	case value.State != setting.Given || value.Kind != setting.KindDuration:
		return errors.New("only a duration, or Hydra's own default, can be set here")
	case value.Duration < time.Second:
		return errors.New("tokens would have expired when they are issued: a second is the least")
	}
	return nil
}

func checkGrant(name string, value setting.Value, v version) error {
	if value.State != setting.Given || value.Kind != setting.KindBool {
		return errors.New("a grant is true or false")
	}
	if !value.Bool {
		return nil
	}
	known := slices.ContainsFunc(grants(v), func(g grant) bool { return g.name == name && g.wire != "" })
	if !known {
		return fmt.Errorf("there is no such grant at Hydra, though it would accept the word%s", v)
	}
	return nil
}

func checkScopes(value setting.Value) error {
	if err := checkWords(value, checkScope); err != nil {
		return err
	}
	if len(value.List) == 0 {
		return errors.New("a client without scopes gets Hydra's default ones: declare at least one scope")
	}
	return nil
}

// checkScope holds a scope to the characters of RFC 6749 section 3.3: Hydra would take one with a space for two.
func checkScope(scope string) error {
	for _, r := range scope {
		if r <= ' ' || r >= 0x7f || r == '"' || r == '\\' {
			return fmt.Errorf("%q is no scope: it may hold printable ASCII without space, quote and backslash", scope)
		}
	}
	return nil
}

func checkRedirectURI(uri string) error {
	if _, err := url.ParseRequestURI(uri); err != nil || strings.Contains(uri, "#") {
		return fmt.Errorf("%q is no redirect URI: it must be absolute, without a fragment", uri)
	}
	return nil
}

func checkWords(value setting.Value, each func(string) error) error {
	if value.State != setting.Given || value.Kind != setting.KindList {
		return errors.New("only a list can be set here")
	}
	for _, word := range value.List {
		if word == "" {
			return errors.New("an empty word means nothing")
		}
		if each == nil {
			continue
		}
		if err := each(word); err != nil {
			return err
		}
	}
	return nil
}

func checkWord(value setting.Value, words ...string) error {
	if value.State != setting.Given || value.Kind != setting.KindText || !slices.Contains(words, value.Text) {
		return fmt.Errorf("only %s can be set here", strings.Join(words, ", "))
	}
	return nil
}

func authMethods() []string {
	return []string{"none", "private_key_jwt", "client_secret_basic", "client_secret_post"}
}
