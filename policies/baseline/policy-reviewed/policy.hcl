policy "policy-reviewed" {
  title   = "The rules have an owner, a version and a recent review"
  subject = "workspace"
  plane   = "shared"
  level   = "warning"
  require = (
    workspace.governance.owner != null
    && !anytrue([
      for team in workspace.teams : team.address == workspace.governance.owner.address && team.planes != null && !contains(team.planes, "governance")
    ])
    && workspace.governance.version != null && trimspace(workspace.governance.version) != ""
    && workspace.governance.reviewed != null && workspace.governance.reviewed <= at
    && floor((at - workspace.governance.reviewed) / 86400) * 86400 <= parameter.max_age
  )
  message = (
    workspace.governance.owner == null
    ? "No team answers for the rules of this workspace."
    : anytrue([
      for team in workspace.teams : team.address == workspace.governance.owner.address && team.planes != null && !contains(team.planes, "governance")
    ])
    ? "The owner of the rules, ${workspace.governance.owner.address}, is not declared accountable for governance."
    : workspace.governance.version == null || trimspace(workspace.governance.version) == ""
    ? "It is not declared which version of the rules is in force."
    : workspace.governance.reviewed == null
    ? "Nobody has reviewed the rules as a whole."
    : workspace.governance.reviewed > at
    ? "The review of the rules is dated on a day that has not come yet."
    : "The rules were last reviewed ${humanize(floor((at - workspace.governance.reviewed) / 86400) * 86400)} ago; at most ${humanize(parameter.max_age)} is allowed."
  )
  remedy     = "Fill in custody.governance, review the rules, and set governance.reviewed to that day."
  references = ["SP 800-53 Rev. 5 AC-1 and PL-2", "NIST CSF 2.0 GV.PO-02", "SP 800-63B-4 section 5.2"]

  controls = {
    "nist-csf-2.0"    = ["GV.PO-01", "GV.PO-02"]
    "nist-csf-1.1"    = ["ID.GV-1"]
    "nist-800-53r5"   = ["AC-1", "PL-2"]
    "nist-800-63b-4"  = ["5.2"]
    "nist-ai-rmf-1.0" = ["GOVERN 1.4"]
    "iso-27001-2022"  = ["A.5.36"]
  }

  parameter "max_age" {
    type        = duration
    default     = "366d"
    description = "Longest time since the rules were last reviewed as a whole: 12 months."
    origin      = "the organization's own"
  }
}
