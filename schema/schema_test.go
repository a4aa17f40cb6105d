package schema_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/schema"
)

// planes are those that an attribute may have. Governance is what a team answers for, not a plane of an attribute.
func planes() []schema.Plane {
	return []schema.Plane{schema.PlaneApplication, schema.PlaneIdentity, schema.PlaneShared}
}

// TestTags reads the source, so that a field of a struct which nothing refers to yet is held to the rules too.
func TestTags(t *testing.T) {
	names, err := filepath.Glob("*.go")
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	if err != nil || len(names) == 0 {
		t.Fatalf("there is no source to read: %v", err)
	}
	tagged := 0
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok || field.Tag == nil {
				return true
			}
			tagged++
			text, err := strconv.Unquote(field.Tag.Value)
			if err != nil {
				t.Fatal(err)
			}
			checkTag(t, name, reflect.StructTag(text))
			return true
		})
	}
	if tagged < 100 {
		t.Errorf("%d fields with tags were found; the vocabulary has more", tagged)
	}
}

func checkTag(t *testing.T, file string, tag reflect.StructTag) {
	t.Helper()
	name := tag.Get("hcl")
	if name == ",group" {
		return
	}
	doc := tag.Get("doc")
	if !strings.HasSuffix(doc, ".") || strings.TrimSpace(doc) != doc {
		t.Errorf("%s: %s: doc is no sentence: %q", file, name, doc)
	}
	if plane := schema.Plane(tag.Get("plane")); !slices.Contains(planes(), plane) {
		t.Errorf("%s: %s: plane is %q; want one of %v", file, name, plane, planes())
	}
}

// roots are the types of the blocks, in which every other struct with tags is reached.
func roots() []reflect.Type {
	types := []reflect.Type{
		reflect.TypeFor[schema.Workspace](), reflect.TypeFor[schema.Variable](), reflect.TypeFor[schema.Team](),
		reflect.TypeFor[schema.Issuer](), reflect.TypeFor[schema.CLI](), reflect.TypeFor[schema.Session](),
		reflect.TypeFor[schema.Profile](), reflect.TypeFor[schema.Exception](), reflect.TypeFor[schema.Override](),
		reflect.TypeFor[schema.Policy](), reflect.TypeFor[schema.Pack](), reflect.TypeFor[schema.Expectation](),
	}
	for _, i := range schema.IssuerTypes() {
		types = append(types, reflect.TypeOf(i.New()).Elem())
	}
	for _, d := range schema.DeliveryTypes() {
		types = append(types, reflect.TypeOf(d.New()).Elem())
	}
	return types
}

// walk visits the fields of a block and of the blocks inside it.
func walk(owner reflect.Type, path string, visit func(path string, f schema.Field)) {
	for _, f := range schema.Describe(owner) {
		at := path + "." + f.Name
		visit(at, f)
		if f.Shape == schema.ShapeBlock || f.Shape == schema.ShapeBlocks {
			walk(f.Type, at, visit)
		}
	}
}

func TestFields(t *testing.T) {
	for _, root := range roots() {
		walk(root, root.Name(), func(path string, f schema.Field) {
			checkWords(t, path, f)
			checkRefs(t, path, f)
		})
	}
}

// checkWords wants a closed set to be one: words that can be written, each once, on an attribute that takes words.
func checkWords(t *testing.T, path string, f schema.Field) {
	t.Helper()
	seen := map[string]bool{}
	for _, word := range f.Words {
		if !schema.ValidName(word) {
			t.Errorf("%s: the word %q is none", path, word)
		}
		if seen[word] {
			t.Errorf("%s: the word %q stands twice", path, word)
		}
		seen[word] = true
	}
	text := f.Type == reflect.TypeFor[string]() || f.Type == reflect.TypeFor[[]string]()
	if len(f.Words) > 0 && !text {
		t.Errorf("%s: it has words, and its type is %s", path, f.Type)
	}
}

func checkRefs(t *testing.T, path string, f schema.Field) {
	t.Helper()
	if isRef := f.Type == reflect.TypeFor[schema.Ref](); isRef != (len(f.Refs) > 0) {
		t.Errorf("%s: its type is %s, and the kinds that it may name are %v", path, f.Type, f.Refs)
	}
	for _, kind := range f.Refs {
		_, err := schema.ParseAddress(string(kind) + ".x")
		if kind != schema.KindWorkspace && kind != schema.KindSession && err != nil {
			t.Errorf("%s: nothing of kind %q can be named", path, kind)
		}
	}
}

// TestWordsAsDeclared holds the order of words, which documents and messages show, to the order of the source.
func TestWordsAsDeclared(t *testing.T) {
	want := []string{"none", "memory", "os_keychain", "hardware", "encrypted_file", "plaintext_file", "environment"}
	for _, f := range schema.Describe(reflect.TypeFor[schema.Storage]()) {
		if f.Name == "model" && !slices.Equal(f.Words, want) {
			t.Errorf("words of storage.model = %q; want %q", f.Words, want)
		}
	}
}

// TestIdentityPlaneIsEnforced wants no silence: each identity-plane attribute of a session is a knob of the issuer, a
// duty of the CLI, or a statement that policies judge.
func TestIdentityPlaneIsEnforced(t *testing.T) {
	checked := 0
	walk(reflect.TypeFor[schema.Session](), "session", func(path string, f schema.Field) {
		if f.Plane != schema.PlaneIdentity || f.Shape == schema.ShapeBlock || f.Shape == schema.ShapeBlocks {
			if f.Enforce != "" {
				t.Errorf("%s: enforce = %q, on what is no attribute of the identity plane", path, f.Enforce)
			}
			return
		}
		checked++
		knob, isKnob := strings.CutPrefix(f.Enforce, "knob:")
		if f.Enforce != "cli" && f.Enforce != "declared" && (!isKnob || knob == "") {
			t.Errorf("%s: enforce = %q; want cli, declared or knob:NAME", path, f.Enforce)
		}
	})
	if checked < 20 {
		t.Errorf("%d attributes were checked; a session has more", checked)
	}
}

func TestDescribeRefusesWhatIsNoAttribute(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a tagged field that is no Attr was described")
		}
	}()
	type wrong struct {
		Name string `hcl:"name"`
	}
	schema.Describe(reflect.TypeFor[wrong]())
}

func TestTypesAreSorted(t *testing.T) {
	var issuers, deliveries []string
	for _, i := range schema.IssuerTypes() {
		issuers = append(issuers, i.Name)
	}
	for _, d := range schema.DeliveryTypes() {
		deliveries = append(deliveries, d.Name)
	}
	for _, names := range [][]string{issuers, deliveries} {
		if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("types = %q; want them sorted, each once", names)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, text := range []string{
		"workspace", "team.iam", `cli.payctl["eu"]`, `cli.payctl[""]`, "cli.payctl.session.ci", `cli.payctl["eu"].session.ci`,
		"cli.payctl.deliver.file", `issuer.corp.client["payctl"]`, `issuer.corp.client["a\"]b"]`, `cli.x["a\"].session.y"].session.ci`,
	} {
		a, err := schema.ParseAddress(text)
		if err != nil {
			t.Errorf("ParseAddress(%q): %v", text, err)
			continue
		}
		if a.String() != text {
			t.Errorf("ParseAddress(%q) is written %q", text, a)
		}
	}
	for _, text := range []string{
		"", "team", "team.", "team.1", "team.iam.session.ci", "session.ci", "cli.x.session", `cli.x["eu"`, "cli.x.session.ci.more",
		`team.iam.client["x"]`, "cli.payctl.client.x", "workspace.x", "cli..x",
	} {
		if a, err := schema.ParseAddress(text); err == nil {
			t.Errorf("ParseAddress(%q) = %v; want an error", text, a)
		}
	}
}
