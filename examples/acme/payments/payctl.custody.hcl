cli "payctl" {
  title       = "Payments operator CLI"
  purpose     = "Refunds and payout holds by on-call staff."
  repository  = "acme/payctl"
  criticality = "high"
  data        = "confidential"

  owners {
    application = team.payments
    identity    = team.iam
    attested    = "2026-10-02"
  }

  leak_response {
    team    = team.payments
    contact = "payments-oncall@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "30m"
  }

  storage {
    model      = "os_keychain"
    fallback   = "fail"
    persistent = true
    bound_to   = "device"
    passed_by  = []
  }

  expiry {
    on_expiry = "refresh"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry", "device_change", "policy_failure"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/payctl/revoke"
    drilled   = "2026-09-20"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile           = profile.workstation
    client_id         = "payctl"
    scopes            = ["payments:read", "payments:refund"]
    scopes_reviewed   = "2026-10-02"
    audience          = ["https://api.acme.example/payments"]
    sender_constraint = "dpop" # a copied token is worthless without the key in the keychain

    step_up {
      scopes  = ["payments:refund"] # money moves: the second factor must be fresh
      max_age = "15m"
    }
  }

  # Nightly reconciliation. It may read, and never refund.
  session "ci" {
    profile         = profile.pipeline
    client_id       = "payctl-ci"
    scopes          = ["payments:read"]
    scopes_reviewed = "2026-10-02"
    audience        = ["https://api.acme.example/payments"]

    client {
      secret = env("PAYCTL_CI_SECRET")
    }

    revocation {
      endpoint = local.revoke_machine
    }
  }

  deliver "file" {
    path = "/etc/payctl/session-policy.json"
  }

  deliver "github" {
    path = "config/session-policy.json"
  }
}
