# How a job obtains its token is judged by approved-grants.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
