# The next job reads it.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "build_agent"
    storage {
      model = "plaintext_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(build_agent)"
}
