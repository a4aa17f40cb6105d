cli "payctl" {
  title       = "Payments operator CLI"
  purpose     = "Refunds and payout holds by on-call staff, and their nightly reconciliation."
  repository  = "example-payments/payctl"
  criticality = "high"
  data        = "confidential"

  owners {
    application = team.payments
    identity    = team.identity
    attested    = var.confirmed_on
  }

  leak_response {
    team    = team.payments
    contact = "payments-oncall@payments.example"
    runbook = "https://runbooks.payments.example/payctl/leak"
    within  = "30m"
  }

  # The application plane: what the machine does with the token.

  storage {
    model      = "os_keychain"
    fallback   = "fail" # no keychain, no login: never a file
    persistent = true
    bound_to   = "device"
    passed_by  = [] # no other program is handed the token
  }

  expiry {
    on_expiry = "refresh"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry", "device_change", "policy_failure"]
  }

  revocation {
    endpoint  = "${var.hydra_public_url}/oauth2/revoke"
    on_logout = "revoke_and_wipe"
    runbook   = "https://runbooks.payments.example/payctl/revoke"
    drilled   = var.confirmed_on
  }

  audit {
    events       = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    sink         = "https://siem.payments.example/ingest"
    token_values = "hashed"
  }

  # The identity plane: whether the token may exist, and for how long.

  session "workstation" {
    issuer           = issuer.local
    client_id        = "payctl"
    actor            = "human"
    host             = "personal"
    environment      = "production"
    grants           = ["authorization_code"]
    pkce             = true
    scopes           = ["openid", "offline_access", "payments:read", "payments:refund"]
    scopes_reviewed  = var.confirmed_on
    audience         = ["https://api.payments.example"]
    assurance        = "aal2"
    access_token_ttl = "15m"
    idle_timeout     = "1h"
    max_lifetime     = "12h" # Hydra has no such limit: the plan says that the CLI must enforce it
    refresh_token    = "rotating"

    client {
      type          = "public"
      auth          = "none"
      redirect_uris = ["http://127.0.0.1/callback"]
    }

    step_up {
      scopes  = ["payments:refund"]
      max_age = "15m"
    }

    conditions {
      managed_device = true
    }

    revoke {
      on          = ["offboarding", "role_change", "device_loss", "credential_compromise"]
      within      = "15m"
      propagation = "1m" # how long the API goes on believing its cache
    }
  }

  session "ci" {
    issuer           = issuer.local
    client_id        = "payctl-ci"
    actor            = "automation"
    host             = "ephemeral_runner"
    environment      = "production"
    grants           = ["client_credentials"]
    scopes           = ["payments:read"]
    scopes_reviewed  = var.confirmed_on
    audience         = ["https://api.payments.example"]
    access_token_ttl = "15m" # the demo asks for a token and shows this as expires_in
    refresh_token    = "none"

    client {
      type   = "confidential"
      auth   = "client_secret_post"
      secret = env("PAYCTL_CI_SECRET") # sent when the client is created, never stored
    }

    conditions {
      networks = ["10.20.0.0/16"] # where the runners are
    }

    # Stricter than the CLI's own storage: the runner is gone after the job.
    storage {
      model      = "memory"
      persistent = false

      client_credential = "secret_manager"
    }
  }

  deliver "file" {
    path = "out/payctl.session-policy.json"
  }
}
