package testserver

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// hydraConfig is the part of Hydra's configuration file that differs from its defaults.
type hydraConfig struct {
	DSN        string                `json:"dsn"`
	Serve      map[string]hydraServe `json:"serve"`
	URLs       hydraURLs             `json:"urls"`
	Secrets    hydraSecrets          `json:"secrets"`
	TTL        map[string]string     `json:"ttl,omitempty"`
	Strategies map[string]string     `json:"strategies"`
	Webfinger  hydraWebfinger        `json:"webfinger"`
	Log        map[string]string     `json:"log"`
}

type hydraServe struct {
	Host string `json:"host"`
	Port int    `json:"port"`
}

// hydraURLs names a login and a consent page that nobody serves: AuthorizationCode answers in their place.
type hydraURLs struct {
	Self    map[string]string `json:"self"`
	Login   string            `json:"login"`
	Consent string            `json:"consent"`
}

type hydraSecrets struct {
	System []string `json:"system"`
}

type hydraWebfinger struct {
	Discovery struct {
		SupportedClaims []string `json:"supported_claims"`
	} `json:"oidc_discovery"`
}

func newHydraConfig(ports hydraPorts, options HydraOptions) hydraConfig {
	origin := fmt.Sprintf("http://127.0.0.1:%d", ports.public)
	strategy := options.AccessTokenStrategy
	if strategy == "" {
		strategy = "opaque"
	}
	config := hydraConfig{
		DSN: "memory",
		Serve: map[string]hydraServe{
			"public": {Host: "127.0.0.1", Port: ports.public},
			"admin":  {Host: "127.0.0.1", Port: ports.admin},
		},
		URLs: hydraURLs{
			Self:    map[string]string{"issuer": origin},
			Login:   origin + "/login-page-of-nobody",
			Consent: origin + "/consent-page-of-nobody",
		},
		Secrets:    hydraSecrets{System: []string{rand.Text() + rand.Text()}},
		TTL:        hydraTTL(options),
		Strategies: map[string]string{"access_token": strategy},
		Log:        map[string]string{"level": "warn"},
	}
	config.Webfinger.Discovery.SupportedClaims = []string{"custody-test-" + rand.Text()}
	return config
}

func hydraTTL(options HydraOptions) map[string]string {
	ttl := map[string]string{}
	for name, value := range map[string]time.Duration{
		"access_token":  options.AccessTokenTTL,
		"refresh_token": options.RefreshTokenTTL,
		"id_token":      options.IDTokenTTL,
	} {
		if value != 0 {
			ttl[name] = value.String()
		}
	}
	return ttl
}

// marker is a claim name that only this server lists in its discovery document.
func (c hydraConfig) marker() string { return c.Webfinger.Discovery.SupportedClaims[0] }

func (c hydraConfig) write(path string) error {
	content, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600)
}
