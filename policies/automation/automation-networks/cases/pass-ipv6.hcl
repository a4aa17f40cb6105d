# A network of IPv6.

issuer "oidc" "corp" {
  url = "https://sso.acme.example"
}

cli "demo" {
  session "ws" {
    issuer = issuer.corp
    actor  = "automation"
    host   = "build_agent"

    conditions {
      networks = ["2001:db8:12::/48"]
    }
  }
}

expect {
  subject = cli.demo.session.ws
  verdict = "pass"
}
