package hydra

import (
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

// lifespan is one of the many members of a client that say how long a token lives, by the grant that issues it.
type lifespan struct{ grant, member string }

// accessLifespans are all behind one knob, also those of grants that the client does not have: a grant that is added
// later must not come with the server's default.
func accessLifespans() []lifespan {
	return []lifespan{
		{"authorization_code", "authorization_code_grant_access_token_lifespan"},
		{"refresh_token", "refresh_token_grant_access_token_lifespan"},
		{"client_credentials", "client_credentials_grant_access_token_lifespan"},
		{"implicit", "implicit_grant_access_token_lifespan"},
		{"jwt_bearer", "jwt_bearer_grant_access_token_lifespan"},
		{"device_code", "device_authorization_grant_access_token_lifespan"},
	}
}

// refreshLifespans are those of the refresh tokens, which start anew at each use.
func refreshLifespans() []lifespan {
	return []lifespan{
		{"authorization_code", "authorization_code_grant_refresh_token_lifespan"},
		{"refresh_token", "refresh_token_grant_refresh_token_lifespan"},
		{"device_code", "device_authorization_grant_refresh_token_lifespan"},
	}
}

// observeLifespans gives the value that all have in common. Members that this version of Hydra does not know are not in
// what it answers, and do not count.
func (c client) observeLifespans(lifespans []lifespan) (setting.Value, error) {
	var common setting.Value
	var all []string
	mixed := false
	for _, l := range lifespans {
		if _, known := c[l.member]; !known {
			continue
		}
		value, err := c.observeLifespan(l.member)
		if err != nil {
			return setting.Value{}, err
		}
		if len(all) > 0 && !value.Equal(common) {
			mixed = true
		}
		common = value
		all = append(all, l.grant+" "+value.String())
	}
	switch {
	case mixed:
		return setting.Mixed(strings.Join(all, ", ")), nil
	case len(all) == 0:
		return setting.Default(), nil
	}
	return common, nil
}

// observeLifespan reads one as it is: zero and less, which Hydra accepts, are drift like any other.
func (c client) observeLifespan(member string) (setting.Value, error) {
	text, err := c.text(member)
	if err != nil {
		return setting.Value{}, err
	}
	if text == "" {
		return setting.Default(), nil
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return setting.Value{}, fmt.Errorf("its member %q is no duration", member)
	}
	return setting.Duration(d), nil
}

// setLifespans writes one value to all. A Hydra that does not know a member drops it and says nothing; what counts is
// what it answers afterwards.
func (c client) setLifespans(lifespans []lifespan, value setting.Value) {
	for _, l := range lifespans {
		if value.State == setting.Inherit {
			c.set(l.member, nil)
		} else {
			c.set(l.member, value.Duration.String())
		}
	}
}
