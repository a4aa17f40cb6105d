# Everybody on the host sees arguments.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      passed_by = ["stdin", "argument"]
    }
  }
}

before {
  cli "demo" {
    session "ws" {
      issuer = issuer.corp
      actor  = "human"
      host   = "personal"
      storage {
        passed_by = ["stdin"]
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.passed_by"
  verdict   = "fail"
  message   = "storage.passed_by was [stdin] and becomes [argument, stdin]"
}
