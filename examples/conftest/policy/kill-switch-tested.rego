package main

import data.model
import data.thresholds

deny contains result if {
	some issuer in input.issuers
	some what in thresholds.kill_switch_reach
	not what in issuer.kill_switch.reach
	result := model.finding("kill-switch-tested", issuer, sprintf("Not ended at one stroke: all sessions of a %s.", [what]))
}

deny contains result if {
	some issuer in input.issuers
	issuer.kill_switch.reach == null
	result := model.finding("kill-switch-tested", issuer, "It is not declared what can be ended at one stroke.")
}

deny contains result if {
	some issuer in input.issuers
	not startswith(issuer.kill_switch.runbook, "https://")
	result := model.finding("kill-switch-tested", issuer, "No runbook that is reached by https says how sessions are ended at this issuer.")
}

deny contains result if {
	some issuer in input.issuers
	issuer.kill_switch.tested == null
	result := model.finding("kill-switch-tested", issuer, "Nobody has tried the kill switch.")
}

deny contains result if {
	some issuer in input.issuers
	issuer.kill_switch.tested > input.at
	result := model.finding("kill-switch-tested", issuer, "The test of the kill switch is dated on a day that has not come yet.")
}

deny contains result if {
	some issuer in input.issuers
	issuer.kill_switch.tested <= model.overdue(thresholds.kill_switch_age)
	issuer.kill_switch.tested != null
	result := model.finding("kill-switch-tested", issuer, "The kill switch was last tried too long ago.")
}
