package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

// bench is one run of all the measurements.
type bench struct {
	out           io.Writer
	custody, self string // the programs
	scratch       string // a folder for workspaces
}

// checkedAt is the moment of every check, so that all runs judge the same.
const checkedAt = "2026-11-01"

func (b *bench) printf(format string, args ...any) { fmt.Fprintf(b.out, format, args...) }

// workspace generates a workspace for checking and returns its folder.
func (b *bench) workspace(clis int) (string, error) {
	folder := filepath.Join(b.scratch, strconv.Itoa(clis))
	return folder, generate(folder, workspaceShape{clis: clis, url: "https://sso.example.com", automation: true, flawEvery: 10})
}

func (b *bench) runCheck(ctx context.Context, folder string) (outcome, error) {
	return measure(ctx, b.custody, "-C", folder, "check", "--at", checkedAt)
}

// check measures custody check against the baseline, in turns, so that both see the same weather.
func (b *bench) check(ctx context.Context, clis, pairs int) error {
	folder, err := b.workspace(clis)
	if err != nil {
		return err
	}
	var yardstick, ours []cost
	for range pairs {
		base, err := measure(ctx, b.self, baselineCommand, folder)
		if err != nil {
			return err
		}
		own, err := b.runCheck(ctx, folder)
		if err != nil {
			return err
		}
		if len(ours) > 0 && own.output != ours[0].output {
			return errors.New("two runs of custody check on one workspace printed different bytes")
		}
		yardstick, ours = append(yardstick, base.cost), append(ours, own.cost)
	}
	files, bytes, err := size(folder)
	if err != nil {
		return err
	}
	b.printf("custody check with builtin:baseline on %d CLIs, two sessions each, in %d files of %s together\n", clis, files, megabytes(bytes))
	b.printf("baseline: the same files parsed by hclparse and decoded by gohcl, and nothing else\n")
	b.printf("%s, %s/%s, %d CPUs; medians of %d runs each, in turns\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), pairs)
	b.printf("  %-22s %10s %10s %8s   %s\n", "", "baseline", "custody", "ratio", "goal")
	b.compare("CPU, user and system", median(yardstick, cpuOf).Seconds(), median(ours, cpuOf).Seconds(), "s", "2.50")
	b.compare("wall clock", median(yardstick, wallOf).Seconds(), median(ours, wallOf).Seconds(), "s", "1.00")
	b.compare("peak memory", toMB(median(yardstick, peakOf)), toMB(median(ours, peakOf)), "MB", "1.00")
	b.printf("  the output of all %d runs is the same, byte for byte\n\n", pairs)
	return nil
}

func (b *bench) compare(what string, yardstick, ours float64, unit, goal string) {
	ratio := "-"
	if yardstick > 0 {
		ratio = fmt.Sprintf("%.2f", ours/yardstick)
	}
	b.printf("  %-22s %7.2f %-2s %7.2f %-2s %8s   at most %s\n", what, yardstick, unit, ours, unit, ratio, goal)
}

// linear measures how the cost of one CLI changes with their number, in turns.
func (b *bench) linear(ctx context.Context, clis, runs int) error {
	numbers := []int{clis / 4, clis / 2, clis}
	costs := make([][]cost, len(numbers))
	for range runs {
		for i, n := range numbers {
			folder, err := b.workspace(n)
			if err != nil {
				return err
			}
			c, err := b.runCheck(ctx, folder)
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], c.cost)
		}
	}
	b.printf("CPU time and peak memory of custody check for each CLI; goal: linear\n\n")
	each := func(i int) float64 { return median(costs[i], cpuOf).Seconds() * 1e6 / float64(numbers[i]) }
	for i, n := range numbers {
		b.printf("  %6d CLIs %8.0f µs %8.1f KB %8.2f times the CPU time at %d\n",
			n, each(i), float64(median(costs[i], peakOf))/float64(n)/1e3, each(i)/each(0), numbers[0])
	}
	b.printf("\n")
	return nil
}

// startUp measures a command that does nothing.
func (b *bench) startUp(ctx context.Context) error {
	var costs []cost
	for range 21 {
		c, err := measure(ctx, b.custody, "version")
		if err != nil {
			return err
		}
		costs = append(costs, c.cost)
	}
	b.printf("start-up: custody version takes %s, median of %d runs; goal: under 30 ms\n\n",
		median(costs, wallOf).Round(100*time.Microsecond), len(costs))
	return nil
}

// size counts the files of a workspace and their bytes.
func size(folder string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		return nil
	})
	return files, bytes, err
}

func toMB(bytes int64) float64 { return float64(bytes) / 1e6 }

func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", toMB(bytes)) }
