# One CLI and its sessions. Rename it, or copy this file for the next one.

cli "examplectl" {
  title       = "Example CLI"
  purpose     = "What people do with it, in a sentence."
  criticality = "moderate" # low, moderate, high
  data        = "internal" # public, internal, confidential, restricted
  # repository = "my-org/examplectl"

  owners {
    application = team.product
    identity    = team.identity
    # The day on which both teams last confirmed it. Until you write it, custody check reports ownership-attested.
    # attested = "YYYY-MM-DD"
  }

  # Who acts when a token has leaked, and how fast.
  leak_response {
    team    = team.product
    contact = "product@example.com"
    runbook = "https://runbooks.example.com/examplectl/leak"
    within  = "1h"
  }

  # Somebody else's tool? Say whose, and when it was last vetted:
  #   vendor {
  #     name     = "Example Vendor"
  #     contact  = "security@vendor.example"
  #     reviewed = "YYYY-MM-DD"
  #   }

  # The application plane: the machine where the token lies.

  storage {
    model      = "os_keychain" # none, memory, os_keychain, hardware, encrypted_file, plaintext_file, environment
    fallback   = "fail"        # what happens without a keychain: fail, memory, encrypted_file, plaintext_file
    persistent = true          # survives a restart
    bound_to   = "device"      # nothing, device, hardware
    passed_by  = []            # to other programs: stdin, file_descriptor, file, environment, argument
  }

  expiry {
    on_expiry = "refresh" # or reauthenticate
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = "${var.issuer_url}/oauth2/revoke"
    on_logout = "revoke_and_wipe"
    # The day on which somebody last tried it. Until you write it, custody check reports revocation-path-declared.
    # drilled = "YYYY-MM-DD"
  }

  audit {
    events       = ["issuance", "refresh", "reuse", "invalidation", "step_up", "logout"]
    sink         = "https://siem.example.com/ingest"
    token_values = "omitted" # what becomes of them in logs: omitted, hashed, masked, plain
  }

  # The identity plane: whether the token may exist. One session for each context in which the CLI holds a token.

  session "workstation" {
    profile   = profile.workstation
    client_id = "examplectl"
    grants    = ["authorization_code"]
    pkce      = true
    scopes    = ["openid", "offline_access", "example:read"]
    audience  = ["https://api.example.com"]
    # The day on which somebody last asked whether every scope is still needed.
    # scopes_reviewed = "YYYY-MM-DD"

    client {
      type          = "public"
      auth          = "none"
      redirect_uris = ["http://127.0.0.1/callback"]
    }
  }

  # Automation has an identity of its own, and nothing to refresh:
  #
  #   session "ci" {
  #     issuer           = issuer.main
  #     client_id        = "examplectl-ci"
  #     actor            = "automation"
  #     host             = "ephemeral_runner"
  #     environment      = "production"
  #     grants           = ["client_credentials"]
  #     scopes           = ["example:read"]
  #     access_token_ttl = "10m"
  #     refresh_token    = "none"
  #     storage {
  #       model             = "memory"
  #       persistent        = false
  #       client_credential = "secret_manager"
  #     }
  #     client {
  #       type   = "confidential"
  #       auth   = "client_secret_basic"
  #       secret = env("EXAMPLECTL_CI_SECRET")
  #     }
  #   }

  # Where the CLI's side of all this is written, as JSON that the CLI reads.
  deliver "file" {
    path = "out/examplectl.session-policy.json"
  }
}
