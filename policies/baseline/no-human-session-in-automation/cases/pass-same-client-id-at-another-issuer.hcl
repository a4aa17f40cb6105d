# The same name at another issuer is another client.

issuer "oidc" "lab" {
  url = "https://lab.acme.example"
}

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
    issuer    = issuer.lab
    actor     = "human"
    host      = "personal"
    client_id = "demo"
    grants    = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "pass"
}
