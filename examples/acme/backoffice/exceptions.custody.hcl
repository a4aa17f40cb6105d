# The first term. It stays here as long as its renewal does, so that renewals can be counted.
exception "legacyctl-plaintext-2026-06" {
  subject      = cli.legacyctl
  policies     = ["storage-encrypted-at-rest", "bearer-not-persistent"]
  requested_by = "t.lindqvist"
  reason       = "The vendor's 2.x line has no keychain support; 3.0 is announced for September."
  compensating = ["Full-disk encryption is enforced by MDM.", "A session ends after four hours and is not refreshed."]
  ticket       = "RISK-1402"
  granted      = "2026-06-12"
  expires      = "2026-09-09"

  approval {
    team = team.backoffice
    by   = "r.alvarez"
    on   = "2026-06-12"
  }
}

# Eleven days are left on 2026-11-24, and the vendor's 3.0 has slipped once already.
exception "legacyctl-plaintext" {
  subject      = cli.legacyctl
  renews       = exception.legacyctl-plaintext-2026-06 # one renewal is what the organization allows
  policies     = ["storage-encrypted-at-rest", "bearer-not-persistent"]
  requested_by = "t.lindqvist"
  reason       = "The vendor's 2.x line has no keychain support; 3.0 is announced for December."
  compensating = ["Full-disk encryption is enforced by MDM.", "A session ends after four hours and is not refreshed."]
  ticket       = "RISK-1482"
  granted      = "2026-09-10"
  expires      = "2026-12-05"

  approval {
    team = team.backoffice
    by   = "r.alvarez"
    on   = "2026-09-10"
  }

  approval {
    team = team.iam
    by   = "m.chen"
    on   = "2026-09-11"
  }
}

# Expired, and left here: the failures that it waived are back, and so is a finding on the exception itself.
exception "mailroom-shared-file" {
  subject      = cli.mailroom
  policies     = ["storage-encrypted-at-rest", "no-plaintext-on-shared-host"]
  reason       = "The scanner software writes its token to a file; the replacement terminal was due in October."
  compensating = ["The terminal stands behind a badge reader.", "A session ends after four hours."]
  ticket       = "RISK-1455"
  granted      = "2026-08-03"
  expires      = "2026-10-31"

  approval {
    team = team.backoffice
    by   = "r.alvarez"
    on   = "2026-08-03"
  }
}
