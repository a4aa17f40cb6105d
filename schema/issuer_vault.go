package schema

// Vault holds what only a Vault or OpenBao issuer has.
type Vault struct {
	Namespace Attr[string] `hcl:"namespace" plane:"identity" doc:"The namespace of the roles."`
	Mount     Attr[string] `hcl:"mount" plane:"identity" doc:"Path of the auth method."`
}
