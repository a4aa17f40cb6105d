# Silence about the criticality counts as high.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "is demanded; the CLI's criticality is not declared, so it counts as high."
}
