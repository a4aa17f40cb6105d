package testserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"
)

// roleVariable makes this test binary play a process of TestChildDiesWithItsParent.
const roleVariable = "CUSTODY_TESTSERVER_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(roleVariable) {
	case "parent":
		os.Exit(playParent(os.Args[1]))
	case "child":
		os.Exit(playChild(os.Args[1]))
	default:
		os.Exit(m.Run())
	}
}

// TestChildDiesWithItsParent kills a parent that has no chance to clean up. The child holds a connection to the test,
// so its end is seen as the end of that.
func TestChildDiesWithItsParent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	parent := exec.CommandContext(t.Context(), os.Args[0], listener.Addr().String())
	parent.Env = append(os.Environ(), roleVariable+"=parent")
	parent.Stderr = os.Stderr
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := parent.Wait(); err == nil {
		t.Error("the parent ended by itself")
	}
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the child outlives its parent")
	}
}

func playParent(address string) int {
	child, err := startProcess(context.Background(), os.Args[0], ".", []string{roleVariable + "=child"}, address)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	<-child.done
	return 1
}

func playChild(address string) int {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return 1
	}
	_, _ = io.Copy(io.Discard, conn) // until the test lets go
	return 0
}
