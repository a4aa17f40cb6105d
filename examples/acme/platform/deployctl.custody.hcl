cli "deployctl" {
  title       = "Deployment CLI"
  purpose     = "Rolls out a release from the pipeline. Nobody runs it by hand."
  repository  = "acme/deployctl"
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

  # The runner hands the token over in a variable of the job's environment, and ceases to exist with the job.
  storage {
    model      = "environment"
    persistent = false
    bound_to   = "nothing"
    passed_by  = ["environment"] # the step after us reads it there
  }

  expiry {
    on_expiry = "reauthenticate"
    leeway    = "30s"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_machine
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/deploy/revoke"
    drilled   = "2026-10-20"
  }

  audit {
    events       = local.audit_events
    sink         = local.siem
    token_values = "omitted"
  }

  session "release" {
    profile         = profile.pipeline
    client_id       = "deployctl"
    grants          = ["jwt_bearer"] # the runner's own identity token is exchanged: there is no secret to steal
    scopes          = ["deploy:rollout", "deploy:status"]
    scopes_reviewed = "2026-09-15"
    audience        = ["https://deploy.acme.example"]

    client {
      auth = "private_key_jwt"
    }

    sender_constraint = "mtls" # by the certificate of the runner

    # The profile says memory; this runner knows one way only.
    storage {
      model             = "environment"
      client_credential = "workload_identity"
    }
  }

  deliver "github" {
    path = ".deploy/session-policy.json"
  }
}
