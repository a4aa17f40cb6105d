team "platform" {
  title   = "Platform Engineering"
  planes  = ["application"]
  contact = "#platform-help"
  backup  = team.data
  github  = "acme/platform"
}
