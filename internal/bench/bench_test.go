package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
)

// TestWorkspace holds that what is measured is what the goals speak of: every CLI fully declared, all of them judged, and
// only those failing that are meant to.
func TestWorkspace(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const clis = 120
	if err := generate(folder, workspaceShape{clis: clis, url: "https://sso.example.com", failEvery: 40}); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	world := &engine.World{Dir: folder, Now: func() time.Time { return at }, Env: func(string) (string, bool) { return "", false }}
	project, diags := engine.Load(world, engine.Inputs{}, at)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	summary := finding.Summarize(project.Judge())
	if summary.Fail != clis/40 || summary.Unknown != 0 || summary.Subjects != 2*clis || summary.Pass < 10*clis {
		t.Errorf("the findings are %+v, want %d failures", summary, clis/40)
	}
	if found, err := baseline(folder); err != nil || found != clis {
		t.Errorf("the baseline found %d CLIs, %v, want %d", found, err, clis)
	}
	files, size, err := size(folder)
	if each := size / clis; err != nil || files != 4 || each < 1400 || each > 1700 {
		t.Errorf("%d files with %d bytes for each CLI, %v; want 4, and about 1.5 KB", files, each, err)
	}
}

// TestWorkspaceIsTheSame holds that two runs measure the same bytes.
func TestWorkspaceIsTheSame(t *testing.T) {
	t.Parallel()
	first, second := t.TempDir(), t.TempDir()
	for _, folder := range []string{first, second} {
		if err := generate(folder, workspaceShape{clis: 60, url: "https://sso.example.com"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"main.custody.hcl", "clis/clis-0000.custody.hcl", "clis/clis-0001.custody.hcl"} {
		a, err := os.ReadFile(filepath.Join(first, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(second, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs from one run to the next, %v", name, err)
		}
	}
}
