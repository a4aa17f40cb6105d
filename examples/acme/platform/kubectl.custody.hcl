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

  # kubelogin with --token-cache-storage=keyring, which fails where there is no keyring.
  storage {
    model      = "os_keychain"
    fallback   = "fail"
    persistent = true
    bound_to   = "device"
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
    events = local.audit_events
    sink   = local.siem
  }

  session "workstation" {
    profile   = profile.workstation
    client_id = "kubernetes"
    scopes    = ["openid", "groups"]
  }

  # From the bastion, when the VPN is what is broken.
  session "bastion" {
    profile   = profile.jump_host
    client_id = "kubernetes-bastion"
    scopes    = ["openid", "groups"]
  }

  deliver "native" {}
}
