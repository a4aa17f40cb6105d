package testserver

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// logLines bounds what is kept of a server's output.
const logLines = 40

// pollInterval is how often a server is asked whether it is ready.
const pollInterval = 20 * time.Millisecond

// waitDelay is how long a grandchild that left the group may keep the output open after the child's end.
const waitDelay = 5 * time.Second

// process is a child that is watched until it ends.
type process struct {
	cmd  *exec.Cmd
	log  *logTail
	done chan struct{} // closed once the child has been waited for
	err  error         // how it ended; read only after done
}

// startProcess starts a child in dir, in a process group of its own, that is killed when ctx is done.
func startProcess(ctx context.Context, binary, dir string, env []string, args ...string) (*process, error) {
	log := &logTail{limit: logLines}
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir, cmd.Env = dir, env
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = childAttributes()
	cmd.Cancel = func() error { return killGroup(cmd.Process) }
	cmd.WaitDelay = waitDelay
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, log: log, done: make(chan struct{})}
	go func() {
		p.err = cmd.Wait()
		close(p.done)
	}()
	return p, nil
}

// stop kills the child with its group and waits for its end: the stores are in memory, nothing is lost.
func (p *process) stop() {
	if p.alive() {
		// An error means that it has just ended by itself, which is what is wanted.
		_ = killGroup(p.cmd.Process)
	}
	<-p.done
}

func (p *process) alive() bool {
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// await returns once the child is ready; when it ends before that or ctx is done, the error has its last lines.
func (p *process) await(ctx context.Context, ready func() bool) error {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return p.exitError()
		case <-ctx.Done():
			return fmt.Errorf("not ready: %w; its last lines:\n%s", ctx.Err(), p.log)
		case <-tick.C:
			if ready() && p.alive() {
				return nil
			}
		}
	}
}

// errPortTaken marks a start that failed only because another process holds one of the ports.
var errPortTaken = errors.New("port taken by another process")

// exitError is the error for a child that is done and should not be.
func (p *process) exitError() error {
	log := p.log.String()
	if strings.Contains(log, "address already in use") || strings.Contains(log, "Only one usage of each socket address") {
		return fmt.Errorf("%w; its last lines:\n%s", errPortTaken, log)
	}
	return fmt.Errorf("it ended early (%s); its last lines:\n%s", p.outcome(), log)
}

// outcome says how a child that is done has ended.
func (p *process) outcome() string {
	var exit *exec.ExitError
	switch {
	case p.err == nil:
		return "exit status 0"
	case errors.As(p.err, &exit):
		return exit.String()
	default:
		return p.err.Error()
	}
}

// logTail is an io.Writer that keeps the last lines written to it.
type logTail struct {
	mu      sync.Mutex
	limit   int
	lines   []string
	partial string
}

// Write implements io.Writer.
func (t *logTail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(t.partial+string(b), "\n")
	t.partial = lines[len(lines)-1]
	t.lines = append(t.lines, lines[:len(lines)-1]...)
	if extra := len(t.lines) - t.limit; extra > 0 {
		t.lines = append(t.lines[:0], t.lines[extra:]...)
	}
	return len(b), nil
}

// String returns the kept lines, joined.
func (t *logTail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := strings.Join(t.lines, "\n")
	if t.partial != "" {
		text += "\n" + t.partial
	}
	return strings.TrimSpace(text)
}
