package testserver

import "syscall"

// childAttributes puts the child into a group of its own, and has the kernel end it when its parent is killed.
func childAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
