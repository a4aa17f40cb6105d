issuer "oidc" "any" {}

cli "tool" {
  data = "public"

  session "one" {
    issuer            = issuer.any
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.tool.session.one
  verdict = "not_applicable"
}
