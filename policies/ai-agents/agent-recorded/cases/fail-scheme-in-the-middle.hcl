# A file that is named like an address.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "ai_agent"
    host   = "server"

    audit {
      sink = "/var/log/https://siem"
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "fail"
  message = "go to /var/log/https://siem"
}
