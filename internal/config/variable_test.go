package config_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
)

func environment(values map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		v, ok := values[name]
		return v, ok
	}
}

// titleOf is what the variable v comes to, through a title.
func titleOf(t *testing.T, fsys fstest.MapFS, opts config.Options) string {
	t.Helper()
	return load(t, fsys, opts).CLIs[0].Title.Value
}

// Later sources win: default, *.auto.custody.vars in order of name, the environment, --var-file... and --var.
func TestPrecedenceOfVariables(t *testing.T) {
	files := map[string]string{"a.custody.hcl": head + "variable \"v\" {\n  type = string\n  default = \"default\"\n}\ncli \"x\" { title = var.v }"}
	opts := config.Options{}
	steps := []struct {
		want string
		add  func()
	}{
		{"default", func() {}},
		{"auto b", func() { files["b.auto.custody.vars"] = `v = "auto b"` }},
		{"auto b", func() { files["a.auto.custody.vars"] = `v = "auto a"` }},
		{"auto b", func() { files["sub/z.auto.custody.vars"] = `v = "elsewhere"` }},
		{"environment", func() { opts.Env = environment(map[string]string{"CUSTODY_VAR_v": "environment"}) }},
		{"file", func() {
			opts.Files = append(opts.Files, config.ValueFile{Name: "x.vars", Source: []byte(`v = "file"`)})
		}},
		{"second file", func() {
			opts.Files = append(opts.Files, config.ValueFile{Name: "y.json", Source: []byte(`{"v": "second file"}`)})
		}},
		{"flag", func() { opts.Inputs = append(opts.Inputs, config.Input{Name: "v", Text: "flag"}) }},
		{"last flag", func() { opts.Inputs = append(opts.Inputs, config.Input{Name: "v", Text: "last flag"}) }},
	}
	for _, step := range steps {
		step.add()
		if got := titleOf(t, workspace(files), opts); got != step.want {
			t.Errorf("%q, want %q", got, step.want)
		}
	}
}

func TestTypesOfVariables(t *testing.T) {
	for _, c := range []struct{ declared, given, expr, want string }{
		{`type = string`, `15`, `var.v`, "15"},
		{`type = string`, `["a"]`, `var.v`, `["a"]`},
		{``, `plain`, `var.v`, "plain"},
		{`type = number`, `15`, `var.v + 1`, "16"},
		{`type = bool`, `true`, `var.v ? "yes" : "no"`, "yes"},
		{`type = list(string)`, `["a", "b"]`, `join("-", var.v)`, "a-b"},
		{`type = set(string)`, `["b", "a", "b"]`, `join("-", var.v)`, "a-b"},
		{`type = map(number)`, `{ a = 1 }`, `var.v.a`, "1"},
		{`type = object({ a = string, b = optional(number, 7) })`, `{ a = "x" }`, `"${var.v.a}${var.v.b}"`, "x7"},
		{`type = tuple([string, number])`, `["x", 2]`, `var.v[1]`, "2"},
		{`type = any`, `plain`, `var.v`, "plain"},
	} {
		fsys := one(fmt.Sprintf("variable \"v\" {\n  %s\n}\ncli \"x\" { title = %s }", c.declared, c.expr))
		if got := titleOf(t, fsys, config.Options{Inputs: []config.Input{{Name: "v", Text: c.given}}}); got != c.want {
			t.Errorf("%s given %s: %q, want %q", c.declared, c.given, got, c.want)
		}
	}
	fsys := workspace(map[string]string{"a.custody.json": `{"custody": {"name": "w"},
		"variable": {"v": {"type": "map(string)", "default": {"a": "x"}}}, "cli": {"c": {"title": "${var.v.a}"}}}`})
	if got := titleOf(t, fsys, config.Options{}); got != "x" {
		t.Errorf("in JSON: %q", got)
	}
}

func TestVariableMistakes(t *testing.T) {
	runAll(t, []mistake{
		{"no value", `variable "v" {}`, 2, "Variable without a value", []string{"--var v=VALUE", "CUSTODY_VAR_v"}},
		{"wrong default", "variable \"v\" {\n  type    = number\n  default = \"x\"\n}", 4, "Invalid value for a variable", []string{"its default", "a number is required"}},
		{"default that is no literal", "variable \"v\" {\n  default = local.a\n}", 3, "Variables not allowed", nil},
		{"unknown type", "variable \"v\" {\n  type    = text\n  default = \"x\"\n}", 3, "Invalid type specification", nil},
		{"failed validation", "variable \"v\" {\n  default = \"x\"\n  validation {\n    condition     = length(var.v) > 3\n    error_message = \"Write more than three letters.\"\n  }\n}", 3, "Invalid value for a variable", []string{"v: Write more than three letters."}},
		{"failed validation without a message", "variable \"v\" {\n  default = \"x\"\n  validation {\n    condition = false\n  }\n}", 3, "Invalid value for a variable", []string{"a.custody.hcl:5"}},
		{"validation of another variable", "variable \"v\" {\n  default = \"x\"\n  validation {\n    condition = var.w == \"\"\n  }\n}\nvariable \"w\" { default = \"\" }", 5, "Unsupported attribute", nil},
		{"validation without a condition", "variable \"v\" {\n  default = \"x\"\n  validation {}\n}", 4, "Missing attribute", []string{"condition"}},
		{"name", "variable \"a b\" {\n  default = 1\n}", 2, "Invalid name", nil},
		{"attribute of a number", "locals {\n  a = 1\n  b = [local.a.x]\n}", 4, "Unsupported attribute", nil},
	})
	base := workspace(map[string]string{"a.custody.hcl": head + "variable \"count\" {\n  type    = number\n  default = 1\n}"})
	given := func(opts config.Options) hcl.Diagnostics { return mistakes(base, opts) }
	hasExactly(t, given(config.Options{Inputs: []config.Input{{Name: "cuont", Text: "2"}}}), expected{
		"", 0, "Unknown variable", []string{"--var", `"cuont"`, `Did you mean "count"?`},
	})
	hasExactly(t, given(config.Options{Inputs: []config.Input{{Name: "count", Text: "two"}}}), expected{
		"a.custody.hcl", 2, "Invalid value for a variable", []string{"--var count", "number"},
	})
	hasExactly(t, given(config.Options{Env: environment(map[string]string{"CUSTODY_VAR_count": "["})}), expected{
		"a.custody.hcl", 2, "Invalid value for a variable", []string{"CUSTODY_VAR_count"},
	})
	file := func(text string) config.Options {
		return config.Options{Files: []config.ValueFile{{Name: "prod.vars", Source: []byte(text)}}}
	}
	hasExactly(t, given(file("\ncuont = 2")), expected{"prod.vars", 2, "Unknown variable", []string{`Did you mean "count"?`}})
	hasExactly(t, given(file("count = upper(\"x\")")), expected{"prod.vars", 1, "Not a literal", []string{"literals alone"}})
	hasExactly(t, given(file("count = \"two\"")), expected{"prod.vars", 1, "Invalid value for a variable", []string{"prod.vars", "number"}})
	hasExactly(t, given(file("count {}")), expected{"prod.vars", 1, "Unknown block", nil})
	hasExactly(t, given(file("count = 1\ncount = 2")), expected{"prod.vars", 2, "Attribute redefined", nil})
	hasExactly(t, given(file("count =")), expected{"prod.vars", 1, "Missing expression", nil})
}

// Only declared names are looked up in the environment.
func TestEnvironmentIsNarrow(t *testing.T) {
	var asked []string
	opts := config.Options{Env: func(name string) (string, bool) {
		asked = append(asked, name)
		return "", false
	}}
	load(t, one("variable \"v\" { default = 1 }\nissuer \"hydra\" \"i\" {\n auth {\n  token = env(\"T\")\n }\n}"), opts)
	if strings.Join(asked, " ") != "CUSTODY_VAR_v" {
		t.Errorf("asked for %q", asked)
	}
}

const hush = "hunter2hunter2"

// A secret in a wrong place is reported without being shown.
func TestSecretMistakes(t *testing.T) {
	issuer := func(token string) string {
		return "issuer \"hydra\" \"i\" {\n auth {\n  token = " + token + "\n }\n}\n"
	}
	sensitive := "variable \"s\" {\n  default   = \"" + hush + "\"\n  sensitive = true\n}\n"
	for _, c := range []struct {
		name, text string
		line       int
		summary    string
		phrases    []string
		shown      bool // whether the source line may be shown
	}{
		{"literal", issuer(`"` + hush + `"`), 4, "Secret must be a reference", []string{`token = env("NAME")`, "sensitive = true"}, false},
		{"template", issuer(`"${local.a}` + hush + `"`), 4, "Secret must be a reference", nil, false},
		{"function around env", issuer(`upper(env("` + hush + `"))`), 4, "Secret must be a reference", nil, false},
		{"env of a variable", issuer(`env(var.name)`), 4, "Secret must be a reference", nil, false},
		{"env without a name", issuer(`env()`), 4, "Secret must be a reference", nil, false},
		{"env with an empty name", issuer(`env("")`), 4, "Secret must be a reference", nil, false},
		{"variable that is not sensitive", "variable \"v\" { default = \"" + hush + "\" }\n" + issuer("var.v"), 5, "Variable is not sensitive", []string{`sensitive = true into variable "v"`}, true},
		{"variable that is not there", issuer("var.v"), 4, "Unknown variable", nil, true},
		{"number", issuer(`12345678`), 4, "Secret must be a reference", nil, false},
		{"env in an open place", "cli \"x\" {\n  title = env(\"HOME\")\n}", 3, "", []string{"env"}, true},
		{"env inside an expression", "cli \"x\" {\n  title = \"a ${env(\"HOME\")}\"\n}", 3, "", []string{"env"}, true},
		{"env in a local", "locals { a = env(\"HOME\") }", 2, "", []string{"env"}, true},
		{"env in a for_each", "team \"x\" {\n  for_each = toset([env(\"HOME\")])\n}", 3, "", []string{"env"}, true},
		{"sensitive in an open place", sensitive + "cli \"x\" {\n  title = var.s\n}", 7, "Secret in an open place", []string{"title", "printed in plans"}, true},
		{"sensitive in a template", sensitive + "cli \"x\" {\n  title = \"x${upper(var.s)}\"\n}", 7, "Secret in an open place", nil, true},
		{"sensitive through a local", sensitive + "locals { l = [var.s] }\nteam \"x\" {\n  planes = local.l\n}", 8, "Secret in an open place", nil, true},
		{"sensitive in a condition", sensitive + "cli \"x\" {\n  title = var.s == \"a\" ? \"b\" : \"c\"\n}", 7, "Secret in an open place", nil, true},
		{"sensitive as a length", sensitive + "cli \"x\" {\n  title = length(var.s)\n}", 7, "Secret in an open place", nil, true},
		{"sensitive in a reference", sensitive + "team \"x\" {\n  backup = team[var.s]\n}", 7, "", nil, true},
		{"sensitive in a parameter", sensitive + "override \"x\" {\n parameters {\n  max = var.s\n }\n}", 8, "Secret in an open place", []string{"max"}, true},
		{"sensitive lifetime", sensitive + session("max_lifetime = var.s"), 12, "Secret in an open place", nil, true},
		{"sensitive that does not validate", "variable \"s\" {\n  default   = \"" + hush + "\"\n  sensitive = true\n  validation {\n    condition     = length(var.s) > 99\n    error_message = \"Too short.\"\n  }\n}", 3, "Invalid value for a variable", []string{"Too short."}, false},
		{"sensitive of the wrong type", "variable \"s\" {\n  type      = number\n  default   = \"" + hush + "\"\n  sensitive = true\n}", 4, "Invalid value for a variable", nil, false},
		{"sensitive that breaks its condition", "variable \"s\" {\n  default   = \"" + hush + "\"\n  sensitive = true\n  validation {\n    condition     = tonumber(var.s) > 99\n    error_message = \"Too short.\"\n  }\n}", 6, "", nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, diags := config.Load(one(c.text), config.Options{})
			if len(diags) != 1 {
				t.Fatal(list(diags))
			}
			d := diags[0]
			if d.Subject == nil || d.Subject.Start.Line != c.line || c.summary != "" && d.Summary != c.summary {
				t.Errorf("%s, want line %d, %q", d.Error(), c.line, c.summary)
			}
			for _, phrase := range c.phrases {
				if !strings.Contains(d.Summary+d.Detail, phrase) {
					t.Errorf("%q does not contain %q", d.Detail, phrase)
				}
			}
			snippet, shown := diag.SnippetOf(d, w.Source)
			if shown != c.shown {
				t.Errorf("the source line is shown: %v, want %v", shown, c.shown)
			}
			if strings.Contains(d.Summary+d.Detail+snippet.Line, hush) {
				t.Errorf("the secret is shown: %s %s", d.Error(), snippet.Line)
			}
			if strings.Contains(fmt.Sprint(valuesOf(d)), hush) {
				t.Errorf("the secret is among the values of the diagnostic: %v", valuesOf(d))
			}
		})
	}
}

// valuesOf is what a printer of the diagnostic could show of the values involved.
func valuesOf(d *hcl.Diagnostic) []string {
	if d.Expression == nil {
		return nil
	}
	var out []string
	for _, traversal := range d.Expression.Variables() {
		for ctx := d.EvalContext; ctx != nil; ctx = ctx.Parent() {
			v, diags := traversal.TraverseAbs(ctx)
			if !diags.HasErrors() && !v.IsMarked() && !v.ContainsMarked() {
				out = append(out, fmt.Sprintf("%#v", v))
			}
		}
	}
	return out
}

func TestSecrets(t *testing.T) {
	fsys := one(`
variable "s" {
  type      = string
  sensitive = true
}
issuer "hydra" "i" {
  auth {
    token         = env("ADMIN_TOKEN")
    client_secret = (var.s)
  }
}
issuer "hydra" "j" {
  auth {
    token = null
  }
}
cli "x" {
  for_each = toset(["a"])
  session "s" {
    issuer = issuer.i
    client {
      secret = var.s
    }
  }
}
`)
	env := map[string]string{"ADMIN_TOKEN": "from the environment", "CUSTODY_VAR_s": "of the variable", "EMPTY": ""}
	w := load(t, fsys, config.Options{Env: environment(env)})
	auth := w.Issuers[0].Auth
	for want, secret := range map[string]func() (string, error){
		"from the environment": func() (string, error) { return w.Secret(auth.Token.Value) },
		"of the variable":      func() (string, error) { return w.Secret(auth.ClientSecret.Value) },
	} {
		if got, err := secret(); err != nil || got != want {
			t.Errorf("%q (%v), want %q", got, err, want)
		}
	}
	if w.Issuers[1].Auth.Token.Set {
		t.Error("null sets a secret")
	}
	if got, err := w.Secret(w.CLIs[0].Sessions[0].Client.Secret.Value); err != nil || got != "of the variable" {
		t.Errorf("in a block with for_each: %q (%v)", got, err)
	}
	if text := fmt.Sprintf("%+v %v", w.Issuers[0], dump(&w.Declarations, true)); strings.Contains(text, "from the environment") || strings.Contains(text, "of the variable") {
		t.Error("a declaration holds a secret's value")
	}
	env["ADMIN_TOKEN"] = ""
	if _, err := w.Secret(auth.Token.Value); err == nil || !strings.Contains(err.Error(), "ADMIN_TOKEN") {
		t.Errorf("an empty secret: %v", err)
	}
	given := load(t, fsys, config.Options{Inputs: []config.Input{{Name: "s", Text: "given"}}})
	if got, err := given.Secret(given.Issuers[0].Auth.ClientSecret.Value); err != nil || got != "given" {
		t.Errorf("a sensitive variable given by --var: %q (%v)", got, err)
	}
}

// A file of values may hold secrets: its lines are never shown.
func TestValueFilesAreNotShown(t *testing.T) {
	fsys := one("variable \"s\" {\n  sensitive = true\n  type = number\n  default = 1\n}")
	for _, text := range []string{"s = \"" + hush + "\"", "s = upper(\"" + hush + "\")", "unknown = \"" + hush + "\"", "s = \"" + hush, "s = " + hush + " x", "{\"" + hush} {
		for _, name := range []string{"p.vars", "p.json"} {
			w, diags := config.Load(fsys, config.Options{Files: []config.ValueFile{{Name: name, Source: []byte(text)}}})
			if len(diags) == 0 {
				t.Errorf("%s: no diagnostic", text)
			}
			for _, d := range diags {
				snippet, _ := diag.SnippetOf(d, w.Source)
				if strings.Contains(d.Error()+snippet.Line, hush) {
					t.Errorf("%s %q shows the secret: %s | %s", name, text, d.Error(), snippet.Line)
				}
			}
		}
	}
}

// The custody block may be written with expressions as any other: what they come to arrives, its nested blocks included.
func TestExpressionsOfTheCustodyBlock(t *testing.T) {
	w := load(t, workspace(map[string]string{"a.custody.hcl": `
custody {
  name             = "${var.who}-sessions"
  required_version = ">= ${local.version}"
  organization     = upper(var.who)
  policies         = concat(["builtin:baseline"], local.own)
  governance {
    version  = local.version
    reviewed = var.day
  }
}
variable "who" { default = "acme" }
variable "day" { default = "2026-10-01" }
locals {
  version = "0.1.0"
  own     = ["./packs/acme"]
}
`}), config.Options{Version: "0.2.0"})
	got := fmt.Sprint(w.Workspace.Name.Value, w.Workspace.Organization.Value, w.Workspace.Policies.Value,
		w.Workspace.Governance.Version.Value, w.Workspace.Governance.Reviewed.Value)
	if want := "acme-sessionsACME[builtin:baseline ./packs/acme]0.1.02026-10-01"; got != want {
		t.Errorf("the custody block says %q, want %q", got, want)
	}
	_, diags := config.Load(workspace(map[string]string{
		"a.custody.hcl": "custody {\n  name = \"w\"\n  required_version = \">= ${local.v}\"\n}\nlocals { v = \"9.0.0\" }\n",
	}), config.Options{Version: "0.1.0"})
	if !diags.HasErrors() || !strings.Contains(list(diags), "9.0.0") {
		t.Errorf("a version that is too new is accepted: %v", list(diags))
	}
}

// Values that are meant for a later state of the workspace may be of variables that it does not have yet.
func TestValuesOfLaterVariables(t *testing.T) {
	fsys := workspace(map[string]string{"a.custody.hcl": "custody { name = \"w\" }\nvariable \"a\" {}\nteam \"t\" { title = var.a }"})
	given := config.Options{
		Inputs: []config.Input{{Name: "later", Text: "x"}, {Name: "a", Text: "y"}},
		Files:  []config.ValueFile{{Name: "f.vars", Source: []byte("latest = \"z\"")}},
	}
	if _, diags := config.Load(fsys, given); len(diags) != 2 {
		t.Errorf("of two unknown variables are reported: %s", list(diags))
	}
	given.Earlier = true
	w, diags := config.Load(fsys, given)
	if len(diags) > 0 || w.Teams[0].Title.Value != "y" {
		t.Errorf("the title is %q: %s", w.Teams[0].Title.Value, list(diags))
	}
}
