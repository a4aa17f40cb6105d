package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.expiry.on_expiry == null
	result := model.finding("expiry-enforced", session, "It is not declared what the CLI does when the token has expired.")
}

deny contains result if {
	some session in model.sessions
	not "expiry" in session.expiry.wipe_on
	result := model.finding("expiry-enforced", session, "The CLI keeps the token after its expiry.")
}

deny contains result if {
	some session in model.sessions
	session.expiry.leeway == null
	result := model.finding("expiry-enforced", session, "It is not declared how much clock skew the CLI tolerates.")
}

deny contains result if {
	some session in model.sessions
	session.expiry.leeway > thresholds.expiry_leeway
	message := sprintf("The CLI takes a token for %d s after its expiry; at most %d s is allowed.", [session.expiry.leeway, thresholds.expiry_leeway])
	result := model.finding("expiry-enforced", session, message)
}
