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
