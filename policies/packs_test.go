package policies_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// stricter lists the folders of the packs that stand on the baseline.
func stricter(t *testing.T) []string {
	t.Helper()
	entries, err := fs.ReadDir(policies.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, entry := range entries {
		if name := entry.Name(); name != "frameworks" && name != "baseline" {
			folders = append(folders, name)
		}
	}
	want := []string{"ai-agents", "automation", "high-assurance", "shared-hosts"}
	if !slices.Equal(folders, want) {
		t.Fatalf("the stricter packs are %q, want %q", folders, want)
	}
	return folders
}

// compiled reads packs by their folders, with what they extend, and makes them ready as one workspace would that names them
// in this order.
func compiled(t *testing.T, folders ...string) ([]*config.Pack, *policy.Rules) {
	t.Helper()
	var names []string
	for _, folder := range folders {
		names = append(names, "builtin:"+folder)
	}
	packs, diags := config.LoadPacks(names, hcl.Range{}, config.PackSource{Open: openPack})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	var declared []*schema.Pack
	for _, pack := range packs {
		declared = append(declared, &pack.Pack)
	}
	_, _, catalog := baseline(t)
	rules, diags := policy.Compile(declared, nil, catalog)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return packs, rules
}

func ruleOf(t *testing.T, rules *policy.Rules, name string) *finding.Rule {
	t.Helper()
	for _, r := range rules.All() {
		if r.Policy == name {
			return r
		}
	}
	t.Fatalf("there is no policy %s", name)
	return nil
}

// A pack says what it is, stands on the baseline, and replaces none of its policies.
func TestPacksStandOnTheBaseline(t *testing.T) {
	_, plain, _ := baseline(t)
	for _, folder := range stricter(t) {
		packs, rules := compiled(t, folder)
		if len(packs) != 2 || packs[0].Name != "builtin:baseline" || packs[1].Name != "builtin:"+folder {
			t.Fatalf("%s is read as %d packs", folder, len(packs))
		}
		pack := packs[1]
		if pack.Title.Value == "" || pack.Description.Value == "" || pack.Version.Value == "" {
			t.Errorf("%s does not say what it is: %+v", folder, pack.Pack)
		}
		if len(pack.Policies) == 0 || len(pack.Overrides) == 0 {
			t.Errorf("%s adds %d policies and overrides %d", folder, len(pack.Policies), len(pack.Overrides))
		}
		if want := plain.Len() + len(pack.Policies); rules.Len() != want {
			t.Errorf("%s judges by %d policies; the baseline and its own are %d", folder, rules.Len(), want)
		}
		for _, p := range pack.Policies {
			if schema.Level(p.Level.Value) != schema.LevelMandatory {
				t.Errorf("%s: %s is %s", folder, p.Address.Name, p.Level.Value)
			}
		}
	}
}

// overridden is what an override of a pack comes to: a level, or the value of a parameter.
type overridden struct {
	pack, policy, what, before, after string
}

// overrides lists everything that the packs override.
func overrides() []overridden {
	raised := func(pack string, names ...string) (rows []overridden) {
		for _, name := range names {
			rows = append(rows, overridden{pack, name, "level", "warning", "mandatory"})
		}
		return rows
	}
	return slices.Concat(
		raised("ai-agents", "kill-switch-tested", "tokens-not-disclosed"),
		raised("automation", "audience-restricted", "environments-separated", "tokens-not-disclosed"),
		raised("high-assurance", "access-token-ttl-when-critical", "audience-restricted", "bearer-not-persistent", "cli-inventoried",
			"conditional-access-when-critical", "device-code-short-lived", "environments-separated", "exception-still-needed", "kill-switch-tested", "leak-response-declared", "policy-reviewed",
			"revocation-latency-bounded", "scopes-reviewed", "third-party-vetted", "tokens-not-disclosed"),
		raised("shared-hosts", "bearer-not-persistent", "kill-switch-tested"),
		[]overridden{
			{"high-assurance", "access-token-ttl", "max", "1h", "15m"},
			{
				"high-assurance", "approved-grants", "grants", "authorization_code, client_credentials, device_code, jwt_bearer, token_exchange",
				"authorization_code, client_credentials, jwt_bearer, token_exchange",
			},
			{"high-assurance", "bearer-not-persistent", "keystores", "hardware, os_keychain", "hardware"},
			{"high-assurance", "kill-switch-tested", "max_age", "365d", "90d"},
			{
				"high-assurance", "offboarding-revokes", "events", "offboarding, role_change",
				"credential_compromise, device_loss, offboarding, role_change",
			},
			{"high-assurance", "offboarding-revokes", "within", "1d", "1h"},
		},
	)
}

// The overrides take effect, say whose they are, and are no others than these.
func TestPackOverrides(t *testing.T) {
	_, plain, _ := baseline(t)
	listed := map[string]bool{}
	for _, want := range overrides() {
		key := strings.Join([]string{want.pack, want.policy, want.what}, " ")
		listed[key] = true
		_, rules := compiled(t, want.pack)
		before, _ := setting(t, ruleOf(t, plain, want.policy), want.what)
		after, origin := setting(t, ruleOf(t, rules, want.policy), want.what)
		if before != want.before || after != want.after {
			t.Errorf("%s goes from %q to %q, want from %q to %q", key, before, after, want.before, want.after)
		}
		if origin != "override of builtin:"+want.pack {
			t.Errorf("%s comes from %q", key, origin)
		}
	}
	for _, folder := range stricter(t) {
		packs, _ := compiled(t, folder)
		for _, o := range packs[1].Overrides {
			for _, what := range whatIsSet(o) {
				if key := strings.Join([]string{folder, o.Address.Name, what}, " "); !listed[key] {
					t.Errorf("%s is overridden, and not listed here", key)
				}
			}
		}
	}
}

// setting is the level of a rule or the value of a parameter, and where it comes from.
func setting(t *testing.T, r *finding.Rule, what string) (value, origin string) {
	t.Helper()
	if what == "level" {
		return string(r.Level), r.LevelOrigin
	}
	i := slices.IndexFunc(r.Parameters, func(p finding.Parameter) bool { return p.Name == what })
	if i < 0 {
		t.Fatalf("%s has no parameter %s", r.Policy, what)
	}
	return r.Parameters[i].Value, r.Parameters[i].Origin
}

func whatIsSet(o *schema.Override) []string {
	var names []string
	if o.Level.Set {
		names = append(names, "level")
	}
	for _, p := range o.Parameters {
		names = append(names, p.Name)
	}
	return names
}

// In high assurance nothing is a mere warning. A reminder, which fails before anything is wrong, stays one.
func TestHighAssuranceIsMandatory(t *testing.T) {
	_, rules := compiled(t, "high-assurance")
	for _, r := range rules.All() {
		if r.Level != schema.LevelMandatory && r.Policy != "exception-expiring" {
			t.Errorf("%s is %s", r.Policy, r.Level)
		}
	}
}

// Packs can be combined in any order: where two override the same thing they agree, so that none loosens another.
func TestPacksCombine(t *testing.T) {
	folders := stricter(t)
	_, forward := compiled(t, folders...)
	slices.Reverse(folders)
	_, backward := compiled(t, folders...)
	for _, r := range forward.All() {
		other := ruleOf(t, backward, r.Policy)
		if got, want := values(other), values(r); got != want {
			t.Errorf("%s is %s in one order, and %s in the other", r.Policy, want, got)
		}
	}
}

func values(r *finding.Rule) string {
	text := string(r.Level)
	for _, p := range r.Parameters {
		text += fmt.Sprintf(", %s = %s", p.Name, p.Value)
	}
	return text
}

// What makes a scope sensitive is the same for people and for agents.
func TestSensitiveScopesAreTheSame(t *testing.T) {
	_, rules := compiled(t, "ai-agents")
	people, _ := setting(t, ruleOf(t, rules, "step-up-for-sensitive-scopes"), "sensitive")
	agents, _ := setting(t, ruleOf(t, rules, "agent-human-oversight"), "sensitive")
	if people != agents {
		t.Errorf("%q is sensitive for people, and %q for agents", people, agents)
	}
}

// Each policy says all that it must, and has its page.
func TestPackPolicies(t *testing.T) {
	_, _, catalog := baseline(t)
	for _, folder := range stricter(t) {
		files, err := fs.Sub(policies.FS(), folder)
		if err != nil {
			t.Fatal(err)
		}
		_, rules := compiled(t, folder)
		for _, rule := range rules.All() {
			if rule.Pack != "builtin:"+folder {
				continue
			}
			if want := path.Join("policies", folder, rule.Policy, "policy.hcl"); rule.Range.Filename != want {
				t.Errorf("%s stands in %s, want %s", rule.Policy, rule.Range.Filename, want)
			}
			checkRule(t, rule)
			checkPage(t, files, rule, catalog)
		}
	}
}

// The page of a pack names all that the pack adds and overrides, by a link to it.
func TestPackPages(t *testing.T) {
	for _, folder := range stricter(t) {
		packs, _ := compiled(t, folder)
		page, err := fs.ReadFile(policies.FS(), folder+"/README.md")
		if err != nil {
			t.Error(err)
			continue
		}
		has := func(name, link string) {
			if !strings.Contains(string(page), fmt.Sprintf("[%s](%s/README.md)", name, link)) {
				t.Errorf("the page of %s has no link to %s", folder, link)
			}
		}
		for _, p := range packs[1].Policies {
			has(p.Address.Name, p.Address.Name)
		}
		for _, o := range packs[1].Overrides {
			has(o.Address.Name, "../baseline/"+o.Address.Name)
		}
		if !strings.Contains(string(page), `"builtin:`+folder+`"`) {
			t.Errorf("the page of %s does not say how a workspace names it", folder)
		}
	}
}

// The files of the packs are in canonical form.
func TestPacksAreFormatted(t *testing.T) {
	for _, folder := range stricter(t) {
		err := fs.WalkDir(policies.FS(), folder, func(file string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(file) != ".hcl" {
				return err
			}
			src, err := fs.ReadFile(policies.FS(), file)
			if err != nil {
				return err
			}
			if formatted, diags := config.Format(src, file); len(diags) > 0 || string(formatted) != string(src) {
				t.Errorf("%s is not formatted %v", file, diags)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// refined is what the mapping says of a policy of a stricter pack.
type refined struct {
	pack string
	rows [][]framework.Ref // what each row that it refines cites
	more []framework.Ref   // what it cites beyond them
}

// Each policy of the packs cites controls of the rows that it refines, some of every row, and beyond them those that are listed.
func TestPacksFollowTheMapping(t *testing.T) {
	table := readRefined(t)
	for _, folder := range stricter(t) {
		packs, rules := compiled(t, folder)
		for _, p := range packs[1].Policies {
			name := p.Address.Name
			want, ok := table[name]
			if !ok || want.pack != folder {
				t.Errorf("%s of %s is not in the mapping", name, folder)
				continue
			}
			delete(table, name)
			checkCited(t, ruleOf(t, rules, name), want)
		}
	}
	for name := range table {
		t.Errorf("there is no policy %s", name)
	}
}

func checkCited(t *testing.T, rule *finding.Rule, want refined) {
	t.Helper()
	var cited []framework.Ref
	ofRows := slices.Concat(want.rows...)
	for _, c := range rule.Controls {
		ref := framework.Ref(c)
		cited = append(cited, ref)
		if !slices.Contains(ofRows, ref) && !slices.Contains(want.more, ref) {
			t.Errorf("%s cites %s, which is of none of its rows", rule.Policy, ref)
		}
	}
	for i, row := range want.rows {
		if !slices.ContainsFunc(row, func(ref framework.Ref) bool { return slices.Contains(cited, ref) }) {
			t.Errorf("%s cites nothing of row %d of those that it refines", rule.Policy, i+1)
		}
	}
	for _, ref := range want.more {
		if !slices.Contains(cited, ref) || slices.Contains(ofRows, ref) {
			t.Errorf("%s: %s is not cited beyond the rows", rule.Policy, ref)
		}
	}
}

// readRefined reads the mapping of the packs by policy.
func readRefined(t *testing.T) map[string]refined {
	t.Helper()
	ofRow := map[string][]framework.Ref{}
	for _, m := range readMapping(t) {
		if m.row > 0 {
			ofRow[strconv.Itoa(m.row)] = m.cite
		}
	}
	src, err := os.ReadFile("testdata/packs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]refined{}
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 4 || table[fields[1]].pack != "" {
			t.Fatalf("%q is no line of the mapping, or stands there twice", line)
		}
		r := refined{pack: fields[0]}
		for row := range strings.SplitSeq(fields[2], ", ") {
			if ofRow[row] == nil {
				t.Fatalf("%s refines row %q, which is none", fields[1], row)
			}
			r.rows = append(r.rows, ofRow[row])
		}
		for beyond := range strings.SplitSeq(fields[3], ", ") {
			if id, control, ok := strings.Cut(beyond, " "); ok {
				r.more = append(r.more, framework.Ref{Framework: id, ID: control})
			} else if beyond != "-" {
				t.Fatalf("%q is no control", beyond)
			}
		}
		table[fields[1]] = r
	}
	return table
}
