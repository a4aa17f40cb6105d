# The job lives on somebody's pasted token.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"
    grants = ["client_credentials", "static_token"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "fail"
  message = "person's login: static_token"
}
