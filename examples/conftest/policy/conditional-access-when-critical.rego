package main

import data.model

deny contains result if {
	some cli in input.clis
	cli.criticality in {null, "high"}
	some session in cli.sessions
	session.conditions.managed_device != true
	session.conditions.networks in {null, []}
	result := model.finding("conditional-access-when-critical", session, "Neither a managed device nor a network is demanded.")
}

deny contains result if {
	some cli in input.clis
	cli.criticality in {null, "high"}
	some session in cli.sessions
	session.conditions.managed_device != true
	some network in session.conditions.networks
	not regex.match(`/[1-9][0-9]*$`, network)
	message := sprintf("No managed device is demanded, and this is no bounded network: %s.", [network])
	result := model.finding("conditional-access-when-critical", session, message)
}
