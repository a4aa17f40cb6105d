package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// mistakes resolves a workspace and lists what is wrong with it: line, summary and detail.
func mistakes(t *testing.T, text string) []string {
	t.Helper()
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(text)}}, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Time{})
	if m == nil {
		t.Fatal("there is no model")
	}
	var out []string
	for _, d := range diags {
		if d.Severity != hcl.DiagError || d.Subject == nil {
			t.Errorf("%s has no place, or is no error", d)
			continue
		}
		out = append(out, fmt.Sprintf("%d: %s: %s", d.Subject.Start.Line, d.Summary, d.Detail))
	}
	return out
}

// expect holds mistakes against the beginning of each, in order.
func expect(t *testing.T, text string, want ...string) {
	t.Helper()
	got := mistakes(t, text)
	if len(got) != len(want) {
		t.Fatalf("%d mistakes; want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("mistake %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
}

func TestRequired(t *testing.T) {
	expect(t, `custody {}
issuer "okta" "i" {}
profile "p" { actor = "human" }
cli "c" {
  session "none" {}
  session "some" {
    profile = profile.p
    issuer  = issuer.i
  }
}
exception "x" {
  policies = []
}
`,
		"1: Missing attribute: The custody block needs name: write name =",
		"5: Missing attribute: cli.c.session.none needs actor: say who acts",
		"5: Missing attribute: cli.c.session.none needs host: say on what kind of machine",
		"5: Missing attribute: cli.c.session.none needs issuer: name what mints the token",
		"6: Missing attribute: cli.c.session.some needs host",
		"11: Missing attribute: exception.x needs expires",
		"11: Missing attribute: exception.x needs granted",
		"11: Missing attribute: exception.x needs policies",
		"11: Missing attribute: exception.x needs subject",
	)
	expect(t, `custody { name = "two words" }`, `1: Invalid name: "two words" can not name a workspace`)
}

func TestExceptionDates(t *testing.T) {
	exception := func(granted, expires string) string {
		return `custody { name = "w" }
team "t" {}
exception "x" {
  subject  = team.t
  policies = ["p"]
  granted  = "` + granted + `"
  expires  = "` + expires + `"
}
`
	}
	expect(t, exception("2026-01-02", "2026-01-02"))
	expect(t, exception("2026-01-02", "2026-01-01"),
		"7: Exception ends before it begins: exception.x is granted on 2026-01-02 and expires on 2026-01-01.")
}

// Two teams may answer for one another.
func TestBackupCycle(t *testing.T) {
	m := resolve(t, `custody { name = "w" }
team "a" { backup = team.b }
team "b" { backup = team.a }
team "c" { backup = team.c }
`)
	a, b, c := m.Team(address(t, "team.a")), m.Team(address(t, "team.b")), m.Team(address(t, "team.c"))
	if a.BackupTeam != b || b.BackupTeam != a || c.BackupTeam != c {
		t.Errorf("the backups are %v, %v, %v", a.BackupTeam, b.BackupTeam, c.BackupTeam)
	}
}

// sharing is a workspace in which two sessions use one client, each with further attributes.
func sharing(one, two string) string {
	return `custody { name = "w" }
issuer "hydra" "i" {}
profile "p" {
  issuer = issuer.i
  actor  = "human"
  host   = "personal"
}
cli "a" {
  session "s" {
    profile   = profile.p
    client_id = "shared"
    ` + one + `
  }
}
cli "b" {
  session "s" {
    profile   = profile.p
    client_id = "shared"
    ` + two + `
  }
}
`
}

func TestSharedClient(t *testing.T) {
	for _, c := range []struct {
		name, one, two string
		wrong          []string // the attributes that disagree
	}{
		{"nothing", "", "", nil},
		{"equal", `access_token_ttl = "60m"`, `access_token_ttl = "1h"`, nil},
		{"the order of a list", `scopes = ["a", "b"]`, `scopes = ["b", "a"]`, nil},
		{"what the issuer does not hold", `actor = "automation"`, `host = "server"`, nil},
		{"the CLI's own side", `storage { model = "memory" }`, `storage { model = "hardware" }`, nil},
		{"another lifetime", `access_token_ttl = "1h"`, `access_token_ttl = "2h"`, []string{"access_token_ttl"}},
		{"a lifetime and its absence", `idle_timeout = "1h"`, ``, []string{"idle_timeout"}},
		{"inherit is not unset", `idle_timeout = "inherit"`, ``, []string{"idle_timeout"}},
		{"lists", `scopes = ["a"]`, `scopes = ["a", "b"]`, []string{"scopes"}},
		{"false is not unset", `pkce = false`, ``, []string{"pkce"}},
		{"in a nested block", `client { auth = "none" }`, `client { auth = "private_key_jwt" }`, []string{"client.auth"}},
		{"a secret that one of them names", `client { secret = env("A") }`, ``, nil},
		{"secrets", `client { secret = env("A") }`, `client { secret = env("B") }`, []string{"client.secret"}},
		{"several", "scopes = [\"a\"]\n    pkce = true", "scopes = [\"b\"]\n    pkce = false", []string{"pkce", "scopes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := mistakes(t, sharing(c.one, c.two))
			if len(got) != len(c.wrong) {
				t.Fatalf("%d mistakes, want %d:\n%s", len(got), len(c.wrong), strings.Join(got, "\n"))
			}
			for _, name := range c.wrong {
				want := `Sessions disagree about their client: cli.a.session.s and cli.b.session.s use the client "shared" of issuer.i, ` +
					"which can hold one value of " + name + " alone; the other is declared at a.custody.hcl:"
				if !slices.ContainsFunc(got, func(m string) bool { return strings.Contains(m, want) }) {
					t.Errorf("nothing says %q:\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
	// Where nobody wrote the attribute the session stands for it.
	expect(t, sharing(`pkce = true`, ``), "16: Sessions disagree about their client")
	expect(t, sharing(``, `pkce = true`), "19: Sessions disagree about their client")
}

func TestTwoIssuersShareNothing(t *testing.T) {
	text := sharing(`pkce = true`, "pkce = false\n    issuer = issuer.j") + "issuer \"hydra\" \"j\" {}\n"
	expect(t, text)
}

func TestDeliveries(t *testing.T) {
	cli := func(name, body string) string { return "cli \"" + name + "\" {\n" + body + "\n}\n" }
	head := "custody { name = \"w\" }\n"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"one place each", cli("a", `deliver "file" { path = "a.json" }`) + cli("b", `deliver "file" { path = "b.json" }`), nil},
		{
			"one place, spelt differently", cli("a", `deliver "file" { path = "x/../p.json" }`) + cli("b", `deliver "file" { path = "./p.json" }`),
			[]string{"6: Two deliveries to one place: ./p.json is the place of cli.a.deliver.file already, declared at a.custody.hcl:3"},
		},
		{
			"one path of two kinds", cli("a", "repository = \"o/r\"\ndeliver \"file\" { path = \"p.json\" }\ndeliver \"github\" { path = \"p.json\" }"), nil,
		},
		{
			"one path in two repositories",
			cli("a", "repository = \"o/r\"\ndeliver \"github\" { path = \"p.json\" }") + cli("b", "repository = \"o/s\"\ndeliver \"github\" { path = \"p.json\" }"), nil,
		},
		{
			"one path in one repository",
			cli("a", "repository = \"o/r\"\ndeliver \"github\" { path = \"p.json\" }") + cli("b", "repository = \"o/r\"\ndeliver \"github\" { path = \"p.json\" }"),
			[]string{"8: Two deliveries to one place: o/r:p.json is"},
		},
		{"no path", cli("a", `deliver "file" {}`), []string{"3: Missing attribute: cli.a.deliver.file needs path"}},
		{"nothing that a native one needs", cli("docker", `deliver "native" {}`), nil},
		{
			"two CLIs that write one tool", cli("docker", `deliver "native" {}`) + cli("other", `deliver "native" { tool = "docker" }`),
			[]string{"6: Two deliveries to one place: docker is"},
		},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, head+c.text, c.want...) })
	}
}

// The model does not depend on the order of the files.
func TestOrder(t *testing.T) {
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(estate)}}, config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	want := ""
	random := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		shuffle(random, w.Teams)
		shuffle(random, w.Issuers)
		shuffle(random, w.CLIs)
		shuffle(random, w.Exceptions)
		m, diags := model.Resolve(&w.Declarations, time.Time{})
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		got := outline(m)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("the model is\n%s\nand in another order\n%s", want, got)
		}
	}
}

func shuffle[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func outline(m *model.Model) string {
	var b strings.Builder
	for _, x := range m.Teams {
		fmt.Fprintln(&b, x.Address)
	}
	for _, x := range m.Issuers {
		fmt.Fprintln(&b, x.Address)
	}
	for _, x := range m.CLIs {
		fmt.Fprintln(&b, x.Address, model.TeamAddresses(m.Accountable(x.Address, schema.PlaneShared)))
		for _, s := range x.Sessions {
			fmt.Fprintln(&b, s.Address)
		}
	}
	for _, x := range m.Exceptions {
		fmt.Fprintln(&b, x.Address)
	}
	return b.String()
}
