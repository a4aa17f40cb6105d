package config_test

import (
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/schema"
)

// full is the workspace with every attribute in it.
func full(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	root := filepath.Join("testdata", "full")
	err := filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		relative, _ := filepath.Rel(root, name)
		fsys[filepath.ToSlash(relative)] = &fstest.MapFile{Data: src}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func TestEveryAttributeArrives(t *testing.T) {
	w := load(t, full(t), config.Options{Version: "0.1.0"})
	d := dump(&w.Declarations, true)
	golden(t, "full.txt", d.String())

	want := all("custody", "", reflect.TypeFor[schema.Workspace]())
	want = append(want, all("team", "", reflect.TypeFor[schema.Team]())...)
	want = append(want, all("issuer", "", reflect.TypeFor[schema.Issuer]())...)
	want = append(want, all("profile", "", reflect.TypeFor[schema.Profile]())...)
	want = append(want, all("cli", "", reflect.TypeFor[schema.CLI]())...)
	want = append(want, all("exception", "", reflect.TypeFor[schema.Exception]())...)
	want = append(want, all("override", "", reflect.TypeFor[schema.Override]())...)
	for _, issuer := range schema.IssuerTypes() {
		want = append(want, all("issuer "+issuer.Name, "", reflect.TypeOf(issuer.New()).Elem())...)
	}
	for _, delivery := range schema.DeliveryTypes() {
		want = append(want, all("deliver "+delivery.Name, "", reflect.TypeOf(delivery.New()).Elem())...)
	}
	if len(want) < 120 {
		t.Errorf("the language has %d attributes: the walk is broken", len(want))
	}
	for _, name := range want {
		if !d.seen[name] {
			t.Errorf("%s did not arrive, or testdata/full does not write it", name)
		}
	}
}

func TestEveryAttributeOfAPolicyArrives(t *testing.T) {
	const source = `
policy "p" {
  title      = "T"
  subject    = "session"
  plane      = "identity"
  level      = "warning"
  when       = session.issuer != null
  require    = session.pkce == true
  message    = "M"
  remedy     = "R"
  references = ["RFC 7636"]
  parameter "max" {
    type        = duration
    default     = "1h"
    description = "D"
    origin      = "O"
  }
  controls = { "owasp-nhi-2025" = ["NHI4:2025"], "nist-csf-2.0" = ["PR.AA-03"] }
}
`
	fsys := workspace(map[string]string{"p/policy.hcl": source})
	pack, diags := config.LoadPack(fsys, "./packs/x", "packs/x")
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	d := &dumper{seen: map[string]bool{}, places: true}
	d.block("policy", pack.Policies[0])
	for _, name := range all("policy", "", reflect.TypeFor[schema.Policy]()) {
		if !d.seen[name] {
			t.Errorf("%s did not arrive", name)
		}
	}
	p := pack.Policies[0]
	if p.Pack != "./packs/x" || len(p.Controls) != 2 || p.Controls[0].Framework != "nist-csf-2.0" || p.Controls[1].Controls[0] != "NHI4:2025" {
		t.Errorf("the pack or the controls did not arrive: %+v", p)
	}
	if string(pack.Source("packs/x/p/policy.hcl")) != source {
		t.Error("the source is not kept under the name that ranges carry")
	}
}

func TestEveryAttributeOfACaseArrives(t *testing.T) {
	fsys := workspace(map[string]string{"c.hcl": `
team "a" {}
expect {
  subject = team.a
  verdict = "fail"
  attribute = "storage.model"
  message = "M"
  at      = "2026-11-24"
}
`})
	w, diags := config.LoadCase(fsys, "c.hcl")
	if len(diags) > 0 {
		t.Fatal(list(diags))
	}
	d := &dumper{seen: map[string]bool{}}
	d.block("expect", w.Expectations[0])
	for _, name := range all("expect", "", reflect.TypeFor[schema.Expectation]()) {
		if !d.seen[name] {
			t.Errorf("%s did not arrive", name)
		}
	}
}

// A file in JSON says the same as its native twin.
func TestJSONIsTheSame(t *testing.T) {
	native := full(t)
	inJSON := fstest.MapFS{}
	for name, file := range native {
		twin := strings.TrimSuffix(name, ".hcl") + ".json"
		inJSON[twin] = &fstest.MapFile{Data: toJSON(t, file.Data, name)}
	}
	want := dump(&load(t, native, config.Options{}).Declarations, false).String()
	got := dump(&load(t, inJSON, config.Options{}).Declarations, false).String()
	if got != want {
		golden(t, "full-json.txt", got) // leaves something to compare with
		t.Errorf("the declarations differ; JSON gives\n%s\nnative syntax\n%s", got, want)
	}
}

// Files of both syntaxes and of any folder are one namespace; hidden folders, testdata and other files are not read.
func TestWhatIsRead(t *testing.T) {
	broken := "this is not HCL"
	w := load(t, workspace(map[string]string{
		"main.custody.hcl":              head,
		"b/c/deep.custody.hcl":          `team "deep" { backup = team.json }`,
		"b/team.custody.json":           `{"team": {"json": {"title": "From JSON", "backup": "${team.deep}"}}}`,
		".hidden/x.custody.hcl":         broken,
		"testdata/x.custody.hcl":        broken,
		"b/testdata/x.custody.hcl":      broken,
		".x.custody.hcl":                broken,
		"x.hcl":                         broken,
		"custody.hcl":                   broken,
		"x.custody.yaml":                broken,
		"packs/acme/p/policy.hcl":       broken,
		"packs/acme/p/cases/pass-a.hcl": broken,
	}), config.Options{})
	if len(w.Teams) != 2 || w.Teams[0].Address.Name != "deep" || w.Teams[1].Title.Value != "From JSON" {
		t.Errorf("read %d teams", len(w.Teams))
	}
	for _, name := range []string{"b/c/deep.custody.hcl", "b/team.custody.json"} {
		if w.Source(name) == nil {
			t.Errorf("the source of %s is not there", path.Base(name))
		}
	}
	if w.Source("x.hcl") != nil {
		t.Error("x.hcl was read")
	}
}

// The digest names what the declarations come from, and nothing else.
func TestDigest(t *testing.T) {
	digest := func(text string, opts config.Options) string {
		return load(t, one(text), opts).Digest
	}
	base := `variable "a" { default = "x" }`
	given := config.Options{Inputs: []config.Input{{Name: "a", Text: "y"}}}
	first := digest(base, config.Options{})
	if again := digest(base, config.Options{}); again != first {
		t.Error("the digest of one workspace differs from read to read")
	}
	if first == digest(base, given) {
		t.Error("the value of a variable is not in the digest")
	}
	if digest(base, config.Options{}) == digest(base+"\n", config.Options{}) {
		t.Error("the bytes of a file are not in the digest")
	}
	secret := `variable "a" { 
  default   = "x" 
  sensitive = true
}`
	if digest(secret, config.Options{}) != digest(secret, given) {
		t.Error("a secret is in the digest, where it could be guessed")
	}
}
