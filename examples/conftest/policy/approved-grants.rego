package main

import data.model
import data.thresholds

deny contains result if {
	some session in model.sessions
	session.grants in {null, []}
	result := model.finding("approved-grants", session, "It is not declared how the CLI obtains a token.")
}

deny contains result if {
	some session in model.sessions
	some grant in session.grants
	not grant in thresholds.approved_grants
	result := model.finding("approved-grants", session, sprintf("Not approved: %s.", [grant]))
}

deny contains result if {
	some session in model.sessions
	session.pkce != true
	"authorization_code" in session.grants
	result := model.finding("approved-grants", session, "The authorization code is not protected by PKCE.")
}
