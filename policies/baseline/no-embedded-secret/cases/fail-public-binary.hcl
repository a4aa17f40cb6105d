# Shipped to everybody, a secret is none; it only looks like one.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["authorization_code"]
    client {
      type = "public"
      auth = "none"
    }
    storage {
      client_credential = "binary"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "embedded (binary)"
}
