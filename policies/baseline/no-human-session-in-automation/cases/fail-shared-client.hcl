# One client for people and for jobs.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer    = issuer.corp
    actor     = "automation"
    host      = "server"
    client_id = "demo"
    grants    = ["client_credentials"]
  }

  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
    grants    = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "fail"
  message = "demo is shared with cli.demo.session.ws."
}
