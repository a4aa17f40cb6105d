package hydrafake

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
)

// record is a stored client: its members as they are shown, and the secret, which never is.
type record struct {
	members map[string]json.RawMessage
	secret  string
}

func (c record) text(member string) string {
	var text string
	_ = json.Unmarshal(c.members[member], &text)
	return text
}

func (c record) set(member string, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	c.members[member] = raw
}

// encode writes the members in an order that differs from one answer to the next.
func (c record) encode(turn int) json.RawMessage {
	names := make([]string, 0, len(c.members))
	for name := range c.members {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) > 0 {
		turn %= len(names)
		names = slices.Concat(names[turn:], names[:turn])
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(name)
		if err != nil {
			panic(err)
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(c.members[name])
	}
	b.WriteByte('}')
	return b.Bytes()
}

// shape is how Hydra reads and shows one kind of member.
type shape uint8

const (
	text         shape = iota // shown also when empty
	textIfAny                 // left out when empty
	list                      // null when it was never given
	listNeverNil              // [] when it was never given
	listIfAny
	flag
	flagIfTrue
	flagOrNull
	number
	object // {} when it was never given
	lifespan
)

// shapes lists the members that a Hydra of that version knows. What is not here is dropped.
func (s *Server) shapes() map[string]shape {
	all := map[string]shape{}
	add := func(kind shape, names ...string) {
		for _, name := range names {
			all[name] = kind
		}
	}
	add(text, "client_id", "client_name", "scope", "owner", "policy_uri", "tos_uri", "client_uri", "logo_uri", "subject_type")
	add(textIfAny, "sector_identifier_uri", "jwks_uri", "token_endpoint_auth_method", "token_endpoint_auth_signing_alg",
		"request_object_signing_alg", "userinfo_signed_response_alg", "frontchannel_logout_uri", "backchannel_logout_uri",
		"access_token_strategy")
	add(list, "redirect_uris", "grant_types", "response_types", "contacts")
	add(listNeverNil, "audience", "allowed_cors_origins")
	add(listIfAny, "request_uris", "post_logout_redirect_uris")
	add(flag, "skip_consent")
	add(flagIfTrue, "frontchannel_logout_session_required", "backchannel_logout_session_required")
	add(flagOrNull, "skip_logout_consent")
	add(number, "client_secret_expires_at")
	add(object, "metadata", "jwks")
	add(lifespan,
		"authorization_code_grant_access_token_lifespan", "authorization_code_grant_id_token_lifespan",
		"authorization_code_grant_refresh_token_lifespan", "client_credentials_grant_access_token_lifespan",
		"implicit_grant_access_token_lifespan", "implicit_grant_id_token_lifespan", "jwt_bearer_grant_access_token_lifespan",
		"refresh_token_grant_access_token_lifespan", "refresh_token_grant_id_token_lifespan",
		"refresh_token_grant_refresh_token_lifespan")
	if s.knowsDevice() {
		add(lifespan, "device_authorization_grant_access_token_lifespan", "device_authorization_grant_id_token_lifespan",
			"device_authorization_grant_refresh_token_lifespan")
	}
	return all
}

// knowsDevice compares as text: versions went from v2.x to v25.4 and on.
func (s *Server) knowsDevice() bool {
	version := s.options.Version
	return len(version) >= len("v25.4") && !strings.HasPrefix(version, "v2.") && version >= "v25.4"
}

// decode reads a body as Hydra does: what it knows by type, what it does not know not at all.
func (s *Server) decode(body []byte) (record, *refusal) {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil {
		return record{}, unreadable(err)
	}
	c := record{members: map[string]json.RawMessage{}}
	if err := json.Unmarshal(orNull(given["client_secret"]), &c.secret); err != nil {
		return record{}, unreadable(err)
	}
	for name, kind := range s.shapes() {
		shown, err := kind.decode(orNull(given[name]))
		if err != nil {
			return record{}, unreadable(err)
		}
		if shown != nil {
			c.members[name] = shown
		}
	}
	if created, ok := given["created_at"]; ok {
		c.members["created_at"] = created
	}
	return c, s.validate(c)
}

func orNull(raw json.RawMessage) json.RawMessage {
	if raw == nil {
		return json.RawMessage("null")
	}
	return raw
}

// decode returns what is shown of a member; nil when it is left out.
func (k shape) decode(raw json.RawMessage) (json.RawMessage, error) {
	switch k {
	case text:
		return reshape[string](raw)
	case textIfAny:
		return ifAny(reshape[string](raw))
	case list:
		return reshape[[]string](raw)
	case listNeverNil:
		if string(raw) == "null" {
			raw = json.RawMessage("[]")
		}
		return reshape[[]string](raw)
	case listIfAny:
		return ifAny(reshape[[]string](raw))
	case flag:
		return reshape[bool](raw)
	case flagIfTrue:
		return ifAny(reshape[bool](raw))
	case flagOrNull:
		return reshape[*bool](raw)
	case number:
		return reshape[int](raw)
	case object:
		if string(raw) == "null" {
			return json.RawMessage("{}"), nil
		}
		return raw, nil
	case lifespan:
		return reshapeLifespan(raw)
	}
	panic("hydrafake: unknown shape")
}

func reshape[T any](raw json.RawMessage) (json.RawMessage, error) {
	var value T
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// ifAny leaves out what is empty.
func ifAny(shown json.RawMessage, err error) (json.RawMessage, error) {
	switch string(shown) {
	case `""`, "false", "null", "[]":
		return nil, err
	}
	return shown, err
}

// reshapeLifespan echoes a duration in Go's own spelling. Zero and less are taken.
func reshapeLifespan(raw json.RawMessage) (json.RawMessage, error) {
	if string(raw) == "null" {
		return raw, nil
	}
	var written string
	if err := json.Unmarshal(raw, &written); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(written)
	if err != nil {
		return nil, err
	}
	return json.Marshal(d.String())
}

// validate fills in Hydra's defaults and refuses what it refuses.
func (s *Server) validate(c record) *refusal {
	method := c.text("token_endpoint_auth_method")
	switch {
	case method == "":
		c.set("token_endpoint_auth_method", "client_secret_basic")
	case method == "private_key_jwt" && c.text("jwks_uri") == "" && string(c.members["jwks"]) == "{}":
		return invalid("When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be set.")
	}
	if c.secret != "" && len(c.secret) < 6 {
		return invalid("Field client_secret must contain a secret that is at least 6 characters long.")
	}
	if c.text("scope") == "" {
		c.set("scope", s.options.DefaultScope)
	}
	if c.text("subject_type") == "" {
		c.set("subject_type", "public")
	}
	if c.text("userinfo_signed_response_alg") == "" {
		c.set("userinfo_signed_response_alg", "none")
	}
	var redirects []string
	_ = json.Unmarshal(orNull(c.members["redirect_uris"]), &redirects)
	for _, uri := range redirects {
		if _, err := url.ParseRequestURI(uri); err != nil || strings.Contains(uri, "#") {
			return &refusal{Status: 400, Name: "invalid_redirect_uri", Description: "The value of one or more redirect_uris is invalid."}
		}
	}
	c.set("client_secret_expires_at", 0)
	return nil
}
