package schema

// OIDC holds what only a generic OpenID Connect provider has.
type OIDC struct {
	Registration Attr[bool] `hcl:"registration" plane:"identity" doc:"Whether clients are managed by dynamic registration (RFC 7591, RFC 7592)."`
}
