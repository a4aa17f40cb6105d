package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.assurance == null
	model.personal(session)
	result := model.finding("idle-timeout-within-assurance", session, "The assurance level is not declared, so no limit can be derived from it.")
}

deny contains result if {
	some session in model.sessions
	session.assurance in {"aal2", "aal3"}
	session.idle_timeout == null
	message := sprintf("The time without use after which the session ends %s.", [model.lifetime[session.idle_timeout_state]])
	result := model.finding("idle-timeout-within-assurance", session, message)
}

deny contains result if {
	some session in model.sessions
	limit := {"aal2": thresholds.idle_aal2, "aal3": thresholds.idle_aal3}[session.assurance]
	session.idle_timeout > limit
	message := sprintf("The session ends after %d s without use; %s allows %d s.", [session.idle_timeout, session.assurance, limit])
	result := model.finding("idle-timeout-within-assurance", session, message)
}
