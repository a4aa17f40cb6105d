# An AI agent that sorts refund requests and proposes a decision. It acts on behalf of the person who started it, and can
# not do more than that person: its token is exchanged for theirs (RFC 8693) and names both.

cli "refund-triage" {
  title       = "Refund triage agent"
  purpose     = "Reads refund requests and proposes a decision. A person decides."
  repository  = "acme/refund-triage"
  criticality = "moderate"
  data        = "confidential"

  owners {
    application = team.payments
    identity    = team.iam
    attested    = "2026-11-10"
  }

  leak_response {
    team    = team.payments
    contact = "payments-oncall@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "15m"
  }

  storage {
    model      = "memory" # in the process of the run: an agent that is talked into printing it prints five minutes at most
    fallback   = "fail"
    persistent = false
    bound_to   = "nothing"
    passed_by  = []

    client_credential = "secret_manager"
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry", "policy_failure"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/refund-triage/stop"
    drilled   = "2026-11-10"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "run" {
    issuer           = issuer.corp
    client_id        = "refund-triage"
    actor            = "ai_agent"
    host             = "server"
    environment      = "production"
    grants           = ["token_exchange"]
    scopes           = ["payments:read", "refunds:propose"]
    scopes_reviewed  = "2026-09-15"
    audience         = ["https://api.acme.example/payments"]
    access_token_ttl = "5m"
    refresh_token    = "none"

    client {
      type   = "confidential"
      auth   = "client_secret_basic"
      secret = env("REFUND_TRIAGE_SECRET")
    }

    # Whoever leaves takes the agent's sessions with them.
    revoke {
      on          = local.leaving
      within      = "5m"
      propagation = "1m"
    }
  }

  deliver "github" {
    path = "config/session-policy.json"
  }
}
