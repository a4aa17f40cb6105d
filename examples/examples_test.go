package examples_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// day is the day that the examples are written for.
var day = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// load reads and resolves a workspace, which must be without any diagnostic.
func load(t *testing.T, fsys fs.FS, opts config.Options) *model.Model {
	t.Helper()
	w, diags := config.Load(fsys, opts)
	noDiagnostics(t, diags)
	m, diags := model.Resolve(&w.Declarations, day)
	noDiagnostics(t, diags)
	return m
}

func noDiagnostics(t *testing.T, diags hcl.Diagnostics) {
	t.Helper()
	for _, d := range diags {
		t.Error(d)
	}
	if len(diags) > 0 {
		t.FailNow()
	}
}

// rules makes the packs ready that a workspace names.
func rules(t *testing.T, fsys fs.FS, m *model.Model) *policy.Rules {
	t.Helper()
	var all []*schema.Pack
	for _, name := range m.Workspace.Policies.Value {
		from, folder := fsys, path.Clean(name)
		if builtin, ok := strings.CutPrefix(name, "builtin:"); ok {
			from, folder = policies.FS(), builtin
		}
		sub, err := fs.Sub(from, folder)
		if err != nil {
			t.Fatal(err)
		}
		pack, diags := config.LoadPack(sub, name, folder)
		noDiagnostics(t, diags)
		all = append(all, &pack.Pack)
	}
	catalog, diags := framework.Load(policies.FS())
	noDiagnostics(t, diags)
	compiled, diags := policy.Compile(all, m.Overrides, catalog)
	noDiagnostics(t, diags)
	noDiagnostics(t, compiled.CheckExceptions(m))
	return compiled
}

// judge lists the findings that are neither passed nor outside the policy, one a line, and counts all.
func judge(t *testing.T, fsys fs.FS, m *model.Model) (lines []string, summary finding.Summary) {
	t.Helper()
	findings := rules(t, fsys, m).Check(m)
	for _, f := range findings {
		if f.Verdict == finding.Pass || f.Verdict == finding.NotApplicable {
			continue
		}
		line := fmt.Sprintf("%s %s %s %s: %s", f.Verdict, f.Rule.Level, f.Subject.Text, f.Rule.Policy, f.Message)
		if f.Waiver != nil {
			line += fmt.Sprintf(" [%s until %s]", f.Waiver.Exception, f.Waiver.Expires.Format(time.DateOnly))
		}
		lines = append(lines, line)
	}
	return lines, finding.Summarize(findings)
}

// overlay is a workspace with files added or replaced.
func overlay(t *testing.T, base fs.FS, added map[string][]byte) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(base, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		src, err := fs.ReadFile(base, name)
		out[name] = &fstest.MapFile{Data: src}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, src := range added {
		out[name] = &fstest.MapFile{Data: src}
	}
	return out
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; UPDATE=1 rewrites it. Got:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestQuickstartPasses(t *testing.T) {
	fsys := examples.Quickstart()
	m := load(t, fsys, config.Options{})
	lines, summary := judge(t, fsys, m)
	if len(lines) > 0 {
		t.Errorf("the quickstart has findings:\n%s", strings.Join(lines, "\n"))
	}
	if summary.Pass < 30 {
		t.Errorf("%d checks pass, want the whole baseline on three sessions and two CLIs", summary.Pass)
	}
}

// The demo adds a file that fails one policy, and then another that waives it. It may run on any day.
func TestQuickstartVariations(t *testing.T) {
	quickstart := examples.Quickstart()
	read := func(name string) []byte {
		src, err := fs.ReadFile(quickstart, "testdata/"+name)
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	failing := overlay(t, quickstart, map[string][]byte{"clis/labelctl.custody.hcl": read("failing.custody.hcl")})
	waived := overlay(t, failing, map[string][]byte{"exceptions.custody.hcl": read("exception.custody.hcl")})
	message := " cli.labelctl.session.workstation storage-encrypted-at-rest: The token is stored as plaintext_file, which is not encrypted at rest."
	for _, test := range []struct {
		name string
		fsys fs.FS
		opts config.Options
		want string
	}{
		{"failing", failing, config.Options{}, "fail mandatory" + message},
		{"waived", waived, config.Options{}, "waived mandatory" + message + " [exception.labelctl-plaintext until 2027-01-31]"},
		{
			"on another day", waived,
			config.Options{Inputs: []config.Input{{Name: "confirmed_on", Text: "2026-11-20"}}},
			"waived mandatory" + message + " [exception.labelctl-plaintext until 2027-02-19]",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines, _ := judge(t, test.fsys, load(t, test.fsys, test.opts))
			if !slices.Equal(lines, []string{test.want}) {
				t.Errorf("the findings are\n%s\nwant\n%s", strings.Join(lines, "\n"), test.want)
			}
		})
	}
}

func TestAcmeFindings(t *testing.T) {
	fsys := examples.Acme()
	vars, err := fs.ReadFile(fsys, "production.auto.custody.vars")
	if err != nil || len(vars) == 0 {
		t.Fatal("the values of the variables are not there", err)
	}
	m := load(t, fsys, config.Options{Version: "0.1.0"})
	lines, s := judge(t, fsys, m)
	summary := fmt.Sprintf("%d checks of %d subjects: %d pass, %d fail, %d waived, %d not applicable, %d unknown\n",
		s.Evaluated, s.Subjects, s.Pass, s.Fail, s.Waived, s.NotApplicable, s.Unknown)
	golden(t, "acme-findings.txt", summary+strings.Join(lines, "\n")+"\n")
}

// What the example is there to show must be in it.
func TestAcmeCoverage(t *testing.T) {
	m := load(t, examples.Acme(), config.Options{})
	models, hosts, actors := map[string]int{}, map[string]int{}, map[string]int{}
	profiles := map[string]int{}
	for _, cli := range m.CLIs {
		for _, s := range cli.Sessions {
			models[s.Storage.Model.Value]++
			hosts[s.Host.Value]++
			actors[s.Actor.Value]++
			profiles[s.Profile.Value.Address.String()]++
		}
	}
	covers := func(what string, got map[string]int, want ...string) {
		for _, word := range want {
			if got[word] == 0 {
				t.Errorf("no session has the %s %q", what, word)
			}
		}
	}
	covers("storage model", models, "none", "memory", "os_keychain", "hardware", "encrypted_file", "plaintext_file", "environment")
	covers("host", hosts, "personal", "shared", "build_agent", "ephemeral_runner", "server")
	covers("actor", actors, "human", "automation", "ai_agent")
	if profiles["profile.workstation"] < 5 {
		t.Errorf("profile.workstation is used %d times, want it shared by several", profiles["profile.workstation"])
	}
	if len(m.CLIs) < 12 || len(m.Teams) != 6 || len(m.Issuers) != 2 || len(m.Exceptions) < 4 {
		t.Errorf("%d CLIs, %d teams, %d issuers, %d exceptions", len(m.CLIs), len(m.Teams), len(m.Issuers), len(m.Exceptions))
	}
}

func TestAcmePackCases(t *testing.T) {
	fsys := examples.Acme()
	m := load(t, fsys, config.Options{})
	pack, err := fs.Sub(fsys, "packs/acme")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(pack, "restricted-data-is-bound/cases/*.hcl")
	if err != nil || len(files) < 3 {
		t.Fatalf("the cases are %q (%v)", files, err)
	}
	compiled := rules(t, fsys, m)
	for _, file := range files {
		w, diags := config.LoadCase(pack, file)
		noDiagnostics(t, diags)
		cases, diags := model.Resolve(&w.Declarations, day)
		noDiagnostics(t, diags)
		want := w.Expectations[0]
		found := false
		for _, f := range compiled.Check(cases) {
			if f.Rule.Policy != "restricted-data-is-bound" || f.Subject.Address != want.Subject.Value.Address {
				continue
			}
			found = true
			if string(f.Verdict) != want.Verdict.Value || !strings.Contains(f.Message, want.Message.Value) {
				t.Errorf("%s: %s %q, want %s %q", file, f.Verdict, f.Message, want.Verdict.Value, want.Message.Value)
			}
		}
		if !found {
			t.Errorf("%s: its subject is not judged", file)
		}
	}
}

// The starter validates as written, and fails only what no starter can know.
func TestStarter(t *testing.T) {
	fsys := fstest.MapFS{}
	var names []string
	for _, f := range examples.Starter() {
		fsys[f.Name] = &fstest.MapFile{Data: f.Content}
		names = append(names, f.Name)
	}
	want := []string{".gitignore", "clis/example.custody.hcl", "main.custody.hcl", "teams.custody.hcl"}
	if !slices.Equal(names, want) {
		t.Errorf("the starter has the files %q, want %q", names, want)
	}
	if ignored := string(fsys[".gitignore"].Data); !strings.Contains(ignored, ".custody/\n") {
		t.Errorf(".gitignore does not leave the ledger out: %q", ignored)
	}
	lines, _ := judge(t, fsys, load(t, fsys, config.Options{}))
	wantLines := []string{
		"fail mandatory cli.examplectl ownership-attested: Nobody has confirmed who answers for this CLI.",
		"fail mandatory cli.examplectl.session.workstation revocation-path-declared: Nobody has tried whether revocation works.",
		"fail warning cli.examplectl.session.workstation scopes-reviewed: Nobody has looked whether the scopes are still needed.",
		"fail warning issuer.main kill-switch-tested: Nobody has tried the kill switch.",
		"fail warning workspace policy-reviewed: Nobody has reviewed the rules as a whole.",
	}
	if !slices.Equal(lines, wantLines) {
		t.Errorf("the findings are\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(wantLines, "\n"))
	}
}

// Examples are what people copy: each file is formatted, and none names another example's things.
func TestExamplesAreFormatted(t *testing.T) {
	for _, folder := range []string{"acme", "quickstart", "starter"} {
		err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".hcl") && !strings.HasSuffix(name, ".vars") {
				return err
			}
			src, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				return err
			}
			formatted, diags := config.Format(src, name)
			if diags.HasErrors() || string(formatted) != string(src) {
				t.Errorf("%s/%s is not formatted (%v)", folder, name, diags)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}
