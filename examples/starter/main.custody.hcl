# A custody workspace: every *.custody.hcl and *.custody.json file in this folder and below it is one namespace. Split it
# as your teams are split. Each command tells you more with --help:
#
#   custody validate    reads everything and reports mistakes; no network
#   custody check       judges what is declared by the policies
#   custody plan        compares it with the issuers and the CLIs' machines; changes nothing
#   custody apply       makes them agree, after asking

custody {
  name         = "my-workspace" # the identity in ownership markers and in the ledger: choose once, then leave it
  organization = "My Organization"

  # What is judged by. Your own policies go into a folder of this workspace and are named as "./policies".
  policies = ["builtin:baseline"]

  # Which frameworks reports show. Without this line they show all.
  frameworks = ["owasp-nhi-2025", "nist-csf-2.0"]

  # Who answers for these rules themselves. Until you write the day, custody check reports policy-reviewed.
  governance {
    owner   = team.identity
    version = "1"
    # reviewed = "YYYY-MM-DD"
  }

  # Where the record of every apply is kept. This is the default; several people share one with:
  #   state "postgres" { dsn = env("CUSTODY_DSN") }
  state "sqlite" {
    path = ".custody/state.db"
  }
}

# Inputs: set with --var, CUSTODY_VAR_issuer_url, or a file local.auto.custody.vars.
variable "issuer_url" {
  type        = string
  default     = "http://127.0.0.1:4444"
  description = "Where the CLIs obtain and revoke their tokens."
}

variable "issuer_admin_url" {
  type        = string
  default     = "http://127.0.0.1:4445"
  description = "Where custody reads and writes the registered clients."
}

# What mints the tokens: a type, then a name of your own. custody explain hydra lists what it can enforce.
issuer "hydra" "main" {
  owner     = team.identity
  url       = var.issuer_url
  admin_url = var.issuer_admin_url

  # How the identity team ends sessions by itself, without any CLI, and the day on which it last tried.
  kill_switch {
    reach   = ["user", "client", "tenant"]
    runbook = "https://runbooks.example.com/sso/kill-switch"
    # tested = "YYYY-MM-DD"
  }

  # A secret is always a reference, read when it is used and never stored or printed:
  #   auth { token = env("HYDRA_ADMIN_TOKEN") }
}

# What most sessions of people have in common. A session that names a profile may still say otherwise.
profile "workstation" {
  issuer           = issuer.main
  actor            = "human"
  host             = "personal"
  environment      = "production" # production, staging, test, development
  assurance        = "aal2"       # sets the limits of the two lifetimes below (SP 800-63B-4)
  access_token_ttl = "15m"
  idle_timeout     = "1h"
  max_lifetime     = "12h"
  refresh_token    = "rotating"

  revoke {
    on          = ["offboarding", "role_change", "device_loss", "credential_compromise"]
    within      = "1h"
    propagation = "5m" # how long a resource server may go on accepting what was revoked
  }
}
