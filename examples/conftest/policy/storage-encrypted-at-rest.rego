package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.storage.model == "environment"
	not session.host in thresholds.environment_hosts
	result := model.finding("storage-encrypted-at-rest", session, "The token lies in an environment variable, which on this host comes from a plaintext file.")
}

deny contains result if {
	some session in model.sessions
	session.storage.model != "environment"
	not session.storage.model in thresholds.storage_models
	result := model.finding("storage-encrypted-at-rest", session, "It is not declared that the token is encrypted at rest.")
}

deny contains result if {
	some session in model.sessions
	session.storage.model in {"os_keychain", "hardware"}
	session.storage.fallback == null
	message := sprintf("It is not declared what happens where %s is missing.", [session.storage.model])
	result := model.finding("storage-encrypted-at-rest", session, message)
}

deny contains result if {
	some session in model.sessions
	session.storage.fallback == "plaintext_file"
	result := model.finding("storage-encrypted-at-rest", session, "The token falls back to a plaintext file.")
}
