policy "agent-inventoried" {
  title   = "Every agent is in the inventory, with what it is for"
  subject = "cli"
  plane   = "application"
  level   = "mandatory"
  when    = anytrue([for session in cli.sessions : session.actor == "ai_agent"])
  require = (
    cli.purpose != null && trimspace(cli.purpose) != ""
    && cli.criticality != null
    && cli.data != null
    && ((cli.vendor.name != null && trimspace(cli.vendor.name) != "") || !anytrue([for delivery in cli.deliver : delivery.type == "native"]))
  )
  message = "An AI agent acts by this CLI, and it is not declared: ${join(", ", concat(
    cli.purpose == null || trimspace(cli.purpose) == "" ? ["purpose"] : [],
    cli.criticality == null ? ["criticality"] : [],
    cli.data == null ? ["data"] : [],
    (cli.vendor.name == null || trimspace(cli.vendor.name) == "") && anytrue([for delivery in cli.deliver : delivery.type == "native"]) ? ["vendor.name"] : [],
  ))}."
  remedy     = "Say in the cli block what the agent is for, how critical it is and what data it reaches, and whose it is where somebody else made it."
  references = ["NIST AI RMF 1.0 GOVERN 1.6 and GOVERN 6.1", "SP 800-53 Rev. 5 CM-8"]

  controls = {
    "owasp-nhi-2025"  = ["NHI1:2025", "NHI3:2025"]
    "nist-csf-2.0"    = ["ID.AM-02", "ID.AM-05", "ID.AM-04"]
    "nist-csf-1.1"    = ["ID.AM-2", "ID.AM-5", "ID.AM-4"]
    "nist-800-53r5"   = ["CM-8", "SA-9"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.6", "GOVERN 6.1"]
    "iso-27001-2022"  = ["A.5.9"]
  }
}
