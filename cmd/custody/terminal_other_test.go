//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

// terminal needs pseudoterminals, which are opened differently on each system.
func terminal(ts *testscript.TestScript, _ bool, _ []string) {
	issuerOf(ts).tb.Skip("SKIPPED: a terminal of its own is made on Linux alone")
}
