package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
)

// findings judges a generated workspace.
func findings(t *testing.T, folder string) []finding.Finding {
	t.Helper()
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	world := &engine.World{Dir: folder, Now: func() time.Time { return at }, Env: func(string) (string, bool) { return "", false }}
	project, diags := engine.Load(t.Context(), world, engine.Inputs{}, at)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return project.Judge()
}

// TestWorkspace holds that what is measured is what the goals speak of: every CLI fully declared, and all of them judged.
func TestWorkspace(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const clis = 120
	if err := generate(folder, workspaceShape{clis: clis, url: "https://sso.example.com", automation: true}); err != nil {
		t.Fatal(err)
	}
	all := findings(t, folder)
	summary := finding.Summarize(all)
	if summary.Fail+summary.Waived+summary.Unknown > 0 || summary.Subjects < 3*clis || summary.Pass < 50*clis {
		for _, f := range all {
			if f.Verdict != finding.Pass && f.Verdict != finding.NotApplicable {
				t.Errorf("%s: %s on %s: %s", f.Verdict, f.Rule.Policy, f.Subject.Text, f.Message)
			}
		}
		t.Fatalf("the findings are %+v, want passes alone", summary)
	}
	if found, err := baseline(folder); err != nil || found != clis {
		t.Errorf("the baseline found %d CLIs, %v, want %d", found, err, clis)
	}
	files, size, err := size(folder)
	if each := size / clis; err != nil || files != 4 || each < 2700 || each > 3300 {
		t.Errorf("%d files with %d bytes for each CLI, %v; want 4, and about 3 KB", files, each, err)
	}
}

// TestFlaws holds that every policy that judges more than the one workspace both passes and fails in what is measured, and
// that exceptions waive some of the failures.
func TestFlaws(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const every = 3
	all := flaws()
	if err := generate(folder, workspaceShape{clis: 2 * every * len(all), url: "https://sso.example.com", automation: true, flawEvery: every}); err != nil {
		t.Fatal(err)
	}
	count := map[string]map[finding.Verdict]int{}
	onCLI := map[string]bool{}
	for _, f := range findings(t, folder) {
		if count[f.Rule.Policy] == nil {
			count[f.Rule.Policy] = map[finding.Verdict]int{}
		}
		count[f.Rule.Policy][f.Verdict]++
		if f.Verdict == finding.Fail || f.Verdict == finding.Waived {
			onCLI[f.Subject.Address.Outer().String()+" "+f.Rule.Policy] = true
		}
		if f.Verdict == finding.Unknown {
			t.Errorf("%s on %s: %s", f.Rule.Policy, f.Subject.Text, f.Message)
		}
	}
	waived := 0
	for name, verdicts := range count {
		waived += verdicts[finding.Waived]
		if name != "policy-reviewed" && (verdicts[finding.Pass] == 0 || verdicts[finding.Fail] == 0) {
			t.Errorf("%s: %v; want passes and failures", name, verdicts)
		}
	}
	for i := range 2 * len(all) {
		if want := fmt.Sprintf("cli.tool-%d %s", i*every, all[i%len(all)].policy); !onCLI[want] {
			t.Errorf("no failure is found: %s", want)
		}
	}
	if waived == 0 {
		t.Error("no exception waives anything")
	}
	if _, err := baseline(folder); err != nil {
		t.Errorf("the baseline can not read it: %v", err)
	}
}

// TestWorkspaceIsTheSame holds that two runs measure the same bytes.
func TestWorkspaceIsTheSame(t *testing.T) {
	t.Parallel()
	first, second := t.TempDir(), t.TempDir()
	for _, folder := range []string{first, second} {
		if err := generate(folder, workspaceShape{clis: 60, url: "https://sso.example.com", automation: true, flawEvery: 7}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"main.custody.hcl", "clis/clis-0000.custody.hcl", "clis/clis-0001.custody.hcl"} {
		a, err := os.ReadFile(filepath.Join(first, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(second, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs from one run to the next, %v", name, err)
		}
	}
}
