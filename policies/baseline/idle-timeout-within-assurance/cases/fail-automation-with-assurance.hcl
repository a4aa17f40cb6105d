# Where a level is declared it counts, whoever acts.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer    = issuer.corp
    actor     = "automation"
    host      = "server"
    grants    = ["client_credentials"]
    assurance = "aal2"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared"
}
