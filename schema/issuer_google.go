package schema

// Google holds what only a Google issuer has.
type Google struct {
	Customer Attr[string] `hcl:"customer" plane:"identity" doc:"The Workspace customer identifier."`
}
