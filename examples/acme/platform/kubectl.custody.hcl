cli "kubectl" {
  title       = "kubectl with kubelogin"
  purpose     = "Access to the clusters; the API servers trust the employees realm."
  criticality = "high"
  data        = "confidential"

  owners {
    application = team.platform
    identity    = team.iam
    attested    = "2026-09-15"
  }

  vendor {
    name     = "Kubernetes (CNCF)"
    contact  = "product-security@acme.example" # who knows the way to each vendor
    reviewed = "2026-03-16"
  }

  leak_response {
    team    = team.platform
    contact = "#platform-help"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # kubelogin with --token-cache-storage=keyring, which fails where there is no keyring.
  storage {
    model      = "os_keychain"
    fallback   = "fail"
    persistent = true
    bound_to   = "device"
    passed_by  = ["stdin"] # the exec plugin answers kubectl there
  }

  expiry {
    on_expiry = "refresh"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/kubernetes/revoke"
    drilled   = "2026-09-15"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile         = profile.workstation
    client_id       = "kubernetes"
    scopes          = ["openid", "groups"]
    scopes_reviewed = "2026-09-15"
    audience        = ["kubernetes"]
  }

  # From the bastion, when the VPN is what is broken.
  session "bastion" {
    profile         = profile.jump_host
    client_id       = "kubernetes-bastion"
    scopes          = ["openid", "groups"]
    scopes_reviewed = "2026-09-15"
    audience        = ["kubernetes"]
  }

  deliver "native" {}
}
