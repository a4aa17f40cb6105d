# A list without a network.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = []
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "The list of networks is empty"
}
