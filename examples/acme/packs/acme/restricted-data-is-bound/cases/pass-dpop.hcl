issuer "oidc" "any" {}

cli "tool" {
  data = "restricted"

  session "one" {
    issuer            = issuer.any
    actor             = "human"
    host              = "personal"
    sender_constraint = "dpop"
  }
}

expect {
  subject = cli.tool.session.one
  verdict = "pass"
}
