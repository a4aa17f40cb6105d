package file_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/file"
	"github.com/nhi-custody/custody/schema"
)

const published = "../../../docs/schemas/session-policy-1.0.schema.json"

// TestSchemaIsPublished compares the published schema with the vocabulary; UPDATE=1 writes it.
func TestSchemaIsPublished(t *testing.T) {
	want, err := file.Schema()
	must(t, err)
	if os.Getenv("UPDATE") == "1" {
		must(t, os.MkdirAll(filepath.Dir(published), 0o755))
		must(t, os.WriteFile(published, want, 0o644))
	}
	got, err := os.ReadFile(published)
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("it is not what the vocabulary says; run with UPDATE=1\n%s", cmp.Diff(string(got), string(want)))
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	raw, err := file.Schema()
	must(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	must(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	must(t, c.AddResource(file.SchemaID, doc))
	s, err := c.Compile(file.SchemaID)
	must(t, err)
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, document string) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	must(t, err)
	return s.Validate(value)
}

// TestSchemaAcceptsEverySetting writes a document that holds every attribute of the language and validates it.
func TestSchemaAcceptsEverySetting(t *testing.T) {
	settings := setting.NewSet(slices.Concat(
		sample(t, reflect.TypeFor[schema.CLI](), "", "session", "deliver"),
		sample(t, reflect.TypeFor[schema.Session](), "sessions.ws.", "profile", "secret"),
		[]setting.Setting{
			{Knob: "sessions.ci.access_token_ttl", Value: setting.Duration(1e9)},
			{Knob: "sessions.ci.max_lifetime", Value: setting.Forever()},
			{Knob: "sessions.ws.duties.grant.device_code", Value: setting.Text("the issuer has no such grant")},
		},
		duties(t),
	)...)
	if len(settings) < 60 {
		t.Fatalf("only %d settings", len(settings))
	}
	root := t.TempDir()
	apply(t, newDriver(t, "acme", root), target.Write{Ref: ref("payctl", "p.json"), Settings: settings, Digest: target.AbsentDigest})
	if err := validate(t, compile(t), read(t, filepath.Join(root, "p.json"))); err != nil {
		t.Error(err)
	}
}

// duties has one for every knob that the language gives to the issuers.
func duties(t *testing.T) []setting.Setting {
	t.Helper()
	var all []setting.Setting
	for _, knob := range append(knobsOf(reflect.TypeFor[schema.SessionSettings]()), knobsOf(reflect.TypeFor[schema.Client]())...) {
		all = append(all, setting.Setting{Knob: setting.Knob("sessions.ws.duties." + knob), Value: setting.Text("the issuer does not")})
	}
	if len(all) < 10 {
		t.Fatalf("only %d duties", len(all))
	}
	return all
}

func knobsOf(declaration reflect.Type) []string {
	var knobs []string
	for _, f := range schema.Describe(declaration) {
		if knob, ok := strings.CutPrefix(f.Enforce, "knob:"); ok && knob != "grant.*" {
			knobs = append(knobs, knob)
		}
	}
	return knobs
}

// sample makes a value for every attribute.
func sample(t *testing.T, declaration reflect.Type, prefix string, without ...string) []setting.Setting {
	t.Helper()
	var all []setting.Setting
	for _, f := range schema.Describe(declaration) {
		if slices.Contains(without, f.Name) {
			continue
		}
		if f.Shape == schema.ShapeBlock {
			all = append(all, sample(t, f.Type, prefix+f.Name+".", without...)...)
			continue
		}
		word := "x"
		if len(f.Words) > 0 {
			word = f.Words[0]
		}
		value := setting.Text(word)
		switch f.Type {
		case reflect.TypeFor[bool]():
			value = setting.Bool(true)
		case reflect.TypeFor[[]string]():
			value = setting.List(word)
		case reflect.TypeFor[schema.Duration]():
			value = setting.Duration(60e9)
		case reflect.TypeFor[schema.Lifetime]():
			value = setting.Default()
		case reflect.TypeFor[schema.Date]():
			value = setting.Text("2026-10-02")
		}
		all = append(all, setting.Setting{Knob: setting.Knob(prefix + f.Name), Value: value})
	}
	return all
}

func TestSchemaRefuses(t *testing.T) {
	s := compile(t)
	document := func(policy string) string {
		return `{"format_version":"1.0","custody":{"workspace":"w","cli":"c","target":"t"},"policy":` + policy + `}`
	}
	good := []string{
		`{}`, `{"sessions":{}}`, `{"sessions":{"ws":{"access_token_ttl":0,"idle_timeout":"inherit","max_lifetime":"unlimited"}}}`,
		`{"sessions":{"ws":{"duties":{"max_lifetime":"the issuer has no limit","grant":{"device_code":"it has none"}}}}}`,
	}
	bad := []string{
		`[]`, `{"color":"red"}`, `{"storage":{"model":"floppy"}}`, `{"storage":{"persistent":"yes"}}`, `{"expiry":{"leeway":-1}}`,
		`{"expiry":{"leeway":"30s"}}`, `{"expiry":{"wipe_on":["never"]}}`, `{"sessions":{"ws":{"idle_timeout":"never"}}}`,
		`{"sessions":{"ws":{"client":{"secret":"x"}}}}`, `{"sessions":{"ws":{"profile":"profile.x"}}}`, `{"sessions":{"1":{}}}`,
		`{"sessions":{"ws":{"duties":{"max_lifetime":3600}}}}`, `{"sessions":{"ws":{"duties":{"color":"x"}}}}`, `{"owners":{"attested":"yesterday"}}`, `{"expiry":{"leeway":1.5}}`,
	}
	for _, policy := range good {
		if err := validate(t, s, document(policy)); err != nil {
			t.Errorf("%s: %v", policy, err)
		}
	}
	for _, policy := range bad {
		if err := validate(t, s, document(policy)); err == nil {
			t.Errorf("%s was accepted", policy)
		}
	}
	for _, whole := range []string{`{}`, strings.Replace(document("{}"), "1.0", "1.1", 1), strings.Replace(document("{}"), `"cli":"c",`, "", 1)} {
		if err := validate(t, s, whole); err == nil {
			t.Errorf("%s was accepted", whole)
		}
	}
}

// TestSchemaDescribesEverything finds every key of the schema without a description.
func TestSchemaDescribesEverything(t *testing.T) {
	raw, err := file.Schema()
	must(t, err)
	var root any
	must(t, json.Unmarshal(raw, &root))
	described := 0
	var walk func(path string, value any)
	walk = func(path string, value any) {
		object, ok := value.(map[string]any)
		if !ok {
			return
		}
		if properties, ok := object["properties"].(map[string]any); ok {
			for name, property := range properties {
				if text, _ := property.(map[string]any)["description"].(string); text == "" {
					t.Errorf("%s.%s has no description", path, name)
				}
				described++
				walk(path+"."+name, property)
			}
		}
		if definitions, ok := object["$defs"].(map[string]any); ok {
			for name, definition := range definitions {
				walk("$defs."+name, definition)
			}
		}
	}
	walk("", root)
	if described < 80 {
		t.Errorf("only %d keys", described)
	}
}
