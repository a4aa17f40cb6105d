package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.assurance == null
	model.personal(session)
	result := model.finding("max-lifetime-within-assurance", session, "The assurance level is not declared, so no limit can be derived from it.")
}

deny contains result if {
	some session in model.sessions
	session.max_lifetime == null
	session.assurance != null
	message := sprintf("The session's longest lifetime %s.", [model.lifetime[session.max_lifetime_state]])
	result := model.finding("max-lifetime-within-assurance", session, message)
}

deny contains result if {
	some session in model.sessions
	limit := {"aal1": thresholds.lifetime_aal1, "aal2": thresholds.lifetime_aal2, "aal3": thresholds.lifetime_aal3}[session.assurance]
	session.max_lifetime > limit
	message := sprintf("The session lives %d s in all; %s allows %d s.", [session.max_lifetime, session.assurance, limit])
	result := model.finding("max-lifetime-within-assurance", session, message)
}
