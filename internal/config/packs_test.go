package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
)

func TestPackBlocks(t *testing.T) {
	text := `pack {
  title       = "Short lives"
  description = "For hosts that are shared."
  version     = "3"
  extends     = ["builtin:baseline", "./other"]
}
override "ttl" {
  level = "warning"
  parameters {
    max    = humanize(duration("1h") / 4)
    grants = ["a", "b"]
  }
}
`
	json := `{"pack": {"title": "Short lives", "description": "For hosts that are shared.", "version": "3", "extends": ["builtin:baseline", "./other"]},
"override": {"ttl": {"level": "warning", "parameters": {"max": "${humanize(duration(\"1h\") / 4)}", "grants": ["a", "b"]}}}}`
	for file, text := range map[string]string{"strict.hcl": text, "policy.json": json} {
		pack, diags := config.LoadPack(workspace(map[string]string{file: text}), "./p", "p")
		if len(diags) > 0 {
			t.Fatal(list(diags))
		}
		if pack.Title.Value != "Short lives" || pack.Description.Value != "For hosts that are shared." || pack.Version.Value != "3" ||
			!slices.Equal(pack.Extends.Value, []string{"builtin:baseline", "./other"}) || pack.Range.Filename != "p/"+file {
			t.Errorf("%s: the pack is %+v", file, pack.Pack)
		}
		o := pack.Overrides[0]
		got := fmt.Sprintf("%s %s %s", o.Address.Name, o.Pack, o.Level.Value)
		for _, a := range o.Parameters {
			got += fmt.Sprintf(" %s=%v", a.Name, a.Value)
		}
		if got != "ttl ./p warning max=15m grants=[a b]" {
			t.Errorf("%s: the override is %s", file, got)
		}
	}
}

func TestPackBlockMistakes(t *testing.T) {
	const file = "packs/x/p.hcl"
	for _, c := range []struct {
		name, text string
		want       expected
	}{
		{"pack twice", "pack { title = \"A\" }\npack {}\n" + goodPolicy, expected{file, 2, "Repeated block", []string{"packs/x/p.hcl:1"}}},
		{"pack with a name", "pack \"x\" {}\n" + goodPolicy, expected{file, 1, "Wrong labels", []string{"no label"}}},
		{"nothing but a title", `pack { title = "A" }`, expected{"packs/x", 1, "Pack without policies", []string{"extends no other pack"}}},
		{"unknown attribute", "pack { extend = [\"./y\"] }\n" + goodPolicy, expected{file, 1, "Unknown attribute", []string{`Did you mean "extends"?`}}},
		{"extends that is no list", "pack { extends = \"./y\" }\n" + goodPolicy, expected{file, 1, "Not a literal", []string{"extends"}}},
		{"override twice", "override \"a\" {}\noverride \"a\" {}", expected{file, 2, "Duplicate name", []string{"packs/x/p.hcl:1"}}},
		{"override without a policy", "override {}", expected{file, 1, "Wrong labels", []string{`override "NAME"`}}},
		{"level that is none", `override "a" { level = "strict" }`, expected{file, 1, "Unknown word", []string{"mandatory"}}},
		{"level that is computed", `override "a" { level = lower("WARNING") }`, expected{file, 1, "Not a literal", []string{"level"}}},
		{"parameter of a workspace", "override \"a\" {\n  parameters { max = var.max }\n}", expected{file, 2, "Value from outside", []string{"max"}}},
		{"parameter from the environment", "override \"a\" {\n  parameters { max = env(\"HOME\") }\n}", expected{file, 2, "Error in function call", nil}},
		{"parameter from a file", "override \"a\" {\n  parameters { max = file(\"/etc/hostname\") }\n}", expected{file, 2, "Error in function call", nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := config.LoadPack(workspace(map[string]string{"p.hcl": c.text}), "./packs/x", "packs/x")
			hasExactly(t, diags, c.want)
		})
	}
}

// shelf opens packs of one file each. It counts how often each is opened.
type shelf struct {
	texts  map[string]string
	opened map[string]int
}

func (s *shelf) open(name string, _ *config.Pack, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
	text, ok := s.texts[name]
	if !ok {
		return nil, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Missing policy pack", Detail: name, Subject: at.Ptr()}}
	}
	s.opened[name]++
	return config.LoadPack(workspace(map[string]string{"p.hcl": text}), name, strings.TrimPrefix(name, "./"))
}

// packOf writes a pack with one policy that extends others.
func packOf(policy string, extends ...string) string {
	text := strings.Replace(goodPolicy, `"p"`, fmt.Sprintf("%q", policy), 1)
	if len(extends) == 0 {
		return text
	}
	return fmt.Sprintf("pack { extends = [\"%s\"] }\n", strings.Join(extends, `", "`)) + text
}

func loadShelf(texts map[string]string, names ...string) (*shelf, []string, hcl.Diagnostics) {
	s := &shelf{texts: texts, opened: map[string]int{}}
	packs, diags := config.LoadPacks(names, hcl.Range{Filename: "main.custody.hcl"}, config.PackSource{Open: s.open, Builtin: []string{"builtin:b"}})
	order := make([]string, len(packs))
	for i, p := range packs {
		order[i] = p.Name
	}
	return s, order, diags
}

func TestOrderOfPacks(t *testing.T) {
	texts := map[string]string{
		"builtin:b": packOf("b"), "./x": packOf("x", "builtin:b"), "./y": packOf("y", "builtin:b", "./x"), "./z": packOf("z", "./y", "./x"),
	}
	for _, c := range []struct{ names, want []string }{
		{[]string{"./x"}, []string{"builtin:b", "./x"}},
		{[]string{"./z"}, []string{"builtin:b", "./x", "./y", "./z"}},
		{[]string{"builtin:b", "./x"}, []string{"builtin:b", "./x"}},
		{[]string{"./x", "builtin:b"}, []string{"builtin:b", "./x"}}, // what a pack extends stands before it, wherever else it is named
		{[]string{"./x", "./x"}, []string{"builtin:b", "./x"}},
		{nil, []string{}},
	} {
		s, order, diags := loadShelf(texts, c.names...)
		if len(diags) > 0 || !slices.Equal(order, c.want) {
			t.Errorf("%q are loaded as %q, want %q: %s", c.names, order, c.want, list(diags))
		}
		for name, n := range s.opened {
			if n != 1 {
				t.Errorf("%q: %s was read %d times", c.names, name, n)
			}
		}
	}
	if _, order, diags := loadShelf(map[string]string{"./x": packOf("x")}, "./x", "./x/", "./y/../x"); len(diags) > 0 || len(order) != 1 {
		t.Errorf("three spellings of one folder are %q: %s", order, list(diags))
	}
}

func TestCyclesOfPacks(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts map[string]string
		file  string
		chain string
	}{
		{"itself", map[string]string{"./x": packOf("x", "./x")}, "x/p.hcl", "./x -> ./x"},
		{"itself in other words", map[string]string{"./x": packOf("x", "././x/")}, "x/p.hcl", "./x -> ./x"},
		{"two", map[string]string{"./x": packOf("x", "./y"), "./y": packOf("y", "./x")}, "y/p.hcl", "./x -> ./y -> ./x"},
		{
			"further down",
			map[string]string{"./x": packOf("x", "./y"), "./y": packOf("y", "./z"), "./z": packOf("z", "./y")},
			"z/p.hcl", "./y -> ./z -> ./y",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, diags := loadShelf(c.texts, "./x")
			hasExactly(t, diags, expected{c.file, 1, "Cycle of packs", []string{c.chain}})
		})
	}
}

func TestTooManyPacks(t *testing.T) {
	texts := map[string]string{}
	for i := range config.MaxPacks + 10 {
		texts[fmt.Sprintf("./x%d", i)] = packOf("x", fmt.Sprintf("./x%d", i+1))
	}
	_, order, diags := loadShelf(texts, "./x0")
	if len(diags) != 1 || diags[0].Summary != "Too many packs" || len(order) != config.MaxPacks {
		t.Errorf("%d packs: %s", len(order), list(diags))
	}
}

func TestNothingToOverride(t *testing.T) {
	override := "override \"a\" {}\n"
	for _, c := range []struct {
		name  string
		texts map[string]string
		names []string
		want  []expected
	}{
		{"earlier", map[string]string{"./x": packOf("a"), "./y": override}, []string{"./x", "./y"}, nil},
		{"extended", map[string]string{"./x": packOf("a"), "./y": override + `pack { extends = ["./x"] }`}, []string{"./y"}, nil},
		{
			"later",
			map[string]string{"./x": packOf("a"), "./y": override},
			[]string{"./y", "./x"},
			[]expected{{"y/p.hcl", 1, "Nothing to override", []string{"Name ./x first in custody.policies", `pack { extends = ["./x"] }`}}},
		},
		{
			"own",
			map[string]string{"./x": override + packOf("a")},
			[]string{"./x"},
			[]expected{{"x/p.hcl", 1, "Nothing to override", []string{"of this pack itself"}}},
		},
		{
			"shipped",
			map[string]string{"./x": override, "builtin:b": packOf("a")},
			[]string{"./x"},
			[]expected{{"x/p.hcl", 1, "Nothing to override", []string{"builtin:b", "before ./x in custody.policies", `pack { extends = ["builtin:b"] }`}}},
		},
		{
			"misspelled",
			map[string]string{"./x": packOf("token-ttl"), "./y": `override "token-tll" {}`},
			[]string{"./x", "./y"},
			[]expected{{"y/p.hcl", 1, "Unknown policy", []string{"any pack before ./y", `Did you mean "token-ttl"?`}}},
		},
		{"pack that is missing", map[string]string{"./y": override}, []string{"./x", "./y"}, []expected{{"main.custody.hcl", 0, "Missing policy pack", nil}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, diags := loadShelf(c.texts, c.names...)
			hasExactly(t, diags, c.want...)
		})
	}
}
