package engine_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/internal/testserver"
)

// own is a pack of the workspace with one policy.
const own = `policy "short" {
  title   = "Short"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.access_token_ttl != null && session.access_token_ttl <= parameter.max
  message = "It lives too long."
  parameter "max" {
    type    = duration
    default = "1h"
    origin  = "our own"
  }
}
`

// judgedBy is the estate, judged by the packs that the text lists.
func judgedBy(packs string, files map[string]string) map[string]string {
	all := with(files)
	all["main.custody.hcl"] = strings.Replace(all["main.custody.hcl"], `["./pack"]`, packs, 1)
	return all
}

func TestPacksExtend(t *testing.T) {
	s := newStage(t, judgedBy(`["./strict"]`, map[string]string{
		"pack/short/policy.hcl": own,
		"strict/pack.hcl":       "pack { extends = [\"./pack\"] }\noverride \"short\" {\n  level = \"warning\"\n  parameters { max = \"20m\" }\n}\n",
	}))
	p := s.project()
	for _, r := range p.Rules.All() {
		if r.Policy != "short" {
			continue
		}
		got := r.Parameters[0]
		if r.Pack != "./pack" || r.Level != "warning" || got.Value != "20m" || got.Origin != "override of ./strict" || r.LevelOrigin != got.Origin {
			t.Errorf("the rule is %+v", r)
		}
	}
	packs, err := p.DescribePacks()
	if err != nil || len(packs) != 2 || packs[0].Name != "./pack" || packs[0].Policies != 2 || packs[1].Overrides != 1 {
		t.Errorf("the packs are %+v, %v", packs, err)
	}
	for _, pack := range packs {
		if pack.Origin != engine.PackFolder || !strings.HasPrefix(pack.Digest, "sha256:") {
			t.Errorf("it is %+v", pack)
		}
	}
}

func TestPacksThatAreNone(t *testing.T) {
	digest := "sha256:" + strings.Repeat("ab", 32)
	for _, c := range []struct{ name, packs, want string }{
		{"by a tag", `["oci://registry.example/acme/pack:1.2"]`, "Run custody pack resolve oci://registry.example/acme/pack:1.2"},
		{"by nothing", `["oci://registry.example/acme/pack"]`, "Run custody pack resolve oci://registry.example/acme/pack:TAG"},
		{"by a tag and a digest", `["oci://registry.example/acme/pack:1@` + digest + `"]`, "leave the tag out"},
		{"by a short digest", `["oci://registry.example/acme/pack@sha256:abab"]`, "names no pack in a registry"},
		{"without a repository", `["oci://registry.example"]`, "names no pack in a registry"},
		{"over http", `["http://registry.example/pack"]`, "write builtin:NAME, ./FOLDER"},
		{"that can not be reached", `["oci://127.0.0.1:1/acme/pack@` + digest + `"]`, "Run custody pack fetch where the registry can be reached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := newStage(t, judgedBy(c.packs, nil)).load()
			if len(diags) != 1 || diags[0].Summary != "Missing policy pack" || !strings.Contains(diags[0].Detail, c.want) {
				t.Fatalf("the diagnostics are %v; want one about %q", diags, c.want)
			}
			if at := diags[0].Subject; at == nil || at.Filename != "main.custody.hcl" || at.Start.Line != 3 {
				t.Errorf("it is said to be at %v", at)
			}
		})
	}
}

// published puts a pack into a registry, whatever is in it, and returns its name.
func published(t *testing.T, s *stage, host string, files fstest.MapFS) string {
	t.Helper()
	a, err := oci.NewArtifact(files, oci.About{})
	if err != nil {
		t.Fatal(err)
	}
	client := oci.New(oci.Options{Transport: http.DefaultTransport, Attempt: 5 * time.Second, Now: s.world.Now, Jitter: s.world.Jitter})
	ref, err := oci.ParseReference("oci://" + host + "/acme/pack")
	if err != nil {
		t.Fatal(err)
	}
	if ref, err = client.Push(t.Context(), ref, a); err != nil {
		t.Fatal(err)
	}
	return ref.String()
}

func TestPackOfARegistry(t *testing.T) {
	host := testserver.StartRegistry(t, testserver.RegistryOptions{}).Host
	s := newStage(t, estate())
	s.world.CacheDir = t.TempDir()
	recorder := &httpx.Recorder{}
	s.world.Transport = httpx.Record(http.DefaultTransport, recorder)
	name := published(t, s, host, fstest.MapFS{"short/policy.hcl": {Data: []byte(own)}})
	s.edit("main.custody.hcl", `["./pack"]`, `["`+name+`"]`)

	p := s.project()
	if remote := p.RemotePacks(); len(remote) != 1 || !remote[0].Fetched || remote[0].Policies != 1 {
		t.Errorf("the packs of registries are %+v", remote)
	}
	if p.Rules.Len() != 1 || p.Rules.All()[0].Pack != name {
		t.Errorf("it is judged by %+v", p.Rules.All())
	}
	at := p.Rules.All()[0].Range.Filename
	if !strings.HasPrefix(at, host+"/acme/pack@sha256:") || string(p.Source(at)) != own {
		t.Errorf("the policy stands in %s", at)
	}
	asked := recorder.Count()
	if p := s.project(); p.RemotePacks()[0].Fetched || recorder.Count() != asked {
		t.Errorf("from the cache it took %v", recorder.Requests()[asked:])
	}
	packs, err := p.DescribePacks()
	if err != nil || packs[0].Origin != engine.PackRegistry || !strings.HasSuffix(name, packs[0].Digest) {
		t.Errorf("it is described as %+v, %v", packs, err)
	}
}

// A cache that can not be used is told, and no reason to judge nothing.
func TestPackThatIsNotKept(t *testing.T) {
	host := testserver.StartRegistry(t, testserver.RegistryOptions{}).Host
	s := newStage(t, estate())
	s.world.CacheDir = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(s.world.CacheDir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.edit("main.custody.hcl", `["./pack"]`, `["`+published(t, s, host, fstest.MapFS{"short/policy.hcl": {Data: []byte(own)}})+`"]`)
	p, diags := s.load()
	if len(diags) != 1 || diags.HasErrors() || diags[0].Summary != "Pack is not cached" || p.Rules.Len() != 1 {
		t.Errorf("%v", diags)
	}
}

// What comes from a registry can do no more than judge, and knows nothing of the workspace.
func TestHostilePackOfARegistry(t *testing.T) {
	host := testserver.StartRegistry(t, testserver.RegistryOptions{}).Host
	require := func(condition string) string {
		return strings.Replace(own, "session.access_token_ttl != null", condition, 1)
	}
	for _, c := range []struct{ name, text, summary, want string }{
		{"environment", require(`env("HOME") == ""`), "Error in function call", "env"},
		{"file", require(`file("/etc/passwd") == ""`), "Error in function call", "file"},
		{"file of the workspace", require(`file("main.custody.hcl") == ""`), "Error in function call", "file"},
		{"environment in a parameter", strings.Replace(own, `"1h"`, `env("HOME")`, 1), "Error in function call", "env"},
		{"environment in an override", own + "override \"x\" {\n  parameters { y = env(\"HOME\") }\n}\n", "Error in function call", "env"},
		{"a folder of the workspace", own + `pack { extends = ["./pack"] }`, "Missing policy pack", "knows nothing in it"},
		{"another registry", own + `pack { extends = ["oci://127.0.0.1:1/x@sha256:` + strings.Repeat("ab", 32) + `"] }`, "Missing policy pack", "knows nothing in it"},
		{"a block of a workspace", own + `team "x" {}`, "Unknown block", "in a pack"},
		{"deep nesting", require(strings.Repeat("(", 5000) + "true"), "", ""},
		{"no policy", "# nothing\n", "Pack without policies", "no policy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, estate())
			s.world.CacheDir = t.TempDir()
			s.edit("main.custody.hcl", `["./pack"]`, `["`+published(t, s, host, fstest.MapFS{"p/policy.hcl": {Data: []byte(c.text)}})+`"]`)
			_, diags := s.load()
			if !diags.HasErrors() || c.summary != "" && diags[0].Summary != c.summary || !strings.Contains(diags[0].Detail, c.want) {
				t.Fatalf("the diagnostics are %v; want %q about %q", diags, c.summary, c.want)
			}
			if at := diags[0].Subject; at == nil || !strings.HasPrefix(at.Filename, host+"/acme/pack@sha256:") {
				t.Errorf("it is said to be at %v", at)
			}
		})
	}
}
