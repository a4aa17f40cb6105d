package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/testserver"
)

// regoFolder holds the baseline in Rego, below the root of the source.
const regoFolder = "examples/conftest/policy"

// conftest measures custody check against conftest, which judges the exported model by the same rules in Rego. Both start
// from what they read, custody from HCL and conftest from JSON, and must find the same failures.
func (b *bench) conftest(ctx context.Context, clis, pairs int) error {
	program, err := testserver.BuildConftest(ctx, testserver.BuildOptions{Env: os.Environ(), Log: os.Stderr})
	if err != nil {
		return fmt.Errorf("%w (-conftest=false leaves it out)", err)
	}
	rules, err := regoRules()
	if err != nil {
		return err
	}
	folder, err := b.workspace(clis)
	if err != nil {
		return err
	}
	var theirs, ours, exports []cost
	file := filepath.Join(b.scratch, "model.json")
	for range pairs {
		export, err := b.export(ctx, folder, file)
		if err != nil {
			return err
		}
		c, err := measure(ctx, program, "test", file, "--policy", regoFolder, "--parser", "json", "--output", "json", "--no-fail")
		if err != nil {
			return err
		}
		own, err := b.runCheck(ctx, folder)
		if err != nil {
			return err
		}
		if err := sameFailures(rules, c.stdout, own.stdout); err != nil {
			return err
		}
		theirs, ours, exports = append(theirs, c.cost), append(ours, own.cost), append(exports, export)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	b.printf("custody check against conftest %s, which judges the exported model (%s) by the same %d rules in Rego, in turns\n\n",
		testserver.ConftestVersion, megabytes(info.Size()), len(rules))
	b.printf("  %-22s %10s %10s %8s   %s\n", "", "conftest", "custody", "ratio", "goal")
	b.compare("CPU, user and system", median(theirs, cpuOf).Seconds(), median(ours, cpuOf).Seconds(), "s", "1.00")
	b.compare("wall clock", median(theirs, wallOf).Seconds(), median(ours, wallOf).Seconds(), "s", "1.00")
	b.compare("peak memory", toMB(median(theirs, peakOf)), toMB(median(ours, peakOf)), "MB", "1.00")
	b.printf("  the failures that they find are the same; conftest reads JSON, and custody export --model, which takes %.2f s of CPU\n"+
		"  time, is not counted\n\n", median(exports, cpuOf).Seconds())
	return nil
}

// regoRules lists the policies that are written in Rego too.
func regoRules() ([]string, error) {
	rules, err := filepath.Glob(filepath.Join(regoFolder, "*.rego"))
	if err != nil || len(rules) == 0 {
		return nil, fmt.Errorf("%s holds no rules: run it in the root of the source", regoFolder)
	}
	for i, file := range rules {
		rules[i] = strings.TrimSuffix(filepath.Base(file), ".rego")
	}
	return rules, nil
}

// export writes the model of a workspace to a file.
func (b *bench) export(ctx context.Context, folder, file string) (cost, error) {
	run, err := measure(ctx, b.custody, "-C", folder, "export", "--model", "--at", checkedAt)
	if err != nil {
		return cost{}, err
	}
	return run.cost, os.WriteFile(file, run.stdout, 0o600)
}

// failure is a policy that fails, and on what.
type failure struct{ policy, subject string }

func compareFailures(a, b failure) int {
	return strings.Compare(a.subject+" "+a.policy, b.subject+" "+b.policy)
}

// sameFailures holds that both find the same failures of the rules that both have, and some.
func sameFailures(rules []string, conftest, custody []byte) error {
	theirs, err := failuresOfConftest(conftest)
	if err != nil {
		return err
	}
	ours, err := failuresOfCustody(custody)
	if err != nil {
		return err
	}
	ours = slices.DeleteFunc(ours, func(f failure) bool { return !slices.Contains(rules, f.policy) })
	if len(ours) == 0 || !slices.Equal(theirs, ours) {
		return fmt.Errorf("custody finds %d failures and conftest %d, and they are not the same", len(ours), len(theirs))
	}
	return nil
}

func failuresOfConftest(output []byte) ([]failure, error) {
	var results []struct {
		Failures []struct {
			Metadata struct{ Policy, Subject string }
		}
	}
	if err := json.Unmarshal(output, &results); err != nil {
		return nil, fmt.Errorf("read what conftest found: %w", err)
	}
	var found []failure
	for _, r := range results {
		for _, f := range r.Failures {
			found = append(found, failure{f.Metadata.Policy, f.Metadata.Subject})
		}
	}
	slices.SortFunc(found, compareFailures)
	return slices.Compact(found), nil // there may be several reasons for one failure
}

func failuresOfCustody(output []byte) ([]failure, error) {
	var found []failure
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "fail") {
			continue
		}
		if words := strings.Fields(lines.Text()); len(words) > 2 {
			found = append(found, failure{words[1], words[2]})
		}
	}
	slices.SortFunc(found, compareFailures)
	return found, lines.Err()
}
