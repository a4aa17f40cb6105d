package main

import data.model

deny contains result if {
	some cli in input.clis
	cli.owners.application == null
	result := model.finding("application-owner", cli, "No application team answers for this CLI.")
}

deny contains result if {
	some cli in input.clis
	cli.owners.application.planes != null
	not "application" in cli.owners.application.planes
	message := sprintf("Team %s is not declared accountable for the application plane.", [cli.owners.application.name])
	result := model.finding("application-owner", cli, message)
}

deny contains result if {
	some cli in input.clis
	model.blank(cli.owners.application.contact)
	message := sprintf("Team %s, which answers for this CLI, has no contact.", [cli.owners.application.name])
	result := model.finding("application-owner", cli, message)
}

deny contains result if {
	some cli in input.clis
	cli.owners.application.backup == null
	message := sprintf("Team %s, which answers for this CLI, has no backup.", [cli.owners.application.name])
	result := model.finding("application-owner", cli, message)
}

deny contains result if {
	some cli in input.clis
	cli.owners.application.backup.address == cli.owners.application.address
	message := sprintf("Team %s, which answers for this CLI, is its own backup.", [cli.owners.application.name])
	result := model.finding("application-owner", cli, message)
}
