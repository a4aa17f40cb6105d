package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.actor != "automation"
	some event in thresholds.offboarding_events
	not event in session.revoke.on
	result := model.finding("offboarding-revokes", session, sprintf("The session outlives: %s.", [event]))
}

deny contains result if {
	some session in model.sessions
	session.revoke.on == null
	session.actor != "automation"
	result := model.finding("offboarding-revokes", session, "It is not declared on which events the organization ends this session.")
}

deny contains result if {
	some session in model.sessions
	session.revoke.within == null
	session.actor != "automation"
	result := model.finding("offboarding-revokes", session, "It is not declared how soon the session is ended.")
}

deny contains result if {
	some session in model.sessions
	session.revoke.within > thresholds.offboarding_within
	session.actor != "automation"
	message := sprintf("The session is ended within %d s; at most %d s is allowed.", [session.revoke.within, thresholds.offboarding_within])
	result := model.finding("offboarding-revokes", session, message)
}
