# What jobs and agents obtain their tokens by.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials", "jwt_bearer", "token_exchange"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
