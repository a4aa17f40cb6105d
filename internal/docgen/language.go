package docgen

import (
	_ "embed"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

//go:embed language.txt
var languageText string

// language is the page of every block and attribute.
func language() string {
	w := &languageWriter{seen: map[reflect.Type]string{}}
	w.WriteString(languageText)
	for _, block := range engine.Reference() {
		head := headOf(block.Name)
		fmt.Fprintf(w, "\n## %s\n\n```hcl\n%s { ... }\n```\n\n%s\n", block.Name, head.syntax, head.doc)
		if block.Name != "profile" { // it has the session's, which stand just above
			w.fields(block.Name, block.Fields)
		}
	}
	w.issuerTypes()
	w.deliveryTypes()
	w.expect()
	w.exceptions()
	w.changes()
	w.functions()
	w.limits()
	return w.String()
}

// head is how a top-level block begins, and what it is.
type head struct{ syntax, doc string }

func headOf(block string) head {
	switch block {
	case "custody":
		return head{"custody", "The workspace itself. There is exactly one."}
	case "variable":
		return head{`variable "NAME"`, "An input of the workspace. Without a default and a value it is a mistake."}
	case "team":
		return head{`team "NAME"`, "A group of people that can be accountable."}
	case "issuer":
		return head{`issuer "TYPE" "NAME"`, "What mints tokens: an authorization server or an identity provider. It is referred to as `issuer.NAME`."}
	case "cli":
		return head{`cli "NAME"`, "A command-line tool that keeps a token on a machine."}
	case "session":
		return head{`session "NAME"`, "One context in which a CLI holds a token: who acts, on what host, under which lifetimes. It stands inside `cli`."}
	case "profile":
		return head{
			`profile "NAME"`, "Session attributes to be used again: all those of [session](#session) but `profile` and `client_id`. The session's own win.",
		}
	case "exception":
		return head{`exception "NAME"`, "A documented, approved, expiring waiver of named policies for a named subject and all inside it."}
	case "override":
		return head{
			`override "POLICY"`, "The organization's own level and parameters for a policy. Both are optional; the block `parameters { NAME = VALUE }` " +
				"holds the parameters. A pack may override the policies of packs before it in the same way: the workspace's override wins over " +
				"that of a later pack, this over that of an earlier pack, and this over the policy itself, attribute by attribute. A list is " +
				"replaced, not added to.",
		}
	case "policy":
		return head{
			`policy "NAME"`, "One rule. It stands in a pack, a folder with one folder for each policy, not in the workspace's own files. " +
				"`controls = { FRAMEWORK = [CONTROL, ...] }` maps it to [controls](frameworks.md).",
		}
	case "pack":
		return head{
			"pack", "What a pack is. It stands in a file of the pack, once at most. A pack holds `policy` and `override` blocks, in any of its " +
				"`*.hcl` files.",
		}
	}
	return head{syntax: block}
}

// languageWriter writes blocks, each struct once: a second block with the same attributes points at the first.
type languageWriter struct {
	strings.Builder
	seen map[reflect.Type]string // the heading of each struct
}

func (w *languageWriter) fields(path string, fields []schema.Field) {
	var first []schema.Field
	for _, f := range fields {
		if _, ok := w.seen[f.Type]; ok || f.Shape != schema.ShapeBlock && f.Shape != schema.ShapeBlocks {
			continue
		}
		w.seen[f.Type] = path + "." + f.Name
		switch f.Type {
		case reflect.TypeFor[schema.Session](): // a heading of its own
			w.seen[f.Type] = f.Name
		case reflect.TypeFor[schema.Delivery]():
			w.seen[f.Type] = deliveriesHeading
		default:
			first = append(first, f)
		}
	}
	w.WriteString("\n" + w.table(fields))
	for _, f := range first {
		fmt.Fprintf(w, "\n### %s\n", w.seen[f.Type])
		w.fields(w.seen[f.Type], schema.Describe(f.Type))
	}
}

const deliveriesHeading = "ways of delivery"

// anchor is the fragment that Markdown renderers give a heading.
func anchor(heading string) string {
	return strings.NewReplacer(".", "", " ", "-").Replace(strings.ToLower(heading))
}

func (w *languageWriter) table(fields []schema.Field) string {
	var rows [][]string
	for _, f := range fields {
		doc := cell(f.Doc)
		if len(f.Words) > 0 {
			doc += " One of " + codes(f.Words) + "."
			if f.Type == reflect.TypeFor[[]string]() {
				doc = cell(f.Doc) + " Of " + codes(f.Words) + "."
			}
		}
		if f.Required {
			doc += " Required."
		}
		rows = append(rows, []string{code(f.Name), w.typeOf(f), string(f.Plane), enforcedBy(f.Enforce), doc})
	}
	return table([]string{"name", "type", "plane", "enforced by", "meaning"}, rows)
}

func (w *languageWriter) typeOf(f schema.Field) string {
	link := func(what string) string { return fmt.Sprintf("[%s](#%s)", what, anchor(w.seen[f.Type])) }
	switch f.Shape {
	case schema.ShapeBlock:
		return link("block")
	case schema.ShapeBlocks:
		if label := labelOf(f.Name); label != "" {
			return link("blocks") + ", each " + code(f.Name+` "`+label+`"`)
		}
		return link("blocks")
	case schema.ShapeExpression:
		return "expression"
	case schema.ShapeAttribute:
	}
	switch f.Type {
	case reflect.TypeFor[string]():
		return "string"
	case reflect.TypeFor[bool]():
		return "bool"
	case reflect.TypeFor[[]string]():
		return "list of strings"
	case reflect.TypeFor[schema.Duration]():
		return "duration"
	case reflect.TypeFor[schema.Lifetime]():
		return "lifetime"
	case reflect.TypeFor[schema.Date]():
		return "date"
	case reflect.TypeFor[schema.Secret]():
		return "secret"
	case reflect.TypeFor[schema.Ref]():
		return "reference to " + codes(f.Refs)
	}
	return f.Type.String()
}

// labelOf names the label of a nested block.
func labelOf(block string) string {
	switch block {
	case "session", "parameter":
		return "NAME"
	case "state", "deliver":
		return "TYPE"
	}
	return ""
}

func enforcedBy(tag string) string {
	knob, isKnob := strings.CutPrefix(tag, "knob:")
	switch {
	case isKnob:
		return "knob " + code(knob)
	case tag == "cli":
		return "the CLI"
	}
	return tag
}

func (w *languageWriter) issuerTypes() {
	w.WriteString("\n## Types of issuer\n\nEach type is known to the language, so that it can be declared and judged. `plan` and `apply` need a driver as well: " +
		"without one its clients are *unknown*, never in place. These attributes stand beside those that every issuer has.\n")
	for _, t := range schema.IssuerTypes() {
		fmt.Fprintf(w, "\n### issuer %q\n\n%s. %s\n", t.Name, t.Title, driverOf(t.Name))
		if fields := schema.Describe(reflect.TypeOf(t.New()).Elem()); len(fields) > 0 {
			w.fields("issuer."+t.Name, fields)
		}
	}
}

func (w *languageWriter) deliveryTypes() {
	w.WriteString("\n## " + capital(deliveriesHeading) + "\n\nWhere the CLI's side of the policy goes. A CLI has at most one of each type.\n")
	for _, t := range schema.DeliveryTypes() {
		fmt.Fprintf(w, "\n### deliver %q\n\n%s. %s\n", t.Name, capital(t.Title), driverOf(t.Name))
		w.fields("deliver."+t.Name, schema.Describe(reflect.TypeOf(t.New()).Elem()))
	}
}

func driverOf(kind string) string {
	if slices.Contains(builtin.Kinds(), kind) {
		return "It has a driver."
	}
	return "It has no driver yet."
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *languageWriter) expect() {
	w.WriteString("\n## Cases of a policy\n\nBeside a policy lie its cases, `cases/pass-*.hcl` and `cases/fail-*.hcl`: each a fragment of a workspace " +
		"with one block `expect { ... }`. A case of a policy on changes also has one block `before { ... }`. It holds, whole, the blocks that were " +
		"declared otherwise before the change; what it does not hold was as it is.\n")
	w.fields("expect", schema.Describe(reflect.TypeFor[schema.Expectation]()))
}

func (w *languageWriter) exceptions() {
	w.WriteString("\n## What an exception covers, and what a policy on exceptions sees\n\nAn exception is for one block, `subject`, or for those that a pattern in `match` names: " +
		"`cli.legacy-*`, `cli.*.session.ci`, `cli.payctl[\"eu-*\"]`, `issuer.*`, `team.*`. A `*` is any run of characters within a name or a key, and never reaches over a dot. " +
		"Each block is waived where those who answer for it approved, and only there: one person for each plane that the policies touch, distinct ones, none of them the one in " +
		"`requested_by`, before the last day. A renewal names what it continues in `renews`, begins later, waives the same policies or fewer, and needs approvals of its own; once " +
		"it has begun with all of them, what it renews waives nothing any more. Policies on exceptions can not be waived. Beside what is declared their conditions see:\n\n")
	var rows [][]string
	for _, f := range policy.ExceptionFields() {
		rows = append(rows, []string{code("exception." + f.Name), f.Type, cell(f.Doc)})
	}
	w.WriteString(table([]string{"name", "type", "meaning"}, rows))
}

func (w *languageWriter) changes() {
	w.WriteString("\n## What a policy on changes sees\n\nA policy with `subject = \"change\"` judges each attribute of each block that is not what it was: what a plan " +
		"would write at a target otherwise than it was applied there last, and, with `check --base DIR`, what is declared otherwise than in the workspace in `DIR`. What is compared is the values in " +
		"effect: moving a block is no change, and a change to a profile is one of each session that it reaches. The condition sees `change`, `session` and " +
		"`cli`; the latter two are as they are after the change, and all in them is null where there is none. A finding's subject is the block's address, a " +
		"space, and the attribute. An exception for the block waives it.\n\n")
	var rows [][]string
	for _, f := range policy.ChangeFields() {
		rows = append(rows, []string{code("change." + f.Name), f.Type, cell(f.Doc)})
	}
	w.WriteString(table([]string{"name", "type", "meaning"}, rows))
}

func (w *languageWriter) functions() {
	names := []string{"try", "can"} // they come with the evaluation itself
	for name := range lang.NewFunctions(lang.FunctionOptions{}) {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintf(w, "\n## Functions\n\nThe functions of HCL's standard library under the names that Terraform gives them, and custody's own: "+
		"`duration(\"1h\")` is seconds, `humanize(3600)` is the way back, `date(\"2026-01-31\")` makes a date, `env(\"NAME\")` stands only where "+
		"a secret is expected, and `file(PATH)` reads a file of the workspace.\n\n%s\n", codes(slices.Compact(names)))
}

func (w *languageWriter) limits() {
	w.WriteString("\n## Limits\n\nFiles come from strangers in pull requests, so each bound is checked before the work that it bounds.\n\n")
	w.WriteString(table([]string{"what", "at most"}, [][]string{
		{"files of a workspace", fmt.Sprint(config.MaxFiles)},
		{"bytes of all files", mebibytes(config.MaxBytes)},
		{"bytes of one file", mebibytes(lang.MaxFileSize)},
		{"nesting of brackets, blocks, strings and templates", fmt.Sprint(lang.MaxNesting)},
		{"tokens of one file", fmt.Sprint(lang.MaxTokens)},
		{"blocks and objects of one file", fmt.Sprint(lang.MaxBraces)},
		{"bytes of a string that an expression makes", mebibytes(lang.MaxString)},
		{"elements of a collection that an expression makes", fmt.Sprint(lang.MaxElements)},
	}))
}

func mebibytes(n int) string { return fmt.Sprintf("%d MiB", n>>20) }
