//go:build unix

package testserver

import (
	"path/filepath"
	"strings"
	"testing"
)

// What needs no cgo is built without a C compiler, and lies beside the others.
func TestBuildConftest(t *testing.T) {
	hydra, log := fakeBuild(t, "FAKE_CC=absent-cc")
	write(t, filepath.Join(hydra.ModuleDir, "internal/testserver/conftest/go.mod"), "module conftest\n")
	write(t, filepath.Join(hydra.ModuleDir, "internal/testserver/conftest/go.sum"), "sum\n")
	options := hydra.build()
	for range 2 {
		binary, err := BuildConftest(t.Context(), options)
		if err != nil || filepath.Base(binary) != "conftest" {
			t.Fatalf("BuildConftest = %q, %v", binary, err)
		}
	}
	builds := readLines(t, log)
	if len(builds) != 1 || !strings.HasSuffix(builds[0], "CGO_ENABLED=0") || strings.Contains(builds[0], "-tags") {
		t.Errorf("builds = %q; want one, without cgo and tags", builds)
	}
	wantOnly(t, options.CacheDir, "conftest-"+ConftestVersion+"-????????????", "conftest-"+ConftestVersion+"-????????????.lock")
}
