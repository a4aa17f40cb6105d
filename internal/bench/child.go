package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// cost is what one run of a program took.
type cost struct {
	cpu, wall time.Duration // user and system together
	peak      int64         // bytes of memory; 0 where the system does not tell
	output    [sha256.Size]byte
}

// outcome is a run of a program, and what it printed.
type outcome struct {
	cost
	stdout []byte
}

// measure runs a program to its end. Exit code 3, judged and found wanting, is one of the ends expected here.
func measure(ctx context.Context, program string, args ...string) (outcome, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		return outcome{}, fmt.Errorf("%s %v: %w\n%s%s", program, args, err, stderr.Bytes(), stdout.Bytes())
	}
	state := cmd.ProcessState
	return outcome{cost{
		cpu: state.UserTime() + state.SystemTime(), wall: wall, peak: peakMemory(state),
		output: sha256.Sum256(stdout.Bytes()),
	}, stdout.Bytes()}, nil
}

// median is the middle one of an odd number of runs, by one of their measures.
func median[T cmp.Ordered](costs []cost, of func(cost) T) T {
	values := make([]T, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func cpuOf(c cost) time.Duration  { return c.cpu }
func wallOf(c cost) time.Duration { return c.wall }
func peakOf(c cost) int64         { return c.peak }
