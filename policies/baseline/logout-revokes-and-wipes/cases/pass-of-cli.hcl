# What the session leaves unset comes from the CLI.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  expiry {
    wipe_on = ["logout"]
  }

  revocation {
    on_logout = "revoke_and_wipe"
  }

  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
