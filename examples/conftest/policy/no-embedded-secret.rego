package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.storage.client_credential in {"binary", "config_file", "repository"}
	message := sprintf("The client's credential is embedded (%s).", [session.storage.client_credential])
	result := model.finding("no-embedded-secret", session, message)
}

deny contains result if {
	some session in model.sessions
	not session.storage.client_credential in thresholds.credential_sources
	not without_credential(session)
	result := model.finding("no-embedded-secret", session, "It is not declared that the client needs no credential, nor an accepted place that it comes from.")
}

deny contains result if {
	some session in model.sessions
	pasted(session.grants)
	in_the_clear(session.storage)
	result := model.finding("no-embedded-secret", session, "The token that a person pastes is a static secret, and may lie in the clear.")
}

# A client that does not authenticate has no credential.
without_credential(session) if {
	session.client.type != "confidential"
	session.client.auth in {null, "none"}
	no_credential_declared(session)
}

no_credential_declared(session) if session.storage.client_credential == "none"

no_credential_declared(session) if {
	session.storage.client_credential == null
	session.client.type == "public"
}

no_credential_declared(session) if {
	session.storage.client_credential == null
	session.client.auth == "none"
}

no_credential_declared(session) if {
	session.storage.client_credential == null
	session.grants == ["static_token"]
}

pasted(null)

pasted(grants) if "static_token" in grants

in_the_clear(storage) if storage.model in {null, "environment", "plaintext_file"}

in_the_clear(storage) if storage.fallback == "plaintext_file"
