# Ids, titles and links only: the descriptions are share-alike and stay with their publisher.

framework "owasp-nhi-2025" {
  title     = "OWASP Non-Human Identities Top 10"
  publisher = "OWASP"
  version   = "2025"
  edition   = "2025"
  names     = ["OWASP"]
  url       = "https://owasp.org/www-project-non-human-identities-top-10/2025/"
  license   = "CC BY-SA 4.0"
  print     = "title"

  control "NHI1:2025" {
    title = "Improper Offboarding"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/1-improper-offboarding/"
  }

  control "NHI2:2025" {
    title = "Secret Leakage"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/2-secret-leakage/"
  }

  control "NHI3:2025" {
    title = "Vulnerable Third-Party NHI"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/3-vulnerable-third-party-nhi/"
  }

  control "NHI4:2025" {
    title = "Insecure Authentication"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/4-insecure-authentication/"
  }

  control "NHI5:2025" {
    title = "Overprivileged NHI"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/5-overprivileged-nhi/"
  }

  control "NHI6:2025" {
    title = "Insecure Cloud Deployment Configurations"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/6-insecure-cloud-deployment-configurations/"
  }

  control "NHI7:2025" {
    title = "Long-Lived Secrets"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/7-long-lived-secrets/"
  }

  control "NHI8:2025" {
    title = "Environment Isolation"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/8-environment-isolation/"
  }

  control "NHI9:2025" {
    title = "NHI Reuse"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/9-nhi-reuse/"
  }

  control "NHI10:2025" {
    title = "Human Use of NHI"
    url   = "https://owasp.org/www-project-non-human-identities-top-10/2025/10-human-use-of-nhi/"
  }
}

# Practice texts print NHI-03 for the rotation, expiry and revocation of credentials. In the published list that is
# NHI7 (with NHI1 for offboarding); its NHI3 is about third parties.
legacy "NHI-03" {
  framework = "owasp-nhi-2025"
  controls  = ["NHI7:2025", "NHI1:2025"]
  reason    = "Practice texts use NHI-03 for credential rotation, expiry and revocation. The 2025 list files those under NHI7:2025 Long-Lived Secrets and NHI1:2025 Improper Offboarding; its NHI3:2025 is Vulnerable Third-Party NHI. Write NHI3:2025 if third parties are meant."
}
