team "risk" {
  title   = "Risk & Compliance"
  planes  = ["governance"] # answers where nobody else is named, and approves no exception of its own
  contact = "risk@acme.example"
  backup  = team.iam
  github  = "acme/risk"
}
