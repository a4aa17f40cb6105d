package main

import data.model

deny contains result if {
	some exception in model.standing_exceptions
	exception.matched == []
	result := model.finding("exception-matches-something", exception, "The exception covers nothing.")
}

deny contains result if {
	some exception in model.standing_exceptions
	some pattern in exception.unmatched
	result := model.finding("exception-matches-something", exception, sprintf("A pattern of the exception matches nothing: %s.", [pattern]))
}
