issuer "oidc" "any" {}

cli "tool" {
  data = "restricted"

  session "one" {
    issuer = issuer.any
    actor  = "human"
    host   = "personal"
  }
}

expect {
  subject = cli.tool.session.one
  verdict = "fail"
  message = "not declared what binds its token"
}
