# The job lives on somebody's login, by a grant that nobody should use.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ci" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "server"
    grants = ["password"]
  }
}

expect {
  subject = cli.demo.session.ci
  verdict = "fail"
  message = "person's login: password"
}
