team "payments" {
  title   = "Payments"
  planes  = ["application"]
  contact = "payments-oncall@acme.example"
  backup  = team.platform
  github  = "acme/payments"
}
