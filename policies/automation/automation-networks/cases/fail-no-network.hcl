# What is no network bounds nothing.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    conditions {
      networks = ["office"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "or longer): office."
}
