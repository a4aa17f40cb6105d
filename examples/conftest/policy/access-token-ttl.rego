package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.access_token_ttl == null
	session.issuer != null
	message := sprintf("The access token's lifetime %s.", [model.lifetime[session.access_token_ttl_state]])
	result := model.finding("access-token-ttl", session, message)
}

deny contains result if {
	some session in model.sessions
	session.access_token_ttl > thresholds.access_token_ttl
	session.issuer != null
	message := sprintf("The access token lives %d s; at most %d s is allowed.", [session.access_token_ttl, thresholds.access_token_ttl])
	result := model.finding("access-token-ttl", session, message)
}
