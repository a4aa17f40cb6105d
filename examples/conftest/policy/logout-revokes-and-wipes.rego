package main

import data.model

deny contains result if {
	some session in model.sessions
	session.revocation.on_logout != "revoke_and_wipe"
	result := model.finding("logout-revokes-and-wipes", session, "Logging out does not both revoke the token and erase it.")
}

deny contains result if {
	some session in model.sessions
	not "logout" in session.expiry.wipe_on
	result := model.finding("logout-revokes-and-wipes", session, "It is not declared that logging out erases the store.")
}
