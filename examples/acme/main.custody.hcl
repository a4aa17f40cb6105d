# Acme Corp: everything that holds a session token on a machine of ours, and who answers for it.
#
# The root holds what all teams share; each team has a folder of its own, guarded by CODEOWNERS.

custody {
  name             = "acme-sessions"
  required_version = ">= 0.1.0"
  organization     = "Acme Corp"
  policies         = ["builtin:baseline", "./packs/acme"]
  frameworks       = ["owasp-nhi-2025", "nist-csf-2.0", "nist-csf-1.1", "nist-800-53r5", "nist-ai-rmf-1.0"]

  governance {
    owner    = team.risk
    version  = "2026.4"
    reviewed = "2026-10-05" # with the risk committee, every quarter
  }

  state "sqlite" {
    path = ".custody/state.db"
  }
}

locals {
  employees = "${var.sso_url}/realms/${var.realm}"

  # Both issuers have an RFC 7009 endpoint; every CLI names one of these.
  revoke_person  = "${local.employees}/protocol/openid-connect/revoke"
  revoke_machine = "${var.hydra_public_url}/oauth2/revoke"

  runbooks = "https://runbooks.acme.example"
  siem     = "https://siem.acme.example/ingest"

  # All that audit-events-complete asks for. A tool that can not record one of them needs an exception.
  audit_events = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
  leaving      = ["offboarding", "role_change", "device_loss", "credential_compromise"]
  offices      = concat(var.office_networks, var.vpn_networks)
}
