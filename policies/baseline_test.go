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
	"github.com/nhi-custody/custody/internal/policytest"
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
	rules, diags := policy.Compile([]*schema.Pack{&pack.Pack}, nil, catalog)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return fsys, rules, catalog
}

func TestBaselineRules(t *testing.T) {
	_, rules, _ := baseline(t)
	for _, rule := range rules.All() {
		checkRule(t, rule)
	}
}

// checkRule requires all that a policy of what ships says of itself.
func checkRule(t *testing.T, rule *finding.Rule) {
	t.Helper()
	if rule.Title == "" || rule.Remedy == "" || len(rule.References) == 0 || len(rule.Controls) == 0 {
		t.Errorf("%s lacks a title, remedy, references or controls: %+v", rule.Policy, rule)
	}
	for _, p := range rule.Parameters {
		if p.Origin == "" {
			t.Errorf("%s: the parameter %s does not say where its default comes from", rule.Policy, p.Name)
		}
	}
}

// Each folder holds a policy of its own name, a page with the fixed headings, and cases of both kinds.
func TestBaselinePages(t *testing.T) {
	fsys, rules, catalog := baseline(t)
	for _, rule := range rules.All() {
		if want := path.Join("builtin:baseline", rule.Policy, "policy.hcl"); rule.Range.Filename != want {
			t.Errorf("%s stands in %s, want %s", rule.Policy, rule.Range.Filename, want)
		}
		checkPage(t, fsys, rule, catalog)
	}
}

// checkPage holds the page of a policy, which lies beside it in its pack, to what the policy says.
func checkPage(t *testing.T, fsys fs.FS, rule *finding.Rule, catalog *framework.Catalog) {
	t.Helper()
	src, err := fs.ReadFile(fsys, rule.Policy+"/README.md")
	if err != nil {
		t.Error(err)
		return
	}
	page := string(src)
	checkExamples(t, rule.Policy, page)
	if head := "# " + rule.Title + "\n\n`" + rule.Policy + "`, of the pack `" + rule.Pack + "`.\n"; !strings.HasPrefix(page, head) {
		t.Errorf("%s: the page does not begin with %q", rule.Policy, head)
	}
	var found, controls []string
	for line := range strings.Lines(page) {
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			found = append(found, strings.TrimSpace(heading))
		}
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) == 3 && cells[0] != "| framework" && cells[0] != "| ---" {
			controls = append(controls, cells[1])
		}
	}
	if headings := []string{"Summary", "Rationale", "Avoid", "Prefer", "Exceptions", "Controls"}; !slices.Equal(found, headings) {
		t.Errorf("%s: the page's headings are %q, want %q", rule.Policy, found, headings)
	}
	var want []string
	for _, c := range rule.Controls {
		control, _ := catalog.Control(c.Framework, c.ID)
		want = append(want, control.Ref.ID)
		if words := cmp.Or(control.Title, control.Text); !strings.Contains(page, "| "+c.ID+" | "+words+" |") {
			t.Errorf("%s: the page does not print %s as %q", rule.Policy, c.ID, words)
		}
	}
	slices.Sort(want)
	slices.Sort(controls)
	if !slices.Equal(controls, want) {
		t.Errorf("%s: the page names the controls %q, the policy %q", rule.Policy, controls, want)
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

// The cases of every pack that ships come out as they say, are of both kinds, and see each condition come out both ways.
func TestCases(t *testing.T) {
	_, _, catalog := baseline(t)
	packs, err := fs.ReadDir(policies.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	tested := 0
	for _, folder := range packs {
		if folder.Name() == "frameworks" {
			continue
		}
		tested++
		t.Run(folder.Name(), func(t *testing.T) { testPack(t, folder.Name(), catalog) })
	}
	if tested == 0 {
		t.Error("no pack ships")
	}
}

func testPack(t *testing.T, folder string, catalog *framework.Catalog) {
	t.Parallel()
	chain, diags := config.LoadPacks([]string{"builtin:" + folder}, hcl.Range{}, config.PackSource{Open: openPack})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	files, err := fs.Sub(policies.FS(), folder)
	if err != nil {
		t.Fatal(err)
	}
	pack, diags := policytest.NewPack(chain, files, path.Join("policies", folder), catalog)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	result, err := policytest.Run(t.Context(), []*policytest.Pack{pack}, policytest.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range result.Policies {
		for _, c := range p.Cases {
			checkMessages(t, files, folder, c)
			for _, problem := range c.Problems {
				t.Errorf("%s: %s", problem.Range, problem.Text)
			}
		}
		for _, problem := range append(p.Lacks, result.Strays...) {
			t.Errorf("%s: %s", problem.Range, problem.Text)
		}
		for _, c := range p.Conditions {
			if !c.Covered() {
				t.Errorf("%s: %s was never %s", c.Range, c.Expression, c.Unseen())
			}
		}
	}
}

// openPack reads a pack that ships.
func openPack(name string, _ *config.Pack, _ hcl.Range) (*config.Pack, hcl.Diagnostics) {
	folder := strings.TrimPrefix(name, "builtin:")
	files, err := fs.Sub(policies.FS(), folder)
	if err != nil {
		return nil, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "No pack", Detail: err.Error()}}
	}
	return config.LoadPack(files, name, path.Join("policies", folder))
}

// checkMessages requires that a case of what ships also says why it fails.
func checkMessages(t *testing.T, files fs.FS, folder string, c policytest.Case) {
	t.Helper()
	w, diags := config.LoadCase(files, strings.TrimPrefix(c.File, path.Join("policies", folder)+"/"))
	if len(diags) > 0 {
		return // which is a problem of the case
	}
	for _, want := range w.Expectations {
		if want.Verdict.Value == string(finding.Fail) && !want.Message.Set {
			t.Errorf("%s: a failing case says what the message must contain", want.Range)
		}
	}
}

func judge(t *testing.T, w *config.Workspace, rules *policy.Rules, name string, want *schema.Expectation) finding.Finding {
	t.Helper()
	at, err := lang.ParseInstant(policytest.Moment)
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
