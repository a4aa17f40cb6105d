//go:build unix

package testserver

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fakeGo stands for the go command: it writes down each build and "builds" a file that it fills slowly enough for a
// reader to see a half one.
const fakeGo = `#!/bin/sh
case "$1" in
env) echo '{"GOVERSION":"go1.0","GOOS":"linux","GOARCH":"amd64","CC":"'"$FAKE_CC"'"}' ;;
build)
	echo "$@ CGO_ENABLED=$CGO_ENABLED" >>"$FAKE_LOG"
	if [ -n "$FAKE_FAILURE" ]; then echo "$FAKE_FAILURE" >&2; exit 1; fi
	while [ "$1" != -o ]; do shift; done
	echo whole >"$2" ;;
esac
`

// fakeBuild returns options whose build runs fakeGo, and the file in which that writes down the builds.
func fakeBuild(t *testing.T, env ...string) (options HydraOptions, log string) {
	t.Helper()
	bin, root := t.TempDir(), t.TempDir()
	log = filepath.Join(t.TempDir(), "log")
	write(t, filepath.Join(bin, "go"), fakeGo)
	write(t, filepath.Join(bin, "cc"), "#!/bin/sh\n")
	write(t, filepath.Join(root, "internal/testserver/hydra/go.mod"), "module hydra\n")
	write(t, filepath.Join(root, "internal/testserver/hydra/go.sum"), "sum\n")
	return HydraOptions{
		CacheDir: filepath.Join(t.TempDir(), "not", "there", "yet"), ModuleDir: root,
		Env: append([]string{"PATH=" + bin, "FAKE_CC=cc -m64", "FAKE_LOG=" + log}, env...),
	}, log
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestBuildHydraOnceForAll(t *testing.T) {
	options, log := fakeBuild(t, "CGO_ENABLED=0")
	if HydraCached(t.Context(), options) {
		t.Fatal("cached before the first build")
	}
	var progress bytes.Buffer
	options.Log = &progress
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			binary, err := BuildHydra(t.Context(), options)
			if err != nil {
				t.Error(err)
				return
			}
			if content, err := os.ReadFile(binary); err != nil || string(content) != "whole\n" {
				t.Errorf("binary = %q, %v", content, err)
			}
		})
	}
	group.Wait()
	if !HydraCached(t.Context(), options) {
		t.Error("not cached after the build")
	}
	builds := readLines(t, log)
	if len(builds) != 1 || !strings.HasSuffix(builds[0], "CGO_ENABLED=1") {
		t.Errorf("builds = %q; want one, with cgo", builds)
	}
	if !strings.HasPrefix(progress.String(), "building Ory Hydra 2.3.0 from source: 0 s\n") {
		t.Errorf("progress = %q", progress.String())
	}
	wantOnly(t, options.CacheDir, "hydra-2.3.0-????????????", "hydra-2.3.0-????????????.lock")
}

func TestBuildHydraAgainForOtherRequirements(t *testing.T) {
	options, log := fakeBuild(t)
	for _, sum := range []string{"sum\n", "other sum\n", "sum\n"} {
		write(t, filepath.Join(options.ModuleDir, "internal/testserver/hydra/go.sum"), sum)
		if _, err := BuildHydra(t.Context(), options); err != nil {
			t.Fatal(err)
		}
	}
	if builds := readLines(t, log); len(builds) != 2 {
		t.Errorf("builds = %q; want two", builds)
	}
}

func TestBuildHydraFails(t *testing.T) {
	tests := []struct {
		name   string
		change func(*HydraOptions)
		want   string
	}{
		{"no go", func(o *HydraOptions) { o.Env = []string{"PATH=" + t.TempDir()} }, "install Go"},
		{"no environment", func(o *HydraOptions) { o.Env = nil }, "install Go"},
		{"no compiler", func(o *HydraOptions) { o.Env = append(o.Env, "FAKE_CC=absent-cc -m64") }, `"absent-cc" is not in PATH`},
		{"no module", func(o *HydraOptions) { o.ModuleDir = t.TempDir() }, "find the module that pins Ory Hydra"},
		{"build", func(o *HydraOptions) { o.Env = append(o.Env, "FAKE_FAILURE=checksum mismatch") }, "checksum mismatch"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			options, _ := fakeBuild(t)
			test.change(&options)
			binary, err := BuildHydra(t.Context(), options)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("BuildHydra = %q, %v; want an error that holds %q", binary, err, test.want)
			}
			if HydraCached(t.Context(), options) {
				t.Error("a failed build is cached")
			}
			if entries, err := filepath.Glob(filepath.Join(options.CacheDir, "*.partial-*")); err != nil || len(entries) > 0 {
				t.Errorf("left behind: %q, %v", entries, err)
			}
		})
	}
}

func TestModuleRoot(t *testing.T) {
	root := t.TempDir()
	nested := filepath.Join(root, "internal", "testserver", "hydra")
	write(t, filepath.Join(root, "go.mod"), custodyModule+"\n\ngo 1.26\n")
	write(t, filepath.Join(nested, "go.mod"), custodyModule+"/internal/testserver/hydra\n")
	if got, err := moduleRoot(nested); err != nil || got != root {
		t.Errorf("moduleRoot = %q, %v; want %q", got, err, root)
	}
	if got, err := moduleRoot(t.TempDir()); err == nil {
		t.Errorf("moduleRoot outside of the source tree = %q; want an error", got)
	}
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(content)), "\n")
}

func wantOnly(t *testing.T, folder string, patterns ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(patterns) {
		t.Fatalf("entries = %v; want %q", entries, patterns)
	}
	for i, entry := range entries {
		if ok, err := filepath.Match(patterns[i], entry.Name()); !ok || err != nil {
			t.Errorf("entry %s does not match %s", entry.Name(), patterns[i])
		}
	}
}
