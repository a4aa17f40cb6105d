package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	steps_up(session)
	some scope in session.scopes
	not scope in session.step_up.scopes
	regex.match(sensitive, scope)
	result := model.finding("step-up-for-sensitive-scopes", session, sprintf("Nobody is asked to authenticate again for: %s.", [scope]))
}

deny contains result if {
	some session in model.sessions
	session.step_up.max_age == null
	steps_up(session)
	result := model.finding("step-up-for-sensitive-scopes", session, "It is not declared how old the authentication for a sensitive scope may be.")
}

deny contains result if {
	some session in model.sessions
	session.step_up.max_age > thresholds.step_up_age
	message := sprintf("The authentication for a sensitive scope may be %d s old; at most %d s is allowed.", [session.step_up.max_age, thresholds.step_up_age])
	result := model.finding("step-up-for-sensitive-scopes", session, message)
}

sensitive := sprintf("(?i)(?:^|[:./_-])(?:%s)(?:[:./_-]|$)", [concat("|", thresholds.sensitive_scopes)])

# A session that has a step-up, or that a person opens for a sensitive scope.
steps_up(session) if session.step_up.scopes != null

steps_up(session) if session.step_up.max_age != null

steps_up(session) if {
	session.actor == "human"
	some scope in session.scopes
	regex.match(sensitive, scope)
}
