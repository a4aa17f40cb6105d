package cli

import (
	"fmt"
	"slices"
)

// The exit codes of the program.
const (
	ExitDone      = 0 // done, nothing to say
	ExitFailed    = 1 // could not run
	ExitChanges   = 2 // there are changes
	ExitWanting   = 3 // judged and found wanting
	ExitApprovals = 4 // approvals are missing
	ExitStale     = 5 // the plan is stale
	ExitPartly    = 6 // applied in part
)

// exitError carries an exit code; with an error it is printed.
type exitError struct {
	code int
	err  error
}

// Error returns the error's text, or the code's.
func (e *exitError) Error() string {
	if e.err != nil {
		return e.err.Error()
	}
	return fmt.Sprintf("exit %d", e.code)
}

// Unwrap returns the error.
func (e *exitError) Unwrap() error { return e.err }

// exit ends the command with a code after everything was printed; nil for ExitDone.
func exit(code int) error {
	if code == ExitDone {
		return nil
	}
	return &exitError{code: code}
}

// worst picks the code that counts when several apply.
func worst(codes ...int) int {
	for _, code := range []int{ExitFailed, ExitPartly, ExitStale, ExitWanting, ExitApprovals, ExitChanges} {
		if slices.Contains(codes, code) {
			return code
		}
	}
	return ExitDone
}
