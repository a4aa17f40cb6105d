# Every attribute of every block, each at a value that is not its default. The test of this workspace fails when the
# language has an attribute that is missing here.

custody {
  name             = "acme-sessions"
  required_version = ">= 0.1.0"
  organization     = "Acme Corp"
  policies         = ["builtin:baseline", "./packs/acme"]
  frameworks       = ["owasp-nhi-2025", "nist-csf-2.0"]

  governance {
    owner    = team.iam
    version  = "2026.4"
    reviewed = "2026-10-01"
  }

  state "sqlite" {
    path = "state/custody.db"
    dsn  = env("CUSTODY_DSN")
  }
}

variable "identity_team_github" {
  type        = string
  default     = "acme/iam"
  description = "GitHub team that answers for the identity plane."

  validation {
    condition     = strcontains(var.identity_team_github, "/")
    error_message = "Write ORGANIZATION/TEAM."
  }
}

variable "regions" {
  type    = map(string)
  default = { eu = "team-eu", us = "team-us" }
}

variable "dns_token" {
  type      = string
  default   = "unset"
  sensitive = true
}

locals {
  office = ["10.0.0.0/8", "192.168.0.0/16"]
  siem   = "https://siem.acme.example"
  short  = humanize(duration("1h") / 4)
}

team "iam" {
  title   = "Identity & Access"
  planes  = ["identity", "governance"]
  contact = "iam@acme.example"
  backup  = team.payments
  github  = var.identity_team_github
}

team "payments" {
  title  = "Payments"
  planes = ["application"]
  backup = team.iam
}

team "regional" {
  for_each = var.regions
  title    = "Region ${each.key}, ${each.value}"
  backup   = each.key == "eu" ? team.iam : team.payments
}

exception "legacyctl-plaintext" {
  subject      = cli.legacyctl["eu"].session.ci
  policies     = ["storage-encrypted-at-rest"]
  reason       = "The vendor's 2.x line has no keychain support."
  compensating = ["Full-disk encryption is enforced by MDM.", "Tokens live 15 minutes."]
  ticket       = "RISK-1482"
  granted      = "2026-11-01"
  expires      = "2027-01-30"

  approval {
    team = team.payments
    by   = "r.alvarez"
    on   = "2026-11-01"
  }

  approval {
    team = team.iam
    by   = "m.chen"
    on   = "2026-11-02"
  }
}

exception "legacyctl-again" {
  match        = ["cli.legacyctl*", "cli.*.session.ci"]
  policies     = ["storage-encrypted-at-rest"]
  requested_by = "r.alvarez"
  renews       = exception.legacyctl-plaintext
  granted      = "2027-01-31"
  expires      = "2027-02-28"
  revoked      = "2027-02-01"
}

override "access-token-ttl" {
  level = "advisory"

  parameters {
    max     = "30m"
    number  = 3
    yes     = true
    list    = ["a", "b"]
    map     = { a = "b" }
    derived = local.short
  }
}
