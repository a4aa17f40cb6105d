# The job lives on somebody's login.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["authorization_code"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "fail"
  message = "person's login: authorization_code"
}
