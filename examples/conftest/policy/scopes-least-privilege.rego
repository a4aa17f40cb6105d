package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.scopes == null
	result := model.finding("scopes-least-privilege", session, "The scopes that the client may ask for are not declared.")
}

deny contains result if {
	some session in model.sessions
	regex.match(master_key, lower(concat(" ", session.scopes)))
	result := model.finding("scopes-least-privilege", session, "One of the scopes is too wide.")
}

# An asterisk, or one of the forbidden words, wherever it stands in a scope.
master_key := sprintf("[*]|(^|[^a-z0-9])(%s)([^a-z0-9]|$)", [concat("|", thresholds.forbidden_scopes)])
