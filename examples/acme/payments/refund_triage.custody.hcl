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

  storage {
    model      = "memory" # in the process of the run: an agent that is talked into printing it prints five minutes at most
    fallback   = "fail"
    persistent = false
    bound_to   = "nothing"
  }

  expiry {
    on_expiry = "reauthenticate"
    wipe_on   = ["logout", "expiry", "policy_failure"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/refund-triage/stop"
    drilled   = "2026-11-10"
  }

  audit {
    events = local.audit_events
    sink   = local.siem
  }

  session "run" {
    issuer           = issuer.corp
    client_id        = "refund-triage"
    actor            = "ai_agent"
    host             = "server"
    grants           = ["token_exchange"]
    scopes           = ["payments:read", "refunds:propose"]
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
      on     = local.leaving
      within = "5m"
    }
  }

  deliver "github" {
    path = "config/session-policy.json"
  }
}
