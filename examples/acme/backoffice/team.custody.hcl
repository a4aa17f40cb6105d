team "backoffice" {
  title   = "Back Office Systems"
  planes  = ["application"]
  contact = "backoffice@acme.example"
  backup  = team.payments
  github  = "acme/backoffice"
}
