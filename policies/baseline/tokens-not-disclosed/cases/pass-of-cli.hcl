# What the CLI declares for all of its sessions.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  storage {
    model     = "os_keychain"
    passed_by = ["stdin"]
  }

  audit {
    token_values = "masked"
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
