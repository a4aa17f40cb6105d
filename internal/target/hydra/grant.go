package hydra

import (
	"errors"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/setting"
)

// refreshGrant is a grant type at Hydra; custody shows it as the knob refresh_rotation.
const refreshGrant = "refresh_token"

// The words of the knob refresh_rotation that Hydra can hold.
const (
	rotationNone     = "none"
	rotationRotating = "rotating"
)

// grant is one of the language's grants and its name at Hydra, which is empty where Hydra has none.
type grant struct{ name, wire string }

// grants lists all that the language knows. Hydra stores any word as a grant type; one that it does not implement
// grants nothing.
func grants(v version) []grant {
	device := ""
	if v.device() {
		device = "urn:ietf:params:oauth:grant-type:device_code"
	}
	return []grant{
		{"authorization_code", "authorization_code"},
		{"client_credentials", "client_credentials"},
		{"device_code", device},
		{"implicit", "implicit"},
		{"jwt_bearer", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
		{"password", ""},
		{"static_token", ""},
		{"token_exchange", ""},
	}
}

// grantKnob is the knob under which a grant type at Hydra shows. One without meaning to Hydra keeps its own name, so
// that it is seen and can be removed, and is told apart from the language's grant of that name.
func grantKnob(wire string, v version) setting.Knob {
	for _, g := range grants(v) {
		switch wire {
		case g.wire:
			return setting.Grant(g.name)
		case g.name:
			return setting.Grant("other:" + wire)
		}
	}
	return setting.Grant(wire)
}

// grantTypes are those that Hydra goes by: none means authorization_code (OpenID Connect Registration, section 2).
func (c client) grantTypes() ([]string, error) {
	types, err := c.words(memberGrantTypes)
	if err == nil && len(types) == 0 {
		types = []string{"authorization_code"}
	}
	return types, err
}

func (c client) observeGrants(v version) ([]setting.Setting, error) {
	types, err := c.grantTypes()
	if err != nil {
		return nil, err
	}
	var settings []setting.Setting
	for _, g := range grants(v) {
		settings = append(settings, setting.Setting{Knob: setting.Grant(g.name), Value: setting.Bool(false)})
	}
	rotation := rotationNone
	for _, wire := range types {
		if wire == refreshGrant {
			rotation = rotationRotating
			continue
		}
		settings = append(settings, setting.Setting{Knob: grantKnob(wire, v), Value: setting.Bool(true)})
	}
	return append(settings, setting.Setting{Knob: setting.RefreshRotation, Value: setting.Text(rotation)}), nil
}

// setGrants writes the grants and the refresh tokens that the settings name, and leaves the others.
func (c client) setGrants(settings setting.Set, v version) error {
	var types []string
	if _, exists := c[memberGrantTypes]; exists { // a new client has none yet, not the default
		var err error
		if types, err = c.grantTypes(); err != nil {
			return err
		}
	}
	wanted, touched := grantChanges(types, settings, v)
	if !touched {
		return nil
	}
	for _, g := range wanted {
		types = slices.DeleteFunc(types, func(wire string) bool { return wire == g.wire && !g.value.Bool })
		if g.value.Bool && !slices.Contains(types, g.wire) {
			types = append(types, g.wire)
		}
	}
	if len(types) == 0 {
		return errors.New("no grant would be left, and Hydra takes an empty list for authorization_code: " +
			"declare a grant that Hydra has, or delete the client")
	}
	if err := c.setWords(memberGrantTypes, types); err != nil {
		return err
	}
	return c.setResponseTypes(types)
}

// grantChange says whether a grant type shall be there.
type grantChange struct {
	wire  string
	value setting.Value // a bool
}

// grantChanges translates the settings to grant types, those that the client has and that the language does not know
// included.
func grantChanges(current []string, settings setting.Set, v version) (changes []grantChange, touched bool) {
	for _, g := range grants(v) {
		if value := settings.Get(setting.Grant(g.name)); value.Managed() {
			touched = true
			if g.wire != "" {
				changes = append(changes, grantChange{g.wire, value})
			}
		}
	}
	for _, wire := range current {
		if value := settings.Get(grantKnob(wire, v)); value.Managed() && wire != refreshGrant {
			touched = true
			changes = append(changes, grantChange{wire, value})
		}
	}
	if rotation := settings.Get(setting.RefreshRotation); rotation.Managed() {
		touched = true
		changes = append(changes, grantChange{refreshGrant, setting.Bool(rotation.Text == rotationRotating)})
	}
	return changes, touched
}

// setResponseTypes keeps the response types that the grants still allow and adds the ones that they need: code for
// authorization_code, token for implicit.
func (c client) setResponseTypes(grantTypes []string) error {
	current, err := c.words(memberResponseTypes)
	if err != nil {
		return err
	}
	types := []string{}
	for _, responseType := range current {
		if allowedResponse(responseType, grantTypes) {
			types = append(types, responseType)
		}
	}
	for _, need := range []struct{ grant, response string }{{"authorization_code", "code"}, {"implicit", "token"}} {
		if slices.Contains(grantTypes, need.grant) && !slices.Contains(types, need.response) {
			types = append(types, need.response)
		}
	}
	return c.setWords(memberResponseTypes, types)
}

// allowedResponse reports whether every part of a response type, such as "code id_token", comes with a grant.
func allowedResponse(responseType string, grantTypes []string) bool {
	for part := range strings.FieldsSeq(responseType) {
		need := "implicit"
		if part == "code" {
			need = "authorization_code"
		}
		if !slices.Contains(grantTypes, need) {
			return false
		}
	}
	return true
}
