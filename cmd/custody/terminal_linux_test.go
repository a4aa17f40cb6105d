package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"unsafe"

	"github.com/rogpeppe/go-internal/testscript"
)

// terminal runs a command on a terminal of its own, answers the first question on it, and writes all that the terminal
// showed to the file terminal.txt.
func terminal(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) > 2, "terminal EXITCODE ANSWER command...")
	keyboard, tty, err := openTerminal()
	ts.Check(err)
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.Env = append(environment(ts), "TERM=xterm")
	err = cmd.Start()
	ts.Check(errors.Join(err, tty.Close()))
	var shown strings.Builder
	buffer := make([]byte, 4096)
	answered := false
	for {
		n, err := keyboard.Read(buffer)
		shown.Write(buffer[:n])
		if !answered && strings.Contains(shown.String(), "Type yes: ") {
			answered = true
			_, err := io.WriteString(keyboard, args[1]+"\n")
			ts.Check(err)
		}
		if err != nil { // the other end is closed: the command has ended
			break
		}
	}
	err = cmd.Wait()
	ts.Check(keyboard.Close())
	ts.Check(os.WriteFile(ts.MkAbs("terminal.txt"), []byte(shown.String()), 0o644))
	ts.Logf("[terminal]\n%s", shown.String())
	if got := fmt.Sprint(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit code %s, want %s (%v)", got, args[0], err)
	}
	if !answered {
		ts.Fatalf("it did not ask")
	}
}

// openTerminal makes a pair of pseudoterminals.
func openTerminal() (keyboard, tty *os.File, err error) {
	keyboard, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	var unlock, number int32
	for request, value := range map[uintptr]*int32{syscall.TIOCSPTLCK: &unlock, syscall.TIOCGPTN: &number} {
		if _, _, failed := syscall.Syscall(syscall.SYS_IOCTL, keyboard.Fd(), request, uintptr(unsafe.Pointer(value))); failed != 0 {
			return nil, nil, errors.Join(failed, keyboard.Close())
		}
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, errors.Join(err, keyboard.Close())
	}
	return keyboard, tty, nil
}
