package policy

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// ready reads a workspace and makes a pack ready.
func ready(t *testing.T, workspace, pack fs.FS) (*Rules, *model.Model) {
	t.Helper()
	w, diags := config.Load(workspace, config.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	loaded, diags := config.LoadPack(pack, "./pack", "pack")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	rules, diags := Compile([]*schema.Pack{&loaded.Pack}, nil, catalog)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return rules, m
}

const teams = 40

func manyTeams() fs.FS {
	var b strings.Builder
	b.WriteString("custody { name = \"w\" }\n")
	for i := range teams {
		fmt.Fprintf(&b, "team \"t%d\" { contact = \"x\" }\n", i)
	}
	return fstest.MapFS{"a.custody.hcl": {Data: []byte(b.String())}}
}

// A pack of a stranger may be slow on each of thousands of subjects, though on none so slow that a single evaluation is
// cut off. It is told so on every one of them, whichever were judged first, and the other policies stand.
func TestPoliciesThatOverdrawAreUnknown(t *testing.T) {
	policy := func(name, require string) string {
		return fmt.Sprintf("policy %q {\n subject = \"team\"\n plane = \"shared\"\n level = \"mandatory\"\n require = %s\n message = \"no\"\n}\n", name, require)
	}
	pack := fstest.MapFS{"p/policy.hcl": {Data: []byte(policy("slow", "length([for a in range(60) : a]) == 60 && team.contact != null") + policy("quick", "team.name != null"))}}
	rules, m := ready(t, manyTeams(), pack)
	for _, test := range []struct {
		name    string
		allowed allowance
		want    finding.Verdict
	}{
		{"enough", allowance{run: 0, perSubject: MaxStepsPerSubject}, finding.Pass},
		{"less than half of the subjects take", allowance{run: 10_000, perSubject: MaxStepsPerSubject / 10}, finding.Unknown},
		{"less than the first takes", allowance{run: 10, perSubject: MaxStepsPerSubject / 10}, finding.Unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			limited := *rules
			limited.allowance = test.allowed
			count := map[string]int{}
			for _, f := range limited.Check(m) {
				count[fmt.Sprint(f.Rule.Policy, " ", f.Verdict)]++
				if f.Verdict == finding.Unknown && !strings.Contains(f.Message, "steps on all its subjects") {
					t.Errorf("%s: %s", f.Subject.Text, f.Message)
				}
				if f.Verdict == finding.Unknown && f.At != nil {
					t.Errorf("%s: the place %s shows how far the policy came", f.Subject.Text, f.At)
				}
			}
			if count["slow "+string(test.want)] != teams || count["quick pass"] != teams || len(count) != 2 {
				t.Errorf("the findings are %v, want %s on all %d teams", count, test.want, teams)
			}
		})
	}
}

// The policies that ship stay far below what they may do.
func TestTheBaselineIsFrugal(t *testing.T) {
	pack, err := fs.Sub(policies.FS(), "baseline")
	if err != nil {
		t.Fatal(err)
	}
	rules, m := ready(t, examples.Acme(), pack)
	limited := *rules
	limited.allowance = allowance{run: 0, perSubject: MaxStepsPerSubject / 10}
	judged := 0
	for _, f := range limited.Check(m) {
		judged++
		if f.Verdict == finding.Unknown {
			t.Errorf("%s on %s: %s", f.Rule.Policy, f.Subject.Text, f.Message)
		}
	}
	if judged < 500 {
		t.Errorf("%d checks of the whole baseline on all of Acme", judged)
	}
}

// Five thousand policies on as many subjects are refused before they fill the memory.
func TestTooManyChecks(t *testing.T) {
	var pack strings.Builder
	const policies = MaxChecks/teams + 1
	for i := range 50 {
		fmt.Fprintf(&pack, "policy \"p%d\" {\n subject = \"team\"\n plane = \"shared\"\n level = \"advisory\"\n require = true\n message = \"no\"\n}\n", i)
	}
	rules, m := ready(t, manyTeams(), fstest.MapFS{"p/policy.hcl": {Data: []byte(pack.String())}})
	if diags := rules.CheckSize(m); len(diags) > 0 {
		t.Fatal(diags)
	}
	for len(rules.known) < policies {
		rules.known = append(rules.known, rules.known[:50]...)
	}
	diags := rules.CheckSize(m)
	if len(diags) != 1 || diags[0].Summary != "Too many checks" || !strings.Contains(diags[0].Detail, fmt.Sprint(MaxChecks)) {
		t.Errorf("%d policies on %d teams: %v", len(rules.known), teams, diags)
	}
}
