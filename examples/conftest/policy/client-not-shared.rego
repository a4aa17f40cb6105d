package main

import data.model

deny contains result if {
	some session in model.sessions
	session.client_id in {null, ""}
	session.grants != ["static_token"]
	result := model.finding("client-not-shared", session, "It is not declared which client the CLI uses, so it may be another's.")
}

deny contains result if {
	some session in model.sessions
	some other in session.shared_with
	other.cli != session.cli.address
	result := model.finding("client-not-shared", session, sprintf("The client %s is also that of %s.", [session.client_id, other.address]))
}
