# A file system in memory, for example.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model      = "encrypted_file"
      persistent = false
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
