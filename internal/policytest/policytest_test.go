package policytest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/policytest"
	"github.com/nhi-custody/custody/policies"
)

const short = `policy "short" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor != "automation"
  require = session.access_token_ttl != null && session.access_token_ttl <= parameter.max
  message = session.access_token_ttl == null ? "No lifetime." : "It lives ${humanize(session.access_token_ttl)}."

  parameter "max" {
    type    = duration
    default = "1h"
  }
}
`

// session is a case of a session with these attributes, followed by other blocks.
func session(attributes, rest string) string {
	return "issuer \"oidc\" \"i\" {\n  url = \"https://i.example\"\n}\ncli \"c\" {\n  session \"s\" {\n    issuer = issuer.i\n    host = \"personal\"\n    " +
		attributes + "\n  }\n}\n" + rest
}

func expect(text string) string { return "expect {\n  subject = cli.c.session.s\n  " + text + "\n}\n" }

// complete are cases that see all of short.
func complete() map[string]string {
	human := `actor = "human"` + "\n"
	return map[string]string{
		"short/policy.hcl":                    short,
		"short/cases/pass-short.hcl":          session(human+`access_token_ttl = "1h"`, expect(`verdict = "pass"`)),
		"short/cases/pass-automation.hcl":     session(`actor = "automation"`, expect(`verdict = "not_applicable"`)),
		"short/cases/fail-long.hcl":           session(human+`access_token_ttl = "2h"`, expect("verdict = \"fail\"\n  message = \"2h\"")),
		"short/cases/fail-without.hcl":        session(human, expect("verdict = \"fail\"\n  message = \"No lifetime\"")),
		"short/cases/README.md":               "Not a case.",
		".hidden/cases/pass-of-nobody.hcl":    "",
		"short/cases/.pass-swap-file.hcl":     "",
		"short/README.md":                     "About it.",
		"short/cases/data/what-a-case-reads.": "",
	}
}

// with returns the complete pack with other files, of which an empty one takes the file away.
func with(files map[string]string) map[string]string {
	all := complete()
	for name, text := range files {
		all[name] = text
		if text == "" {
			delete(all, name)
		}
	}
	return all
}

func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func pack(t *testing.T, files map[string]string) *policytest.Pack {
	t.Helper()
	fsys := tree(files)
	read, diags := config.LoadPack(fsys, "./p", "p")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return ready(t, fsys, read)
}

// ready makes the last of packs ready, whose files are those of fsys.
func ready(t *testing.T, fsys fstest.MapFS, packs ...*config.Pack) *policytest.Pack {
	t.Helper()
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	p, diags := policytest.NewPack(packs, fsys, "p", catalog)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return p
}

func run(t *testing.T, selected string, packs ...*policytest.Pack) (*policytest.Result, error) {
	t.Helper()
	s, err := policytest.Select(selected)
	if err != nil {
		t.Fatal(err)
	}
	return policytest.Run(t.Context(), packs, s)
}

// problems lists all that is wrong, as FILE:LINE TEXT.
func problems(r *policytest.Result) []string {
	var out []string
	add := func(list []policytest.Problem) {
		for _, p := range list {
			out = append(out, fmt.Sprintf("%s:%d %s", p.Range.Filename, p.Range.Start.Line, p.Text))
		}
	}
	add(r.Strays)
	for _, p := range r.Policies {
		for _, c := range p.Cases {
			add(c.Problems)
		}
		add(p.Lacks)
	}
	return out
}

func TestComplete(t *testing.T) {
	t.Parallel()
	r, err := run(t, "", pack(t, complete()))
	if err != nil {
		t.Fatal(err)
	}
	want := policytest.Summary{Policies: 1, Cases: 4, Pass: 4, Conditions: 4, Covered: 4}
	if got := r.Summary(); got != want || got.Wanting() || got.Percent() != 100 {
		t.Errorf("%+v, want %+v\n%s", got, want, strings.Join(problems(r), "\n"))
	}
	c := r.Policies[0].Cases[0]
	if c.Name != "fail-long" || c.File != "p/short/cases/fail-long.hcl" {
		t.Errorf("the first case is %+v", c)
	}
}

// Everything that is wrong is said, where it is.
func TestProblems(t *testing.T) {
	t.Parallel()
	human := `actor = "human"` + "\n"
	tests := []struct {
		name  string
		files map[string]string
		want  []string // FILE:LINE, and pieces of the text
	}{
		{
			"another verdict",
			map[string]string{"short/cases/pass-x.hcl": session(human+`access_token_ttl = "2h"`, expect(`verdict = "pass"`))},
			[]string{`p/short/cases/pass-x.hcl:12 cli.c.session.s: expected pass, got fail "It lives 2h.".`},
		},
		{
			"another message",
			map[string]string{"short/cases/fail-x.hcl": session(human, expect("verdict = \"fail\"\n  message = \"lives\""))},
			[]string{`p/short/cases/fail-x.hcl:12 cli.c.session.s: expected fail "lives", got fail "No lifetime.".`},
		},
		{
			"a name that promises something else",
			map[string]string{"short/cases/fail-x.hcl": session(human+`access_token_ttl = "1h"`, expect(`verdict = "pass"`))},
			[]string{`p/short/cases/fail-x.hcl:12 The case is named fail-, and expects pass: name it pass-.`},
		},
		{
			"a pass that expects what is not known",
			map[string]string{"short/cases/pass-x.hcl": session(human+`access_token_ttl = "1h"`, expect(`verdict = "unknown"`))},
			[]string{`pass-x.hcl:12 The case is named pass-, and expects unknown`, `pass-x.hcl:12 cli.c.session.s: expected unknown, got pass.`},
		},
		{
			"a name that promises nothing",
			map[string]string{"short/cases/long.hcl": session(human+`access_token_ttl = "1h"`, expect(`verdict = "pass"`))},
			[]string{`p/short/cases/long.hcl:1 The name of a case begins with`},
		},
		{
			"nothing expected",
			map[string]string{"short/cases/pass-x.hcl": session(human, "")},
			[]string{`p/short/cases/pass-x.hcl:1 The case expects nothing`},
		},
		{
			"an empty expectation",
			map[string]string{"short/cases/pass-x.hcl": session(human, "expect {}\n")},
			[]string{`p/short/cases/pass-x.hcl:12 An expectation needs a subject and a verdict`},
		},
		{
			"broken",
			map[string]string{"short/cases/pass-x.hcl": session(human, "expect {\n")},
			[]string{`p/short/cases/pass-x.hcl:12 Unclosed configuration block`},
		},
		{
			"a mistake",
			map[string]string{"short/cases/pass-x.hcl": session(human+`access_token_tll = "1h"`, expect(`verdict = "pass"`))},
			[]string{`p/short/cases/pass-x.hcl:9 Unknown attribute: `},
		},
		{
			"a mistake of the model",
			map[string]string{"short/cases/pass-x.hcl": session("", expect(`verdict = "pass"`))},
			[]string{`p/short/cases/pass-x.hcl:5 Missing attribute: cli.c.session.s needs actor`},
		},
		{
			"too large",
			map[string]string{"short/cases/pass-x.hcl": strings.Repeat("# x\n", 1<<18+1)},
			[]string{`p/short/cases/pass-x.hcl:1 File too large`},
		},
		{
			"a file from outside",
			map[string]string{"short/cases/pass-x.hcl": session(human+`access_token_ttl = file("../secret")`, expect(`verdict = "pass"`))},
			[]string{`p/short/cases/pass-x.hcl:9 `},
		},
		{
			"a moment that is none",
			map[string]string{"short/cases/pass-x.hcl": session(human+`access_token_ttl = "1h"`, expect("verdict = \"pass\"\n  at = \"soon\""))},
			[]string{`p/short/cases/pass-x.hcl:15 The moment to judge at can not be read`},
		},
		{
			"a subject of another kind",
			map[string]string{"short/cases/pass-x.hcl": session(human, "expect {\n  subject = cli.c\n  verdict = \"pass\"\n}\n")},
			[]string{`p/short/cases/pass-x.hcl:12 The policy does not judge cli.c: its subject is session.`},
		},
		{
			"an override of nothing",
			map[string]string{"short/cases/pass-x.hcl": session(human, expect(`verdict = "pass"`)+"override \"shirt\" {}\n")},
			[]string{`p/short/cases/pass-x.hcl:16 Unknown policy: `},
		},
		{
			"no case that fails",
			map[string]string{"short/cases/fail-long.hcl": "", "short/cases/fail-without.hcl": ""},
			[]string{`p/short/policy.hcl:1 No case expects that the policy fails`},
		},
		{
			"no case that passes", map[string]string{"short/cases/pass-short.hcl": ""}, // not applicable is no pass
			[]string{`p/short/policy.hcl:1 No case expects that the policy passes`},
		},
		{
			"a policy without cases",
			map[string]string{"other/policy.hcl": strings.Replace(short, `"short"`, `"other"`, 1)},
			[]string{`p/other/policy.hcl:1 No case expects that the policy fails`, `p/other/policy.hcl:1 No case expects that the policy passes`},
		},
		{
			"a case of nobody",
			map[string]string{"shirt/cases/pass-x.hcl": "#"},
			[]string{`p/shirt/cases/pass-x.hcl:1 This case is not run: no policy stands beside it.`},
		},
		{
			"a case too deep",
			map[string]string{"short/cases/more/x.hcl": "#"},
			[]string{`p/short/cases/more/x.hcl:1 This file is not run`},
		},
		{
			"a case in another language",
			map[string]string{"short/cases/fail-x.json": "{}"},
			[]string{`p/short/cases/fail-x.json:1 This file is not run`},
		},
		{
			"two policies in one folder",
			map[string]string{
				"two/policy.hcl": strings.Replace(short, `"short"`, `"a"`, 1) + strings.Replace(short, `"short"`, `"b"`, 1), "two/cases/pass-x.hcl": "#",
			},
			[]string{`p/two/cases/pass-x.hcl:1 This case is not run: the policies beside it are several (a, b).`, "p/two/policy.hcl:1", "p/two/policy.hcl:1", "p/two/policy.hcl:14", "p/two/policy.hcl:14"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := run(t, "", pack(t, with(tt.files)))
			if err != nil {
				t.Fatal(err)
			}
			got := problems(r)
			if len(got) != len(tt.want) {
				t.Fatalf("got %d problems, want %d:\n%s", len(got), len(tt.want), strings.Join(got, "\n"))
			}
			for i, want := range tt.want {
				if !strings.Contains(got[i], want) {
					t.Errorf("got  %s\nwant %s", got[i], want)
				}
			}
			if !r.Summary().Wanting() {
				t.Error("that is not wanting")
			}
		})
	}
}

// What a policy comes to is unknown where its condition errs: never a pass, and expected only by a case that fails.
func TestUnknownIsNoPass(t *testing.T) {
	t.Parallel()
	erring := strings.Replace(short, "session.access_token_ttl != null && ", "", 1)
	human := session(`actor = "human"`, expect(`verdict = "VERDICT"`))
	files := map[string]string{
		"short/policy.hcl": erring, "short/cases/fail-without.hcl": strings.Replace(human, "VERDICT", "unknown", 1),
		"short/cases/pass-without.hcl": strings.Replace(human, "VERDICT", "pass", 1),
	}
	r, err := run(t, "", pack(t, with(files)))
	if err != nil {
		t.Fatal(err)
	}
	got := problems(r)
	if len(got) != 1 || !strings.Contains(got[0], `pass-without.hcl:11 cli.c.session.s: expected pass, got unknown "The condition could not be evaluated`) {
		t.Errorf("got %q", got)
	}
}

// A case may set parameters, as a workspace would, and what it sees counts.
func TestOverrideInCase(t *testing.T) {
	t.Parallel()
	files := with(map[string]string{
		"short/policy.hcl": strings.NewReplacer(
			"<= parameter.max", "<= parameter.max && (parameter.lax || session.idle_timeout != null)",
			"\n}\n", "\n  parameter \"lax\" {\n    type = bool\n    default = true\n  }\n}\n",
		).Replace(short),
		"short/cases/fail-strict.hcl": session(`actor = "human"`+"\n"+`access_token_ttl = "1h"`, expect("verdict = \"fail\"\n  message = \"1h\"")+
			"override \"short\" {\n  parameters {\n    lax = false\n  }\n}\n"),
	})
	r, err := run(t, "", pack(t, files))
	if err != nil {
		t.Fatal(err)
	}
	if got := problems(r); len(got) > 0 {
		t.Fatal(got)
	}
	var uncovered []string
	for _, c := range r.Policies[0].Conditions {
		if !c.Covered() {
			uncovered = append(uncovered, c.Expression+" "+c.Unseen())
		}
	}
	if want := []string{"session.idle_timeout != null true"}; !slices.Equal(uncovered, want) {
		t.Errorf("not covered: %q, want %q", uncovered, want)
	}
}

// Conditions are counted by the cases of their own policy alone.
func TestCoverageIsOfOwnCases(t *testing.T) {
	t.Parallel()
	files := with(map[string]string{
		"other/policy.hcl":           strings.Replace(short, `"short"`, `"other"`, 1),
		"other/cases/fail-long.hcl":  complete()["short/cases/fail-long.hcl"],
		"other/cases/pass-short.hcl": complete()["short/cases/pass-short.hcl"],
	})
	r, err := run(t, "", pack(t, files))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range r.Policies[0].Conditions {
		if !c.Covered() {
			got = append(got, fmt.Sprintf("%s:%d,%d %s %s", c.Range.Filename, c.Range.Start.Line, c.Range.Start.Column, c.Expression, c.Unseen()))
		}
	}
	want := []string{
		`p/other/policy.hcl:5,13 session.actor != "automation" false`,
		`p/other/policy.hcl:6,13 session.access_token_ttl != null false`,
		`p/other/policy.hcl:7,13 session.access_token_ttl == null true`,
	}
	if r.Policies[0].Name != "other" || !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", r.Policies[0].Name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s := r.Summary(); s.Wanting() || s.Covered != 5 || s.Conditions != 8 || s.Percent() != 62.5 {
		t.Errorf("%+v: coverage has no part in what is wanting", s)
	}
}

func TestSelect(t *testing.T) {
	t.Parallel()
	files := with(map[string]string{
		"other/policy.hcl":      strings.Replace(short, `"short"`, `"other"`, 1),
		"shirt/cases/pass-.hcl": "#",
	})
	for _, tt := range []struct {
		selected               string
		policies, cases, lacks int
		problem                string
	}{
		{"", 2, 4, 1, ""},
		{"short", 1, 4, 0, ""},
		{"^shor[t/]$", 1, 4, 0, ""},
		{"short/fail", 1, 2, 0, ""},
		{"short/^fail-long$", 1, 1, 0, ""},
		{"/pass-", 1, 2, 0, ""},
		{".", 2, 4, 1, ""},
		{"other", 0, 0, 0, "no policy of ./p has a case"},
		{"other/pass", 0, 0, 0, `"other/pass" selects no case of ./p`},
		{"nothing", 0, 0, 0, `"nothing" selects no case`},
	} {
		r, err := run(t, tt.selected, pack(t, files))
		if err != nil || tt.problem != "" {
			if err == nil || tt.problem == "" || !strings.Contains(err.Error(), tt.problem) {
				t.Errorf("%s: %v, want %q", tt.selected, err, tt.problem)
			}
			continue
		}
		if s := r.Summary(); s.Policies != tt.policies || s.Cases != tt.cases || s.Lacking != tt.lacks || (s.Strays > 0) != (tt.selected == "") {
			t.Errorf("%q: %+v", tt.selected, s)
		}
	}
	for _, wrong := range []string{"(", "a/(", `[/`} {
		if _, err := policytest.Select(wrong); err == nil {
			t.Errorf("%q is taken for a regular expression", wrong)
		}
	}
}

// An override is tested by the cases beside it, under the pack that has it; nobody misses cases of it.
func TestOverrideOfAnotherPack(t *testing.T) {
	t.Parallel()
	base, diags := config.LoadPack(tree(complete()), "./base", "base")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	fsys := tree(map[string]string{
		"overrides.hcl":            "override \"short\" {\n  parameters {\n    max = \"5m\"\n  }\n}\n",
		"short/cases/fail-10m.hcl": session(`actor = "human"`+"\n"+`access_token_ttl = "10m"`, expect("verdict = \"fail\"\n  message = \"10m\"")),
	})
	strict, diags := config.LoadPack(fsys, "./p", "p")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r, err := run(t, "", ready(t, fsys, base, strict))
	if err != nil {
		t.Fatal(err)
	}
	if s, want := r.Summary(), (policytest.Summary{Policies: 1, Cases: 1, Pass: 1}); s != want {
		t.Errorf("%+v, want %+v: %q", s, want, problems(r))
	}
	delete(fsys, "short/cases/fail-10m.hcl")
	if _, err := run(t, "", ready(t, fsys, base, strict)); err == nil || !strings.Contains(err.Error(), "there is no policy in ./p") {
		t.Errorf("a pack without anything to test: %v", err)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	const widened = `policy "kept" {
  subject = "change"
  plane   = "identity"
  level   = "mandatory"
  require = change.direction != "widens"
  message = "${change.attribute} is widened."
}
`
	change := func(before, after, expectation string) string {
		cli := func(ttl string) string {
			return "cli \"c\" {\n  session \"s\" {\n    issuer = issuer.i\n    actor = \"human\"\n    host = \"personal\"\n" + ttl + "\n  }\n}\n"
		}
		return "issuer \"oidc\" \"i\" {\n  url = \"https://i.example\"\n}\nbefore {\n" + cli(before) + "}\n" + cli(after) + expect(expectation)
	}
	fail := "verdict = \"fail\"\n  message = \"access_token_ttl is widened\""
	files := map[string]string{
		"kept/policy.hcl":           widened,
		"kept/cases/pass-down.hcl":  change(`access_token_ttl = "2h"`, `access_token_ttl = "1h"`, `verdict = "pass"`),
		"kept/cases/fail-up.hcl":    change(`access_token_ttl = "1h"`, `access_token_ttl = "2h"`, fail+"\n  attribute = \"access_token_ttl\""),
		"kept/cases/fail-both.hcl":  change("access_token_ttl = \"1h\"\nidle_timeout = \"1h\"", "access_token_ttl = \"2h\"\nidle_timeout = \"2h\"", fail),
		"kept/cases/fail-none.hcl":  change(`access_token_ttl = "1h"`, `access_token_ttl = "1h"`, fail),
		"kept/cases/fail-other.hcl": change(`access_token_ttl = "1h"`, `access_token_ttl = "2h"`, fail+"\n  attribute = \"idle_timeout\""),
		"kept/cases/fail-now.hcl":   session(`actor = "human"`, expect(fail)),
		"kept/cases/fail-was.hcl":   change("}\nsession \"t\" {\nissuer = issuer.i\nactor = \"human\"", `access_token_ttl = "1h"`, fail+"\n  attribute = \"idle_timeout\""),
	}
	r, err := run(t, "", pack(t, files))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"fail-both.hcl Several changes of cli.c.session.s are judged: say by attribute which is expected to come out so. There are: access_token_ttl, idle_timeout.",
		"fail-none.hcl Nothing changes at cli.c.session.s.",
		"fail-now.hcl The policy judges changes, and the case tells of none: put what was declared otherwise into a before block.",
		"fail-other.hcl Nothing changes at cli.c.session.s idle_timeout.",
		"fail-was.hcl Missing attribute: cli.c.session.t needs host",
	}
	got := problems(r)
	if len(got) != len(want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	for i := range want {
		if file, text, _ := strings.Cut(want[i], " "); !strings.Contains(got[i], text) || !strings.Contains(got[i], file) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
	if s := r.Summary(); s.Pass != 2 || s.Fail != 5 {
		t.Errorf("%+v", s)
	}
}

// The same packs come to the same result, whatever case ends first.
func TestOrder(t *testing.T) {
	t.Parallel()
	files := complete()
	for i := range 40 {
		files[fmt.Sprintf("short/cases/fail-%02d.hcl", i)] = session(`actor = "human"`, expect(`verdict = "pass"`))
	}
	var first string
	for range 5 {
		r, err := run(t, "", pack(t, files))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%+v", r); first == "" {
			first = got
		} else if got != first {
			t.Fatal("two runs differ")
		}
	}
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := policytest.Run(ctx, []*policytest.Pack{pack(t, complete())}, policytest.Selection{}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// What is wrong with a pack is said before anything runs.
func TestNewPackRefuses(t *testing.T) {
	t.Parallel()
	fsys := tree(with(map[string]string{"short/policy.hcl": strings.Replace(short, "session.actor", "session.actr", 1)}))
	read, diags := config.LoadPack(fsys, "./p", "p")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	catalog, _ := framework.Load(policies.FS())
	_, diags = policytest.NewPack([]*config.Pack{read}, fsys, "p", catalog)
	if !slices.ContainsFunc(diags, func(d *hcl.Diagnostic) bool { return d.Subject != nil && d.Subject.Filename == "p/short/policy.hcl" }) {
		t.Errorf("a misspelled attribute: %v", diags)
	}
}

// What the page for users shows is a policy and its case, and comes out as the page says.
func TestPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/testing-policies.md")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for i, block := range strings.Split(string(page), "```hcl\n") {
		text, _, _ := strings.Cut(block, "```")
		if formatted, diags := config.Format([]byte(text), "page"); i > 0 && (diags.HasErrors() || string(formatted) != text) {
			t.Errorf("an example is not in canonical form:\n%s", text)
		}
		if name, ok := strings.CutPrefix(strings.SplitN(text, "\n", 2)[0], "# "); i > 0 && ok {
			files[name] = text
		}
	}
	r, err := run(t, "", pack(t, files))
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Summary(); s.Policies != 1 || s.Cases != 1 || s.Pass != 1 {
		t.Errorf("%+v: %q", s, problems(r))
	}
	if !strings.Contains(string(page), "as of "+policytest.Moment) {
		t.Error("the page does not say at which moment cases are judged")
	}
}
