# Whoever acts on a runner acts as a job.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "ephemeral_runner"

    client {
      type = "confidential"
      auth = "client_secret_basic"
    }

    storage {
      client_credential = "secret_manager"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "authenticates by a secret"
}
