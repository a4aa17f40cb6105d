package main

import data.model

deny contains result if {
	some session in model.sessions
	session.environment == null
	result := model.finding("environments-separated", session, "It is not declared which environment the session reaches.")
}

deny contains result if {
	some session in model.sessions
	some other in session.shared_with
	mixed(session.environment, other.environment)
	message := sprintf("The client %s is shared with %s, in another environment.", [session.client_id, other.address])
	result := model.finding("environments-separated", session, message)
}

mixed(_, null)

mixed("production", other) if other != "production"

mixed(environment, "production") if environment != "production"
