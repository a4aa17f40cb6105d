# So it is on a build agent.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "build_agent"

    client {
      type = "public"
      auth = "none"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "authenticates neither by a key"
}
