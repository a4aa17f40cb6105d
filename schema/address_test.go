package schema_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/schema"
)

// addresses draws any address that a block or a target can have; keys and client identifiers are any bytes.
func addresses() *rapid.Generator[schema.Address] {
	name := rapid.StringMatching(`[a-zA-Z][a-zA-Z0-9_-]{0,8}`)
	key := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", `"]`, `"].session.x`, "\\", "`", "\xff\xfe", "\n", "é\u2028"}))
	return rapid.Custom(func(t *rapid.T) schema.Address {
		kind := rapid.SampledFrom([]schema.Kind{
			schema.KindWorkspace, schema.KindTeam, schema.KindIssuer, schema.KindProfile, schema.KindCLI, schema.KindException, schema.KindPolicy,
		}).Draw(t, "kind")
		if kind == schema.KindWorkspace {
			return schema.Address{Kind: kind}
		}
		a := schema.NewAddress(kind, name.Draw(t, "name"))
		if rapid.Bool().Draw(t, "keyed") {
			a = a.Instance(key.Draw(t, "key"))
		}
		switch {
		case rapid.Bool().Draw(t, "alone"):
		case kind == schema.KindIssuer:
			a = a.Inner(schema.KindClient, key.Draw(t, "client"))
		case kind == schema.KindCLI:
			a = a.Inner(rapid.SampledFrom([]schema.Kind{schema.KindSession, schema.KindDeliver}).Draw(t, "child"), name.Draw(t, "inner"))
		}
		return a
	})
}

func TestAddressRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := addresses().Draw(t, "address")
		again, err := schema.ParseAddress(a.String())
		if err != nil || again != a {
			t.Fatalf("%#v is written %s and read %#v, %v", a, a, again, err)
		}
		if !a.Contains(a) || !a.Outer().Contains(a) {
			t.Fatalf("%s does not contain itself", a)
		}
	})
}

// FuzzParseAddress holds that whatever is read has one written form, which names the same.
func FuzzParseAddress(f *testing.F) {
	for _, text := range []string{"workspace", "team.iam", `cli.x["\x41"].session.ci`, `issuer.c.client["a\"]b"]`, "cli.x[`a`]", `cli.x[ "a"]`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := schema.ParseAddress(text)
		if err != nil {
			if !a.IsZero() {
				t.Fatalf("%q is no address, and %#v was returned", text, a)
			}
			return
		}
		again, err := schema.ParseAddress(a.String())
		if err != nil || again != a {
			t.Fatalf("%q is %#v, written %s, read %#v, %v", text, a, a, again, err)
		}
	})
}

// A key has one spelling of its quotes, so that an address can be compared as text.
func TestKeysAreQuoted(t *testing.T) {
	for _, text := range []string{"cli.x[`a`]", `cli.x[ "a"]`, `cli.x["a" ]`, `cli.x['a']`, `cli.x["a"`, `cli.x["a]`, `cli.x["a"]]`, "cli.x[", "cli.x[]"} {
		if a, err := schema.ParseAddress(text); err == nil {
			t.Errorf("ParseAddress(%q) = %v; want an error", text, a)
		}
	}
}

func TestContains(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"workspace", "cli.x.session.ci", true},
		{"cli.x", "cli.x", true},
		{"cli.x", `cli.x["eu"]`, true},
		{"cli.x", `cli.x["eu"].session.ci`, true},
		{"cli.x", "cli.x.deliver.file", true},
		{`cli.x["eu"]`, `cli.x["eu"].session.ci`, true},
		{`cli.x[""]`, `cli.x[""]`, true},
		{"cli.x.session.ci", `cli.x["eu"].session.ci`, true},
		{"issuer.corp", `issuer.corp.client["a"]`, true},
		{`cli.x["eu"]`, "cli.x", false},
		{`cli.x["eu"]`, `cli.x["us"]`, false},
		{`cli.x[""]`, "cli.x.session.ci", false},
		{"cli.x.session.ci", "cli.x", false},
		{"cli.x.session.ci", "cli.x.session.dev", false},
		{"cli.x.session.ci", "cli.x.deliver.ci", false},
		{"cli.x", "cli.xy", false},
		{"cli.x", "team.x", false},
		{"cli.x", "workspace", false},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if got := a.Contains(b); got != c.want {
			t.Errorf("%s contains %s: %v; want %v", a, b, got, c.want)
		}
	}
}

func parse(t *testing.T, text string) schema.Address {
	t.Helper()
	a, err := schema.ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAddressAsText(t *testing.T) {
	type document struct{ At schema.Address }
	for _, want := range []schema.Address{{}, schema.NewAddress(schema.KindCLI, "x").Instance("a\"b").Inner(schema.KindSession, "ci")} {
		data, err := json.Marshal(document{want})
		if err != nil {
			t.Fatal(err)
		}
		var got document
		if err := json.Unmarshal(data, &got); err != nil || got.At != want {
			t.Errorf("%s is read %v, %v; want %v", data, got.At, err, want)
		}
	}
	if err := json.Unmarshal([]byte(`{"At":"nothing"}`), &document{}); err == nil {
		t.Error("a word that is no address was read as one")
	}
}

func TestParts(t *testing.T) {
	a := parse(t, `cli.x["eu"].session.ci`)
	if a.Target() != schema.KindSession || a.Outer() != parse(t, `cli.x["eu"]`) || a.Outer().Target() != schema.KindCLI {
		t.Errorf("%s: target %s, outer %s", a, a.Target(), a.Outer())
	}
	if (schema.Address{}).String() != "" || !(schema.Address{}).IsZero() || a.IsZero() {
		t.Error("the zero address names something, or another nothing")
	}
}

func TestValidName(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "A-1_b": true, "": false, "1a": false, "-a": false, "_a": false, "a.b": false, "a b": false, "é": false, "aé": false, "a\x00": false,
	} {
		if got := schema.ValidName(name); got != want {
			t.Errorf("ValidName(%q) = %v", name, got)
		}
	}
}
