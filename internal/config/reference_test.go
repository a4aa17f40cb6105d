package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/config"
)

func TestReferenceMistakes(t *testing.T) {
	runAll(t, []mistake{
		{"dangling", "team \"iam\" {}\nteam \"x\" {\n  backup = team.ian\n}", 4, "Unknown team", []string{`no team "ian"`, `Did you mean "iam"?`}},
		{"dangling, nothing close", "team \"x\" {\n  backup = team.nobody\n}", 3, "Unknown team", []string{"There are: x."}},
		{"dangling in an expression", "team \"x\" {\n  backup = true ? team.x : team.nobody\n}", 3, "Unknown team", []string{`"nobody"`}},
		{"dangling in an attribute's path", "team \"x\" {\n  title = team.nobody.title\n}", 3, "Unknown team", nil},
		{"session that is not there", "cli \"c\" {}\nexception \"x\" {\n  subject = cli.c.session.ci\n  policies = [\"p\"]\n  granted = \"2026-01-01\"\n  expires = \"2026-01-01\"\n}", 4, "Unknown session", []string{`"ci" in cli.c`}},
		{"wrong kind", "issuer \"hydra\" \"i\" {}\nteam \"x\" {\n  backup = issuer.i\n}", 4, "Reference to the wrong kind of block", []string{"backup names a team", "issuer.i is an issuer"}},
		{"wrong kind of several", "profile \"p\" {}\nexception \"x\" {\n  subject = profile.p\n}", 4, "Reference to the wrong kind of block", []string{"a workspace, a team, an issuer, a cli or a session", "profile.p is a profile"}},
		{"wrong kind through an expression", "issuer \"hydra\" \"i\" {}\nlocals { who = issuer.i }\nteam \"x\" {\n  backup = local.who\n}", 5, "Reference to the wrong kind of block", []string{"issuer.i is an issuer"}},
		{"a session for a cli", "cli \"c\" {}\nteam \"x\" {\n  backup = cli.c.session.s\n}", 4, "Reference to the wrong kind of block", []string{"is a session"}},
		{"a string", "team \"iam\" {}\nteam \"x\" {\n  backup = \"iam\"\n}", 4, "Not a reference", []string{"this is a string", "without quotes, as in team.iam"}},
		{"a string with the kind", "team \"iam\" {}\nteam \"x\" {\n  backup = \"team.iam\"\n}", 4, "Not a reference", []string{"as in team.iam"}},
		{"a number", "team \"x\" {\n  backup = 1\n}", 3, "Not a reference", []string{"this is a number"}},
		{"the kind alone", "team \"x\" {\n  backup = team\n}", 3, "Not a reference", nil},
		{"an attribute of a block", "team \"y\" { title = \"Y\" }\nteam \"x\" {\n  backup = team.y.title\n}", 4, "Not a reference", []string{"this is a string"}},
		{"an attribute that no block has", "team \"y\" {}\nteam \"x\" {\n  title = team.y.titel\n}", 4, "Unknown attribute", []string{`"titel" in team.y`, `Did you mean "title"?`}},
		{"an instance not named", "team \"r\" {\n  for_each = toset([\"eu\", \"us\"])\n}\nteam \"x\" {\n  backup = team.r\n}", 6, "Instance not named", []string{"team.r has for_each", `team.r["eu"]`}},
		{"an instance that is not there", "team \"r\" {\n  for_each = toset([\"europe\", \"us\"])\n}\nteam \"x\" {\n  backup = team.r[\"eurpoe\"]\n}", 6, "Unknown instance", []string{`"eurpoe" in team.r`, `Did you mean "europe"?`}},
		{"a key on a plain block", "team \"y\" {}\nteam \"x\" {\n  backup = team.y[\"eu\"]\n}", 4, "Not a block with for_each", []string{"Write team.y"}},
		{"each outside", "team \"x\" {\n  title = each.key\n}", 3, "each outside for_each", []string{"for_each"}},
		{"each in a local", "locals { a = each.value }", 2, "each outside for_each", nil},
		{"a delivery", "cli \"c\" {\n deliver \"native\" {}\n}\nteam \"x\" {\n  backup = cli.c.deliver.native\n}", 6, "Unknown attribute", []string{`"deliver" in cli.c`}},
		{"an attribute that is a list", "team \"y\" { planes = [\"identity\"] }\nteam \"x\" {\n  planes = team.y.planes\n}", 4, "Unknown attribute", []string{`"planes" in team.y`}},
		{"an attribute of an instance", "team \"y\" {\n for_each = { a = 1 }\n}\nteam \"x\" {\n  title = team.y[\"a\"].titel\n}", 6, "Unknown attribute", []string{`Did you mean "title"?`}},
	})
}

func TestCycles(t *testing.T) {
	runAll(t, []mistake{
		{"local", "locals {\n  a = local.a\n}", 3, "Cycle of values", []string{"local.a -> local.a", "Break the circle"}},
		{"locals", "locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}", 3, "Cycle of values", []string{"local.a -> local.b -> local.c -> local.a"}},
		{"attribute", "team \"x\" {\n  title = team.x.title\n}", 3, "Cycle of values", []string{"team.x.title -> team.x.title"}},
		{"attributes", "team \"x\" {\n  title = team.y.title\n}\nteam \"y\" {\n  title = team.x.title\n}", 3, "Cycle of values", []string{"team.x.title", "team.y.title"}},
		{"attribute and local", "team \"x\" {\n  title = local.a\n}\nlocals {\n  a = \"${team.x.title}!\"\n}", 6, "Cycle of values", []string{"team.x.title -> local.a"}},
		{"for_each over itself", "team \"x\" {\n  for_each = toset([team.x[\"a\"].title])\n}", 3, "Cycle of values", []string{"team.x.for_each"}},
		{"for_each over an attribute of its own", "team \"x\" {\n  for_each = toset(local.names)\n  title = each.key\n}\nlocals { names = [for k, v in team.x : k] }", 3, "Cycle of values", nil},
	})
}

// Two blocks may name each other: a reference needs no value of the other.
func TestNoCycle(t *testing.T) {
	w := load(t, one(`
variable "second" { default = true }
team "a" { backup = team.b }
team "b" { backup = team.a }
team "c" { backup = var.second ? team.d : team.a }
team "d" { backup = var.second ? team.c : team.b }
team "e" { backup = team[local.names[0]] }
team "f" { backup = team[local.names[1]] }
locals {
  names = ["f", "e"]
  chief = team.a
  title = "${team.g.title} of ${team.b.name}"
}
team "g" {
  title  = "G"
  backup = local.chief
}
team "h" {
  title   = local.title
  contact = team.h.title
  backup  = team.h
}
`), config.Options{})
	got := dump(&w.Declarations, false).String()
	for _, want := range []string{
		"[team.a]\n  backup = team.b\n", "[team.b]\n  backup = team.a\n", "[team.c]\n  backup = team.d\n", "[team.d]\n  backup = team.c\n",
		"[team.e]\n  backup = team.f\n", "[team.f]\n  backup = team.e\n", "  backup = team.a\n[team.h]\n",
		"[team.h]\n  title = \"G of b\"\n  contact = \"G of b\"\n  backup = team.h\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing\n%s\nin\n%s", want, got)
		}
	}
}

func TestReferences(t *testing.T) {
	w := load(t, one(`
variable "owner" { default = "b" }
team "a" { title = "A" }
team "b" { contact = "${team.a.title} ${team.a.kind} ${team.a.address} ${team.a.name} ${jsonencode(team.a.contact)}" }
team "r" {
  for_each = { eu = "a", us = "b" }
  backup   = each.value == "a" ? team.a : team.b
  title    = "${each.key} ${each.value}"
}
issuer "okta" "corp" { owner = team[var.owner] }
profile "p" {
  for_each = toset(["x"])
  issuer   = issuer.corp
  host     = "personal"
}
cli "c" {
  title = "${issuer.corp.type} ${issuer.corp.owner.address} ${profile.p["x"].host}"
  purpose = "${team.r.eu.title}, ${team.r["us"].title}, ${cli.d.one.session.s.name}, ${profile.p.x.host}"
  owners {
    application = team.r["eu"]
    identity    = team["r"]["us"]
  }
  session "s" {
    profile = profile.p["x"]
    actor   = "human"
  }
}
cli "d" {
  for_each = { for name in ["one", "two"] : name => upper(name) }
  title    = each.value
  purpose  = team[lower(each.value) == "one" ? "a" : "b"].name
  session "s" {
    issuer = issuer.corp
    actor  = "human"
    host   = "personal"
  }
}
exception "whole" {
  subject  = workspace
  policies = ["p"]
  granted  = "2026-01-01"
  expires  = "2026-01-01"
}
exception "some" {
  for_each = { cli = cli.d["one"], session = cli.d["two"].session.s, plain = cli.c.session["s"] }
  subject  = each.value
  policies = [each.key]
  granted  = "2026-01-01"
  expires  = "2026-01-01"
}
`), config.Options{})
	got := dump(&w.Declarations, false).String()
	for _, want := range []string{
		`contact = "A team team.a a null"`,
		"[team.r[\"eu\"]]\n  title = \"eu a\"\n  backup = team.a\n[team.r[\"us\"]]\n  title = \"us b\"\n  backup = team.b\n",
		"[issuer.corp]\n  owner = team.b\n",
		`title = "okta team.b personal"`,
		`purpose = "eu a, us b, s, personal"`,
		"owners.application = team.r[\"eu\"]\n  owners.identity = team.r[\"us\"]\n",
		`session.profile = profile.p["x"]`,
		"[cli.d[\"one\"]]\n  title = \"ONE\"\n  purpose = \"a\"\nsession [cli.d[\"one\"].session.s]\n",
		"[exception.whole]\n  subject = workspace\n",
		"[exception.some[\"cli\"]]\n  subject = cli.d[\"one\"]\n",
		"[exception.some[\"plain\"]]\n  subject = cli.c.session.s\n",
		"[exception.some[\"session\"]]\n  subject = cli.d[\"two\"].session.s\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing\n%s\nin\n%s", want, got)
		}
	}
}

// Unset, null, inherit, unlimited and zero are five different things.
func TestStatesOfALifetime(t *testing.T) {
	for value, want := range map[string]string{
		`null`: "", `"inherit"`: "inherit", `"unlimited"`: "unlimited", `"0s"`: "0s", `"15m"`: "15m", `"1d12h"`: "36h",
		`humanize(duration("1h") / 4)`: "15m", `true ? "inherit" : "1h"`: "inherit", `try(null.x, "2h")`: "2h",
		`false ? "1h" : null`: "",
	} {
		w := load(t, one(session("max_lifetime = "+value)), config.Options{})
		a := w.CLIs[0].Sessions[0].MaxLifetime
		got := ""
		if a.Set {
			got = text(a.Value)
		}
		if got != want {
			t.Errorf("max_lifetime = %s gives %q, want %q", value, got, want)
		}
	}
	w := load(t, one(session("")), config.Options{})
	if w.CLIs[0].Sessions[0].MaxLifetime.Set {
		t.Error("a lifetime that is not written is set")
	}
}

// In expressions a block is its scalars as declared, text by text; what is unset is a null of its type.
func TestValueOfABlock(t *testing.T) {
	w := load(t, one(`
profile "p" {
  pkce             = true
  access_token_ttl = humanize(900)
  idle_timeout     = "unlimited"
  max_lifetime     = "inherit"
  reuse_grace      = "90s"
}
profile "q" {}
exception "x" {
  subject  = workspace
  policies = ["p"]
  granted  = "2026-01-01"
  expires  = "2026-01-31"
}
cli "c" {
  title   = "${profile.p.pkce} ${profile.p.access_token_ttl} ${profile.p.idle_timeout} ${profile.p.max_lifetime} ${profile.p.reuse_grace}"
  purpose = "${exception.x.granted} ${exception.x.subject.address} ${exception.x.subject.kind}"
  data    = profile.q.pkce == null && profile.q.max_lifetime == null && profile.q.issuer == null ? "public" : "restricted"
  session "s" {
    issuer      = issuer.i
    actor       = "human"
    host        = "personal"
    pkce        = profile.p.pkce
    reuse_grace = profile.p.reuse_grace
    grants      = null
  }
}
issuer "hydra" "i" {}
`), config.Options{})
	c := w.CLIs[0]
	if c.Title.Value != "true 15m unlimited inherit 1m30s" || c.Purpose.Value != "2026-01-01 workspace workspace" || c.Data.Value != "public" {
		t.Errorf("%q %q %q", c.Title.Value, c.Purpose.Value, c.Data.Value)
	}
	if s := c.Sessions[0]; !s.PKCE.Value || s.ReuseGrace.Value.String() != "1m30s" || s.Grants.Set {
		t.Errorf("%+v", s)
	}
}

func TestForEachMistakes(t *testing.T) {
	each := func(value string) string { return "team \"x\" {\n  for_each = " + value + "\n}" }
	runAll(t, []mistake{
		{"list", each(`["a"]`), 3, "Invalid for_each", []string{"this is a list", "toset([...])"}},
		{"null", each(`null`), 3, "Invalid for_each", []string{"is null", "{}"}},
		{"null of a variable", "variable \"v\" {\n type = map(string)\n default = null\n}\n" + each(`var.v`), 7, "Invalid for_each", []string{"is null"}},
		{"string", each(`"a"`), 3, "Invalid for_each", []string{"this is a string"}},
		{"number", each(`3`), 3, "Invalid for_each", []string{"this is a number"}},
		{"set of numbers", each(`toset([1, 2])`), 3, "Invalid for_each", []string{"holds numbers"}},
		{"null in a set", each(`toset(["a", null])`), 3, "Invalid for_each", []string{"null"}},
		{"unknown name", each(`local.nope`), 3, "Unknown local value", nil},
		{"sensitive", "variable \"v\" {\n sensitive = true\n default = \"s\"\n}\n" + each(`toset([var.v])`), 7, "Secret in an open place", []string{"keys become addresses"}},
		{"huge", each(`{ for n in setproduct(range(1000), range(21)) : "${n[0]}-${n[1]}" => n }`), 3, "Too many instances", []string{"20000"}},
		{"unknown attribute", "cli \"x\" {\n  for_each = { a = 1 }\n  titel = \"x\"\n}", 4, "Unknown attribute", []string{"titel"}},
		{"wrong value in one instance", "team \"x\" {\n  for_each = { a = \"identity\", b = \"identiti\" }\n  planes = [each.value]\n}", 4, "Unknown word", []string{`"identiti"`}},
	})
	for _, empty := range []string{`{}`, `toset([])`} {
		if w := load(t, one(each(empty)), config.Options{}); len(w.Teams) != 0 {
			t.Errorf("for_each = %s makes %d teams", empty, len(w.Teams))
		}
	}
}

// A mistake in a block with for_each is reported once, not once for each instance.
func TestForEachReportsOnce(t *testing.T) {
	diags := mistakes(one("cli \"x\" {\n  for_each = toset([\"a\", \"b\", \"c\"])\n  data = \"sekret\"\n  title = nope()\n}"), config.Options{})
	hasExactly(t, diags, expected{"a.custody.hcl", 4, "Unknown word", nil}, expected{"a.custody.hcl", 5, "Call to unknown function", nil})
}

// Instances come in the order of their keys, whatever the order of writing, and strange keys are addresses still.
func TestForEachKeys(t *testing.T) {
	w := load(t, one(`cli "x" {
  for_each = { "b c" = 1, "é" = 2, "" = 3, a = 4, "q\"]." = 5 }
  title    = each.value
}`), config.Options{})
	var got []string
	for _, c := range w.CLIs {
		got = append(got, fmt.Sprintf("%s=%s", c.Address, c.Title.Value))
	}
	want := `cli.x[""]=3 cli.x["a"]=4 cli.x["b c"]=1 cli.x["q\"]."]=5 cli.x["é"]=2`
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}
