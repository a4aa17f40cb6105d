cli "docker" {
  title       = "Docker CLI"
  purpose     = "Pulls from and pushes to registry.acme.example, which trusts both issuers."
  criticality = "moderate"
  data        = "internal"

  owners {
    application = team.platform
    identity    = team.iam
    attested    = "2026-09-15"
  }

  vendor {
    name     = "Docker, Inc."
    contact  = "product-security@acme.example" # who knows the way to each vendor
    reviewed = "2026-03-16"
  }

  leak_response {
    team    = team.platform
    contact = "#platform-help"
    runbook = "${local.runbooks}/token-leak"
    within  = "1h"
  }

  # credsStore: a missing helper fails the login and writes nothing.
  storage {
    model      = "os_keychain"
    fallback   = "fail"
    persistent = true
    bound_to   = "device"
    passed_by  = ["stdin"] # to the credential helper
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_person
    on_logout = "revoke_and_wipe" # by our wrapper: docker logout alone erases here and leaves the token good there
    runbook   = "${local.runbooks}/registry/revoke"
    drilled   = "2026-10-12"
  }

  # The registry records what it sees. It never sees a refresh or a step-up: exception.docker-audit-events.
  audit {
    events       = ["issuance", "invalidation", "logout"]
    sink         = local.siem
    token_values = "omitted"
  }

  session "workstation" {
    profile         = profile.workstation
    client_id       = "registry"
    scopes          = ["registry:pull", "registry:push"]
    scopes_reviewed = "2026-09-15"
    audience        = ["https://registry.acme.example"]
  }

  # The builders live for weeks and build for everybody, so nothing is kept on them.
  session "builder" {
    profile          = profile.pipeline
    client_id        = "registry-builder"
    host             = "build_agent"
    scopes           = ["registry:pull", "registry:push"]
    scopes_reviewed  = "2026-09-15"
    audience         = ["https://registry.acme.example"]
    access_token_ttl = "20m" # a push of the largest image

    client {
      secret = env("REGISTRY_BUILDER_SECRET")
    }

    revocation {
      endpoint = local.revoke_machine
    }
  }

  deliver "native" {}
}
