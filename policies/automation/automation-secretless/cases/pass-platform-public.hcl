# A public client that presents its platform's token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    client {
      type = "public"
      auth = "none"
    }

    storage {
      client_credential = "workload_identity"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
