# Law of the United States, and in the public domain. The titles of 164.308(a)(2), 164.312(a)(2)(i), 164.312(b) and 164.312(d) are
# custody's own words.

framework "hipaa-security-rule" {
  title     = "HIPAA Security Rule"
  publisher = "HHS"
  version   = "45 CFR part 164, subpart C"
  prefix    = "HIPAA "
  names     = ["45 CFR", "HIPAA Security Rule"]
  url       = "https://www.ecfr.gov/current/title-45/part-164/subpart-C"
  license   = "public domain"
  print     = "text"

  control "164.308(a)(2)" {
    title = "Assigned responsibility for security"
    url   = "https://www.ecfr.gov/current/title-45/section-164.308"
  }

  control "164.312(a)(2)(i)" {
    title = "A unique id for each user"
    url   = "https://www.ecfr.gov/current/title-45/section-164.312"
  }

  control "164.312(a)(2)(iii)" {
    title = "Automatic logoff"
    text  = "Implement electronic procedures that terminate an electronic session after a predetermined time of inactivity."
    url   = "https://www.ecfr.gov/current/title-45/section-164.312"
  }

  control "164.312(b)" {
    title = "Audit controls"
    url   = "https://www.ecfr.gov/current/title-45/section-164.312"
  }

  control "164.312(d)" {
    title = "Proof of who seeks access"
    url   = "https://www.ecfr.gov/current/title-45/section-164.312"
  }
}
