package main

import data.model
import data.thresholds

deny contains result if {
	input.workspace.governance.owner == null
	result := model.finding("policy-reviewed", whole, "No team answers for the rules of this workspace.")
}

deny contains result if {
	some team in input.teams
	team.address == input.workspace.governance.owner.address
	team.planes != null
	not "governance" in team.planes
	message := sprintf("Team %s is not declared accountable for governance.", [team.name])
	result := model.finding("policy-reviewed", whole, message)
}

deny contains result if {
	model.blank(input.workspace.governance.version)
	result := model.finding("policy-reviewed", whole, "It is not declared which version of the rules is in force.")
}

deny contains result if {
	input.workspace.governance.reviewed == null
	result := model.finding("policy-reviewed", whole, "Nobody has reviewed the rules as a whole.")
}

deny contains result if {
	input.workspace.governance.reviewed > input.at
	result := model.finding("policy-reviewed", whole, "The review of the rules is dated on a day that has not come yet.")
}

deny contains result if {
	input.workspace.governance.reviewed <= model.overdue(thresholds.policy_review_age)
	input.workspace.governance.reviewed != null
	result := model.finding("policy-reviewed", whole, "The rules were last reviewed too long ago.")
}

# The workspace as a block among the others.
whole := {"address": "workspace", "kind": "workspace"}
