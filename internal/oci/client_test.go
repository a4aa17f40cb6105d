package oci_test

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/oci"
)

func pack() []file {
	return []file{{Header: plain("policy.hcl", "").Header, content: "policy \"p\" {}\n"}}
}

// What is kept is used without a request, and held to its digest each time.
func TestCache(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, pack()...), nil)
	c, recorder := client(t)
	ref := f.reference(t)
	open := func(fetched bool) {
		t.Helper()
		before := recorder.Count()
		p, err := c.Open(t.Context(), ref)
		if err != nil || p.Fetched != fetched || p.NotKept != nil {
			t.Fatalf("it is opened as %+v, %v; want fetched to be %t", p, err, fetched)
		}
		if asked := recorder.Count() > before; asked != fetched {
			t.Errorf("a registry was asked: %t; want %t: %v", asked, fetched, recorder.Requests()[before:])
		}
		if err := fstest.TestFS(p.Files, "policy.hcl"); err != nil {
			t.Error(err)
		}
	}
	open(true)
	open(false)
	kept, err := filepath.Glob(filepath.Join(c.CacheDir, "packs", "sha256-*"))
	if err != nil || len(kept) != 2 {
		t.Fatalf("the cache has %q, %v; want the manifest and the archive", kept, err)
	}
	for _, path := range kept {
		for name, spoil := range map[string]func() error{
			"other bytes": func() error { return os.WriteFile(path, []byte("{}"), 0o600) },
			"more bytes":  func() error { return os.WriteFile(path, make([]byte, oci.MaxArchive+1), 0o600) },
			"nothing":     func() error { return os.Truncate(path, 0) },
			"no file":     func() error { return os.Remove(path) },
		} {
			if err := spoil(); err != nil {
				t.Fatal(err)
			}
			t.Log(name)
			open(true)
			open(false)
		}
	}
	if err := os.WriteFile(kept[0], []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, err = c.Open(t.Context(), ref)
	wantError(t, err, f.host()+" can not be reached")
}

// A cache that can not be written is no reason to refuse a pack.
func TestCacheThatKeepsNothing(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, pack()...), nil)
	c, _ := client(t)
	if err := os.WriteFile(filepath.Join(c.CacheDir, "packs"), nil, 0o600); err != nil { // where the folder should be
		t.Fatal(err)
	}
	p, err := c.Open(t.Context(), f.reference(t))
	if err != nil || p.NotKept == nil || !strings.Contains(p.NotKept.Error(), "keep the pack") {
		t.Errorf("it is opened as %+v, %v", p, err)
	}
	without := oci.New(oci.Options{Transport: http.DefaultTransport, Attempt: c.Attempt, Now: c.Now, Jitter: c.Jitter})
	if p, err := without.Open(t.Context(), f.reference(t)); err != nil || p.NotKept == nil {
		t.Errorf("without a cache it is opened as %+v, %v", p, err)
	}
}

func TestCacheSharedByMany(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, pack()...), nil)
	c, _ := client(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if p, err := c.Open(t.Context(), f.reference(t)); err != nil || p.NotKept != nil {
				t.Errorf("it is opened as %+v, %v", p, err)
			}
		})
	}
	group.Wait()
	if left, _ := filepath.Glob(filepath.Join(c.CacheDir, "packs", "*")); len(left) != 2 {
		t.Errorf("the cache has %q", left)
	}
}

// What a registry sends is held to the digest that the workspace names.
func TestHostileRegistry(t *testing.T) {
	layer := archiveOf(t, pack()...)
	other := archiveOf(t, plain("policy.hcl", "policy \"lax\" {}\n"))
	layers := func(m map[string]any) map[string]any { return m["layers"].([]any)[0].(map[string]any) }
	for _, c := range []struct {
		name string
		edit func(m map[string]any)
		late func(f *fake) // after the reference was taken
		want string
	}{
		{"another manifest", nil, func(f *fake) { f.manifest = append(f.manifest, ' ') }, "not what the digest names"},
		{"another manifest that claims the digest", nil, func(f *fake) {
			f.claim = digestOf(f.manifest)
			f.manifest = append(f.manifest, ' ')
		}, "not what the digest names"},
		{"another archive", nil, func(f *fake) { f.layer = other[:len(other):len(other)] }, "not what the digest names"},
		{"another archive of that size", nil, func(f *fake) { f.layer = []byte(strings.Repeat("x", len(layer))) }, "not what the digest names"},
		{"an archive with more behind it", nil, func(f *fake) { f.layer = append(f.layer[:len(layer):len(layer)], 'x') }, "not what the digest names"},
		{"another kind of artifact", func(m map[string]any) { m["artifactType"] = "application/vnd.other" }, nil, `it is no pack: its artifact type is "application/vnd.other"`},
		{"an image", func(m map[string]any) { delete(m, "artifactType") }, nil, "it is no pack"},
		{"two archives", func(m map[string]any) { m["layers"] = append(m["layers"].([]any), layers(m)) }, nil, "something else than one archive"},
		{"no archive", func(m map[string]any) { m["layers"] = []any{} }, nil, "something else than one archive"},
		{"another kind of archive", func(m map[string]any) { layers(m)["mediaType"] = "application/zip" }, nil, "something else than one archive"},
		{"another hash", func(m map[string]any) { layers(m)["digest"] = "md5:d41d8cd98f00b204e9800998ecf8427e" }, nil, "no SHA-256 digest"},
		{"a path for a digest", func(m map[string]any) { layers(m)["digest"] = "sha256:../../../etc/passwd" }, nil, "no SHA-256 digest"},
		{"a huge archive", func(m map[string]any) { layers(m)["size"] = oci.MaxArchive + 1 }, nil, "and a pack may have"},
		{"an archive of negative size", func(m map[string]any) { layers(m)["size"] = -1 }, nil, "and a pack may have"},
		{"no JSON", nil, func(f *fake) { f.manifest = []byte("<html>") }, "not what the digest names"},
		{"a huge manifest", nil, func(f *fake) {
			f.claim = digestOf(f.manifest)
			f.manifest = make([]byte, 300<<10)
		}, "its manifest has more than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFake(t)
			f.holding(layer, c.edit)
			ref := f.reference(t)
			if c.late != nil {
				c.late(f)
			}
			cl, _ := client(t)
			_, err := cl.Open(t.Context(), ref)
			wantError(t, err, c.want, ref.String())
			if kept, _ := os.ReadDir(filepath.Join(cl.CacheDir, "packs")); len(kept) > 0 {
				t.Errorf("%d files of it are kept", len(kept))
			}
		})
	}
}

func TestRegistryInTrouble(t *testing.T) {
	for _, c := range []struct {
		code  int
		times int // that it is answered so
		want  string
	}{
		{429, 2, ""},
		{503, 2, ""},
		{502, 1, ""},
		{429, 100, "429"},
		{503, 100, "the registry failed"},
		{500, 1, "the registry failed"},
		{404, 1, "no such pack"},
		{403, 1, "may not do this"},
		{401, 100, "log in with docker login"},
	} {
		t.Run(fmt.Sprintf("%d, %d times", c.code, c.times), func(t *testing.T) {
			t.Parallel() // they wait between attempts
			f := startFake(t)
			f.holding(archiveOf(t, pack()...), nil)
			f.before = func(w http.ResponseWriter, _ *http.Request) bool {
				if c.times--; c.times < 0 {
					return false
				}
				if c.code == http.StatusTooManyRequests {
					w.Header().Set("Retry-After", "0")
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(c.code)
				fmt.Fprintf(w, `{"errors": [{"code": "TROUBLE", "message": "you sent %s", "detail": "c2VjcmV0"}]}`, password)
				return true
			}
			cl, _ := client(t)
			_, err := cl.Open(t.Context(), f.reference(t))
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			wantError(t, err, c.want)
		})
	}
}

// dockerConfig writes Docker's configuration with credentials for a host.
func dockerConfig(t *testing.T, host, user, pass string) string {
	t.Helper()
	auth := base64.StdEncoding.EncodeToString([]byte(user + ":" + pass))
	return written(t, fmt.Sprintf(`{"auths": {%q: {"auth": %q}}}`, host, auth))
}

func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// asking makes a registry want Basic credentials, and let everything through that has some.
func asking(f *fake) {
	f.before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Authorization") == "" {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(http.StatusUnauthorized)
			return true
		}
		return false
	}
}

// A registry may send the client elsewhere for an archive. Its credentials stay behind.
func TestRedirectTakesNoCredentials(t *testing.T) {
	layer := archiveOf(t, pack()...)
	var elsewhere []*http.Request
	storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		elsewhere = append(elsewhere, r)
		if strings.Contains(r.URL.Path, "gone") {
			w.Header().Set("WWW-Authenticate", `Basic realm="mine"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = w.Write(layer)
	}))
	t.Cleanup(storage.Close)
	for _, where := range []string{"/data", "/gone"} {
		f := startFake(t)
		f.holding(layer, nil)
		asking(f)
		ask := f.before
		f.before = func(w http.ResponseWriter, r *http.Request) bool {
			if ask(w, r) {
				return true
			}
			if !strings.Contains(r.URL.Path, "/blobs/") {
				return false
			}
			http.Redirect(w, r, storage.URL+where+"?signature=c2VjcmV0", http.StatusTemporaryRedirect)
			return true
		}
		cl, _ := client(t)
		cl.DockerConfig = dockerConfig(t, f.host(), "me", password)
		_, err := cl.Open(t.Context(), f.reference(t))
		if where == "/gone" {
			wantError(t, err, "401")
		} else if err != nil {
			t.Error(err)
		}
	}
	if len(elsewhere) != 2 {
		t.Errorf("%d requests came to the storage, want one each", len(elsewhere))
	}
	for _, r := range elsewhere {
		if got := r.Header.Get("Authorization"); got != "" {
			t.Errorf("%s came with %q", r.URL.Path, got)
		}
	}
}

// Nobody on the way may read or answer: what a registry leads to is https, but on this machine.
func TestPlainHTTPIsRefused(t *testing.T) {
	for _, to := range []string{"http://storage.example/x", "http://169.254.169.254/latest", "ftp://127.0.0.1/x"} {
		f := startFake(t)
		f.holding(archiveOf(t, pack()...), nil)
		f.before = func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, to, http.StatusFound)
			return true
		}
		cl, recorder := client(t)
		_, err := cl.Open(t.Context(), f.reference(t))
		wantError(t, err, "over https alone")
		if recorder.Count() != 1 {
			t.Errorf("%s: %v", to, recorder.Requests())
		}
	}
	cl, recorder := client(t)
	cl.Transport = httpx.Record(refusing{}, recorder)
	_, err := cl.Open(t.Context(), parse(t, "oci://registry.example/pack@"+digestOf(nil)))
	wantError(t, err, "registry.example can not be reached")
	for _, r := range recorder.Requests() {
		if !strings.HasPrefix(r.URL, "https://registry.example/v2/") {
			t.Errorf("%s was asked", r.URL)
		}
	}
}

// refusing is a network on which nothing can be reached.
type refusing struct{}

func (refusing) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("no route")}
}

// A registry names the server that gives tokens. Credentials go there, and from there nowhere else.
func TestTokens(t *testing.T) {
	layer := archiveOf(t, pack()...)
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("me:"+password))
	var foreign []*http.Request
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		foreign = append(foreign, r)
		fmt.Fprint(w, `{"token": "t0ken"}`)
	}))
	t.Cleanup(other.Close)
	for _, c := range []struct {
		name   string
		tokens http.HandlerFunc
		want   string
	}{
		{"given", func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != basic || r.URL.Query().Get("scope") != "repository:acme/pack:pull" {
				t.Errorf("the token is asked for with %q at %s", r.Header.Get("Authorization"), r.URL)
			}
			fmt.Fprint(w, `{"token": "t0ken"}`)
		}, ""},
		{"refused", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }, "wrong or expired"},
		{"elsewhere", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tokens := httptest.NewServer(c.tokens)
			t.Cleanup(tokens.Close)
			f := startFake(t)
			f.holding(layer, nil)
			f.before = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Header.Get("Authorization") == "Bearer t0ken" {
					return false
				}
				w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s/token",service="r",scope="repository:acme/pack:pull"`, tokens.URL))
				w.WriteHeader(http.StatusUnauthorized)
				return true
			}
			cl, _ := client(t)
			cl.DockerConfig = dockerConfig(t, f.host(), "me", password)
			_, err := cl.Open(t.Context(), f.reference(t))
			if c.want != "" {
				wantError(t, err, c.want)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	for _, r := range foreign {
		if got := r.Header.Get("Authorization"); got != "" {
			t.Errorf("another server was sent %q", got)
		}
	}
	if len(foreign) == 0 {
		t.Error("the redirect was not followed, so nothing was tried")
	}
}

func TestTokensOverPlainHTTP(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, pack()...), nil)
	f.before = func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("WWW-Authenticate", `Bearer realm="http://tokens.example/token",service="r"`)
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	cl, recorder := client(t)
	cl.DockerConfig = dockerConfig(t, f.host(), "me", password)
	cl.Transport = httpx.Record(onlyLoopback{t}, recorder)
	_, err := cl.Open(t.Context(), f.reference(t))
	wantError(t, err, "http://tokens.example, and custody fetches packs over https alone")
}

// onlyLoopback fails the test when a request leaves the machine.
type onlyLoopback struct{ t *testing.T }

func (o onlyLoopback) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(req.URL.Host, "127.0.0.1:") {
		o.t.Errorf("%s was asked", req.URL)
	}
	return http.DefaultTransport.RoundTrip(req)
}

// Credentials of one registry are nothing for another.
func TestCredentialsOfAnotherHost(t *testing.T) {
	f := startFake(t)
	f.holding(archiveOf(t, pack()...), nil)
	asking(f)
	for name, path := range map[string]string{
		"other host":  dockerConfig(t, "registry.example", "me", password),
		"other port":  dockerConfig(t, "127.0.0.1:1", "me", password),
		"no file":     filepath.Join(t.TempDir(), "config.json"),
		"empty":       written(t, "{}"),
		"no password": written(t, fmt.Sprintf(`{"auths": {%q: {}}}`, f.host())),
	} {
		cl, _ := client(t)
		cl.DockerConfig = path
		_, err := cl.Open(t.Context(), f.reference(t))
		t.Log(name)
		wantError(t, err, "the registry asks for credentials: log in with docker login "+f.host())
	}
	for name, text := range map[string]string{
		"no JSON":      `{"auths": {"c2VjcmV0"`,
		"no auth":      fmt.Sprintf(`{"auths": {%q: {"auth": "%s"}}}`, f.host(), password),
		"no helper":    fmt.Sprintf(`{"credHelpers": {%q: "of-nobody"}}`, f.host()),
		"not a string": fmt.Sprintf(`{"auths": {%q: {"auth": 1}}}`, f.host()),
	} {
		cl, _ := client(t)
		cl.DockerConfig = written(t, text)
		_, err := cl.Open(t.Context(), f.reference(t))
		t.Log(name)
		wantError(t, err, "can not be read from "+cl.DockerConfig)
	}
	for _, r := range f.requests {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("%s came with credentials", r.URL)
		}
	}
}
