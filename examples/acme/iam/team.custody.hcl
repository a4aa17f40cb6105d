team "iam" {
  title   = "Identity & Access"
  planes  = ["identity"]
  contact = "iam@acme.example"
  backup  = team.platform
  github  = "acme/iam"
}
