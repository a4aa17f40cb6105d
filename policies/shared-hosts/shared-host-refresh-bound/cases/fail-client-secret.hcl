# A client's secret lies on the same host.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer        = issuer.corp
    actor         = "human"
    host          = "shared"
    refresh_token = "static"

    client {
      type = "confidential"
      auth = "client_secret_basic"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "nothing binds it to its sender"
}
