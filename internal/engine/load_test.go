package engine_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/policies"
)

func TestLoadRefuses(t *testing.T) {
	custody := func(attribute string) map[string]string {
		return map[string]string{"main.custody.hcl": "custody {\n  name = \"acme\"\n  " + attribute + "\n}\n"}
	}
	for _, c := range []struct {
		name, attribute, want string
	}{
		{"a pack that does not ship", `policies = ["builtin:nothing"]`, `There is no pack "builtin:nothing". These ship with custody: builtin:`},
		{"the catalogs are no pack", `policies = ["builtin:frameworks"]`, "There is no pack"},
		{"a way out of the built-in packs", `policies = ["builtin:../x"]`, "There is no pack"},
		{"a folder that is missing", `policies = ["./pack"]`, "There is no folder ./pack in this workspace"},
		{"a file for a folder", `policies = ["./main.custody.hcl"]`, "There is no folder ./main.custody.hcl"},
		{"a name without its kind", `policies = ["baseline"]`, "write builtin:NAME, ./FOLDER"},
		{"a way out of the workspace", `policies = ["../pack"]`, "write builtin:NAME, ./FOLDER"},
		{"a longer way out", `policies = ["./a/../../pack"]`, "write builtin:NAME, ./FOLDER"},
		{"an absolute path", `policies = ["/etc"]`, "write builtin:NAME, ./FOLDER"},
		{"a framework that is none", `frameworks = ["nist-csf-3.0"]`, `There is no framework "nist-csf-3.0". There are: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := newStage(t, custody(c.attribute)).load()
			if len(diags) != 1 || !diags.HasErrors() || !strings.Contains(diags[0].Detail, c.want) {
				t.Fatalf("the diagnostics are %v; want one about %q", diags, c.want)
			}
			if at := diags[0].Subject; at == nil || at.Filename != "main.custody.hcl" || at.Start.Line != 3 {
				t.Errorf("it is said to be at %v", at)
			}
		})
	}
}

func TestLoadWithoutFolder(t *testing.T) {
	world := newStage(t, nil).world
	world.Dir = filepath.Join(world.Dir, "missing")
	p, diags := engine.Load(t.Context(), world, engine.Inputs{}, time.Time{})
	if p == nil || !diags.HasErrors() || diags[0].Summary != "Workspace cannot be read" || p.Source("x") != nil {
		t.Errorf("a missing folder is read as %v", diags)
	}
}

// A workspace that names no pack is judged by the baseline: silence is not compliance.
func TestDefaultPack(t *testing.T) {
	p := newStage(t, map[string]string{"main.custody.hcl": `custody { name = "acme" }`}).project()
	shipped, err := fs.ReadDir(policies.FS(), "baseline")
	if err != nil {
		t.Fatal(err)
	}
	if p.Rules.Len() == 0 || p.Rules.Len() < len(shipped)-1 {
		t.Errorf("%d rules judge it; the pack has %d folders", p.Rules.Len(), len(shipped))
	}
}

func TestLoad(t *testing.T) {
	s := newStage(t, estate())
	p := s.project()
	if p.Rules.Len() != 2 || len(p.Model.CLIs) != 2 {
		t.Errorf("there are %d rules and %d CLIs", p.Rules.Len(), len(p.Model.CLIs))
	}
	for _, name := range []string{"payctl.custody.hcl", "pack/short/policy.hcl"} {
		if got := string(p.Source(name)); got != s.read(name) {
			t.Errorf("the source of %s is %q", name, got)
		}
	}
	if p.Source("missing") != nil {
		t.Error("a file that was not read has a source")
	}
	for _, f := range p.Judge() {
		if f.Verdict != finding.Pass {
			t.Errorf("%s on %s: %s", f.Rule.Policy, f.Subject.Text, f.Verdict)
		}
	}
	if len(s.hydra.Requests()) != 0 {
		t.Errorf("reading a workspace sent %v", s.hydra.Requests())
	}
	if _, err := os.Stat(filepath.Join(s.dir, ".custody")); err == nil {
		t.Error("reading a workspace made a ledger")
	}
}

// All mistakes come at once, in the order of their places: those of files, of meaning, of packs.
func TestMistakesTogether(t *testing.T) {
	files := with(map[string]string{
		"pack/short/policy.hcl": strings.Replace(estate()["pack/short/policy.hcl"], "session.access_token_ttl != null", "session.acess_token_ttl != null", 1),
		"payctl.custody.hcl":    strings.Replace(estate()["payctl.custody.hcl"], "    actor            = \"automation\"\n", "", 1),
	})
	_, diags := newStage(t, files).load()
	var places []string
	for _, d := range diags {
		places = append(places, d.Subject.Filename+" "+d.Summary)
	}
	if len(diags) != 2 || !strings.HasPrefix(places[0], "pack/short/policy.hcl") || places[1] != "payctl.custody.hcl Missing attribute" {
		t.Errorf("the diagnostics are %q: %v", places, diags)
	}
}

func TestLoadBuiltin(t *testing.T) {
	p, err := engine.LoadBuiltin(newStage(t, nil).world)
	if err != nil || p.Rules.Len() == 0 || p.Catalog == nil {
		t.Fatalf("what ships is %+v, %v", p, err)
	}
	if len(p.Explain("access-token-ttl")) == 0 || len(p.Explain("nonsense")) != 0 {
		t.Error("what ships can not be explained, or nonsense can")
	}
}
