policy "third-party-vetted" {
  title   = "A tool of somebody else's is vetted, and may do little"
  subject = "cli"
  plane   = "shared"
  level   = "warning"
  when = (
    cli.vendor.name != null
    || cli.vendor.contact != null
    || cli.vendor.reviewed != null
    || anytrue([for delivery in cli.deliver : delivery.type == "native"])
  )
  require = (
    cli.vendor.name != null && trimspace(cli.vendor.name) != ""
    && cli.vendor.contact != null && trimspace(cli.vendor.contact) != ""
    && cli.vendor.reviewed != null && cli.vendor.reviewed <= at
    && floor((at - cli.vendor.reviewed) / 86400) * 86400 <= parameter.max_age
    && alltrue([for session in cli.sessions : session.scopes != null && !strcontains(join(" ", session.scopes), "*")])
  )
  message = (
    cli.vendor.name == null || trimspace(cli.vendor.name) == ""
    ? "It is not declared who made the tool."
    : cli.vendor.contact == null || trimspace(cli.vendor.contact) == ""
    ? "It is not declared where a weakness of the tool is reported."
    : cli.vendor.reviewed == null
    ? "Nobody has vetted the tool."
    : cli.vendor.reviewed > at
    ? "The tool is vetted on a day that has not come yet."
    : floor((at - cli.vendor.reviewed) / 86400) * 86400 > parameter.max_age
    ? "The tool was last vetted ${humanize(floor((at - cli.vendor.reviewed) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
    : "The tool may ask for scopes that nobody listed: ${join(", ", [
      for session in cli.sessions : session.name if session.scopes == null || strcontains(join(" ", session.scopes), "*")
    ])}."
  )
  remedy     = "Fill in vendor, vet the tool, set vendor.reviewed to that day, and list the scopes of every session one by one."
  references = ["SP 800-53 Rev. 5 SA-9", "NIST CSF 2.0 GV.SC-07"]

  controls = {
    "owasp-nhi-2025"  = ["NHI3:2025"]
    "nist-csf-2.0"    = ["GV.SC-07", "ID.AM-04", "DE.CM-06"]
    "nist-csf-1.1"    = ["ID.SC-2", "ID.AM-4"]
    "nist-800-53r5"   = ["SA-9"]
    "nist-ai-rmf-1.0" = ["GOVERN 6.1", "MANAGE 3.1"]
  }

  parameter "max_age" {
    type        = duration
    default     = "366d"
    description = "Longest time since the tool was last vetted: 12 months."
    origin      = "the organization's own"
  }
}
