custody {
  name         = "quickstart"
  organization = "Example Payments"
  policies     = ["builtin:baseline"]
  frameworks   = ["owasp-nhi-2025", "nist-csf-2.0", "nist-csf-1.1"]

  governance {
    owner    = team.identity
    version  = "1"
    reviewed = var.confirmed_on
  }
}

variable "hydra_admin_url" {
  type        = string
  default     = "http://127.0.0.1:4445"
  description = "Administration API of the Ory Hydra that mints the tokens. custody reads and writes its clients there."
}

variable "hydra_public_url" {
  type        = string
  default     = "http://127.0.0.1:4444"
  description = "What the CLIs themselves talk to: the token and the revocation endpoint."
}

variable "confirmed_on" {
  type        = string
  default     = "2026-11-01"
  description = "The day on which owners were last confirmed and revocation was last tried. Both go stale after 90 days."

  validation {
    condition     = can(date(var.confirmed_on))
    error_message = "Write a day as YYYY-MM-DD."
  }
}

issuer "hydra" "local" {
  owner     = team.identity
  url       = var.hydra_public_url
  admin_url = var.hydra_admin_url

  kill_switch { # what the identity team can end by itself, without any CLI
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.payments.example/hydra/kill-switch"
    tested  = var.confirmed_on
  }
}
