issuer "oidc" "any" {}

cli "tool" {
  data = "restricted"

  session "one" {
    issuer            = issuer.any
    actor             = "human"
    host              = "personal"
    sender_constraint = "none"
  }
}

expect {
  subject = cli.tool.session.one
  verdict = "fail"
  message = "nothing binds to its holder (none)"
}
