package policy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
)

// Packs are named by the workspace, and found in it or in what ships.
func TestPacksOfAWorkspace(t *testing.T) {
	for _, c := range []struct {
		name, packs string
		summary     string
		phrase      string
	}{
		{"none declared", ``, "", ""},
		{"builtin", `["builtin:baseline"]`, "", ""},
		{"own", `["./packs/own"]`, "", ""},
		{"own without the dot", `["packs/own"]`, "Missing policy pack", "write builtin:NAME, ./FOLDER"},
		{"unknown builtin", `["builtin:basline"]`, "Missing policy pack", "builtin:baseline"},
		{"catalogs are no pack", `["builtin:frameworks"]`, "Missing policy pack", "builtin:baseline"},
		{"no folder", `["./packs/nowhere"]`, "Missing policy pack", "no folder ./packs/nowhere"},
		{"a file", `["./main.custody.hcl"]`, "Missing policy pack", "no folder ./main.custody.hcl"},
		{"outside", `["./../outside"]`, "Missing policy pack", "inside the workspace"},
		{"absolute", `["/etc"]`, "Missing policy pack", "inside the workspace"},
		{"a link out", `["./packs/linked"]`, "Link out of the workspace", ""},
		{"empty", `["./packs/empty"]`, "Pack without policies", "policy.hcl"},
		{"broken", `["./packs/broken"]`, "Unclosed configuration block", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "ws")
			text := "custody {\n  name = \"w\"\n}\n"
			if c.packs != "" {
				text = "custody {\n  name = \"w\"\n  policies = " + c.packs + "\n}\n"
			}
			write(t, filepath.Join(dir, "main.custody.hcl"), text)
			write(t, filepath.Join(dir, "packs/own/p/policy.hcl"), rule("cli", "shared", "true"))
			write(t, filepath.Join(dir, "packs/empty/README.md"), "")
			write(t, filepath.Join(dir, "packs/broken/policy.hcl"), "policy \"p\" {")
			write(t, filepath.Join(dir, "../outside/policy.hcl"), rule("cli", "shared", "true"))
			if c.name == "a link out" {
				if err := os.Symlink("../../outside", filepath.Join(dir, "packs/linked")); err != nil {
					t.Fatal(err)
				}
			}
			_, diags := engine.Load(t.Context(), &engine.World{Dir: dir}, engine.Inputs{}, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
			switch {
			case c.summary == "" && len(diags) > 0:
				t.Error(list(diags))
			case c.summary != "" && (len(diags) != 1 || diags[0].Summary != c.summary || !strings.Contains(diags[0].Detail, c.phrase) || diags[0].Subject == nil):
				t.Errorf("%swant %q %q", list(diags), c.summary, c.phrase)
			}
		})
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
