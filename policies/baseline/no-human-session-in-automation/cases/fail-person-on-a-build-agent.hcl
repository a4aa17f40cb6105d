# Somebody logged in on the build agent.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "build_agent"
    grants = ["client_credentials"]
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "lies on a host of automation (build_agent)"
}
