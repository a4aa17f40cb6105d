package oci_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/oci"
)

// sample is a pack with a policy, its page and a case.
func sample() fstest.MapFS {
	return fstest.MapFS{
		"pack.hcl":                  {Data: []byte("pack { title = \"Sample\" }\n")},
		"short/policy.hcl":          {Data: []byte("policy \"short\" {}\n")},
		"short/README.md":           {Data: []byte("# short\n")},
		"short/cases/fail-long.hcl": {Data: []byte("expect {}\n")},
	}
}

func newArtifact(t *testing.T, files fstest.MapFS) *oci.Artifact {
	t.Helper()
	a, err := oci.NewArtifact(files, oci.About{Title: "Sample", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// client is a client with a cache of its own, without credentials, whose requests are counted.
func client(t *testing.T) (*oci.Client, *httpx.Recorder) {
	t.Helper()
	recorder := &httpx.Recorder{}
	return oci.New(oci.Options{
		CacheDir: t.TempDir(), Transport: httpx.Record(http.DefaultTransport, recorder),
		Attempt: 5 * time.Second, Now: time.Now, Jitter: func() float64 { return 0 },
	}), recorder
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// fake is a registry that answers with whatever a test puts into it.
type fake struct {
	*httptest.Server
	mu       sync.Mutex
	manifest []byte
	layer    []byte
	claim    string // digest that it says the manifest has
	// before answers a request instead of the registry, if it returns true.
	before   func(w http.ResponseWriter, r *http.Request) bool
	requests []*http.Request
}

func startFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

// holding makes the registry hold an archive, under a manifest that describes it rightly unless edit changes it.
func (f *fake) holding(layer []byte, edit func(manifest map[string]any)) {
	manifest := map[string]any{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "artifactType": oci.ArtifactType,
		"config": map[string]any{"mediaType": "application/vnd.oci.empty.v1+json", "digest": digestOf([]byte("{}")), "size": 2},
		"layers": []any{map[string]any{"mediaType": oci.LayerType, "digest": digestOf(layer), "size": len(layer)}},
	}
	if edit != nil {
		edit(manifest)
	}
	f.layer = layer
	f.manifest, _ = json.Marshal(manifest)
}

// reference names what the registry holds.
func (f *fake) reference(t *testing.T) oci.Reference {
	t.Helper()
	return parse(t, "oci://"+f.host()+"/acme/pack@"+digestOf(f.manifest))
}

func (f *fake) host() string { return strings.TrimPrefix(f.URL, "http://") }

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.requests = append(f.requests, r)
	f.mu.Unlock()
	if f.before != nil && f.before(w, r) {
		return
	}
	switch {
	case strings.Contains(r.URL.Path, "/manifests/"):
		w.Header().Set("Content-Type", "application/vnd.oci.image.manifest.v1+json")
		w.Header().Set("Content-Length", strconv.Itoa(len(f.manifest)))
		if f.claim != "" {
			w.Header().Set("Docker-Content-Digest", f.claim)
		}
		_, _ = w.Write(f.manifest)
	case strings.Contains(r.URL.Path, "/blobs/"):
		_, _ = w.Write(f.layer)
	default:
		http.NotFound(w, r)
	}
}

func parse(t *testing.T, text string) oci.Reference {
	t.Helper()
	ref, err := oci.ParseReference(text)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

// file is one entry of a hand-made archive.
type file struct {
	tar.Header
	content string
}

func plain(name, content string) file {
	return file{tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644}, content}
}

func archiveOf(t *testing.T, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	w := tar.NewWriter(zip)
	for _, f := range files {
		header := f.Header
		if header.Typeflag == tar.TypeReg {
			header.Size = int64(len(f.content))
		}
		if err := w.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wantError fails unless an error says all of these, and nothing of what must not be told.
func wantError(t *testing.T, err error, phrases ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("there is no error; want one that says %q", phrases)
	}
	for _, phrase := range phrases {
		if !strings.Contains(err.Error(), phrase) {
			t.Errorf("%q does not say %q", err, phrase)
		}
	}
	for _, secret := range []string{password, "c2VjcmV0", "signature", "\n"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q tells %q", err, secret)
		}
	}
}

const password = "staple-of-the-registry"
