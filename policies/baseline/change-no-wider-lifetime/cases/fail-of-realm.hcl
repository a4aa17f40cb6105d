# What is set for a whole realm reaches every client in it.

issuer "keycloak" "corp" {
  url   = "https://sso.acme.example"
  realm = "employees"
  realm_settings {
    max_lifetime = "30d"
  }
}

before {
  issuer "keycloak" "corp" {
    url   = "https://sso.acme.example"
    realm = "employees"
    realm_settings {
      max_lifetime = "10h"
    }
  }
}

expect {
  subject   = issuer.corp
  attribute = "realm_settings.max_lifetime"
  verdict   = "fail"
  message   = "realm_settings.max_lifetime was 10h and becomes 30d"
}
