issuer "keycloak" "corp" {
  owner = team.iam
  url   = "https://sso.acme.example"
  realm = "employees"

  auth {
    client_id     = "custody"
    client_secret = env("KEYCLOAK_SECRET")
    token         = env("KEYCLOAK_TOKEN")
    username      = "proxy"
    password      = env("PROXY_PASSWORD")
  }

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.acme.example/sso/kill"
    tested  = "2026-09-21"
  }

  realm_settings {
    access_token_ttl = "10m"
    idle_timeout     = "1h"
    max_lifetime     = "10h"
    refresh_token    = "rotating"
  }
}

issuer "hydra" "machines" {
  admin_url = "https://hydra.acme.example:4445"

  auth {
    token = var.dns_token
  }
}

issuer "auth0" "a" {
  tenant = "acme.eu.auth0.com"
}

issuer "dex" "d" {
  config_file = "/etc/dex/config.yaml"
}

issuer "entra" "e" {
  tenant = "00000000-0000-0000-0000-000000000000"
}

issuer "github" "gh" {
  organization = "acme"
}

issuer "google" "g" {
  customer = "C012345"
}

issuer "oidc" "o" {
  registration = true
}

issuer "okta" "k" {
  authorization_server = "default"
}

issuer "vault" "v" {
  namespace = "ns1"
  mount     = "jwt"
}
