exception "vault-token-file" {
  subject      = cli.vault
  policies     = ["storage-encrypted-at-rest"]
  reason       = "The CLI writes ~/.vault-token unless a token helper is configured; ours is on 40 of 110 laptops."
  compensating = ["The disks are encrypted, enforced by MDM.", "A session ends after an hour and is bound to the laptop's certificate."]
  ticket       = "RISK-1519"
  granted      = "2026-11-02"
  expires      = "2027-01-30"

  approval {
    team = team.platform
    by   = "s.okafor"
    on   = "2026-11-02"
  }
}

# The policy is the shared plane's: both owners had to agree, and not by the same person.
exception "docker-audit-events" {
  subject      = cli.docker # both of its sessions
  policies     = ["audit-events-complete"]
  reason       = "docker neither refreshes nor steps up in a way that it could record; Keycloak's own log has the refreshes."
  compensating = ["Refreshes and their reuse are recorded by the issuer and alerted on."]
  ticket       = "RISK-1533"
  granted      = "2026-10-12"
  expires      = "2027-01-08"

  approval {
    team = team.platform
    by   = "s.okafor"
    on   = "2026-10-12"
  }

  approval {
    team = team.iam
    by   = "m.chen"
    on   = "2026-10-13"
  }
}

# Whatever releases from the pipeline gets its token in the environment: the runner knows no other way yet. A CLI of another
# team that comes to match is covered when that team has approved, too.
exception "release-token-in-environment" {
  match        = ["cli.*.session.release"]
  policies     = ["tokens-not-disclosed"]
  requested_by = "j.novak"
  reason       = "The runner hands tokens over in the environment of the job's step; a file descriptor is promised for its next release."
  compensating = ["The token lives ten minutes and is bound to the runner's certificate.", "The step starts no program but the deployment CLI."]
  ticket       = "RISK-1540"
  granted      = "2026-11-09"
  expires      = "2027-01-29"

  approval {
    team = team.platform
    by   = "s.okafor"
    on   = "2026-11-09"
  }
}
