//go:build unix

package testserver

import (
	"os"
	"syscall"
)

// killGroup ends a child and all that it started.
func killGroup(child *os.Process) error { return syscall.Kill(-child.Pid, syscall.SIGKILL) }
