package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.revoke.propagation == null
	session.refresh_token != "none"
	result := model.finding("revocation-latency-bounded", session, "It is not declared how long an access token is still accepted after its grant was revoked.")
}

deny contains result if {
	some session in model.sessions
	session.access_token_ttl == null
	session.access_token_ttl_state != "unlimited"
	session.refresh_token != "none"
	result := model.finding("revocation-latency-bounded", session, "The access token's lifetime is not declared, so it bounds nothing.")
}

deny contains result if {
	some session in model.sessions
	session.access_token_ttl != null
	session.revoke.propagation > session.access_token_ttl
	session.refresh_token != "none"
	result := model.finding("revocation-latency-bounded", session, "An access token is accepted for longer than it lives after its grant was revoked.")
}

deny contains result if {
	some cli in input.clis
	cli.criticality in {null, "high"}
	some session in cli.sessions
	session.revoke.propagation > thresholds.revocation_latency_high
	session.refresh_token != "none"
	message := sprintf("An access token is accepted for %d s after its grant was revoked; at most %d s is allowed.", [session.revoke.propagation, thresholds.revocation_latency_high])
	result := model.finding("revocation-latency-bounded", session, message)
}
