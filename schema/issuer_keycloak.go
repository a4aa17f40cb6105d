package schema

// Keycloak holds what only a Keycloak issuer has.
type Keycloak struct {
	Realm         Attr[string]  `hcl:"realm" plane:"identity" doc:"The realm whose clients are meant."`
	RealmSettings RealmSettings `hcl:"realm_settings,block" plane:"identity" doc:"Settings wider than one client; managed where this block stands, and only there."`
}
