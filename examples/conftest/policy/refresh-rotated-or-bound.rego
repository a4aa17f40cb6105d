package main

import data.model

deny contains result if {
	some session in model.sessions
	not session.refresh_token in {"none", "rotating"}
	session.sender_constraint in {null, "none"}
	not authenticated(session.client)
	result := model.finding("refresh-rotated-or-bound", session, "The refresh token is not rotated, and nothing binds it to its holder.")
}

authenticated(client) if {
	client.type == "confidential"
	not client.auth in {null, "none"}
}
