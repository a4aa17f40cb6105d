package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/testserver"
)

// TestMain lets scripts run this very test binary under the name custody, as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"custody": main})
}

// schemas is the folder of the published JSON Schemas.
const schemas = "../../docs/schemas"

func TestScripts(t *testing.T) {
	testscript.Run(t, params(testscript.Params{Dir: "testdata/script"}))
}

func params(p testscript.Params) testscript.Params {
	setup := p.Setup
	p.RequireUniqueNames, p.UpdateScripts = true, os.Getenv("UPDATE") == "1"
	p.Setup = func(env *testscript.Env) error {
		env.Setenv("GORACE", "atexit_sleep_ms=0") // else each custody with the race detector waits for a second at its end
		env.Setenv("TODAY", time.Now().UTC().Format(time.DateOnly))
		env.Values[issuerKey{}] = &issuer{tb: env.T().(testing.TB)}
		env.Values[registryKey{}] = new(*testserver.RegistryServer)
		if setup != nil {
			return setup(env)
		}
		return nil
	}
	p.Condition = func(name string) (bool, error) {
		if name == "root" {
			return os.Getuid() == 0, nil
		}
		return false, fmt.Errorf("unknown condition %q", name)
	}
	p.Cmds = map[string]func(*testscript.TestScript, bool, []string){
		"append": appendText, "capture": capture, "exits": exits, "grow": grow, "leaks": leaks, "quickstart": quickstart,
		"registry": registry, "rejects": rejects, "same": same, "schema": schema, "spoil": spoil, "sqlite": sqlite, "terminal": terminal, "watches": watches,
	}
	for name, command := range issuerCommands() {
		p.Cmds[name] = command
	}
	return p
}

// quickstart makes the folder the workspace of examples/quickstart, and names today and a secret in the environment.
func quickstart(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "quickstart")
	ts.Check(os.CopyFS(ts.MkAbs("."), examples.Quickstart()))
	ts.Setenv("CUSTODY_VAR_confirmed_on", ts.Getenv("TODAY"))
	ts.Setenv("PAYCTL_CI_SECRET", "horse-battery-of-payctl-ci")
}

// exits runs a command that must end with exactly that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) > 1, "exits CODE command...")
	code, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := status(ts, args[1:]); got != code {
		ts.Fatalf("exit code %d, want %d", got, code)
	}
}

// status runs a command and returns its exit code.
func status(ts *testscript.TestScript, command []string) int {
	err := ts.Exec(command[0], command[1:]...)
	var ended *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &ended):
		return ended.ExitCode()
	}
	ts.Fatalf("%v", err)
	return -1
}

// rejects requires that the workspace is refused: by validate with a diagnostic at that place and of that text, in JSON
// too, and by an apply; and that nothing is written. The place - is for mistakes that lie in no file.
func rejects(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 2, "rejects FILE:LINE|- REGEXP")
	place, text := args[0], regexp.MustCompile("(?s)"+args[1])
	before := snapshot(ts)
	for _, command := range []string{"validate", "apply --auto-approve"} {
		if code := status(ts, append([]string{"custody"}, strings.Fields(command)...)); code != 1 {
			ts.Fatalf("%s: exit code %d, want 1", command, code)
		}
		told := ts.ReadFile("stderr")
		if place != "-" && !strings.Contains(told, place+",") {
			ts.Fatalf("%s: no diagnostic at %s", command, place)
		}
		if !text.MatchString(strings.Join(strings.Fields(told), " ")) {
			ts.Fatalf("%s: no diagnostic that says %q", command, args[1])
		}
		if out := ts.ReadFile("stdout"); out != "" {
			ts.Fatalf("%s: a result on stdout: %s", command, out)
		}
	}
	rejectsJSON(ts, place)
	if after := snapshot(ts); !slices.Equal(before, after) {
		ts.Fatalf("something was written:\nbefore %q\nafter  %q", before, after)
	}
}

// rejectsJSON requires that validate --json refuses the workspace, with an error at that place.
func rejectsJSON(ts *testscript.TestScript, place string) {
	if code := status(ts, []string{"custody", "validate", "--json"}); code != 1 {
		ts.Fatalf("validate --json: exit code %d, want 1", code)
	}
	var document struct {
		Valid       bool
		Diagnostics []struct {
			Severity string
			Range    struct {
				Filename string
				Start    struct{ Line int }
			}
		}
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &document))
	if document.Valid {
		ts.Fatalf("validate --json: valid")
	}
	for _, d := range document.Diagnostics {
		if d.Severity == "error" && (place == "-" || fmt.Sprintf("%s:%d", d.Range.Filename, d.Range.Start.Line) == place) {
			return
		}
	}
	ts.Fatalf("validate --json: no error at %s", place)
}

// snapshot lists the files of the script's folder with their sizes and times.
func snapshot(ts *testscript.TestScript) []string {
	var files []string
	ts.Check(filepath.WalkDir(ts.Getenv("WORK"), func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // a folder that can not be read holds nothing new
		}
		info, err := entry.Info()
		if err == nil {
			files = append(files, fmt.Sprint(path, info.Mode(), info.Size(), info.ModTime()))
		}
		return err
	}))
	return files
}

// same runs a command twice and requires the same bytes and the same exit code.
func same(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) > 0, "same command...")
	code := status(ts, args)
	out, told := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	if again := status(ts, args); again != code || ts.ReadFile("stdout") != out || ts.ReadFile("stderr") != told {
		ts.Fatalf("the second run differs from the first")
	}
	if out == "" {
		ts.Fatalf("nothing on stdout to compare")
	}
}

// capture puts what a group of an expression matches in stdout or stderr into a variable of the environment.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 3, "capture VARIABLE stdout|stderr REGEXP")
	found := regexp.MustCompile(args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if len(found) != 2 {
		ts.Fatalf("%s has no match with one group for %q", args[1], args[2])
	}
	ts.Setenv(args[0], found[1])
}

// appendText appends a text, in the notation of a Go string, to a file a number of times.
func appendText(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 3, "append FILE COUNT TEXT")
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[2], `"`, `\"`) + `"`)
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.WriteString(strings.Repeat(text, count))
	ts.Check(errors.Join(err, f.Close()))
}

// grow makes a file that many bytes long, without filling a disk.
func grow(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 2, "grow FILE BYTES")
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// leaks requires with ! that no file of the script's folder holds a text.
func leaks(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, neg && len(args) == 1 && args[0] != "", "! leaks TEXT")
	looked := 0
	ts.Check(filepath.WalkDir(ts.Getenv("WORK"), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(args[0])) {
			ts.Fatalf("%s holds it", path)
		}
		looked++
		return err
	}))
	if looked == 0 {
		ts.Fatalf("there are no files to look at")
	}
}

// schema requires that stdout is one document of a published JSON Schema.
func schema(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 1, "schema NAME")
	compiled, err := jsonschema.NewCompiler().Compile(filepath.Join(schemas, args[0]+"-1.0.schema.json"))
	ts.Check(err)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile("stdout")))
	ts.Check(err)
	ts.Check(compiled.Validate(document))
}

// sqlite runs a statement on a database, as somebody with a tool for that would.
func sqlite(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 2, "sqlite FILE SQL")
	_, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// environment is what a command gets that is not run by testscript itself.
func environment(ts *testscript.TestScript) []string {
	var env []string
	for _, name := range []string{
		"PATH", "HOME", "TMPDIR", "GORACE", "PAYCTL_CI_SECRET",
		"CUSTODY_VAR_confirmed_on", "CUSTODY_VAR_hydra_admin_url", "CUSTODY_VAR_hydra_public_url",
	} {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}

func want(ts *testscript.TestScript, ok bool, usage string) {
	if !ok {
		ts.Fatalf("usage: %s", usage)
	}
}
