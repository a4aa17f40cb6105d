# The Internet, of either kind.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = ["10.20.0.0/16", "0.0.0.0/0", "::/0"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "or longer): 0.0.0.0/0, ::/0."
}
