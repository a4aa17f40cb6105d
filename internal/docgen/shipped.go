package docgen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// shipped is what custody brings along: packs and catalogs.
type shipped struct {
	catalog *framework.Catalog
	packs   []shippedPack
}

// shippedPack is a built-in pack, its policies as declared and as compiled.
type shippedPack struct {
	name       string // as a workspace names it
	folder     string
	declared   *schema.Pack
	rules      []*finding.Rule // of its policies, by name
	overridden []*finding.Rule // of earlier packs, as its overrides leave them
}

func loadShipped() (*shipped, error) {
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		return nil, fmt.Errorf("the catalogs that ship: %w", diags)
	}
	s := &shipped{catalog: catalog}
	for _, name := range engine.BuiltinPacks() {
		pack, err := s.load(name)
		if err != nil {
			return nil, err
		}
		s.packs = append(s.packs, pack)
	}
	return s, nil
}

// load reads a pack. Its rules are those of its own policies; of the packs that it extends they are listed there.
func (s *shipped) load(name string) (shippedPack, error) {
	out := shippedPack{name: name, folder: "policies/" + strings.TrimPrefix(name, "builtin:")}
	packs, diags := engine.OpenBuiltin(name)
	if diags.HasErrors() {
		return out, fmt.Errorf("the pack %s: %w", name, diags)
	}
	rules, diags := policy.Compile(engine.Declared(packs), nil, s.catalog)
	if diags.HasErrors() {
		return out, fmt.Errorf("the pack %s: %w", name, diags)
	}
	out.declared = &packs[len(packs)-1].Pack
	for _, r := range rules.All() {
		if r.Pack == name {
			out.rules = append(out.rules, r)
		}
		if slices.ContainsFunc(out.declared.Overrides, func(o *schema.Override) bool { return o.Address.Name == r.Policy }) {
			out.overridden = append(out.overridden, r)
		}
	}
	return out, nil
}

// policies is the page of the built-in packs.
func (s *shipped) policies() string {
	var b strings.Builder
	b.WriteString("A workspace names the packs that it is judged by in `custody.policies`; without that it is `builtin:baseline`. The level and the\n" +
		"parameters are defaults: an `override` block sets the organization's own. Mandatory is the pack's weight, not a claim about the\n" +
		"standard: a policy's own page says SHOULD where the standard does.\n")
	for _, pack := range s.packs {
		fmt.Fprintf(&b, "\n## %s\n\n", pack.name)
		pack.head(&b)
		var rows [][]string
		for _, r := range pack.rules {
			rows = append(rows, []string{
				fmt.Sprintf("[%s](#%s)", r.Policy, anchor(r.Policy)), cell(r.Title), r.Subject, string(r.Plane), string(r.Level),
			})
		}
		if len(rows) > 0 {
			b.WriteString(table([]string{"policy", "holds when", "judges each", "plane", "level"}, rows))
		}
		for i, r := range pack.rules {
			s.policy(&b, pack.folder, r, pack.declared.Policies[i])
		}
	}
	return b.String()
}

// head says what the pack is, what it extends, and what its overrides come to.
func (p *shippedPack) head(b *strings.Builder) {
	if p.declared.Title.Set {
		fmt.Fprintf(b, "%s. %s\n\n", p.declared.Title.Value, p.declared.Description.Value)
	}
	if p.declared.Extends.Set {
		fmt.Fprintf(b, "It extends %s, whose policies judge as well.\n\n", codes(p.declared.Extends.Value))
	}
	if len(p.overridden) == 0 {
		return
	}
	var rows [][]string
	for _, r := range p.overridden {
		change := []string{}
		if r.LevelOrigin == "override of "+p.name {
			change = append(change, "level "+code(string(r.Level)))
		}
		for _, parameter := range r.Parameters {
			if parameter.Origin == "override of "+p.name {
				change = append(change, parameter.Name+" "+code(parameter.Value))
			}
		}
		rows = append(rows, []string{fmt.Sprintf("[%s](#%s)", r.Policy, anchor(r.Policy)), code(r.Pack), strings.Join(change, "; ")})
	}
	b.WriteString(table([]string{"overridden policy", "of", "here"}, rows) + "\n")
}

func (s *shipped) policy(b *strings.Builder, folder string, r *finding.Rule, declared *schema.Policy) {
	fmt.Fprintf(b, "\n### %s\n\n%s: judges each %s, %s, for the %s plane. [Why, and what to prefer](../../%s/%s/README.md).\n",
		r.Policy, r.Title, r.Subject, r.Level, r.Plane, folder, r.Policy)
	if r.Remedy != "" {
		fmt.Fprintf(b, "\nRemedy: %s\n", r.Remedy)
	}
	if len(r.Parameters) > 0 {
		b.WriteString("\n")
		var rows [][]string
		for _, p := range r.Parameters {
			rows = append(rows, []string{code(p.Name), code(p.Value), cell(describeParameter(declared, p.Name)), cell(p.Origin)})
		}
		b.WriteString(table([]string{"parameter", "default", "meaning", "origin"}, rows))
	}
	b.WriteString("\n")
	b.WriteString(table([]string{"framework", "controls"}, s.controlRows(r.Controls)))
	if len(r.References) > 0 {
		fmt.Fprintf(b, "\nReferences: %s.\n", strings.Join(r.References, "; "))
	}
}

func describeParameter(declared *schema.Policy, name string) string {
	for _, p := range declared.Parameters {
		if p.Address.Name == name {
			return p.Description.Value
		}
	}
	return ""
}

// controlRows gathers controls by framework, in the order in which they are mapped.
func (s *shipped) controlRows(controls []finding.Control) [][]string {
	var rows [][]string
	for _, c := range controls {
		label := cell(s.catalog.Label(framework.Ref(c)))
		if n := len(rows); n > 0 && rows[n-1][0] == code(c.Framework) {
			rows[n-1][1] += ", " + label
			continue
		}
		rows = append(rows, []string{code(c.Framework), label})
	}
	return rows
}

// frameworks is the page of the catalogs and the crosswalks between them.
func (s *shipped) frameworks() string {
	var b strings.Builder
	b.WriteString("What policies can be mapped to. A catalog holds what is mapped or cited, not all that its publisher lists. Any usual spelling of a\n" +
		"control is understood wherever one can be named (`--control`, `explain`, `controls = {...}`): `NHI7`, `nhi-07`, `ac-2.3`, `PR.AC-04`. A *legacy\n" +
		"label* is what practice texts print for something else; it is taken for what they mean, with a warning that says why.\n\n")
	var rows [][]string
	for _, f := range s.catalog.Frameworks() {
		rows = append(rows, []string{
			fmt.Sprintf("[`%s`](#%s)", f.ID, anchor(f.ID)), cell(f.Title), f.Version, fmt.Sprintf("[%s](%s)", cell(f.Publisher), f.URL),
			cell(f.License), code(f.Actor),
		})
	}
	b.WriteString(table([]string{"framework", "title", "version", "publisher", "license", "only for actor"}, rows))
	for _, f := range s.catalog.Frameworks() {
		fmt.Fprintf(&b, "\n## %s\n\n", f.ID)
		b.WriteString(table([]string{"control", "title", "gist, in our words", "legacy label", "became", "checked by"}, s.catalogRows(f.ID)))
	}
	return b.String()
}

func (s *shipped) catalogRows(id string) [][]string {
	var rows [][]string
	for _, c := range s.catalog.Controls(id) {
		title := c.Title
		if title == "" {
			title = c.Text
		}
		title = cell(title)
		if c.URL != "" {
			title = fmt.Sprintf("[%s](%s)", title, c.URL)
		}
		var became []string
		for _, next := range s.catalog.Successors(c.Ref) {
			became = append(became, s.catalog.Label(next))
		}
		rows = append(rows, []string{
			cell(s.catalog.Label(c.Ref)), title, cell(c.Gist), cell(strings.Join(s.catalog.LegacyLabels(c.Ref), ", ")),
			cell(strings.Join(became, ", ")), s.checkedBy(c.Ref),
		})
	}
	return rows
}

func (s *shipped) checkedBy(ref framework.Ref) string {
	var names []string
	for _, pack := range s.packs {
		for _, r := range pack.rules {
			for _, c := range r.Controls {
				if framework.Ref(c) == ref {
					names = append(names, fmt.Sprintf("[%s](policies.md#%s)", r.Policy, anchor(r.Policy)))
				}
			}
		}
	}
	return strings.Join(names, ", ")
}
