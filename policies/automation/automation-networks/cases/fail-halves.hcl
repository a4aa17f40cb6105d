# The Internet in two halves.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = ["0.0.0.0/1", "128.0.0.0/1"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "or longer): 0.0.0.0/1, 128.0.0.0/1."
}
