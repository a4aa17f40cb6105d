# An agent on a runner, with the login of a person.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "agent" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "ephemeral_runner"
    grants = ["device_code"]
  }
}

expect {
  subject = cli.demo.session.agent
  verdict = "fail"
  message = "person's login: device_code"
}
