package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.audience in {null, []}
	result := model.finding("audience-restricted", session, "It is not declared which resource server may accept the token.")
}

deny contains result if {
	some session in model.sessions
	some server in session.audience
	not named(server)
	result := model.finding("audience-restricted", session, sprintf("Not the name of one resource server: %q.", [server]))
}

deny contains result if {
	some session in model.sessions
	count(session.audience) > thresholds.audiences
	message := sprintf("The token is good at %d resource servers; at most %d is allowed.", [count(session.audience), thresholds.audiences])
	result := model.finding("audience-restricted", session, message)
}

named(server) if {
	server != ""
	not contains(server, "*")
}
