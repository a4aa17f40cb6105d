# Silence about the kill switch is not compliance.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

expect {
  subject = issuer.corp
  verdict = "fail"
  message = "not declared what can be ended"
}
