package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.storage.model in {null, "plaintext_file"}
	session.host in thresholds.shared_hosts
	result := model.finding("no-plaintext-on-shared-host", session, "The token may lie in a plaintext file on a host that others use.")
}

deny contains result if {
	some session in model.sessions
	session.storage.model == "environment"
	session.host in thresholds.shared_hosts
	session.host != "ephemeral_runner"
	result := model.finding("no-plaintext-on-shared-host", session, "The token lies in an environment variable, which on this host comes from a plaintext file.")
}

deny contains result if {
	some session in model.sessions
	session.storage.fallback == "plaintext_file"
	session.host in thresholds.shared_hosts
	result := model.finding("no-plaintext-on-shared-host", session, "The token falls back to a plaintext file on a host that others use.")
}

deny contains result if {
	some session in model.sessions
	session.storage.fallback == null
	session.storage.model in {"os_keychain", "hardware"}
	session.host in thresholds.shared_hosts
	message := sprintf("It is not declared what happens where %s is missing, on a host that others use.", [session.storage.model])
	result := model.finding("no-plaintext-on-shared-host", session, message)
}
