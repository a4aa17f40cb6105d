package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.revocation.endpoint == null
	session.grants != ["static_token"]
	result := model.finding("revocation-path-declared", session, "No revocation endpoint is declared.")
}

deny contains result if {
	some session in model.sessions
	session.revocation.endpoint == null
	session.grants == ["static_token"]
	not startswith(session.revocation.runbook, "https://")
	result := model.finding("revocation-path-declared", session, "No runbook that is reached by https says how a pasted token is revoked.")
}

deny contains result if {
	some session in model.sessions
	session.revocation.endpoint != null
	not startswith(session.revocation.endpoint, "https://")
	not regex.match(`^http://(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?/`, session.revocation.endpoint)
	result := model.finding("revocation-path-declared", session, "The revocation endpoint is not reached by https.")
}

deny contains result if {
	some session in model.sessions
	session.revocation.drilled == null
	result := model.finding("revocation-path-declared", session, "Nobody has tried whether revocation works.")
}

deny contains result if {
	some session in model.sessions
	session.revocation.drilled > input.at
	result := model.finding("revocation-path-declared", session, "The drill of the revocation is dated on a day that has not come yet.")
}

deny contains result if {
	some session in model.sessions
	session.revocation.drilled <= model.overdue(thresholds.drill_age)
	session.revocation.drilled != null
	result := model.finding("revocation-path-declared", session, "Revocation was last tried too long ago.")
}
