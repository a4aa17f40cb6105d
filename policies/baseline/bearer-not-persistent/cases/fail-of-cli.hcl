# What the session leaves unset comes from the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    model      = "os_keychain"
    persistent = true
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model = "encrypted_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(encrypted_file), and nothing binds it"
}
