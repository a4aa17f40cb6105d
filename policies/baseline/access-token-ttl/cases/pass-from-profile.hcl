# The profile fills what the session leaves unset.

profile "workstation" {
  access_token_ttl = "10m"
}

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer  = issuer.corp
    actor   = "human"
    host    = "personal"
    profile = profile.workstation
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
