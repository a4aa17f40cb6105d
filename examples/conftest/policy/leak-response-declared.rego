package main

import data.model
import data.thresholds

deny contains result if {
	some cli in input.clis
	cli.leak_response.team == null
	result := model.finding("leak-response-declared", cli, "No team acts when a token of this CLI leaks.")
}

deny contains result if {
	some cli in input.clis
	model.blank(cli.leak_response.contact)
	result := model.finding("leak-response-declared", cli, "It is not declared how the team that acts on a leak is reached.")
}

deny contains result if {
	some cli in input.clis
	not startswith(cli.leak_response.runbook, "https://")
	result := model.finding("leak-response-declared", cli, "No runbook that is reached by https says what to do about a leak.")
}

deny contains result if {
	some cli in input.clis
	cli.leak_response.within == null
	result := model.finding("leak-response-declared", cli, "It is not declared how soon a leaked token is revoked.")
}

deny contains result if {
	some cli in input.clis
	cli.leak_response.within > thresholds.leak_response
	message := sprintf("A leaked token is revoked within %d s; at most %d s is allowed.", [cli.leak_response.within, thresholds.leak_response])
	result := model.finding("leak-response-declared", cli, message)
}
