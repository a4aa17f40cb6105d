//go:build !unix

package testserver

import (
	"os"
	"syscall"
)

// childAttributes asks for nothing: these systems have no process groups to put the child into.
func childAttributes() *syscall.SysProcAttr { return nil }

// killGroup ends the child alone.
func killGroup(child *os.Process) error { return child.Kill() }
