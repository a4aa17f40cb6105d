package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// layered compiles packs, each of one text, under the overrides of a workspace.
func layered(t *testing.T, workspace string, texts ...string) *finding.Rule {
	t.Helper()
	var packs []*schema.Pack
	for i, text := range texts {
		packs = append(packs, &pack(t, fmt.Sprintf("./%d", i+1), text).Pack)
	}
	r, diags := policy.Compile(packs, resolve(t, workspace, day).Overrides, catalog(t))
	if len(diags) > 0 || r.Len() != 1 {
		t.Fatalf("%d rules: %s", r.Len(), list(diags))
	}
	return r.All()[0]
}

// ttlOverride writes an override of the policy ttl.
func ttlOverride(level string, parameters ...string) string {
	text := "override \"ttl\" {\n"
	if level != "" {
		text += fmt.Sprintf("level = %q\n", level)
	}
	return text + "parameters {\n" + strings.Join(parameters, "\n") + "\n}\n}\n"
}

// What stands is settled attribute by attribute: the workspace, later packs, earlier packs, the policy itself.
func TestPrecedence(t *testing.T) {
	replacement := strings.NewReplacer(`"1h"`, `"8h"`, `"RFC 6750"`, `"our own"`).Replace(limited)
	for _, c := range []struct {
		name      string
		workspace string
		packs     []string
		want      string // level, its origin, then value and origin of max, count and grants
	}{
		{"the policy itself", "", []string{limited}, "mandatory  | 1h RFC 6750 | 3  | a, b "},
		{"a pack", "", []string{limited, ttlOverride("warning", `max = "30m"`)}, "warning override of ./2 | 30m override of ./2 | 3  | a, b "},
		{
			"a later pack, attribute by attribute", "",
			[]string{limited, ttlOverride("warning", `max = "30m"`, `count = 1`), ttlOverride("", `max = "15m"`)},
			"warning override of ./2 | 15m override of ./3 | 1 override of ./2 | a, b ",
		},
		{
			"a later pack may loosen", "",
			[]string{limited, ttlOverride("", `max = "15m"`), ttlOverride("advisory", `max = "30m"`)},
			"advisory override of ./3 | 30m override of ./3 | 3  | a, b ",
		},
		{
			"the workspace", ttlOverride("advisory", "count = 9"),
			[]string{limited, ttlOverride("warning", `max = "30m"`, `count = 1`)},
			"advisory override of this workspace | 30m override of ./2 | 9 override of this workspace | a, b ",
		},
		{
			"a list is replaced", "",
			[]string{limited, ttlOverride("", `grants = ["c"]`), ttlOverride("", `grants = []`)},
			"mandatory  | 1h RFC 6750 | 3  |  override of ./3",
		},
		{
			"a later policy is not what earlier packs overrode", "",
			[]string{limited, ttlOverride("warning", `max = "30m"`), replacement},
			"mandatory  | 8h our own | 3  | a, b ",
		},
		{
			"overrides of a replaced policy", "",
			[]string{limited, replacement, ttlOverride("", `max = "30m"`)},
			"mandatory  | 30m override of ./3 | 3  | a, b ",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := layered(t, c.workspace, c.packs...)
			got := fmt.Sprintf("%s %s", r.Level, r.LevelOrigin)
			for _, p := range r.Parameters[:3] {
				got += fmt.Sprintf(" | %s %s", p.Value, p.Origin)
				if p.Overridden != strings.HasPrefix(p.Origin, "override of ") {
					t.Errorf("%s: overridden is %t, from %q", p.Name, p.Overridden, p.Origin)
				}
			}
			if got != c.want {
				t.Errorf("it is\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// A mistake in an override is reported where it stands, also when another override hides it.
func TestMistakesInPackOverrides(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       expected
	}{
		{"unknown parameter", ttlOverride("", `maxx = "1h"`), expected{3, "Unknown parameter", `Did you mean "max"?`}},
		{"wrong type", ttlOverride("", `max = 3600`), expected{3, "Wrong type of value", `a duration in quotes`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, second := pack(t, "./1", limited), pack(t, "./2", c.text)
			for _, workspace := range []string{"", ttlOverride("", `max = "2h"`)} {
				_, diags := policy.Compile([]*schema.Pack{&first.Pack, &second.Pack}, resolve(t, workspace, day).Overrides, catalog(t))
				hasExactly(t, diags, c.want)
				if diags[0].Subject.Filename != "2/policy.hcl" && diags[0].Subject.Filename != "./2/policy.hcl" {
					t.Errorf("it is said to be in %s", diags[0].Subject.Filename)
				}
			}
		})
	}
}
