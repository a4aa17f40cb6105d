package oci_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/internal/testserver"
)

func TestRealRegistry(t *testing.T) {
	server := testserver.StartRegistry(t, testserver.RegistryOptions{})
	repository := "oci://" + server.Host + "/acme/packs/sample"
	a := newArtifact(t, sample())
	pusher, pushes := client(t)
	tagged, err := pusher.Push(t.Context(), parse(t, repository+":1.2"), a)
	if err != nil {
		t.Fatal(err)
	}
	if want := repository + "@" + a.Digest(); tagged.String() != want {
		t.Errorf("it is pushed as %s, want %s", tagged, want)
	}
	before := pushes.Count()
	again, err := pusher.Push(t.Context(), parse(t, repository), newArtifact(t, sample()))
	if err != nil || again != tagged {
		t.Errorf("pushed again it is %s, %v", again, err)
	}
	if writes := pushes.Count() - before; writes != 3 { // two blobs are there, the manifest is put under its digest
		t.Errorf("to push the same again took %d requests: %v", writes, pushes.Requests()[before:])
	}

	reader, requests := client(t)
	if found, err := reader.Resolve(t.Context(), parse(t, repository+":1.2")); err != nil || found != tagged {
		t.Errorf("the tag is %s, %v", found, err)
	}
	if found, err := reader.Resolve(t.Context(), tagged); err != nil || found != tagged {
		t.Errorf("the digest is %s, %v", found, err)
	}
	for range 2 {
		p, err := reader.Open(t.Context(), tagged)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range sample() {
			if got, err := fs.ReadFile(p.Files, name); err != nil || string(got) != string(want.Data) {
				t.Errorf("%s holds %q, %v", name, got, err)
			}
		}
		// What was fetched makes the same artifact.
		if same, err := oci.NewArtifact(p.Files, oci.About{Title: "Sample", Version: "1"}); err != nil || same.Digest() != a.Digest() {
			t.Errorf("what was fetched makes another artifact (%v)", err)
		}
		if err := server.Close(); err != nil { // the second time nobody is there
			t.Fatal(err)
		}
	}
	if writes := requests.Writes(); len(writes) > 0 {
		t.Errorf("to read took %v", writes)
	}
	empty, _ := client(t)
	_, err = empty.Open(t.Context(), tagged)
	wantError(t, err, "can not be reached")
}

func TestRealRegistryWithoutThePack(t *testing.T) {
	server := testserver.StartRegistry(t, testserver.RegistryOptions{})
	repository := "oci://" + server.Host + "/acme/sample"
	c, _ := client(t)
	missing := parse(t, repository+"@"+digestOf([]byte("x")))
	_, err := c.Open(t.Context(), missing)
	wantError(t, err, "no such pack", missing.String())
	_, err = c.Resolve(t.Context(), parse(t, repository+":none"))
	wantError(t, err, "no such pack", ":none")
	_, err = c.Resolve(t.Context(), parse(t, repository))
	wantError(t, err, "put :TAG behind it")
	_, err = c.Open(t.Context(), parse(t, repository+":1"))
	wantError(t, err, "name it by its digest")
	_, err = c.Push(t.Context(), missing, newArtifact(t, sample()))
	wantError(t, err, "name the repository")
}

func TestRealRegistryWithLogin(t *testing.T) {
	server := testserver.StartRegistry(t, testserver.RegistryOptions{Login: true})
	ref := parse(t, "oci://"+server.Host+"/acme/sample:1")
	a := newArtifact(t, sample())
	configs := map[string]string{"auths": dockerConfig(t, server.Host, testserver.RegistryUser, testserver.RegistryPassword)}
	if runtime.GOOS == "linux" {
		configs["a helper"] = helperConfig(t, server.Host)
	}
	for name, config := range configs {
		c, _ := client(t)
		c.DockerConfig = config
		pushed, err := c.Push(t.Context(), ref, a)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := c.Open(t.Context(), pushed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for user, pass := range map[string]string{testserver.RegistryUser: password + "x", "somebody": password} {
		c, _ := client(t)
		c.DockerConfig = dockerConfig(t, server.Host, user, pass)
		_, err := c.Push(t.Context(), ref, a)
		wantError(t, err, "401", "log in with docker login "+server.Host)
		_, err = c.Open(t.Context(), ref.Pinned(a.Digest()))
		wantError(t, err, "401", "log in with docker login "+server.Host)
	}
	c, _ := client(t)
	_, err := c.Resolve(t.Context(), ref)
	wantError(t, err, "the registry asks for credentials")
}

// helperConfig names a program that gives the credentials of one host, as Docker's own helpers do.
func helperConfig(t *testing.T, host string) string {
	t.Helper()
	dir := t.TempDir()
	script := fmt.Sprintf("#!/bin/sh\nread host\n[ \"$host\" = %q ] || exit 1\necho '{\"ServerURL\": \"%s\", \"Username\": \"%s\", \"Secret\": \"%s\"}'\n",
		host, host, testserver.RegistryUser, testserver.RegistryPassword)
	if err := os.WriteFile(filepath.Join(dir, "docker-credential-custody-test"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return written(t, fmt.Sprintf(`{"credHelpers": {%q: "custody-test"}}`, host))
}
