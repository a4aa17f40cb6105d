# It is of use on another machine now.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
    storage {
      bound_to = "nothing"
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
        bound_to = "device"
      }
    }
  }
}

expect {
  subject   = cli.demo.session.ws
  attribute = "storage.bound_to"
  verdict   = "fail"
  message   = "storage.bound_to was device and becomes nothing"
}
