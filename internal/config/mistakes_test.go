package config_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
)

// mistake is a workspace of one file, a.custody.hcl, with one mistake. Line 1 is a custody block.
type mistake struct {
	name, text string
	line       int
	summary    string
	phrases    []string
}

func (m mistake) run(t *testing.T) {
	hasExactly(t, mistakes(one(m.text), config.Options{}), expected{"a.custody.hcl", m.line, m.summary, m.phrases})
}

func runAll(t *testing.T, cases []mistake) {
	for _, c := range cases {
		t.Run(c.name, c.run)
	}
}

func TestUnknownNames(t *testing.T) {
	runAll(t, []mistake{
		{"block", `cly "x" {}`, 2, "Unknown block", []string{`no block "cly"`, `Did you mean "cli"?`}},
		{"block far from any", `gadget "x" {}`, 2, "Unknown block", []string{`"gadget"`, "There are: custody, variable, locals, team, issuer, profile, cli, exception, override."}},
		{"attribute", "cli \"x\" {\n  titel = \"X\"\n}", 3, "Unknown attribute", []string{`"titel" in a cli block`, `Did you mean "title"?`}},
		{"attribute of a nested block", "cli \"x\" {\n storage {\n  modell = \"memory\"\n }\n}", 4, "Unknown attribute", []string{`in a storage block`, `Did you mean "model"?`}},
		{"nested block", "cli \"x\" {\n  storrage {}\n}", 3, "Unknown block", []string{`Did you mean "storage"?`}},
		{"attribute at the top", `title = "X"`, 2, "Unknown attribute", []string{"outside of any block"}},
		{"attribute of another issuer", "issuer \"hydra\" \"x\" {\n  realm = \"r\"\n}", 3, "Unknown attribute", []string{`"realm"`}},
		{"word", "cli \"x\" {\n  criticality = \"hihg\"\n}", 3, "Unknown word", []string{`criticality can not be "hihg"`, `Did you mean "high"?`, "low, moderate, high"}},
		{"word in a list", "team \"x\" {\n  planes = [\"application\", \"identiti\"]\n}", 3, "Unknown word", []string{`"identiti"`, `Did you mean "identity"?`}},
		{"word of an expression", "locals { m = \"keychain\" }\ncli \"x\" {\n storage {\n  model = local.m\n }\n}", 5, "Unknown word", []string{`Did you mean "os_keychain"?`}},
		{"type of issuer", `issuer "keyclok" "x" {}`, 2, "Unknown type of issuer", []string{`Did you mean "keycloak"?`}},
		{"type of delivery", "cli \"x\" {\n  deliver \"files\" {}\n}", 3, "Unknown type of delivery", []string{`Did you mean "file"?`}},
		{"function", "cli \"x\" {\n  title = uper(\"x\")\n}", 3, "Call to unknown function", []string{`"uper"`}},
		{"variable", "cli \"x\" {\n  title = var.titel\n}\nvariable \"title\" { default = \"x\" }", 3, "Unknown variable", []string{`Did you mean "title"?`}},
		{"local value", "cli \"x\" {\n  title = local.a\n}\nlocals { b = \"x\" }", 3, "Unknown local value", []string{"There are: b."}},
		{"name in an expression", "cli \"x\" {\n  title = teem.x.title\n}", 3, "Unknown name", []string{`Did you mean "team"?`}},
		{"dynamic", "cli \"x\" {\n  dynamic \"session\" {}\n}", 3, "Unknown block", []string{"no dynamic blocks", "for_each"}},
		{"policy in a workspace", "policy \"x\" {\n}", 2, "Unknown block", []string{"stands in a pack", "packs/mine/x/policy.hcl", "custody.policies"}},
		{"expect in a workspace", `expect {}`, 2, "Unknown block", nil},
		{"for_each on an issuer", "issuer \"hydra\" \"x\" {\n  for_each = {}\n}", 3, "Unknown attribute", []string{`"for_each"`}},
		{"for_each on a session", "cli \"x\" {\n session \"y\" {\n  for_each = {}\n }\n}", 4, "Unknown attribute", []string{`"for_each"`}},
	})
}

func TestShapes(t *testing.T) {
	runAll(t, []mistake{
		{"block as an attribute", "cli \"x\" {\n  storage = {}\n}", 3, "Block expected", []string{"storage { ... }", "without the equals sign"}},
		{"parameters as an attribute", "override \"x\" {\n  parameters = {}\n}", 3, "Block expected", []string{"parameters { ... }"}},
		{"parameters misspelled", "override \"x\" {\n  parameter {}\n}", 3, "Unknown block", []string{`Did you mean "parameters"?`}},
		{"parameters with a block in it", "override \"x\" {\n parameters {\n  max {}\n }\n}", 4, "Unknown block", nil},
		{"attribute as a block", "cli \"x\" {\n  title {}\n}", 3, "Attribute expected", []string{"title = VALUE"}},
		{"repeated single block", "cli \"x\" {\n  storage {}\n  storage {}\n}", 4, "Repeated block", []string{"a.custody.hcl:3"}},
		{"no label", `team {}`, 2, "Wrong labels", []string{`team "NAME" { ... }`}},
		{"one label too many", `team "a" "b" {}`, 2, "Wrong labels", []string{"one label"}},
		{"label missing of two", `issuer "hydra" {}`, 2, "Wrong labels", []string{"two labels", `issuer "TYPE" "NAME" { ... }`}},
		{"label where none belongs", "cli \"x\" {\n  storage \"y\" {}\n}", 3, "Wrong labels", []string{"no label"}},
		{"name with a space", `team "pay ments" {}`, 2, "Invalid name", []string{`"pay ments"`, "a letter, then letters, digits"}},
		{"name that begins with a digit", `cli "7zip" {}`, 2, "Invalid name", nil},
		{"empty name", `profile "" {}`, 2, "Invalid name", nil},
		{"session name", "cli \"x\" {\n  session \"a.b\" {}\n}", 3, "Invalid name", nil},
		{"attribute twice", "cli \"x\" {\n  title = \"a\"\n  title = \"b\"\n}", 4, "Attribute redefined", []string{"a.custody.hcl:3"}},
	})
}

func TestWrongValues(t *testing.T) {
	runAll(t, []mistake{
		{"number for a duration", session(`access_token_ttl = 900`), 8, "Wrong type of value", []string{"access_token_ttl takes a duration in quotes", `"15m"`, "this is a number"}},
		{"no unit", session(`access_token_ttl = "15"`), 8, "Invalid duration", []string{`"15" has no unit`, "15s if it means seconds", `"inherit" and "unlimited"`}},
		{"unknown unit", session(`access_token_ttl = "1y"`), 8, "Invalid duration", []string{`"1y" is not a duration`, "s, m, h or d"}},
		{"negative", session(`access_token_ttl = "-5m"`), 8, "Invalid duration", []string{`"-5m" is negative`}},
		{"part of a second", session(`idle_timeout = "1.5s"`), 8, "Invalid duration", []string{"whole number of seconds"}},
		{"too long", session(`max_lifetime = "99999d"`), 8, "Invalid duration", []string{"36500d"}},
		{"lifetime word", session(`max_lifetime = "forever"`), 8, "Invalid duration", []string{`"unlimited"`}},
		{"inherit for what has no default", session("step_up {\n    max_age = \"inherit\"\n  }"), 9, "Invalid duration", []string{"max_age"}},
		{"duration of an expression", "locals { ttl = \"soon\" }\n" + session(`access_token_ttl = local.ttl`), 9, "Invalid duration", []string{`"soon"`}},
		{"date that does not exist", "cli \"x\" {\n owners {\n  attested = \"2026-02-30\"\n }\n}", 4, "Invalid date", []string{"no 30 February 2026"}},
		{"month that does not exist", "cli \"x\" {\n owners {\n  attested = \"2026-13-01\"\n }\n}", 4, "Invalid date", []string{"no month 13"}},
		{"date in another form", "cli \"x\" {\n owners {\n  attested = \"01.02.2026\"\n }\n}", 4, "Invalid date", []string{"YYYY-MM-DD"}},
		{"date without quotes", "cli \"x\" {\n owners {\n  attested = 2026-02-03\n }\n}", 4, "Wrong type of value", []string{`a date in quotes, such as "2026-01-31"`}},
		{"list for a string", "cli \"x\" {\n  title = [\"a\"]\n}", 3, "Wrong type of value", []string{"title takes a string", "this is a list"}},
		{"object for a string", "cli \"x\" {\n  title = { a = 1 }\n}", 3, "Wrong type of value", []string{"this is an object"}},
		{"string for a list", "team \"x\" {\n  planes = \"identity\"\n}", 3, "Wrong type of value", []string{"planes takes a list of strings", "this is a string"}},
		{"list in a list", "team \"x\" {\n  planes = [[\"identity\"]]\n}", 3, "Wrong type of value", []string{"a list of strings"}},
		{"null in a list", "team \"x\" {\n  planes = [null]\n}", 3, "Wrong type of value", []string{"null in it"}},
		{"word for a truth value", session(`pkce = "yes"`), 8, "Wrong type of value", []string{"pkce takes true or false", "this is a string"}},
		{"block for a string", "team \"y\" {}\ncli \"x\" {\n  title = team.y\n}", 4, "Wrong type of value", []string{"this is a team"}},
		{"operator on the wrong type", "cli \"x\" {\n  title = \"a\" - 1\n}", 3, "Invalid operand", nil},
		{"function that fails", "cli \"x\" {\n  title = date(\"2026-02-30\")\n}", 3, "Invalid function argument", []string{"no 30 February 2026"}},
	})
}

// session is a workspace with one session, in which the attribute stands on line 8.
func session(attribute string) string {
	return "issuer \"hydra\" \"i\" {}\ncli \"x\" {\n session \"s\" {\n  issuer = issuer.i\n  actor = \"human\"\n  host = \"personal\"\n  " + attribute + "\n }\n}"
}

func TestSyntax(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		line             int
		summary          string
	}{
		{"unclosed block", "a.custody.hcl", head + "cli \"x\" {\n  title = \"a\"\n", 2, "Unclosed configuration block"},
		{"missing value", "a.custody.hcl", head + "cli \"x\" {\n  title =\n}", 3, "Invalid expression"},
		{"single quotes", "a.custody.hcl", head + "cli \"x\" {\n  title = 'a'\n}", 3, "Invalid character"},
		{"unclosed string", "a.custody.hcl", head + "cli \"x\" {\n  title = \"a\n}", 3, "Unterminated string"},
		{"not JSON", "a.custody.json", "{\"custody\": {\"name\": \"w\"},\n \"team\": }", 2, "Missing JSON value"},
		{"JSON that is a list", "a.custody.json", "[1]", 1, ""},
		{"JSON that is a string", "a.custody.json", `"x"`, 1, ""},
		{"interpolation in JSON", "a.custody.json", "{\"custody\": {\"name\": \"w\"},\n \"cli\": {\"x\": {\"title\": \"${\"}}}", 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			diags := mistakes(workspace(map[string]string{c.file: c.text}), config.Options{})
			for len(diags) > 0 && diags[0].Subject == nil { // what can not be read has no custody block either
				diags = diags[1:]
			}
			if len(diags) == 0 {
				t.Fatal("no diagnostic about the file")
			}
			first := diags[0]
			if first.Subject.Filename != c.file || first.Subject.Start.Line != c.line {
				t.Errorf("the diagnostic is about %v, want %s:%d", first.Subject, c.file, c.line)
			}
			if c.summary != "" && first.Summary != c.summary {
				t.Errorf("%q, want %q: %s", first.Summary, c.summary, first.Detail)
			}
		})
	}
}

func TestDuplicates(t *testing.T) {
	for _, c := range []struct{ name, first, second, what string }{
		{"team", `team "a" {}`, `team "a" {}`, `team "a"`},
		{"cli", `cli "a" {}`, `cli "a" {}`, `cli "a"`},
		{"issuers of two types", `issuer "hydra" "a" {}`, `issuer "okta" "a" {}`, `issuer "a"`},
		{"profile", `profile "a" {}`, `profile "a" {}`, `profile "a"`},
		{"cli and a for_each", `cli "a" {}`, "cli \"a\" {\n for_each = {}\n}", `cli "a"`},
		{"variable", `variable "a" { default = 1 }`, `variable "a" { default = 2 }`, `variable "a"`},
		{"local value", `locals { a = 1 }`, `locals { a = 2 }`, `local value "a"`},
		{"override", `override "a" {}`, `override "a" {}`, `override "a"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := workspace(map[string]string{"a.custody.hcl": head + "\n\n" + c.first, "b/b.custody.hcl": "\n" + c.second})
			hasExactly(t, mistakes(fsys, config.Options{}), expected{
				"b/b.custody.hcl", 2, "Duplicate name", []string{c.what, "a.custody.hcl:4", "rename one, or merge"},
			})
		})
	}
	runAll(t, []mistake{
		{"session", "issuer \"hydra\" \"i\" {}\ncli \"x\" {\n session \"s\" {}\n session \"s\" {}\n}", 5, "Duplicate name", []string{`session "s"`, "a.custody.hcl:4"}},
		{"delivery", "cli \"x\" {\n deliver \"native\" {}\n deliver \"native\" {}\n}", 4, "Duplicate name", []string{`deliver "native"`}},
		{"state", "override \"x\" {\n parameters {}\n parameters {}\n}", 4, "Repeated block", []string{"a.custody.hcl:3"}},
	})
	hasExactly(t, mistakes(workspace(map[string]string{
		"a.custody.hcl": head, "b.custody.hcl": "\n" + head,
	}), config.Options{}), expected{"b.custody.hcl", 2, "Repeated block", []string{"a.custody.hcl:1", "There may be one"}})
}

// Kinds have namespaces of their own.
func TestOneNameOfSeveralKinds(t *testing.T) {
	load(t, one(`
team "a" {}
issuer "hydra" "a" {}
profile "a" {}
cli "a" {}
variable "a" { default = 1 }
locals { a = 2 }
override "a" {}
`), config.Options{})
}

func TestRequired(t *testing.T) {
	for _, c := range []struct {
		name string
		fsys fstest.MapFS
		want []expected
	}{
		{"no workspace file", workspace(map[string]string{"main.hcl": head}), []expected{{"", 0, "Empty workspace", []string{"*.custody.hcl", "custody init"}}}},
		{"no custody block", workspace(map[string]string{"a.custody.hcl": `team "a" {}`}), []expected{{"", 0, "No custody block", []string{`custody { name = "NAME" }`}}}},
		{"no name", workspace(map[string]string{"a.custody.hcl": "\ncustody {}"}), []expected{{"a.custody.hcl", 2, "Missing attribute", []string{"name"}}}},
		{"name that is none", workspace(map[string]string{"a.custody.hcl": `custody { name = "a b" }`}), []expected{{"a.custody.hcl", 1, "Invalid name", []string{`"a b"`}}}},
		{"session", one("cli \"x\" {\n session \"s\" {}\n}"), []expected{
			{"a.custody.hcl", 3, "Missing attribute", []string{"actor", "here or in its profile"}},
			{"a.custody.hcl", 3, "Missing attribute", []string{"host"}},
			{"a.custody.hcl", 3, "Missing attribute", []string{"issuer"}},
		}},
		{"exception", one("exception \"x\" {}"), []expected{
			{"a.custody.hcl", 2, "Missing attribute", []string{"expires"}},
			{"a.custody.hcl", 2, "Missing attribute", []string{"granted"}},
			{"a.custody.hcl", 2, "Missing attribute", []string{"policies"}},
			{"a.custody.hcl", 2, "Missing attribute", []string{"subject"}},
		}},
		{"dates of an exception", one("exception \"x\" {\n subject = workspace\n policies = [\"p\"]\n granted = \"2026-11-02\"\n expires = \"2026-11-01\"\n}"), []expected{
			{"a.custody.hcl", 6, "Exception ends before it begins", []string{"2026-11-02", "2026-11-01"}},
		}},
		{"version", workspace(map[string]string{"a.custody.hcl": "custody {\n name = \"w\"\n required_version = \"around 1\"\n}"}), []expected{
			{"a.custody.hcl", 3, "Invalid version constraint", []string{">= 0.1.0"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) { hasExactly(t, mistakes(c.fsys, config.Options{}), c.want...) })
	}
}

func TestVersion(t *testing.T) {
	fsys := workspace(map[string]string{"a.custody.hcl": "custody {\n name = \"w\"\n required_version = \">= 2.0.0\"\n}"})
	hasExactly(t, mistakes(fsys, config.Options{Version: "1.9.3"}), expected{
		"a.custody.hcl", 3, "Wrong version of custody", []string{">= 2.0.0", "1.9.3", "Install a version"},
	})
	for _, own := range []string{"2.0.0", "2.0.0-rc.1", "3.1.0", "devel", ""} {
		if diags := mistakes(fsys, config.Options{Version: own}); len(diags) > 0 {
			t.Errorf("version %q: %s", own, list(diags))
		}
	}
}

// Sessions that share a client of one issuer must agree about what the issuer holds.
func TestSharedClients(t *testing.T) {
	shared := func(a, b string) string {
		return fmt.Sprintf(`issuer "hydra" "i" {}
issuer "hydra" "j" {}
cli "x" {
  session "a" {
    issuer    = issuer.i
    actor     = "human"
    host      = "personal"
    client_id = "c"
    %s
  }
}
cli "y" {
  session "b" {
    issuer    = issuer.i
    actor     = "human"
    host      = "shared"
    client_id = "c"
    %s
  }
}`, a, b)
	}
	const summary = "Sessions disagree about their client"
	runAll(t, []mistake{
		{"another lifetime", shared(`access_token_ttl = "15m"`, `access_token_ttl = "30m"`), 19, summary, []string{
			"cli.x.session.a", "cli.y.session.b", `"c" of issuer.i`, "access_token_ttl", "a.custody.hcl:10", "a client of its own",
		}},
		{"one unset", shared(`access_token_ttl = "15m"`, ``), 14, summary, []string{"access_token_ttl", "a.custody.hcl:10"}},
		{"another grant", shared(`grants = ["device_code"]`, `grants = ["device_code", "jwt_bearer"]`), 19, summary, []string{"grants"}},
		{"in a nested block", shared(`client { auth = "none" }`, `client { auth = "private_key_jwt" }`), 19, summary, []string{"client.auth"}},
		{"inherit is not unset", shared(`idle_timeout = "inherit"`, ``), 14, summary, []string{"idle_timeout"}},
	})
	for name, text := range map[string]string{
		"equal":                        shared(`scopes = ["a", "b"]`, `scopes = ["b", "a"]`),
		"equal lifetimes":              shared(`max_lifetime = "60m"`, `max_lifetime = "1h"`),
		"duties of the CLI":            shared(`step_up { max_age = "5m" }`, `step_up { max_age = "9m" }`),
		"storage":                      shared(`storage { model = "memory" }`, `storage { model = "hardware" }`),
		"the same id at two issuers":   strings.Replace(shared(`pkce = true`, `pkce = false`), "issuer    = issuer.i", "issuer    = issuer.j", 1),
		"sessions that name no client": strings.ReplaceAll(shared(`pkce = true`, `pkce = false`), `client_id = "c"`, ""),
	} {
		if diags := mistakes(one(text), config.Options{}); len(diags) > 0 {
			t.Errorf("%s: %s", name, list(diags))
		}
	}
}

// All mistakes come in one go, sorted by place, and in the same order every time.
func TestAllInOneGo(t *testing.T) {
	files := map[string]string{
		"b/z.custody.hcl": "cli \"z\" {\n  titel = \"x\"\n  data  = \"secret\"\n  owners {\n    application = team.nobody\n    attested    = \"2026-02-30\"\n  }\n}\n",
		"a.custody.hcl":   head + "team \"a\" {\n  backup = team.b\n  planes = [\"x\"]\n}\nlocals {\n  l = local.l\n}\n",
		"c.custody.hcl":   "variable \"v\" {}\ncli \"c\" {\n  title = var.v\n  purpose = nope(1)\n}\n",
		"d.custody.json":  "{\"team\": {\"d\": {\n\"githug\": \"x\"}}}",
	}
	const want = `a.custody.hcl:3 Unknown team
a.custody.hcl:4 Unknown word
a.custody.hcl:7 Cycle of values
b/z.custody.hcl:2 Unknown attribute
b/z.custody.hcl:3 Unknown word
b/z.custody.hcl:5 Unknown team
b/z.custody.hcl:6 Invalid date
c.custody.hcl:1 Variable without a value
c.custody.hcl:4 Call to unknown function
d.custody.json:2 Unknown attribute
`
	texts := map[string]bool{}
	for range 20 {
		diags := mistakes(workspace(files), config.Options{})
		var b strings.Builder
		for _, d := range diags {
			fmt.Fprintf(&b, "%s:%d %s\n", d.Subject.Filename, d.Subject.Start.Line, d.Summary)
		}
		if b.String() != want {
			t.Fatalf("got\n%s\nwant\n%s\n%s", b.String(), want, list(diags))
		}
		texts[list(diags)] = true
	}
	if len(texts) != 1 {
		t.Errorf("20 runs gave %d different texts", len(texts))
	}
}

// A file that can not be parsed does not hide the mistakes of others that can be found without it.
func TestSyntaxErrorsOfSeveralFiles(t *testing.T) {
	diags := mistakes(workspace(map[string]string{
		"a.custody.hcl": head, "b.custody.hcl": "team {{", "c.custody.hcl": "= 1", "d.custody.hcl": "team \"d\" {\n titel = 1\n}",
	}), config.Options{})
	files := map[string]bool{}
	for _, d := range diags {
		files[d.Subject.Filename] = true
	}
	if !files["b.custody.hcl"] || !files["c.custody.hcl"] || !files["d.custody.hcl"] {
		t.Errorf("not every file is reported:\n%s", list(diags))
	}
}

func TestSnippetOfAMistake(t *testing.T) {
	w, diags := config.Load(one("cli \"x\" {\n  titel = \"X\"\n}"), config.Options{})
	if len(diags) != 1 {
		t.Fatal(list(diags))
	}
	s, ok := diag.SnippetOf(diags[0], w.Source)
	if !ok || s.Line != `  titel = "X"` || s.Line[s.Start:s.End] != "titel" {
		t.Errorf("the snippet is %+v (%v)", s, ok)
	}
}
