package config_test

import (
	"io/fs"
	"testing"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/config"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"alignment", "team \"x\" {\ntitle=\"X\"\n  contact =    \"c\"\n}", "team \"x\" {\n  title   = \"X\"\n  contact = \"c\"\n}\n"},
		{"trailing lines", "a = 1\n\n\n", "a = 1\n"},
		{"empty", "", ""},
		{"blank", "\n  \n", ""},
		{"comments", "# a\na=1 // b\n/* c */", "# a\na = 1 // b\n/* c */\n"},
		{"line breaks of Windows", "a=1\r\nb=2\r\n", "a = 1\r\nb = 2\r\n"},
		{"heredoc", "a = <<EOT\n  x  \n\nEOT\n", "a = <<EOT\n  x  \n\nEOT\n"},
	} {
		got, diags := config.Format([]byte(c.in), "x.hcl")
		if diags.HasErrors() || string(got) != c.want {
			t.Errorf("%s: %q %s, want %q", c.name, got, list(diags), c.want)
		}
	}
	for _, bad := range []string{"team {{", "a = \xff", "a = ("} {
		if got, diags := config.Format([]byte(bad), "x.hcl"); !diags.HasErrors() || got != nil {
			t.Errorf("%q is formatted to %q", bad, got)
		}
	}
}

// fragments are texts that the fuzzers begin with: every file of the examples, and small ones with every construct.
func fragments() []string {
	list := []string{
		"", head, "custody {", "\xef\xbb\xbfcustody { name = \"w\" }", head + `locals { a = [for x in [1] : x if x > 0]... }`,
		head + "team \"a\" { backup = team.a }", head + "cli \"x\" {\n for_each = {a=1}\n title = each.key\n}",
		head + "issuer \"hydra\" \"i\" { auth { token = env(\"A\") } }", head + "variable \"v\" { type = object({a=optional(string,\"x\")}) \n default = {} }\n",
		head + "override \"p\" {\n parameters { a = [1,\"b\",{c=true}] }\n}", head + "locals { a = <<-EOT\n  %{ if true }x%{ else }y%{ endif }\n  EOT\n}",
		head + "exception \"x\" { subject = cli.a[\"b\"].session.c }", head + session(`max_lifetime = true ? "1h" : null`),
		`{"custody": {"name": "w"}, "team": [{"a": {"title": "${1}"}}, {"b": {}}]}`, `{"cli": {"x": {"for_each": {"a": 1}, "session": {"s": {}}}}}`,
		`{"locals": {"//": "x", "a": "${[for x in \"a\" : x]}"}}`,
	}
	for _, fsys := range []fs.FS{examples.Acme(), examples.Quickstart()} {
		_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			src, err := fs.ReadFile(fsys, name)
			list = append(list, string(src))
			return err
		})
	}
	return list
}

// Formatting twice changes nothing more, and formatting changes nothing of what is declared.
func FuzzFormat(f *testing.F) {
	for _, text := range fragments() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, diags := config.Format([]byte(text), "a.custody.hcl")
		if diags.HasErrors() {
			return
		}
		twice, diags := config.Format(once, "a.custody.hcl")
		if diags.HasErrors() {
			t.Fatalf("what was formatted can not be read: %s", list(diags))
		}
		if string(once) != string(twice) {
			t.Fatalf("formatting again changes\n%q\nto\n%q", once, twice)
		}
		before, diags := config.Load(workspace(map[string]string{"a.custody.hcl": text}), config.Options{})
		if diags.HasErrors() {
			return
		}
		after, diags := config.Load(workspace(map[string]string{"a.custody.hcl": string(once)}), config.Options{})
		if diags.HasErrors() {
			t.Fatalf("formatting makes a mistake: %s", list(diags))
		}
		if a, b := dump(&before.Declarations, false).String(), dump(&after.Declarations, false).String(); a != b {
			t.Fatalf("formatting changes what is declared from\n%s\nto\n%s", a, b)
		}
	})
}

// Any bytes give a workspace or diagnostics, each of them with a summary, and those of a file with a place in it.
func FuzzLoad(f *testing.F) {
	for _, text := range fragments() {
		f.Add([]byte(text), false)
		f.Add([]byte(text), true)
	}
	f.Fuzz(func(t *testing.T, src []byte, asJSON bool) {
		name := "x.custody.hcl"
		if asJSON {
			name = "x.custody.json"
		}
		fsys := workspace(map[string]string{name: string(src), "v.auto.custody.vars": string(src)})
		diags := mistakes(fsys, config.Options{Inputs: []config.Input{{Name: "v", Text: string(src)}}})
		for _, d := range diags {
			if d.Summary == "" || d.Detail == "" {
				t.Errorf("a diagnostic says nothing: %#v", d)
			}
			if d.Subject != nil && fsys[d.Subject.Filename] == nil && d.Subject.Filename != "value" {
				t.Errorf("%s: there is no file %q", d.Error(), d.Subject.Filename)
			}
		}
		if again := mistakes(fsys, config.Options{Inputs: []config.Input{{Name: "v", Text: string(src)}}}); list(again) != list(diags) {
			t.Errorf("the second run says\n%s\nthe first said\n%s", list(again), list(diags))
		}
		_, _ = config.LoadCase(fsys, name)
		_, _ = config.LoadPack(fsys, "./p", "p")
	})
}
