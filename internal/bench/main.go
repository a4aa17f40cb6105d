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
	conftest := flags.Bool("conftest", true, "measure conftest too, which is built the first time")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *clis < 4 || *pairs < 1 || flags.NArg() > 0 {
		return errors.New("-clis takes 4 or more, -pairs 1 or more, and nothing else is taken")
	}
	b, err := newBench(out, *custody)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.scratch) }()
	if err := b.all(ctx, *clis, *pairs); err != nil || !*conftest {
		return err
	}
	return b.conftest(ctx, *clis, *pairs)
}

func newBench(out io.Writer, custody string) (*bench, error) {
	custody, err := filepath.Abs(custody)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "custody-bench-")
	return &bench{out: out, custody: custody, self: self, scratch: scratch}, err
}

// all measures what needs nothing but custody.
func (b *bench) all(ctx context.Context, clis, pairs int) error {
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
