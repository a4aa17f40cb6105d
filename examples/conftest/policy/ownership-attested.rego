package main

import data.model
import data.thresholds

deny contains result if {
	some cli in input.clis
	cli.owners.attested == null
	result := model.finding("ownership-attested", cli, "Nobody has confirmed who answers for this CLI.")
}

deny contains result if {
	some cli in input.clis
	cli.owners.attested > input.at
	result := model.finding("ownership-attested", cli, "The ownership of this CLI is confirmed for a day that has not come yet.")
}

deny contains result if {
	some cli in input.clis
	cli.owners.attested <= model.overdue(thresholds.attestation_age)
	cli.owners.attested != null
	result := model.finding("ownership-attested", cli, "The ownership of this CLI was last confirmed too long ago.")
}
