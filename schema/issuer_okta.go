package schema

// Okta holds what only an Okta issuer has.
type Okta struct {
	AuthorizationServer Attr[string] `hcl:"authorization_server" plane:"identity" doc:"Identifier of the custom authorization server."`
}
