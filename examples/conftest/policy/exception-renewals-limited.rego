package main

import data.model
import data.thresholds

deny contains result if {
	some exception in model.standing_exceptions
	exception.renewals > thresholds.exception_renewals
	message := sprintf("The exception is renewal number %d; at most %d is allowed.", [exception.renewals, thresholds.exception_renewals])
	result := model.finding("exception-renewals-limited", exception, message)
}
