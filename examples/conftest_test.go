package examples_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/testserver"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// regoFolder holds the rules that conftest judges by.
const regoFolder = "conftest/policy"

// pair is a failure: which policy, and on what.
type pair struct{ policy, subject string }

func comparePairs(a, b pair) int {
	return cmp.Or(strings.Compare(a.policy, b.policy), strings.Compare(a.subject, b.subject))
}

// regoPolicies lists the policies that the Rego has, by its files.
func regoPolicies(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(regoFolder, "*.rego"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".rego"))
	}
	slices.Sort(names) // which a suffix changes
	slices.Sort(names) // for the files are sorted with what follows the name
	return names
}

// trial is a model that both judge.
type trial struct {
	name string
	want []pair // the failures that custody finds, unwaived, of the policies that the Rego has
}

// trials collects models, exported into a folder.
type trials struct {
	t      *testing.T
	folder string
	rego   []string
	all    []trial
	failed map[string]int // custody's verdicts, by policy
	passed map[string]int
}

func newTrials(t *testing.T) *trials {
	return &trials{t: t, folder: t.TempDir(), rego: regoPolicies(t), failed: map[string]int{}, passed: map[string]int{}}
}

// add judges a model by custody and exports it.
func (s *trials) add(name string, rules *policy.Rules, m *model.Model) {
	s.t.Helper()
	one := trial{name: name}
	for _, f := range rules.Check(m) {
		switch {
		case f.Verdict == finding.Unknown:
			s.t.Errorf("%s: %s on %s can not be evaluated: %s", name, f.Rule.Policy, f.Subject.Text, f.Message)
		case !slices.Contains(s.rego, f.Rule.Policy):
		case f.Verdict == finding.Fail:
			s.failed[f.Rule.Policy]++
			one.want = append(one.want, pair{f.Rule.Policy, f.Subject.Text})
		case f.Verdict == finding.Pass:
			s.passed[f.Rule.Policy]++
		}
	}
	slices.SortFunc(one.want, comparePairs)
	var document bytes.Buffer
	if err := rules.Export(&document, m); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.file(len(s.all)), document.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.all = append(s.all, one)
}

func (s *trials) file(i int) string { return filepath.Join(s.folder, strconv.Itoa(i)+".json") }

// judge lets conftest judge all of the models in one run, and holds what it finds against custody's findings.
func (s *trials) judge(conftest string, args ...string) {
	s.t.Helper()
	args = append([]string{"test", s.folder, "--policy", regoFolder, "--strict", "--parser", "json", "--output", "json", "--no-fail"}, args...)
	cmd := exec.CommandContext(s.t.Context(), conftest, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		s.t.Fatalf("conftest: %v\n%s%s", err, stderr.Bytes(), stdout.Bytes())
	}
	var results []struct {
		Filename string
		Failures []struct {
			Metadata struct{ Policy, Subject string }
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &results); err != nil {
		s.t.Fatal(err)
	}
	found := map[string][]pair{}
	for _, r := range results {
		pairs := []pair{}
		for _, f := range r.Failures {
			pairs = append(pairs, pair{f.Metadata.Policy, f.Metadata.Subject})
		}
		slices.SortFunc(pairs, comparePairs)
		found[r.Filename] = slices.Compact(pairs) // several reasons for one failure
	}
	for i, one := range s.all {
		got, judged := found[s.file(i)]
		if !judged || !slices.Equal(got, one.want) {
			s.t.Errorf("%s: conftest and custody do not agree.\nconftest alone: %v\ncustody alone:  %v", one.name, without(got, one.want), without(one.want, got))
		}
	}
}

func without(a, b []pair) []pair {
	return slices.DeleteFunc(slices.Clone(a), func(p pair) bool { return slices.Contains(b, p) })
}

// Every case of the baseline is a workspace on which conftest, with the rules in Rego, finds what custody finds.
func TestConftestAgreesOnCases(t *testing.T) {
	conftest := testserver.Conftest(t)
	s := newTrials(t)
	rules := baselineRules(t)
	for _, name := range s.rego {
		s.addCases(rules, name)
	}
	for _, name := range s.rego {
		if s.failed[name] == 0 || s.passed[name] == 0 {
			t.Errorf("%s failed %d times and passed %d times: the cases prove nothing about it", name, s.failed[name], s.passed[name])
		}
	}
	s.judge(conftest)
}

func baselineRules(t *testing.T) *policy.Rules {
	t.Helper()
	catalog, diags := framework.Load(policies.FS())
	noDiagnostics(t, diags)
	pack, err := fs.Sub(policies.FS(), "baseline")
	if err != nil {
		t.Fatal(err)
	}
	loaded, diags := config.LoadPack(pack, "builtin:baseline", "baseline")
	noDiagnostics(t, diags)
	rules, diags := policy.Compile([]*schema.Pack{&loaded.Pack}, nil, catalog)
	noDiagnostics(t, diags)
	return rules
}

// addCases adds the cases of a policy, at every moment that they name.
func (s *trials) addCases(rules *policy.Rules, name string) {
	t := s.t
	t.Helper()
	pack, err := fs.Sub(policies.FS(), "baseline")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(pack, path.Join(name, "cases", "*.hcl"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%s has the cases %q (%v)", name, files, err)
	}
	for _, file := range files {
		w, diags := config.LoadCase(pack, file)
		noDiagnostics(t, diags)
		var moments []string
		for _, want := range w.Expectations {
			moments = append(moments, cmp.Or(want.At.Value, "2026-11-01"))
		}
		slices.Sort(moments)
		for _, moment := range slices.Compact(moments) {
			at, err := lang.ParseInstant(moment)
			if err != nil {
				t.Fatal(err)
			}
			m, diags := model.Resolve(&w.Declarations, at)
			noDiagnostics(t, diags)
			s.add(path.Join("baseline", file)+" at "+moment, rules, m)
		}
	}
}

// The example workspaces are judged alike, waivers and the organization's own thresholds included.
func TestConftestAgreesOnExamples(t *testing.T) {
	conftest := testserver.Conftest(t)
	for _, c := range []struct {
		name string
		fsys fs.FS
		args []string
	}{
		{"acme", examples.Acme(), []string{"--data", "testdata/acme-parameters.json"}},
		{"quickstart", examples.Quickstart(), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newTrials(t)
			m := load(t, c.fsys, config.Options{})
			s.add(c.name, rules(t, c.fsys, m), m)
			s.judge(conftest, c.args...)
		})
	}
}

// The Rego has every policy of the baseline, but for those that one document says too little for: how a workspace changes,
// and whether an exception would be missed, for which all else is judged first.
func TestConftestHasEveryPolicy(t *testing.T) {
	var want []string
	for _, r := range baselineRules(t).All() {
		if r.Subject != "change" && r.Policy != "exception-still-needed" {
			want = append(want, r.Policy)
		}
	}
	if got := regoPolicies(t); !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("the Rego has the policies %q, the baseline %q", got, want)
	}
}
