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

  # The runner hands the token over in a variable of the job's environment, and ceases to exist with the job.
  storage {
    model      = "environment"
    persistent = false
    bound_to   = "nothing"
  }

  expiry {
    on_expiry = "reauthenticate"
    wipe_on   = ["logout", "expiry"]
  }

  revocation {
    endpoint  = local.revoke_machine
    on_logout = "revoke_and_wipe"
    runbook   = "${local.runbooks}/deploy/revoke"
    drilled   = "2026-10-20"
  }

  audit {
    events = local.audit_events
    sink   = local.siem
  }

  session "release" {
    profile   = profile.pipeline
    client_id = "deployctl"
    grants    = ["jwt_bearer"] # the runner's own identity token is exchanged: there is no secret to steal
    scopes    = ["deploy:rollout", "deploy:status"]
    audience  = ["https://deploy.acme.example"]

    client {
      auth = "private_key_jwt"
    }

    # The profile says memory; this runner knows one way only.
    storage {
      model = "environment"
    }
  }

  deliver "github" {
    path = ".deploy/session-policy.json"
  }
}
