package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.actor == "human"
	session.host in thresholds.automation_hosts
	message := sprintf("A person's session lies on a host of automation (%s).", [session.host])
	result := model.finding("no-human-session-in-automation", session, message)
}

deny contains result if {
	some session in model.sessions
	session.grants == null
	automated(session)
	result := model.finding("no-human-session-in-automation", session, "It is not declared how the job obtains its token, so it may be a person's.")
}

deny contains result if {
	some session in model.sessions
	automated(session)
	some grant in session.grants
	grant in thresholds.personal_grants
	result := model.finding("no-human-session-in-automation", session, sprintf("The job lives on a person's login: %s.", [grant]))
}

deny contains result if {
	some session in model.sessions
	some other in session.shared_with
	other.actor == "human"
	automated(session)
	result := model.finding("no-human-session-in-automation", session, sprintf("The job uses the client of people, of %s.", [other.address]))
}

automated(session) if session.actor == "automation"

automated(session) if session.host in thresholds.automation_hosts
