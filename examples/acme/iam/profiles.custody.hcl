# What sessions have in common, by who acts and where. A session may be stricter; what it changes stands in its own block.

profile "workstation" { # a managed laptop
  issuer            = issuer.corp
  actor             = "human"
  host              = "personal"
  environment       = "production"
  grants            = ["authorization_code"]
  pkce              = true
  sender_constraint = "none"
  assurance         = "aal2"
  access_token_ttl  = "15m"
  idle_timeout      = "1h"
  max_lifetime      = "12h" # a working day; half of what AAL2 allows
  refresh_token     = "rotating"
  reuse_grace       = "10s" # laptops lose their network between the answer and the disk

  client {
    type          = "public"
    auth          = "none"
    redirect_uris = ["http://127.0.0.1/callback"]
  }

  conditions {
    managed_device = true
    networks       = local.offices
  }

  revoke {
    on          = local.leaving
    within      = "15m"
    propagation = "2m" # our gateways introspect, and remember the answer for as long
  }
}

profile "jump_host" { # a host that others are logged in to: no browser, and nothing may stay behind
  issuer           = issuer.corp
  actor            = "human"
  host             = "shared"
  environment      = "production"
  grants           = ["device_code"]
  device_code_ttl  = "10m"
  assurance        = "aal2"
  access_token_ttl = "10m"
  idle_timeout     = "15m"
  max_lifetime     = "4h"
  refresh_token    = "none"

  client {
    type = "public"
    auth = "none"
  }

  storage {
    model      = "memory"
    fallback   = "fail"
    persistent = false
  }

  conditions {
    networks = var.bastion_networks
  }

  revoke {
    on          = local.leaving
    within      = "15m"
    propagation = "2m" # our gateways introspect, and remember the answer for as long
  }
}

profile "pipeline" { # a job on a runner that is thrown away afterwards
  issuer           = issuer.machines
  actor            = "automation"
  host             = "ephemeral_runner"
  environment      = "production"
  grants           = ["client_credentials"]
  access_token_ttl = "10m" # the longest job step takes seven
  refresh_token    = "none"

  client {
    type = "confidential"
    auth = "client_secret_basic"
  }

  storage {
    model             = "memory"
    persistent        = false
    client_credential = "secret_manager" # mounted by the runner for the one step that needs it
  }

  conditions {
    networks = var.runner_networks
  }
}
