# The baseline for sessions that can not be allowed to fall into other hands. Its three policies of its own say what such a
# session is; the overrides make mandatory what the baseline warns of, and lower what no standard fixes.

pack {
  title       = "High assurance"
  description = "People open their sessions at AAL3, every token is bound to its sender, people's tokens to hardware as well, and nothing of the baseline is a mere warning."
  version     = "1.0.0"
  extends     = ["builtin:baseline"]
}

# The organization's own, as for privileged access; RFC 6750 section 5.3 (SHOULD) allows an hour.
override "access-token-ttl" {
  parameters {
    max = "15m"
  }
}

override "access-token-ttl-when-critical" {
  level = "mandatory"
}

# Without device_code: whoever is talked into typing a code logs somebody else in (RFC 8628 section 5.4).
override "approved-grants" {
  parameters {
    grants = ["authorization_code", "client_credentials", "jwt_bearer", "token_exchange"]
  }
}

override "audience-restricted" {
  level = "mandatory"
}

# A keychain gives its tokens to every program of its user; hardware keeps the key.
override "bearer-not-persistent" {
  level = "mandatory"
  parameters {
    keystores = ["hardware"]
  }
}

override "cli-inventoried" {
  level = "mandatory"
}

override "conditional-access-when-critical" {
  level = "mandatory"
}

override "device-code-short-lived" {
  level = "mandatory"
}

override "environments-separated" {
  level = "mandatory"
}

override "exception-still-needed" {
  level = "mandatory"
}

# As often as the revocation of each CLI is tried.
override "kill-switch-tested" {
  level = "mandatory"
  parameters {
    max_age = "90d"
  }
}

override "leak-response-declared" {
  level = "mandatory"
}

# Whoever loses the device loses the hardware that the session rests on. An hour is what a leaked token has, too.
override "offboarding-revokes" {
  parameters {
    events = ["credential_compromise", "device_loss", "offboarding", "role_change"]
    within = "1h"
  }
}

override "policy-reviewed" {
  level = "mandatory"
}

override "revocation-latency-bounded" {
  level = "mandatory"
}

override "scopes-reviewed" {
  level = "mandatory"
}

override "third-party-vetted" {
  level = "mandatory"
}

override "tokens-not-disclosed" {
  level = "mandatory"
}
