package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	"device_code" in session.grants
	session.device_code_ttl == null
	result := model.finding("device-code-short-lived", session, "It is not declared how long a device code waits for the person.")
}

deny contains result if {
	some session in model.sessions
	"device_code" in session.grants
	session.device_code_ttl > thresholds.device_code_ttl
	message := sprintf("A device code waits %d s for the person; at most %d s is allowed.", [session.device_code_ttl, thresholds.device_code_ttl])
	result := model.finding("device-code-short-lived", session, message)
}
