package config

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// fileOf is a workspace of one file.
func fileOf(text string) fstest.MapFS {
	return fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(text)}}
}

// TestSpend holds that too much is reported once, and refused from then on.
func TestSpend(t *testing.T) {
	t.Parallel()
	e := &evaluator{}
	if !e.spend(maxExpansion, hcl.Range{}) || len(e.diags) > 0 {
		t.Fatalf("the bound itself is too much: %s", e.diags)
	}
	for range 2 {
		if e.spend(1, hcl.Range{}) {
			t.Error("more than the bound is not too much")
		}
	}
	if len(e.diags) != 1 || e.diags[0].Summary != "Too much in for_each" {
		t.Errorf("got %d diagnostics, want one: %s", len(e.diags), e.diags)
	}
}

// TestListMemory holds that lists are counted, and nothing else.
func TestListMemory(t *testing.T) {
	t.Parallel()
	if n := listMemory(&schema.Attr[[]string]{Value: []string{"a", "b"}}); n <= 0 {
		t.Errorf("two words take %d bytes", n)
	}
	if n := listMemory(&schema.Attr[string]{Value: "a"}); n != 0 {
		t.Errorf("a word takes %d bytes of a list", n)
	}
}

// TestManyDangling holds that every reference to nothing is reported, though only the first ones with a suggestion.
func TestManyDangling(t *testing.T) {
	t.Parallel()
	const references = maxHints + 50
	var text strings.Builder
	text.WriteString("custody {\n  name = \"w\"\n}\nteam \"payments\" {\n}\n")
	for i := range references {
		fmt.Fprintf(&text, "team \"u%d\" {\n  backup = team.paymnets\n}\n", i)
	}
	_, diags := Load(fileOf(text.String()), Options{})
	hints := 0
	for _, d := range diags {
		if strings.Contains(d.Detail, `Did you mean "payments"?`) {
			hints++
		}
	}
	if len(diags) != references || hints != maxHints {
		t.Errorf("got %d diagnostics and %d suggestions, want %d and %d", len(diags), hints, references, maxHints)
	}
}

// TestNamedAmongMany holds that an expression that names one of many gets that one, and the others beside all of them.
func TestNamedAmongMany(t *testing.T) {
	t.Parallel()
	w, diags := Load(fileOf(`
custody {
  name = "w"
}
issuer "hydra" "i" {
  url = "https://sso.example.com"
}
team "a" {
  title = "A"
}
team "b" {
  title = "B"
}
cli "many" {
  for_each = { eu = "a", us = "b" }
  title    = "${team[each.value].title} of ${team.b.title}"
  purpose  = each.key == "eu" ? cli.many["us"].title : "none"

  session "ci" {
    issuer = issuer.i
    actor  = "automation"
    host   = "server"
  }
  session "web" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
}
cli "all" {
  title   = join(", ", [for key in sort(keys(cli.many)) : cli.many[key].title])
  purpose = "${cli.many["eu"].session.ci.name} ${join(" ", [for name, session in cli.many["eu"].session : session.address])}"
}
`), Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	got := map[string]string{}
	for _, c := range w.CLIs {
		got[c.Address.String()] = c.Title.Value + "; " + c.Purpose.Value
	}
	for address, want := range map[string]string{
		`cli.many["eu"]`: "A of B; B of B", `cli.many["us"]`: "B of B; none",
		"cli.all": `A of B, B of B; ci cli.many["eu"].session.ci cli.many["eu"].session.web`,
	} {
		if got[address] != want {
			t.Errorf("%s is %q, want %q", address, got[address], want)
		}
	}
}
