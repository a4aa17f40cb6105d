# Instances made by for_each are different CLIs.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  for_each = toset(["eu", "us"])

  session "ws" {
    issuer    = issuer.corp
    actor     = "human"
    host      = "personal"
    client_id = "demo"
  }
}

expect {
  subject = cli.demo["eu"].session.ws
  verdict = "fail"
  message = "The client demo is also that of cli.demo[\"us\"].session.ws."
}
