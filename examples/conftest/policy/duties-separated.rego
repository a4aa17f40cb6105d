package main

import data.model

deny contains result if {
	some cli in input.clis
	some plane in ["application", "identity"]
	cli.owners[plane] == null
	result := model.finding("duties-separated", cli, sprintf("No team answers for the %s plane of this CLI.", [plane]))
}

deny contains result if {
	some cli in input.clis
	cli.owners.application.address == cli.owners.identity.address
	result := model.finding("duties-separated", cli, "One team answers for both planes of this CLI.")
}

deny contains result if {
	some cli in input.clis
	some plane in ["application", "identity"]
	cli.owners[plane].planes != null
	not plane in cli.owners[plane].planes
	message := sprintf("Team %s is not declared accountable for the %s plane.", [cli.owners[plane].name, plane])
	result := model.finding("duties-separated", cli, message)
}
