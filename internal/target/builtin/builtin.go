// Package builtin is the explicit list of drivers. A driver that is not listed here does not exist; nothing registers
// itself.
package builtin

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/file"
	"github.com/nhi-custody/custody/internal/target/hydra"
	"github.com/nhi-custody/custody/schema"
)

// ErrNoDriver says that the language knows a kind of target and custody can not read or write it yet.
var ErrNoDriver = errors.New("custody has no driver for it yet")

// Kinds lists the kinds of issuer and delivery that have a driver, sorted.
func Kinds() []string { return []string{"file", "hydra"} }

// AdminURL is the base URL of the API at which an issuer's settings are read and written.
func AdminURL(issuer *schema.Issuer) (string, error) {
	if config, ok := issuer.Config.(*schema.Hydra); ok && config.AdminURL.Set {
		return config.AdminURL.Value, nil
	}
	if !issuer.URL.Set || issuer.URL.Value == "" {
		return "", fmt.Errorf("%s declares no url: write url = \"https://...\" so that it can be reached", issuer.Address)
	}
	return issuer.URL.Value, nil
}

// ForIssuer returns the driver of an issuer's clients. The HTTP client brings credentials, limits and, while planning,
// the refusal to change anything.
func ForIssuer(issuer *schema.Issuer, workspace string, client *http.Client) (target.Driver, error) {
	switch issuer.Type {
	case "hydra":
		base, err := AdminURL(issuer)
		if err != nil {
			return nil, err
		}
		return hydra.New(hydra.Options{Workspace: workspace, AdminURL: base, Client: client})
	default:
		return nil, fmt.Errorf("%s (%s): %w", issuer.Address, issuer.Type, ErrNoDriver)
	}
}

// ForDelivery returns the driver of one type of delivery. Paths that are relative begin in root.
func ForDelivery(kind, workspace, root string) (target.Driver, error) {
	switch kind {
	case "file":
		return file.New(file.Options{Workspace: workspace, Root: root})
	default:
		return nil, fmt.Errorf("delivery %q: %w", kind, ErrNoDriver)
	}
}

// Capabilities is what a kind of target can do, as far as that is known without asking one; nil for a kind without a
// driver.
func Capabilities(kind string) setting.Capabilities {
	if kind == "hydra" {
		return hydra.Capabilities()
	}
	return nil
}
