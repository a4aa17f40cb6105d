policy "conditional-access-when-critical" {
  title   = "Sessions that can do much harm are good in known places only"
  subject = "session"
  plane   = "identity"
  level   = "warning"
  when    = cli.criticality == null || cli.criticality == "high"
  require = session.conditions.managed_device == true || (
    session.conditions.networks != null
    && length(session.conditions.networks) > 0
    && alltrue([for network in session.conditions.networks : can(regex("/[1-9][0-9]*$", network))])
  )
  message = format(
    cli.criticality == null ? "%s; the CLI's criticality is not declared, so it counts as high." : "%s.",
    session.conditions.networks == null
    ? "Neither a managed device nor a network is demanded"
    : length(session.conditions.networks) == 0
    ? "No managed device is demanded, and the list of networks is empty"
    : "No managed device is demanded, and this is no bounded network: ${join(", ", [
      for network in session.conditions.networks : network if !can(regex("/[1-9][0-9]*$", network))
    ])}"
  )
  remedy     = "Set conditions.managed_device = true, or list the networks in conditions.networks."
  references = ["SP 800-63B-4 section 5.3", "SP 800-53 Rev. 5 AC-24 and IA-10", "OpenID CAEP 1.0 device-compliance-change"]

  controls = {
    "owasp-nhi-2025"  = ["NHI4:2025"]
    "nist-csf-2.0"    = ["PR.AA-05"]
    "nist-csf-1.1"    = ["PR.AC-3", "PR.AC-4"]
    "nist-800-53r5"   = ["AC-2(12)", "AC-24", "IA-10"]
    "nist-800-63b-4"  = ["5.3"]
    "nist-ai-rmf-1.0" = ["MEASURE 2.4"]
    "soc2-2017"       = ["CC6.3"]
  }
}
