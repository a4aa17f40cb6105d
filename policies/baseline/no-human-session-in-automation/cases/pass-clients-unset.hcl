# Two sessions that name no client share none.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["client_credentials"]
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "pass"
}
