package schema

// GitHub holds what only a GitHub issuer has.
type GitHub struct {
	Organization Attr[string] `hcl:"organization" plane:"identity" doc:"The organization on GitHub."`
}
