package schema

// Auth0 holds what only an Auth0 issuer has.
type Auth0 struct {
	Tenant Attr[string] `hcl:"tenant" plane:"identity" doc:"The tenant domain."`
}
