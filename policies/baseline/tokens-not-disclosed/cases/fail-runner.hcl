# Also where the host ends with the job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "ephemeral_runner"

    storage {
      model     = "environment"
      passed_by = []
    }

    audit {
      token_values = "masked"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "The token lies in an environment variable"
}
