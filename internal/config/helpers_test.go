package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
)

// head is a custody block for workspaces that are about something else.
const head = `custody { name = "w" }` + "\n"

// workspace is a file system of files given as text.
func workspace(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// one is a workspace of one file, whose first line is a custody block: the text begins on line 2.
func one(text string) fstest.MapFS {
	return workspace(map[string]string{"a.custody.hcl": head + text})
}

// load reads a workspace that must have no mistake.
func load(t *testing.T, fsys fstest.MapFS, opts config.Options) *config.Workspace {
	t.Helper()
	w, diags := config.Load(fsys, opts)
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	return w
}

// mistakes reads and resolves a workspace and returns all diagnostics.
func mistakes(fsys fstest.MapFS, opts config.Options) hcl.Diagnostics {
	w, diags := config.Load(fsys, opts)
	if diags.HasErrors() {
		return diags
	}
	_, more := model.Resolve(&w.Declarations, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	return append(diags, more...)
}

func list(diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.Error() + "\n")
	}
	return b.String()
}

// expected is one diagnostic. An empty file stands for none; phrases are parts of the detail.
type expected struct {
	file    string
	line    int
	summary string
	phrases []string
}

// hasExactly fails unless the diagnostics are the expected ones, in order.
func hasExactly(t *testing.T, diags hcl.Diagnostics, want ...expected) {
	t.Helper()
	if len(diags) != len(want) {
		t.Fatalf("%d diagnostics, want %d:\n%s", len(diags), len(want), list(diags))
	}
	for i, d := range diags {
		var at hcl.Range
		if d.Subject != nil {
			at = *d.Subject
		}
		if at.Filename != want[i].file || at.Start.Line != want[i].line || d.Summary != want[i].summary {
			t.Errorf("%s:%d %q, want %s:%d %q\n%s", at.Filename, at.Start.Line, d.Summary, want[i].file, want[i].line, want[i].summary, d.Detail)
		}
		for _, phrase := range want[i].phrases {
			if !strings.Contains(d.Detail, phrase) {
				t.Errorf("%q does not contain %q", d.Detail, phrase)
			}
		}
	}
}

// golden compares with a file of testdata; UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; UPDATE=1 rewrites it. Got:\n%s", file, got)
	}
}
