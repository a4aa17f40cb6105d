# Tokens are pasted and obtained, and the client that obtains them is unknown.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    grants = ["static_token", "device_code"]
    storage {
      model    = "os_keychain"
      fallback = "fail"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "neither that the client is public"
}
