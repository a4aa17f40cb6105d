package schema

// Hydra holds what only an Ory Hydra issuer has.
type Hydra struct {
	AdminURL Attr[string] `hcl:"admin_url" plane:"identity" doc:"Base URL of the administration API, where that is not url."`
}
