# How a job obtains its token is another policy's question.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"

    storage {
      model = "memory"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "not_applicable"
}
