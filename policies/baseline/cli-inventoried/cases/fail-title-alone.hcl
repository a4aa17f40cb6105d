# A name does not say what the tool is for.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  title       = "Demo CLI"
  criticality = "moderate"
  data        = "internal"

  session "ws" {
    issuer      = issuer.corp
    actor       = "human"
    host        = "personal"
    environment = "production"
  }
}

expect {
  subject = cli.demo
  verdict = "fail"
  message = "Not declared: purpose."
}
