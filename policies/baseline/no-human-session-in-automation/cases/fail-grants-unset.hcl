# Silence about the grants is not compliance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "fail"
  message = "may be a person"
}
