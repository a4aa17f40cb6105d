cli "stockctl" {
  title       = "Stock counter"
  purpose     = "Counts and corrections of stock, from the terminals in the warehouse."
  repository  = "example-payments/stockctl"
  criticality = "moderate"
  data        = "internal"

  owners {
    application = team.warehouse
    identity    = team.identity
    attested    = var.confirmed_on
  }

  leak_response {
    team    = team.warehouse
    contact = "warehouse@payments.example"
    runbook = "https://runbooks.payments.example/stockctl/leak"
    within  = "1h"
  }

  storage {
    model      = "memory" # the terminals are shared: nothing outlives the window
    persistent = false
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

  session "terminal" {
    issuer           = issuer.local
    client_id        = "stockctl"
    actor            = "human"
    host             = "shared"
    environment      = "production"
    grants           = ["authorization_code"]
    pkce             = true
    scopes           = ["openid", "stock:read", "stock:count"]
    scopes_reviewed  = var.confirmed_on
    audience         = ["https://stock.payments.example"]
    assurance        = "aal2"
    access_token_ttl = "10m"
    idle_timeout     = "10m"
    max_lifetime     = "8h" # one shift
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
    path = "out/stockctl.session-policy.json"
  }
}
