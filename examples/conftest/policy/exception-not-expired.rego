package main

import data.model

deny contains result if {
	some exception in input.exceptions
	exception.state == "expired"
	result := model.finding("exception-not-expired", exception, "The exception has expired and waives nothing any more.")
}

deny contains result if {
	some exception in input.exceptions
	exception.state == "requested"
	exception.granted <= input.at
	result := model.finding("exception-not-expired", exception, "The exception has begun without all its approvals.")
}
