package schema

// Entra holds what only a Microsoft Entra ID issuer has.
type Entra struct {
	Tenant Attr[string] `hcl:"tenant" plane:"identity" doc:"The tenant identifier."`
}
