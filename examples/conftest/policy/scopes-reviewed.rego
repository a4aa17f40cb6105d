package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.scopes_reviewed == null
	session.scopes != []
	result := model.finding("scopes-reviewed", session, "Nobody has looked whether the scopes are still needed.")
}

deny contains result if {
	some session in model.sessions
	session.scopes_reviewed > input.at
	session.scopes != []
	result := model.finding("scopes-reviewed", session, "The review of the scopes is dated on a day that has not come yet.")
}

deny contains result if {
	some session in model.sessions
	session.scopes_reviewed <= model.overdue(thresholds.scopes_review_age)
	session.scopes_reviewed != null
	session.scopes != []
	result := model.finding("scopes-reviewed", session, "The scopes were last reviewed too long ago.")
}
