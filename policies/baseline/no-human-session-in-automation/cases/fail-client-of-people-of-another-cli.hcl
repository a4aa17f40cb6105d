# The job borrows the client of another tool's people; the tool's own job does not matter.

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
}

cli "other" {
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
  message = "demo is shared with cli.other.session.ws."
}
