cli "settlectl" {
  title       = "Settlement console"
  purpose     = "Releases settlement files to the banks, four eyes, twice a day."
  repository  = "acme/settlectl"
  criticality = "high"
  data        = "restricted"

  owners {
    application = team.payments
    identity    = team.iam
    attested    = "2026-10-02"
  }

  leak_response {
    team    = team.payments
    contact = "payments-oncall@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "15m"
  }

  # The key never leaves the security token; what lies on disk is useless without it.
  storage {
    model      = "hardware"
    fallback   = "fail"
    persistent = false
    bound_to   = "hardware"
    passed_by  = []
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "0s" # clocks of the settlement desk are within a second
    wipe_on   = ["logout", "expiry", "device_change", "policy_failure"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/settlectl/revoke"
    drilled   = "2026-11-03"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "desk" {
    profile           = profile.workstation
    client_id         = "settlectl"
    scopes            = ["settlement:read", "settlement:release"]
    scopes_reviewed   = "2026-10-02"
    audience          = ["https://api.acme.example/settlement"]
    sender_constraint = "mtls"
    assurance         = "aal3"
    access_token_ttl  = "5m"
    idle_timeout      = "15m"
    max_lifetime      = "8h"
    refresh_token     = "none"

    step_up {
      scopes  = ["settlement:release"]
      max_age = "5m"
    }

    conditions {
      networks = var.office_networks # not from the VPN
    }

    revoke {
      within = "5m"
    }
  }

  deliver "file" {
    path = "/etc/settlectl/session-policy.json"
  }
}
