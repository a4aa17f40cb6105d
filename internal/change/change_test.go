package change_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/change"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
)

func resolve(t *testing.T, text string) *model.Model {
	t.Helper()
	return resolveFiles(t, map[string]string{"a.custody.hcl": text})
}

func resolveFiles(t *testing.T, files map[string]string) *model.Model {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	w, diags := config.Load(fsys, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return m
}

// line is a difference in words.
func line(d setting.Difference) string {
	return fmt.Sprintf("%s %s (%s): %s -> %s, %s, %s, line %d", d.Subject, d.Attribute, d.Plane, d.Before, d.After, d.Action, d.Direction, d.Range.Start.Line)
}

func lines(list []setting.Difference) string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = line(d)
	}
	return strings.Join(out, "\n")
}

const estate = `
custody {
  name     = "w"
  policies = ["builtin:baseline"]
}
locals { ttl = "15m" }
team "iam" { planes = ["identity"] }
issuer "keycloak" "corp" {
  owner = team.iam
  realm = "r"
}
profile "p" {
  issuer           = issuer.corp
  actor            = "human"
  host             = "personal"
  access_token_ttl = local.ttl
}
cli "c" {
  storage { model = "os_keychain" }
  session "a" {
    profile = profile.p
    scopes  = ["y", "x"]
  }
  session "b" { profile = profile.p }
  deliver "file" { path = "/p" }
}
exception "x" {
  subject  = cli.c.session.a
  policies = ["p"]
  granted  = "2026-01-01"
  expires  = "2026-01-31"
  approval {
    team = team.iam
    by   = "ann"
    on   = "2026-01-02"
  }
}
override "p" {
  level = "mandatory"
  parameters { max = "1h" }
}
`

// Each case edits the workspace and lists all that is different then.
func TestBetween(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []string // pairs of old and new text
		want  string
	}{
		{"nothing", nil, ""},
		{"the order of a list, a comment and a renamed local", []string{`["y", "x"]`, `["x", "y"] # why`, "ttl = \"", "life = \"", "local.ttl", "local.life"}, ""},
		{"a profile, for each session that it reaches", []string{`ttl = "15m"`, `ttl = "1h"`}, `
cli.c.session.a access_token_ttl (identity): 15m -> 1h, update, widens, line 16
cli.c.session.b access_token_ttl (identity): 15m -> 1h, update, widens, line 16`},
		{"a profile that a session does not follow", []string{`ttl = "15m"`, `ttl = "1h"`, `session "b" { profile = profile.p }`, "session \"b\" {\n profile = profile.p\n access_token_ttl = \"15m\"\n}"}, `
cli.c.session.a access_token_ttl (identity): 15m -> 1h, update, widens, line 16`},
		{"what a CLI says for its sessions", []string{`"os_keychain"`, `"plaintext_file"`}, `
cli.c storage.model (application): os_keychain -> plaintext_file, update, widens, line 19
cli.c.session.a storage.model (application): os_keychain -> plaintext_file, update, widens, line 19
cli.c.session.b storage.model (application): os_keychain -> plaintext_file, update, widens, line 19`},
		{"an attribute that is gone has the place of its block", []string{`scopes  = ["y", "x"]`, ""}, `
cli.c.session.a scopes (identity): [x, y] -> -, update, widens, line 20`},
		{"a block that comes", []string{`deliver "file"`, "session \"n\" {\n profile = profile.p\n access_token_ttl = \"1m\"\n}\ndeliver \"file\""}, `
cli.c.session.n access_token_ttl (identity): - -> 1m, create, neutral, line 27
cli.c.session.n actor (identity): - -> human, create, neutral, line 14
cli.c.session.n existence (identity): false -> true, create, widens, line 25
cli.c.session.n host (identity): - -> personal, create, neutral, line 15
cli.c.session.n issuer (identity): - -> issuer.corp, create, neutral, line 13
cli.c.session.n profile (identity): - -> profile.p, create, neutral, line 26
cli.c.session.n storage.model (application): - -> os_keychain, create, neutral, line 19`},
		{"a block that goes", []string{`deliver "file" { path = "/p" }`, ""}, `
cli.c.deliver.file existence (application): true -> false, delete, neutral, line 25
cli.c.deliver.file path (application): /p -> -, delete, neutral, line 25`},
		{"another type of issuer", []string{`"keycloak" "corp"`, `"hydra" "corp"`, `realm = "r"`, `admin_url = "http://h"`}, `
issuer.corp admin_url (identity): - -> http://h, update, neutral, line 10
issuer.corp realm (identity): r -> -, update, neutral, line 8
issuer.corp type (identity): keycloak -> hydra, update, neutral, line 8`},
		{"an exception that covers more, for longer", []string{"cli.c.session.a", "cli.c", "2026-01-31", "2026-02-28", `"ann"`, `"bob"`}, `
exception.x approval (shared): [ann for team.iam on 2026-01-02] -> [bob for team.iam on 2026-01-02], update, neutral, line 32
exception.x expires (shared): 2026-01-31 -> 2026-02-28, update, widens, line 31
exception.x subject (shared): cli.c.session.a -> cli.c, update, widens, line 28`},
		{"an override that weighs less", []string{`"mandatory"`, `"advisory"`, `max = "1h"`, "max = 2"}, `
policy.p level (shared): mandatory -> advisory, update, widens, line 39
policy.p parameters.max (shared): 1h -> 2, update, neutral, line 40`},
		{"an override that is gone", []string{"override \"p\" {\n  level = \"mandatory\"\n  parameters { max = \"1h\" }\n}", ""}, `
policy.p existence (shared): true -> false, delete, neutral, line 38
policy.p level (shared): mandatory -> -, delete, widens, line 39
policy.p parameters.max (shared): 1h -> -, delete, neutral, line 40`},
		{"packs", []string{`["builtin:baseline"]`, `["builtin:baseline", "./mine"]`}, `
workspace policies (shared): [builtin:baseline] -> [./mine, builtin:baseline], update, narrows, line 4`},
		{"where the ledger is", []string{`name     = "w"`, `name = "w"` + "\nstate \"sqlite\" { path = \"x\" }"}, `
workspace state.path (shared): - -> x, update, neutral, line 4
workspace state.type (shared): - -> sqlite, update, neutral, line 4`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := estate
			for i := 0; i < len(c.edits); i += 2 {
				if !strings.Contains(text, c.edits[i]) {
					t.Fatalf("%q does not occur", c.edits[i])
				}
				text = strings.Replace(text, c.edits[i], c.edits[i+1], 1)
			}
			got := lines(change.Between(resolve(t, estate), resolve(t, text)))
			if got != strings.TrimSpace(c.want) {
				t.Errorf("different are\n%s\nwant\n%s", got, strings.TrimSpace(c.want))
			}
		})
	}
}

// Of packs that both have a policy the later wins, so their order is no matter of taste.
func TestBetweenOrderOfPacks(t *testing.T) {
	packs := func(list string) *model.Model { return resolve(t, "custody {\n name = \"w\"\n policies = "+list+"\n}") }
	got := lines(change.Between(packs(`["a", "b"]`), packs(`["b", "a"]`)))
	if want := "workspace policies (shared): a, b -> b, a, update, neutral, line 3"; got != want {
		t.Errorf("different are\n%s\nwant\n%s", got, want)
	}
}

func TestBetweenMovedFiles(t *testing.T) {
	cut := strings.Index(estate, `cli "c"`)
	moved := resolveFiles(t, map[string]string{"b/z.custody.hcl": estate[:cut], "a/y.custody.hcl": "\n\n" + estate[cut:]})
	if got := change.Between(resolve(t, estate), moved); len(got) > 0 {
		t.Errorf("moving the blocks makes\n%s", lines(got))
	}
}

func TestBetweenOfItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := models().Draw(t, "model")
		if got := change.Between(m, m); len(got) > 0 {
			t.Fatalf("a model differs from itself:\n%s", lines(got))
		}
	})
}

// The way back has the same differences with the values swapped, and leads the other way. What both gains and loses
// members widens both ways, for nothing says that the new ones weigh less; so does another subject of an exception.
func TestBetweenReversed(t *testing.T) {
	back := map[setting.BlockAction]setting.BlockAction{
		setting.BlockCreate: setting.BlockDelete, setting.BlockDelete: setting.BlockCreate, setting.BlockUpdate: setting.BlockUpdate,
	}
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		a, b := models().Draw(t, "base"), models().Draw(t, "head")
		there, again := change.Between(a, b), change.Between(b, a)
		if len(there) != len(again) {
			t.Fatalf("there are\n%s\nand on the way back\n%s", lines(there), lines(again))
		}
		seen += len(there)
		for i, d := range there {
			r := again[i]
			same := d.Subject == r.Subject && d.Attribute == r.Attribute && d.Plane == r.Plane && back[d.Action] == r.Action
			if !same || !d.Before.Equal(r.After) || !d.After.Equal(r.Before) || d.Before.Equal(d.After) {
				t.Fatalf("%s\nand on the way back\n%s", line(d), line(r))
			}
			if !mirrored(&d, &r) {
				t.Fatalf("the directions of\n%s\nand on the way back\n%s", line(d), line(r))
			}
		}
		if !slices.IsSortedFunc(there, func(x, y setting.Difference) int {
			return strings.Compare(x.Subject.String()+" "+x.Attribute, y.Subject.String()+" "+y.Attribute)
		}) {
			t.Fatalf("they are in no order:\n%s", lines(there))
		}
	})
	if seen == 0 {
		t.Error("nothing was compared")
	}
}

func mirrored(d, r *setting.Difference) bool {
	switch {
	case d.Direction == setting.Neutral || r.Direction == setting.Neutral:
		return d.Direction == r.Direction
	case d.Direction == setting.Narrows:
		return r.Direction == setting.Widens
	case r.Direction == setting.Widens:
		return len(d.Added()) > 0 && len(d.Removed()) > 0 || d.Attribute == "subject"
	}
	return true
}
