# What lies on a build agent is a job's.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "build_agent"
    refresh_token = "none"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "not declared from which networks"
}
