package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

const tools = `custody { name = "w" }
team "app" {}
team "apps" {}
team "iam" {}
team "risk" { planes = ["governance"] }
issuer "hydra" "i" { owner = team.iam }
issuer "okta" "i2" {}
profile "p" {
  issuer = issuer.i
  actor  = "human"
  host   = "personal"
}
cli "legacy-a" {
  owners { application = team.app }
  session "ci" { profile = profile.p }
  session "web" { profile = profile.p }
}
cli "legacy-b" {
  owners { application = team.apps }
  session "ci" { profile = profile.p }
}
cli "a-legacy" {
  session "ci" { profile = profile.p }
}
cli "each" {
  for_each = toset(["eu-1", "eu-2", "us.west"])
  session "ci" { profile = profile.p }
}
`

func resolved(t *testing.T, text string) *model.Model {
	t.Helper()
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(text)}}, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Time{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return m
}

func matching(patterns ...string) string {
	quoted := make([]string, len(patterns))
	for i, p := range patterns {
		quoted[i] = fmt.Sprintf("%q", p)
	}
	return fmt.Sprintf("exception \"x\" {\n  match = [%s]\n  policies = [\"p\"]\n  granted = \"2026-11-01\"\n  expires = \"2026-11-30\"\n}\n", strings.Join(quoted, ", "))
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		patterns  []string
		want      string
		unmatched string
	}{
		{[]string{"cli.legacy-*"}, "cli.legacy-a cli.legacy-b", ""},
		{[]string{"cli.*legacy*"}, "cli.a-legacy cli.legacy-a cli.legacy-b", ""},
		{[]string{"cli.legacy-a"}, "cli.legacy-a", ""},
		{[]string{"cli.LEGACY-a"}, "", "cli.LEGACY-a"},
		{[]string{"cli.legacy"}, "", "cli.legacy"},
		{[]string{"cli.*.session.web"}, "cli.legacy-a.session.web", ""},
		{[]string{"cli.legacy-*.session.*i"}, "cli.legacy-a.session.ci cli.legacy-b.session.ci", ""},
		{[]string{"cli.legacy-a.session.*", "cli.legacy-*.session.ci"}, "cli.legacy-a.session.ci cli.legacy-a.session.web cli.legacy-b.session.ci", ""},
		{[]string{"cli.each"}, `cli.each["eu-1"] cli.each["eu-2"] cli.each["us.west"]`, ""},
		{[]string{`cli.each["eu-*"]`}, `cli.each["eu-1"] cli.each["eu-2"]`, ""},
		{[]string{`cli.each["u*t"].session.ci`}, `cli.each["us.west"].session.ci`, ""},
		{[]string{`cli.*["*"]`}, `cli.each["eu-1"] cli.each["eu-2"] cli.each["us.west"]`, ""},
		{[]string{"team.app*", "issuer.i", "issuer.***"}, "issuer.i issuer.i2 team.app team.apps", ""},
		{[]string{"cli.legacy-*", "cli.none-*", "team.none"}, "cli.legacy-a cli.legacy-b", "cli.none-* team.none"},
	} {
		x := resolved(t, tools+matching(c.patterns...)).Exceptions[0]
		var got []string
		for _, a := range x.Matched {
			got = append(got, a.String())
		}
		if strings.Join(got, " ") != c.want || strings.Join(x.Unmatched, " ") != c.unmatched {
			t.Errorf("%q matches %q and not %q, want %q and %q", c.patterns, got, x.Unmatched, c.want, c.unmatched)
		}
	}
}

func TestInvalidPattern(t *testing.T) {
	for text, phrase := range map[string]string{
		"":                           `"" is no pattern: it begins with cli, issuer or team`,
		"*":                          "it begins with cli, issuer or team",
		"cli":                        "a name is a letter",
		"cli.":                       "a name is a letter",
		"clis.a":                     `did you mean "cli"?`,
		"workspace":                  "subject = workspace",
		"profile.p":                  "it begins with cli, issuer or team",
		"exception.x":                "it begins with cli, issuer or team",
		"cli.a b":                    "a name is a letter",
		"cli.1a":                     "a name is a letter",
		"cli.a?":                     "a name is a letter",
		"cli.a.*":                    "only .session.NAME",
		"cli.a.*.ci":                 "only .session.NAME",
		"cli.a.session":              "only .session.NAME",
		"cli.a.session.":             ".session. is followed by",
		"cli.a.session.ci.x":         ".session. is followed by",
		"cli.a.deliver.file":         "only .session.NAME",
		"team.a.session.b":           "only .session.NAME",
		`issuer.i.client["x"]`:       "only .session.NAME",
		"cli.a[eu]":                  "a key stands in brackets and quotes",
		`cli.a["eu"`:                 "a key stands in brackets and quotes",
		`cli.a["eu"]x`:               "only .session.NAME",
		strings.Repeat("cli.a", 300): "is too long: 1024 are allowed",
	} {
		_, err := model.ParsePattern(text)
		if err == nil || !strings.Contains(err.Error(), phrase) {
			t.Errorf("%.40q: %v, want %q", text, err, phrase)
		}
	}
	expect(t, tools+matching("cli.legacy-*", "cli.1", "clis.x"), "30: Invalid pattern: exception.x: \"cli.1\" is no pattern: a name", "30: Invalid pattern: exception.x: \"clis.x\"")
}

// Patterns can not be made to do more than their share of work.
func TestPatternsAreBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString("custody { name = \"w\" }\n")
	for i := range 3000 {
		fmt.Fprintf(&text, "cli \"c%d\" {}\n", i)
	}
	for i := range 600 {
		fmt.Fprintf(&text, "exception \"x%d\" {\n  match = [\"cli.c*\"]\n  policies = [\"a\", \"b\"]\n  granted = \"2026-11-01\"\n  expires = \"2026-11-30\"\n}\n", i)
	}
	got := mistakes(t, text.String())
	if len(got) != 1 || !strings.Contains(got[0], "Patterns that match too much") {
		t.Errorf("%.300q", got)
	}
}

func TestAccountableForAnException(t *testing.T) {
	x := schema.NewAddress(schema.KindException, "x")
	for _, c := range []struct{ pattern, application, identity string }{
		{"cli.legacy-*", "team.app team.apps", "team.risk"},
		{"cli.legacy-a", "team.app", "team.risk"},
		{"cli.*legacy*", "team.app team.apps team.risk", "team.risk"}, // a-legacy has no owners
		{"cli.none", "team.risk", "team.risk"},
		{"issuer.i*", "team.iam team.risk", "team.iam team.risk"},
	} {
		m := resolved(t, tools+matching(c.pattern))
		for plane, want := range map[schema.Plane]string{schema.PlaneApplication: c.application, schema.PlaneIdentity: c.identity} {
			if got := strings.Join(m.AccountableAddresses(x, plane), " "); got != want {
				t.Errorf("%s, %s: %s, want %s", c.pattern, plane, got, want)
			}
		}
	}
}

// renewal is an exception of one month that may renew another.
func renewal(name, renews string, month int, policies ...string) string {
	if renews != "" {
		renews = "renews = exception." + renews
	}
	return fmt.Sprintf("exception %q {\n  subject = cli.legacy-a\n  policies = [\"%s\"]\n  granted = \"2026-%02d-01\"\n  expires = \"2026-%02d-28\"\n  %s\n}\n",
		name, strings.Join(policies, `", "`), month, month, renews)
}

func TestRenewals(t *testing.T) {
	m := resolved(t, tools+renewal("c", "b", 3, "p")+renewal("a", "", 1, "p", "q")+renewal("b", "a", 2, "q", "p")+renewal("d", "a", 4, "q"))
	var got []string
	for _, x := range m.Exceptions {
		behind := "nothing"
		if x.Renewed != nil {
			behind = x.Renewed.Address.String()
		}
		var by []string
		for _, y := range x.RenewedBy {
			by = append(by, y.Address.Name)
		}
		got = append(got, fmt.Sprintf("%s renews %s %d, by %s", x.Address.Name, behind, x.Renewals, by))
	}
	want := []string{"a renews nothing 0, by [b d]", "b renews exception.a 1, by [c]", "c renews exception.b 2, by []", "d renews exception.a 1, by []"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRenewalsThatAreNone(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"itself", renewal("a", "a", 1, "p"), "Circular renewal: exception.a renews itself."},
		{
			"a circle, and one that leads into it",
			renewal("z", "c", 4, "p") + renewal("c", "a", 3, "p") + renewal("a", "b", 1, "p") + renewal("b", "c", 2, "p"),
			"Circular renewal: exception.a renews exception.b, which renews exception.c, which renews exception.a. An",
		},
		{"more policies", renewal("a", "", 1, "p") + renewal("b", "a", 2, "p", "q"), "Renewal that waives more: exception.b waives q, and exception.a"},
		{"too early", renewal("a", "", 2, "p") + renewal("b", "a", 1, "p"), "Renewal that begins too early: exception.b begins on 2026-01-01"},
		{"the same day", renewal("a", "", 2, "p") + renewal("b", "a", 2, "p"), "Renewal that begins too early: exception.b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := mistakes(t, tools+c.text)
			if len(got) != 1 || !strings.Contains(got[0], c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// A chain of any length is followed without recursion, in any order.
func TestLongChain(t *testing.T) {
	decl := &schema.Declarations{}
	const n = 20_000
	for i := range n {
		x := &schema.Exception{Block: schema.Block{Address: schema.NewAddress(schema.KindException, fmt.Sprintf("x%05d", (i*7919)%n))}}
		if k := (i * 7919) % n; k > 0 {
			x.Renews = schema.Attr[schema.Ref]{Set: true, Value: schema.Ref{Address: schema.NewAddress(schema.KindException, fmt.Sprintf("x%05d", k-1))}}
		}
		decl.Exceptions = append(decl.Exceptions, x)
	}
	m, _ := model.Resolve(decl, time.Time{})
	for i, x := range m.Exceptions {
		if x.Renewals != i {
			t.Fatalf("%s stands behind %d others, want %d", x.Address, x.Renewals, i)
		}
	}
}
