package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.audit.events == null
	result := model.finding("audit-events-complete", session, "It is not declared which events are recorded.")
}

deny contains result if {
	some session in model.sessions
	session.audit.events != null
	some event in thresholds.audit_events
	not event in session.audit.events
	result := model.finding("audit-events-complete", session, sprintf("Not recorded: %s.", [event]))
}

deny contains result if {
	some session in model.sessions
	model.blank(session.audit.sink)
	result := model.finding("audit-events-complete", session, "The events are not sent anywhere.")
}
