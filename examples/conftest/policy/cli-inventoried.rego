package main

import data.model

deny contains result if {
	some cli in input.clis
	model.blank(cli.purpose)
	result := model.finding("cli-inventoried", cli, "Not declared: purpose.")
}

deny contains result if {
	some cli in input.clis
	some attribute in ["criticality", "data"]
	cli[attribute] == null
	result := model.finding("cli-inventoried", cli, sprintf("Not declared: %s.", [attribute]))
}

deny contains result if {
	some cli in input.clis
	cli.sessions == []
	result := model.finding("cli-inventoried", cli, "Not declared: any session.")
}

deny contains result if {
	some cli in input.clis
	some session in cli.sessions
	session.environment == null
	result := model.finding("cli-inventoried", cli, sprintf("Not declared: environment of session %s.", [session.name]))
}
