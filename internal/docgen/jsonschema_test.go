package docgen_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/cli"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

// TestEveryDocumentHasASchema holds the list of documents to the commands that have --json.
func TestEveryDocumentHasASchema(t *testing.T) {
	var withFlag, listed []string
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Flags().Lookup("json") != nil {
			withFlag = append(withFlag, strings.TrimPrefix(c.CommandPath(), "custody "))
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(cli.Commands())
	for _, d := range view.Documents() {
		listed = append(listed, d.Command)
	}
	// show prints the plan's document, and a report is the business of its format.
	withFlag = slices.DeleteFunc(withFlag, func(name string) bool { return name == "show" || name == "report" })
	slices.Sort(withFlag)
	if len(withFlag) == 0 || !slices.Equal(listed, withFlag) {
		t.Errorf("documents are listed for %q; --json is a flag of %q", listed, withFlag)
	}
}

// world is a workspace with an issuer, and the program that runs in it.
type world struct {
	t         *testing.T
	dir       string
	args      []string
	transport http.RoundTripper
}

func newWorld(t *testing.T, workspace fs.FS, args ...string) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), args: args, transport: http.DefaultTransport}
	if err := os.CopyFS(w.dir, workspace); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) file() *os.File {
	w.t.Helper()
	f, err := os.CreateTemp(w.t.TempDir(), "stream")
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

// run runs a command and returns its result; the exit code must be the wanted one.
func (w *world) run(wantExit int, args ...string) []byte {
	w.t.Helper()
	in, out, errs := w.file(), w.file(), w.file()
	environment := map[string]string{"PAYCTL_CI_SECRET": "not-a-real-secret", "CUSTODY_CREDENTIAL_ORIGINS": "https://hydra-admin.acme.example"}
	exit := cli.Main(w.t.Context(), cli.Process{
		Args: append(append([]string{"-C", w.dir}, args...), w.args...), In: in, Out: out, Err: errs,
		Env:     func(name string) (string, bool) { value, ok := environment[name]; return value, ok },
		Now:     func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) },
		Jitter:  func() float64 { return 0 },
		Version: "1.2.3", Commit: "abc1234", Actor: "tester", Host: "host", PID: 1, Alive: func(int) bool { return true },
		Transport: w.transport, CacheDir: w.t.TempDir(),
	})
	if exit != wantExit {
		w.t.Errorf("custody %s: exit %d; want %d\n%s", strings.Join(args, " "), exit, wantExit, content(w.t, errs))
	}
	return content(w.t, out)
}

func content(t *testing.T, f *os.File) []byte {
	t.Helper()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// schemas compiles the published schemas, and counts how often each was tried.
type schemas struct {
	compiled map[string]*jsonschema.Schema
	tried    map[string]int
}

func compile(t *testing.T) *schemas {
	t.Helper()
	s := &schemas{compiled: map[string]*jsonschema.Schema{}, tried: map[string]int{}}
	documents := view.Documents()
	documents = append(documents, view.Document{Command: "report", Version: "1.0"}) // made by its format, from a schema by hand
	for _, d := range documents {
		c := jsonschema.NewCompiler()
		c.DefaultDraft(jsonschema.Draft2020)
		c.AssertFormat()
		name := strings.ReplaceAll(d.Command, " ", "-") + "-" + d.Version + ".schema.json"
		compiled, err := c.Compile(filepath.Join(docs, "schemas", name))
		if err != nil {
			t.Fatal(err)
		}
		s.compiled[d.Command] = compiled
	}
	return s
}

// accept wants a document to follow its schema, and not to follow it any more with one member added anywhere.
func (s *schemas) accept(t *testing.T, command string, document []byte) {
	t.Helper()
	s.tried[command]++
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatalf("custody %s prints no JSON: %v\n%s", command, err, document)
	}
	if err := s.compiled[command].Validate(value); err != nil {
		t.Errorf("what custody %s prints does not follow its schema: %v", command, err)
		return
	}
	for place, object := range objects(value) {
		object["a_member_that_nobody_knows"] = true
		if s.compiled[command].Validate(value) == nil {
			t.Errorf("the schema of custody %s accepts an unknown member at %s", command, place)
		}
		delete(object, "a_member_that_nobody_knows")
	}
}

// objects finds one object for each place of a document, where the items of a list are one place. The bodies of ledger
// entries are left out: what they hold is the ledger's own.
func objects(document any) map[string]map[string]any {
	found := map[string]map[string]any{}
	var gather func(place string, value any)
	gather = func(place string, value any) {
		switch value := value.(type) {
		case map[string]any:
			found[place] = value
			for name, member := range value {
				if name != "body" {
					gather(place+"/"+name, member)
				}
			}
		case []any:
			for _, item := range value {
				gather(place+"/*", item)
			}
		}
	}
	gather("", document)
	return found
}

func TestOutputsFollowTheirSchemas(t *testing.T) {
	s := compile(t)
	t.Run("quickstart", func(t *testing.T) { quickstart(t, s) })
	t.Run("acme", func(t *testing.T) { acme(t, s) })
	t.Run("starter", func(t *testing.T) {
		s.accept(t, "init", newWorld(t, fstest.MapFS{}).run(cli.ExitDone, "init", "--json"))
	})
	t.Run("broken", func(t *testing.T) { broken(t, s) })
	t.Run("packs", func(t *testing.T) { packs(t, s) })
	t.Run("exceptions", func(t *testing.T) { exceptions(t, s) })
	t.Run("tests", func(t *testing.T) { tests(t, s) })
	for command := range s.compiled {
		if s.tried[command] == 0 {
			t.Errorf("no output of custody %s was held against its schema", command)
		}
	}
}

// quickstart goes through a whole life: plan, apply, the record, drift.
func quickstart(t *testing.T, s *schemas) {
	issuer := hydrafake.Start(t, hydrafake.Options{})
	w := newWorld(t, examples.Quickstart(), "--var", "hydra_admin_url="+issuer.URL)
	s.accept(t, "version", (&world{t: t, dir: w.dir, transport: w.transport}).run(cli.ExitDone, "version", "--json"))
	s.accept(t, "validate", w.run(cli.ExitDone, "validate", "--json"))
	s.accept(t, "check", w.run(cli.ExitDone, "check", "--json"))
	s.accept(t, "ledger list", w.run(cli.ExitDone, "ledger", "list", "--json"))
	s.accept(t, "plan", w.run(cli.ExitChanges, "plan", "--json", "--detailed-exitcode"))
	s.accept(t, "apply", w.run(cli.ExitDone, "apply", "--auto-approve", "--json"))
	s.accept(t, "apply", w.run(cli.ExitDone, "apply", "--auto-approve", "--json"))
	s.accept(t, "plan", w.run(cli.ExitDone, "plan", "--json", "--detailed-exitcode"))
	s.accept(t, "ledger list", w.run(cli.ExitDone, "ledger", "list", "--json"))
	s.accept(t, "ledger show", w.run(cli.ExitDone, "ledger", "show", "1", "--json"))
	s.accept(t, "ledger verify", w.run(cli.ExitDone, "ledger", "verify", "--json"))
	s.accept(t, "report", w.run(cli.ExitDone, "report", "--json"))
	s.accept(t, "drift", w.run(cli.ExitDone, "drift", "--json"))
	remove(t, filepath.Join(w.dir, "out", "payctl.session-policy.json"))
	s.accept(t, "drift", w.run(cli.ExitChanges, "drift", "--json"))
	for _, thing := range []string{
		"NHI-03", "PR.AC-4", "access-token-ttl", "max_lifetime", "storage.model", "cli.payctl.session.ci", "team.identity", "hydra", "file",
	} {
		s.accept(t, "explain", w.run(cli.ExitDone, "explain", thing, "--json"))
	}
	w.transport = refusing{}
	s.accept(t, "plan", w.run(cli.ExitFailed, "plan", "--json"))
	s.accept(t, "drift", w.run(cli.ExitFailed, "drift", "--json"))
}

func remove(t *testing.T, file string) {
	t.Helper()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
}

// acme has everything that the quickstart has not: failures, waivers, for_each, issuers without a driver.
func acme(t *testing.T, s *schemas) {
	w := newWorld(t, examples.Acme())
	w.transport = refusing{}
	s.accept(t, "validate", w.run(cli.ExitDone, "validate", "--json"))
	s.accept(t, "fmt", w.run(cli.ExitDone, "fmt", "--json"))
	s.accept(t, "frameworks list", w.run(cli.ExitDone, "frameworks", "list", "--json"))
	s.accept(t, "frameworks show", w.run(cli.ExitDone, "frameworks", "show", "nist-ai-rmf-1.0", "--json"))
	s.accept(t, "check", w.run(cli.ExitWanting, "check", "--json"))
	s.accept(t, "plan", w.run(cli.ExitFailed, "plan", "--json"))
	s.accept(t, "report", w.run(cli.ExitDone, "report", "--json"))
}

// broken is a workspace with a mistake in it.
func broken(t *testing.T, s *schemas) {
	w := newWorld(t, examples.Quickstart())
	if err := os.WriteFile(filepath.Join(w.dir, "broken.custody.hcl"), []byte("team \"x\" {\n  titel = 1\n}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	document := w.run(cli.ExitFailed, "validate", "--json")
	s.accept(t, "validate", document)
	s.accept(t, "check", w.run(cli.ExitFailed, "check", "--json"))
	var verdict struct{ Valid *bool }
	if err := json.Unmarshal(document, &verdict); err != nil || verdict.Valid == nil || *verdict.Valid {
		t.Errorf("a workspace with a mistake is valid: %v, %v", verdict, err)
	}
}

// refusing is a network in which nobody is let in.
type refusing struct{}

func (refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusUnauthorized, Status: "401 Unauthorized", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: http.NoBody, Request: r,
	}, nil
}
