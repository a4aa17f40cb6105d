package schema

// Dex holds what only a Dex issuer has.
type Dex struct {
	ConfigFile Attr[string] `hcl:"config_file" plane:"identity" doc:"The server configuration file that holds the lifetimes."`
}
