# There is a client beside the pasted token, and its secret is in a file.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["static_token"]
    storage {
      model             = "os_keychain"
      fallback          = "fail"
      client_credential = "config_file"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "embedded (config_file)"
}
