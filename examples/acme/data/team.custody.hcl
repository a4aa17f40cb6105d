team "data" {
  title   = "Data Platform"
  planes  = ["application"]
  contact = "data-oncall@acme.example"
  backup  = team.platform
  github  = "acme/data"
}
