# Each word, between each of the separators, in upper and lower case.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "s0" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["admin"]
  }

  session "s1" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments:delete"]
  }

  session "s2" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["users.impersonate"]
  }

  session "s3" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["org/manage"]
  }

  session "s4" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["bank_payout"]
  }

  session "s5" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["User.ReadWrite.All"]
  }

  session "s6" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["payments-refund-all"]
  }

  session "s7" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["TRANSFER:read"]
  }

  session "s8" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["repo:write"]
  }

  session "s9" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["manage/org"]
  }

  session "s10" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    scopes = ["delete_all"]
  }
}

expect {
  subject = cli.demo.session.s0
  verdict = "fail"
  message = "authenticate again for: admin."
}

expect {
  subject = cli.demo.session.s1
  verdict = "fail"
  message = "authenticate again for: payments:delete."
}

expect {
  subject = cli.demo.session.s2
  verdict = "fail"
  message = "authenticate again for: users.impersonate."
}

expect {
  subject = cli.demo.session.s3
  verdict = "fail"
  message = "authenticate again for: org/manage."
}

expect {
  subject = cli.demo.session.s4
  verdict = "fail"
  message = "authenticate again for: bank_payout."
}

expect {
  subject = cli.demo.session.s5
  verdict = "fail"
  message = "authenticate again for: User.ReadWrite.All."
}

expect {
  subject = cli.demo.session.s6
  verdict = "fail"
  message = "authenticate again for: payments-refund-all."
}

expect {
  subject = cli.demo.session.s7
  verdict = "fail"
  message = "authenticate again for: TRANSFER:read."
}

expect {
  subject = cli.demo.session.s8
  verdict = "fail"
  message = "authenticate again for: repo:write."
}

expect {
  subject = cli.demo.session.s9
  verdict = "fail"
  message = "authenticate again for: manage/org."
}

expect {
  subject = cli.demo.session.s10
  verdict = "fail"
  message = "authenticate again for: delete_all."
}
