package docgen_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/cli"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

func readme(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestReadmeExample holds the example of the language to the language: it validates, and is in canonical form.
func TestReadmeExample(t *testing.T) {
	example := regexp.MustCompile("(?s)```hcl\n(custody .*?)```").FindStringSubmatch(readme(t))
	if example == nil {
		t.Fatal("the README has no example that begins with a custody block")
	}
	w := newWorld(t, fstest.MapFS{"main.custody.hcl": {Data: []byte(example[1]), Mode: 0o644}})
	w.run(cli.ExitDone, "validate")
	if out := w.run(cli.ExitDone, "fmt", "--check", "--diff"); len(out) > 0 {
		t.Errorf("the README's example is not in canonical form:\n%s", out)
	}
}

// TestReadmeOutput runs the commands of the tour that say the same on every day, and wants each line that is shown.
func TestReadmeOutput(t *testing.T) {
	issuer := hydrafake.Start(t, hydrafake.Options{})
	quick := newWorld(t, examples.Quickstart(), "--var", "hydra_admin_url="+issuer.URL)
	for _, test := range []struct {
		command string
		world   *world
		exit    int
	}{
		{"-C examples/quickstart plan --target cli.payctl.session.ci", quick, cli.ExitDone},
		{"-C examples/acme check --at 2026-11-24", newWorld(t, examples.Acme()), cli.ExitWanting},
		{"explain NHI-03", newWorld(t, fstest.MapFS{}), cli.ExitDone},
	} {
		shown := shownFor(t, test.command)
		args := strings.Fields(test.command)
		if args[0] == "-C" {
			args = args[2:]
		}
		out := strings.Split(string(test.world.run(test.exit, args...)), "\n")
		for _, line := range shown {
			if line != "[...]" && !slices.Contains(out, line) {
				t.Errorf("custody %s prints no line %q any more; it prints:\n%s", test.command, line, strings.Join(out, "\n"))
			}
		}
	}
}

// shownFor are the lines that the README shows below a command.
func shownFor(t *testing.T, command string) []string {
	t.Helper()
	_, rest, found := strings.Cut(readme(t), "\n$ custody "+command+"\n")
	if !found {
		t.Fatalf("the README does not show custody %s any more", command)
	}
	var lines []string
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "$ ") || strings.HasPrefix(line, "```") {
			break
		}
		lines = append(lines, strings.TrimRight(line, "\n"))
	}
	if len(lines) == 0 {
		t.Fatalf("the README shows nothing below custody %s", command)
	}
	return lines
}

// TestLedgerKinds holds the closed set of kinds that the schema of a ledger's entry names to the ledger's own.
func TestLedgerKinds(t *testing.T) {
	content, err := fs.ReadFile(os.DirFS(docs), "schemas/ledger-show-1.0.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var published struct {
		Definitions map[string]struct {
			Properties map[string]struct {
				Enum []ledger.Kind
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(content, &published); err != nil {
		t.Fatal(err)
	}
	got, want := published.Definitions["entry"].Properties["kind"].Enum, ledger.Kinds()
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("the schema names the kinds %q; the ledger has %q", got, want)
	}
}
