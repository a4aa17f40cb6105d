package main

import data.model
import data.thresholds

deny contains result if {
	some cli in input.clis
	short_tokens_wanted(cli.criticality)
	some session in cli.sessions
	session.access_token_ttl == null
	message := sprintf("The access token's lifetime %s.", [model.lifetime[session.access_token_ttl_state]])
	result := model.finding("access-token-ttl-when-critical", session, message)
}

deny contains result if {
	some cli in input.clis
	short_tokens_wanted(cli.criticality)
	some session in cli.sessions
	session.access_token_ttl > thresholds.access_token_ttl_critical
	message := sprintf("The access token lives %d s; at most %d s is allowed for a critical CLI.", [session.access_token_ttl, thresholds.access_token_ttl_critical])
	result := model.finding("access-token-ttl-when-critical", session, message)
}

short_tokens_wanted(null)

short_tokens_wanted(criticality) if criticality in thresholds.short_tokens
