policy "automation-networks" {
  title   = "A job's token is good from named networks only"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor == "automation" || contains(["build_agent", "ephemeral_runner"], session.host)
  require = (
    session.conditions.networks != null
    && length(session.conditions.networks) > 0
    && alltrue([for network in session.conditions.networks : try(tonumber(regex("/([0-9]+)$", network)[0]), 0) >= parameter.prefix])
  )
  message = (
    session.conditions.networks == null
    ? "It is not declared from which networks the job's token is good."
    : length(session.conditions.networks) == 0
    ? "The list of networks is empty, so the job's token is good from anywhere."
    : "No bounded network (with a prefix of /${parameter.prefix} or longer): ${join(", ", [
      for network in session.conditions.networks : network if try(tonumber(regex("/([0-9]+)$", network)[0]), 0) < parameter.prefix
    ])}."
  )
  remedy     = "List in conditions.networks the networks that the job runs in, in CIDR notation, and have the resource server or the issuer hold to them."
  references = ["SP 800-53 Rev. 5 AC-24", "NIST CSF 2.0 PR.IR-01"]

  controls = {
    "owasp-nhi-2025" = ["NHI4:2025", "NHI6:2025"]
    "nist-csf-2.0"   = ["PR.AA-05", "PR.IR-01"]
    "nist-csf-1.1"   = ["PR.AC-3", "PR.AC-4"]
    "nist-800-53r5"  = ["AC-24"]
    "soc2-2017"      = ["CC6.3"]
  }

  parameter "prefix" {
    type        = number
    default     = 8
    description = "Shortest prefix, in bits, of what counts as a bounded network: 10.0.0.0/8 does, 0.0.0.0/0 does not."
    origin      = "the organization's own"
  }
}
