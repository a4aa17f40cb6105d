// Command bench measures what custody promises about its speed, each promise against its yardstick in the same run: it
// generates the workspaces, runs the programs as children and prints what it measured beside the goals. It fails when a
// run breaks, not when a goal is missed: machines differ, and the figures are published in docs/performance.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "error: %v\n", err)
		os.Exit(1)
	}
}

// baselineCommand makes this program the yardstick of itself.
const baselineCommand = "baseline"

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 2 && args[0] == baselineCommand {
		clis, err := baseline(args[1])
		fmt.Fprintln(out, clis)
		return err
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	custody := flags.String("custody", "bin/custody", "the program to measure")
	clis := flags.Int("clis", 10_000, "CLIs in the large workspace")
	pairs := flags.Int("pairs", 5, "runs of each program")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *clis < 4 || *pairs < 1 || flags.NArg() > 0 {
		return errors.New("-clis takes 4 or more, -pairs 1 or more, and nothing else is taken")
	}
	return measureAll(ctx, out, *custody, *clis, *pairs)
}

func measureAll(ctx context.Context, out io.Writer, custody string, clis, pairs int) error {
	custody, err := filepath.Abs(custody)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "custody-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	b := &bench{out: out, custody: custody, self: self, scratch: scratch}
	if err := b.check(ctx, clis, pairs); err != nil {
		return err
	}
	if err := b.linear(ctx, clis, pairs); err != nil {
		return err
	}
	if err := b.startUp(ctx); err != nil {
		return err
	}
	return b.plan(ctx)
}
