# The key lies beside the file.

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
      fallback   = "fail"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(encrypted_file), and nothing binds it"
}
