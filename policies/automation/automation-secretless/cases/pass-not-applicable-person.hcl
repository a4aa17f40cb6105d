# A person's session on a host of the person's own.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    client {
      type = "public"
      auth = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
