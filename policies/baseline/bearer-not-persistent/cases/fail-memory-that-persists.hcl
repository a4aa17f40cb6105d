# A declaration that contradicts itself is judged by its worse half.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      model      = "memory"
      persistent = true
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "(memory), and nothing binds it"
}
