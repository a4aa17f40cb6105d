package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.storage.persistent == null
	can_persist(session.storage)
	result := model.finding("bearer-not-persistent", session, "It is not declared whether the token survives a restart of the host.")
}

deny contains result if {
	some session in model.sessions
	session.storage.persistent == true
	not session.sender_constraint in {"dpop", "mtls"}
	not session.storage.bound_to in {"device", "hardware"}
	not protected(session.storage)
	result := model.finding("bearer-not-persistent", session, "The token survives a restart of the host, and nothing binds it to its holder.")
}

deny contains result if {
	some session in model.sessions
	session.storage.fallback in {"encrypted_file", "plaintext_file"}
	not session.sender_constraint in {"dpop", "mtls"}
	not session.storage.bound_to in {"device", "hardware"}
	result := model.finding("bearer-not-persistent", session, "The token falls back to a file, and nothing binds it to its holder.")
}

can_persist(storage) if not storage.model in {"memory", "none"}

can_persist(storage) if storage.fallback in {"encrypted_file", "plaintext_file"}

protected(storage) if {
	storage.model in thresholds.keystores
	storage.fallback != null
}
