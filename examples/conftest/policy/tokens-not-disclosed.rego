package main

import data.model

deny contains result if {
	some session in model.sessions
	session.audit.token_values in {null, "plain"}
	result := model.finding("tokens-not-disclosed", session, "It is not declared that logs leave token values out.")
}

deny contains result if {
	some session in model.sessions
	session.storage.passed_by == null
	result := model.finding("tokens-not-disclosed", session, "It is not declared how the token is handed to other programs.")
}

deny contains result if {
	some session in model.sessions
	some way in session.storage.passed_by
	way in {"argument", "environment"}
	result := model.finding("tokens-not-disclosed", session, sprintf("The token is handed over in a way that others can see: %s.", [way]))
}

deny contains result if {
	some session in model.sessions
	session.storage.model in {null, "environment"}
	result := model.finding("tokens-not-disclosed", session, "The token may lie in an environment variable.")
}
