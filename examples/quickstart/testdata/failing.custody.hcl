# Put into the workspace, this fails one policy: storage-encrypted-at-rest. All else about the CLI is in order.

cli "labelctl" {
  title       = "Label printer"
  purpose     = "Prints shipping labels. Bought, not built: the vendor's 2.x line knows no keychain."
  criticality = "low"
  data        = "internal"

  owners {
    application = team.warehouse
    identity    = team.identity
    attested    = var.confirmed_on
  }

  vendor {
    name     = "Label Works"
    contact  = "security@labelworks.example"
    reviewed = var.confirmed_on
  }

  leak_response {
    team    = team.warehouse
    contact = "warehouse@payments.example"
    runbook = "https://runbooks.payments.example/labelctl/leak"
    within  = "1h"
  }

  storage {
    model      = "plaintext_file"
    persistent = true
    bound_to   = "device" # the file is of no use on another label station
    passed_by  = []
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = "${var.hydra_public_url}/oauth2/revoke"
    on_logout = "revoke_and_wipe"
    drilled   = var.confirmed_on
  }

  audit {
    events       = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    sink         = "https://siem.payments.example/ingest"
    token_values = "omitted"
  }

  session "workstation" {
    issuer           = issuer.local
    client_id        = "labelctl"
    actor            = "human"
    host             = "personal"
    environment      = "production"
    grants           = ["authorization_code"]
    pkce             = true
    scopes           = ["openid", "labels:print"]
    scopes_reviewed  = var.confirmed_on
    audience         = ["https://labels.payments.example"]
    assurance        = "aal1"
    access_token_ttl = "15m"
    idle_timeout     = "15m"
    max_lifetime     = "8h"
    refresh_token    = "none"

    client {
      type          = "public"
      auth          = "none"
      redirect_uris = ["http://127.0.0.1/callback"]
    }

    revoke {
      on     = ["offboarding", "role_change"]
      within = "1h"
    }
  }

  deliver "file" {
    path = "out/labelctl.session-policy.json"
  }
}
