cli "pgtoken" {
  title       = "psql login helper"
  purpose     = "Gives psql a password that is good for one connection, from the person's own sign-in."
  repository  = "acme/pgtoken"
  criticality = "high"
  data        = "restricted"

  owners {
    application = team.data
    identity    = team.iam
    attested    = "2026-09-28"
  }

  leak_response {
    team    = team.data
    contact = "data-oncall@acme.example"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # It stores nothing: each connection asks again, and the browser's own session answers.
  storage {
    model      = "none"
    persistent = false
    bound_to   = "nothing"
    passed_by  = []
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "5s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/postgres/revoke"
    drilled   = "2026-09-28"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile           = profile.workstation
    client_id         = "pgtoken"
    scopes            = ["postgres:connect"]
    scopes_reviewed   = "2026-09-15"
    audience          = ["postgres"]
    sender_constraint = "dpop"
    access_token_ttl  = "5m"
    refresh_token     = "none"
  }

  # Database work on the jump host, where the certificate of the host binds the token.
  session "jump" {
    profile           = profile.jump_host
    client_id         = "pgtoken-jump"
    scopes            = ["postgres:connect"]
    scopes_reviewed   = "2026-09-15"
    audience          = ["postgres"]
    sender_constraint = "mtls"
    access_token_ttl  = "2m"

    storage {
      model = "none"
    }
  }

  deliver "file" {
    path = "/etc/pgtoken/session-policy.json"
  }
}
