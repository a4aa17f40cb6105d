package main

import data.model
import data.thresholds

deny contains result if {
	some exception in input.exceptions
	exception.state in {"active", "expiring"}
	exception.days_left * 86400 <= thresholds.exception_expiring
	message := sprintf("The exception ends in %d days.", [exception.days_left])
	result := model.finding("exception-expiring", exception, message)
}
