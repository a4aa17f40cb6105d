package main

import data.model
import data.thresholds

deny contains result if {
	some cli in input.clis
	third_party(cli)
	some attribute in ["name", "contact"]
	model.blank(cli.vendor[attribute])
	result := model.finding("third-party-vetted", cli, sprintf("Not declared: the vendor's %s.", [attribute]))
}

deny contains result if {
	some cli in input.clis
	cli.vendor.reviewed == null
	third_party(cli)
	result := model.finding("third-party-vetted", cli, "Nobody has vetted the tool.")
}

deny contains result if {
	some cli in input.clis
	cli.vendor.reviewed > input.at
	result := model.finding("third-party-vetted", cli, "The tool is vetted on a day that has not come yet.")
}

deny contains result if {
	some cli in input.clis
	cli.vendor.reviewed <= model.overdue(thresholds.vendor_review_age)
	cli.vendor.reviewed != null
	result := model.finding("third-party-vetted", cli, "The tool was last vetted too long ago.")
}

deny contains result if {
	some cli in input.clis
	third_party(cli)
	some session in cli.sessions
	unbounded(session.scopes)
	result := model.finding("third-party-vetted", cli, sprintf("The tool may ask for scopes that nobody listed: %s.", [session.name]))
}

third_party(cli) if {
	some value in cli.vendor
	value != null
}

third_party(cli) if {
	some delivery in cli.deliver
	delivery.type == "native"
}

unbounded(null)

unbounded(scopes) if {
	some scope in scopes
	contains(scope, "*")
}
