package policies_test

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

func baseline(t *testing.T) (fs.FS, *policy.Rules, *framework.Catalog) {
	t.Helper()
	fsys, err := fs.Sub(policies.FS(), "baseline")
	if err != nil {
		t.Fatal(err)
	}
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	pack, diags := config.LoadPack(fsys, "builtin:baseline", "builtin:baseline")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	rules, diags := policy.Compile(pack.Policies, nil, catalog)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return fsys, rules, catalog
}

func TestBaselineRules(t *testing.T) {
	_, rules, _ := baseline(t)
	for _, rule := range rules.All() {
		if rule.Title == "" || rule.Remedy == "" || len(rule.References) == 0 || len(rule.Controls) == 0 {
			t.Errorf("%s lacks a title, remedy, references or controls: %+v", rule.Policy, rule)
		}
		for _, p := range rule.Parameters {
			if p.Origin == "" {
				t.Errorf("%s: the parameter %s does not say where its default comes from", rule.Policy, p.Name)
			}
		}
	}
}

// Each folder holds a policy of its own name, a page with the fixed headings, and cases of both kinds.
func TestBaselinePages(t *testing.T) {
	fsys, rules, catalog := baseline(t)
	headings := []string{"Summary", "Rationale", "Avoid", "Prefer", "Exceptions", "Controls"}
	for _, rule := range rules.All() {
		if want := path.Join("builtin:baseline", rule.Policy, "policy.hcl"); rule.Range.Filename != want {
			t.Errorf("%s stands in %s, want %s", rule.Policy, rule.Range.Filename, want)
		}
		page, err := fs.ReadFile(fsys, rule.Policy+"/README.md")
		if err != nil {
			t.Error(err)
			continue
		}
		checkExamples(t, rule.Policy, string(page))
		var found, controls []string
		for line := range strings.Lines(string(page)) {
			if heading, ok := strings.CutPrefix(line, "## "); ok {
				found = append(found, strings.TrimSpace(heading))
			}
			if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) == 3 && cells[0] != "| framework" && cells[0] != "| ---" {
				controls = append(controls, cells[1])
			}
		}
		if !slices.Equal(found, headings) {
			t.Errorf("%s: the page's headings are %q, want %q", rule.Policy, found, headings)
		}
		var want []string
		for _, c := range rule.Controls {
			control, _ := catalog.Control(c.Framework, c.ID)
			want = append(want, control.Ref.ID)
			if words := cmp.Or(control.Title, control.Text); !strings.Contains(string(page), "| "+c.ID+" | "+words+" |") {
				t.Errorf("%s: the page does not print %s as %q", rule.Policy, c.ID, words)
			}
		}
		slices.Sort(want)
		slices.Sort(controls)
		if !slices.Equal(controls, want) {
			t.Errorf("%s: the page names the controls %q, the policy %q", rule.Policy, controls, want)
		}
	}
}

// checkExamples parses what a page shows as HCL.
func checkExamples(t *testing.T, name, page string) {
	t.Helper()
	parts := strings.Split(page, "```")
	if len(parts) != 5 {
		t.Errorf("%s: the page shows %d examples, want one to avoid and one to prefer", name, len(parts)/2)
	}
	for i := 1; i < len(parts); i += 2 {
		src, ok := strings.CutPrefix(parts[i], "hcl\n")
		if _, diags := hclsyntax.ParseConfig([]byte(src), name+"/README.md", hcl.InitialPos); !ok || diags.HasErrors() {
			t.Errorf("%s: an example is not HCL: %v", name, diags)
		}
		if formatted, _ := config.Format([]byte(src), name); string(formatted) != src {
			t.Errorf("%s: an example is not formatted", name)
		}
	}
}

func TestBaselineCases(t *testing.T) {
	fsys, rules, _ := baseline(t)
	for _, rule := range rules.All() {
		name := rule.Policy
		files, err := config.Cases(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		verdicts := map[string]int{}
		for _, file := range files {
			kind, _, _ := strings.Cut(path.Base(file), "-")
			verdicts[kind]++
			t.Run(strings.TrimSuffix(file, ".hcl"), func(t *testing.T) { runCase(t, fsys, rules, name, file, kind) })
		}
		if verdicts["pass"] == 0 || verdicts["fail"] == 0 || len(verdicts) != 2 {
			t.Errorf("%s has the cases %v, want some that pass and some that fail", name, verdicts)
		}
	}
}

func runCase(t *testing.T, fsys fs.FS, rules *policy.Rules, name, file, kind string) {
	w, diags := config.LoadCase(fsys, file)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if len(w.Expectations) == 0 {
		t.Fatal("the case expects nothing")
	}
	for _, want := range w.Expectations {
		if fails := want.Verdict.Value == "fail"; fails != (kind == "fail") {
			t.Errorf("the file is named %s and expects %s", kind, want.Verdict.Value)
		}
		got := judge(t, w, rules, name, want)
		if string(got.Verdict) != want.Verdict.Value || !strings.Contains(got.Message, want.Message.Value) {
			t.Errorf("%s: %s, %q; want %s, %q", want.Subject.Value.Address, got.Verdict, got.Message, want.Verdict.Value, want.Message.Value)
		}
		if got.Verdict == finding.Fail && !want.Message.Set {
			t.Error("a failing case says what the message must contain")
		}
	}
}

func judge(t *testing.T, w *config.Workspace, rules *policy.Rules, name string, want *schema.Expectation) finding.Finding {
	t.Helper()
	at, err := lang.ParseInstant(cmp.Or(want.At.Value, "2026-11-01"))
	if err != nil {
		t.Fatal(err)
	}
	m, diags := model.Resolve(&w.Declarations, at)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, f := range rules.Check(m) {
		if f.Rule.Policy == name && f.Subject.Address == want.Subject.Value.Address {
			return f
		}
	}
	t.Fatalf("%s is not judged by %s", want.Subject.Value.Address, name)
	return finding.Finding{}
}
