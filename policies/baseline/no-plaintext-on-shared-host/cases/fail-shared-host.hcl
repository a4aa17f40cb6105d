# A readable file on a jump host.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "shared"
    storage {
      model = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(shared)"
}
