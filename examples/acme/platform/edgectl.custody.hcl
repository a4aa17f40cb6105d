# One CLI for each edge site: edgectl["eu"], edgectl["us"]. A stolen session reaches one of them.

cli "edgectl" {
  for_each = var.edge_regions

  title       = "Edge control, ${each.value.title}"
  purpose     = "Drains, restarts and updates the edge site."
  repository  = "acme/edgectl"
  criticality = "high"
  data        = "internal"

  owners {
    application = team.platform
    identity    = team.iam
    attested    = "2026-10-20"
  }

  leak_response {
    team    = team.platform
    contact = "#platform-help"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # The sites' own laptops have no keychain; the file is encrypted with a key in their TPM.
  storage {
    model      = "encrypted_file"
    persistent = true
    bound_to   = "hardware"
    passed_by  = []
  }

  expiry {
    on_expiry = "refresh"
    leeway    = "60s"
    wipe_on   = ["logout", "expiry", "device_change"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/edge/revoke"
    drilled   = "2026-10-20"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile         = profile.workstation
    client_id       = "edgectl-${each.key}"
    scopes          = ["edge:${each.key}:read", "edge:${each.key}:drain"]
    scopes_reviewed = "2026-09-15"
    audience        = ["https://edge.acme.example/${each.key}"]
    assurance       = each.value.clearance

    conditions {
      networks = concat(each.value.networks, var.vpn_networks)
    }
  }

  deliver "file" {
    path = "/etc/edgectl/${each.key}.session-policy.json"
  }
}
