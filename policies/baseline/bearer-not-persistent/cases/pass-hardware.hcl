# A protected store may keep it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model      = "hardware"
      fallback   = "fail"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
