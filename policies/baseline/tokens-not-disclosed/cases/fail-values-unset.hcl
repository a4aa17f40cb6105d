# Silence about the logs.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"

    storage {
      model     = "os_keychain"
      passed_by = ["stdin"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "what becomes of token values in logs"
}
