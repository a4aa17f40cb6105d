cli "payctl" {
  title       = "Payments operator CLI"
  purpose     = "Refunds and payout holds by on-call staff."
  repository  = "acme/payctl"
  criticality = "high"
  data        = "confidential"

  owners {
    application = team.payments
    identity    = team["iam"]
    attested    = "2026-10-02"
  }

  vendor {
    name     = "Acme Tools Ltd"
    contact  = "security@tools.example"
    reviewed = "2026-05-04"
  }

  leak_response {
    team    = team.iam
    contact = "+1 555 0100"
    runbook = "https://runbooks.acme.example/payctl/leak"
    within  = "1h"
  }

  storage {
    model             = "os_keychain"
    fallback          = "memory"
    persistent        = true
    bound_to          = "device"
    passed_by         = ["stdin", "file"]
    client_credential = "secret_manager"
  }

  expiry {
    on_expiry = "refresh"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry", "device_change", "policy_failure"]
  }

  revocation {
    endpoint  = "https://sso.acme.example/revoke"
    on_logout = "revoke_and_wipe"
    runbook   = "https://runbooks.acme.example/payctl/revoke"
    drilled   = "2026-09-20"
  }

  audit {
    events       = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    sink         = "${local.siem}/ingest"
    token_values = "hashed"
  }

  session "workstation" {
    profile           = profile.workstation
    client_id         = "payctl"
    issuer            = issuer.corp
    actor             = "human"
    host              = "personal"
    grants            = ["authorization_code", "device_code"]
    pkce              = true
    device_code_ttl   = "10m"
    scopes            = ["payments:read", "payments:refund"]
    scopes_reviewed   = "2026-10-02"
    environment       = "staging"
    audience          = ["https://api.acme.example/payments"]
    sender_constraint = "dpop"
    assurance         = "aal2"
    access_token_ttl  = local.short
    idle_timeout      = "inherit"
    max_lifetime      = "unlimited"
    refresh_token     = "rotating"
    reuse_grace       = "10s"

    client {
      type          = "confidential"
      auth          = "client_secret_basic"
      redirect_uris = ["http://127.0.0.1/callback"]
      secret        = env("PAYCTL_SECRET")
    }

    step_up {
      scopes  = ["payments:refund"]
      max_age = "15m"
    }

    conditions {
      managed_device = true
      networks       = local.office
    }

    revoke {
      on          = ["offboarding", "role_change", "device_loss", "credential_compromise"]
      within      = "5m"
      propagation = "1m"
    }

    storage {
      model             = "os_keychain"
      fallback          = "memory"
      persistent        = true
      bound_to          = "device"
      passed_by         = ["stdin", "file"]
      client_credential = "secret_manager"
    }

    expiry {
      on_expiry = "refresh"
      leeway    = "30s"
      wipe_on   = ["logout", "expiry", "device_change", "policy_failure"]
    }

    revocation {
      endpoint  = "https://sso.acme.example/revoke"
      on_logout = "revoke_and_wipe"
      runbook   = "https://runbooks.acme.example/payctl/revoke"
      drilled   = "2026-09-20"
    }

    audit {
      events       = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
      sink         = "${local.siem}/ingest"
      token_values = "hashed"
    }
  }

  deliver "file" {
    path = "/etc/payctl/session-policy.json"
  }

  deliver "github" {
    path = "config/session-policy.json"
  }

  deliver "native" {
    tool = "docker"
    path = "~/.docker/config.json"
  }
}

cli "legacyctl" {
  for_each = toset(["eu", "us"])

  title = upper("legacy ${each.key}")

  owners {
    application = team.regional[each.key]
  }

  session "ci" {
    issuer           = issuer.machines
    client_id        = "legacyctl-${each.value}"
    actor            = "automation"
    host             = "ephemeral_runner"
    access_token_ttl = "0s"
  }
}
