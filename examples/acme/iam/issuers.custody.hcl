# People sign in at Keycloak, machines at Hydra. A client that stands at the wrong one is found in review.

issuer "keycloak" "corp" {
  owner = team.iam
  url   = var.sso_url
  realm = var.realm

  auth {
    client_id     = "custody"
    client_secret = env("KEYCLOAK_CUSTODY_SECRET")
  }

  # Sign-out of a user, push of not-before to a client, and of the realm. Tried in the quarterly exercise.
  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "${local.runbooks}/sso/kill-switch"
    tested  = "2026-09-22"
  }

  # No client of the realm can outlive this, whatever it asks for.
  realm_settings {
    idle_timeout  = "4h"
    max_lifetime  = "24h"
    refresh_token = "rotating"
  }
}

issuer "hydra" "machines" {
  owner     = team.iam
  url       = var.hydra_public_url
  admin_url = var.hydra_admin_url

  auth {
    token = env("HYDRA_ADMIN_TOKEN") # checked by the proxy in front of it: Hydra itself asks nobody
  }

  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "${local.runbooks}/hydra/kill-switch"
    tested  = "2026-09-22"
  }
}
