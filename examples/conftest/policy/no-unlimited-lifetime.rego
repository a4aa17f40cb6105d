package main

import data.model

deny contains result if {
	some session in model.sessions
	some lifetime in ["access_token_ttl", "idle_timeout", "max_lifetime"]
	session[concat("", [lifetime, "_state"])] == "unlimited"
	result := model.finding("no-unlimited-lifetime", session, sprintf("Without end: %s.", [lifetime]))
}

deny contains result if {
	some session in model.sessions
	session.refresh_token != "none"
	some lifetime in ["idle_timeout", "max_lifetime"]
	session[lifetime] == null
	result := model.finding("no-unlimited-lifetime", session, sprintf("The refresh token has no expiry by %s.", [lifetime]))
}
