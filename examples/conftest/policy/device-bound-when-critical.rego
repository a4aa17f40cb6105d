package main

import data.model
import data.thresholds

deny contains result if {
	some cli in input.clis
	counts_as_critical(cli.criticality)
	some session in cli.sessions
	not session.sender_constraint in {"dpop", "mtls"}
	not session.storage.bound_to in {"device", "hardware"}
	not in_hardware(session.storage)
	result := model.finding("device-bound-when-critical", session, "The CLI is critical, and nothing binds the token to the device.")
}

counts_as_critical(null)

counts_as_critical(criticality) if criticality in thresholds.critical

in_hardware(storage) if {
	storage.model == "hardware"
	storage.fallback == "fail"
}
