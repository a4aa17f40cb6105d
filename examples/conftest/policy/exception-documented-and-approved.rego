package main

import data.model
import data.thresholds

deny contains result if {
	some exception in model.standing_exceptions
	model.blank(exception.reason)
	result := model.finding("exception-documented-and-approved", exception, "The exception gives no reason.")
}

deny contains result if {
	some exception in model.standing_exceptions
	nothing(exception.compensating)
	result := model.finding("exception-documented-and-approved", exception, "The exception names nothing that lowers the risk meanwhile.")
}

deny contains result if {
	some exception in model.standing_exceptions
	exception.term > thresholds.exception_duration
	message := sprintf("The exception holds for %d s; at most %d s is allowed.", [exception.term, thresholds.exception_duration])
	result := model.finding("exception-documented-and-approved", exception, message)
}

deny contains result if {
	some exception in model.standing_exceptions
	not exception.approved
	message := sprintf("The exception lacks an approval: %s.", [concat(", ", exception.missing_approvals)])
	result := model.finding("exception-documented-and-approved", exception, message)
}

nothing(null)

nothing(texts) if trim_space(concat("", texts)) == ""
