package main

import data.model

deny contains result if {
	some cli in input.clis
	cli.owners.identity == null
	result := model.finding("identity-owner", cli, "No identity team answers for the sessions of this CLI.")
}

deny contains result if {
	some cli in input.clis
	cli.owners.identity.planes != null
	not "identity" in cli.owners.identity.planes
	message := sprintf("Team %s is not declared accountable for the identity plane.", [cli.owners.identity.name])
	result := model.finding("identity-owner", cli, message)
}
