package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nhi-custody/custody/internal/testserver"
)

// registryKey finds the registry that a script has started.
type registryKey struct{}

// registry starts a real registry, which wants a login if the script says so; the script is skipped, aloud, where there is
// none. "registry down" ends it. The cache is a folder of the script's from then on.
func registry(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) < 2, "registry [login|down]")
	running, _ := ts.Value(registryKey{}).(**testserver.RegistryServer)
	if len(args) == 1 && args[0] == "down" {
		ts.Check((*running).Close())
		return
	}
	*running = testserver.StartRegistry(issuerOf(ts).tb, testserver.RegistryOptions{Login: len(args) == 1 && args[0] == "login"})
	ts.Setenv("REGISTRY", (*running).Host)
	ts.Setenv("REGISTRY_USER", testserver.RegistryUser)
	ts.Setenv("REGISTRY_PASSWORD", testserver.RegistryPassword)
	ts.Setenv("CUSTODY_CACHE_DIR", ts.MkAbs("cache"))
}

// spoil changes every file of the cache.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "spoil")
	spoiled := 0
	err := filepath.WalkDir(ts.Getenv("CUSTODY_CACHE_DIR"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		spoiled++
		content, err := os.ReadFile(path)
		content[len(content)/2] ^= 1
		return errors.Join(err, os.WriteFile(path, content, 0o600))
	})
	ts.Check(err)
	if spoiled == 0 {
		ts.Fatalf("there is nothing in the cache")
	}
}
