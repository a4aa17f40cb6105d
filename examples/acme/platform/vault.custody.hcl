cli "vault" {
  title       = "HashiCorp Vault CLI"
  purpose     = "Break-glass reading of secrets by the platform team. Services read theirs through the agent."
  criticality = "high"
  data        = "restricted"

  owners {
    application = team.platform
    identity    = team.iam
    attested    = "2026-11-02"
  }

  vendor {
    name     = "HashiCorp"
    contact  = "product-security@acme.example" # who knows the way to each vendor
    reviewed = "2026-03-16"
  }

  leak_response {
    team    = team.platform
    contact = "#platform-help"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # ~/.vault-token, until the token helper is on every laptop: exception.vault-token-file.
  storage {
    model      = "plaintext_file"
    persistent = true
    bound_to   = "nothing"
    passed_by  = ["file"]
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/vault/revoke"
    drilled   = "2026-11-02"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile           = profile.workstation
    client_id         = "vault"
    scopes            = ["openid", "vault:read"]
    scopes_reviewed   = "2026-09-15"
    audience          = ["vault"]
    sender_constraint = "mtls"
    access_token_ttl  = "10m"
    idle_timeout      = "15m"
    max_lifetime      = "1h"
    refresh_token     = "none"
  }

  deliver "native" {}
}
