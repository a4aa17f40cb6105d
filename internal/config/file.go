package config

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// parsed is what one file declares. Its syntax tree is gone, but for expressions that depend on other files and for
// blocks with for_each.
type parsed struct {
	workspaces []*schema.Workspace
	entries    []*entry
	variables  []*schema.Variable
	locals     []*local
	overrides  []*schema.Override
	expects    []*schema.Expectation
	pending    []*pending
	secrets    []*schema.Attr[schema.Secret]
	diags      hcl.Diagnostics
	// before is what a policy's case declares as it was before a change: the blocks that stay, and those that it replaces.
	before []*parsed
	// unparsed tells that the file could not be read as HCL, so that what it declares is not known.
	unparsed bool
}

// parseSource turns bytes into a body, having checked first that no parser can be made to fall over them.
func parseSource(src []byte, filename string) (hcl.Body, hcl.Diagnostics) {
	if strings.HasSuffix(filename, ".json") {
		if diags := lang.CheckJSON(src, filename); diags.HasErrors() {
			return nil, diags
		}
		file, diags := hcljson.Parse(src, filename)
		if diags.HasErrors() || file == nil {
			return nil, diags
		}
		return file.Body, diags
	}
	if diags := lang.CheckSource(src, filename); diags.HasErrors() {
		return nil, diags
	}
	file, diags := hclsyntax.ParseConfig(src, filename, hcl.InitialPos)
	if file == nil {
		return nil, diags
	}
	return file.Body, diags
}

// parseFile reads the blocks of one file, which may be of these kinds.
func parseFile(g *grammar, src []byte, filename string, kinds []string) *parsed {
	body, diags := parseSource(src, filename)
	if body == nil || diags.HasErrors() {
		return &parsed{diags: diags, unparsed: true}
	}
	blocks, more := topLevel(body, kinds)
	out := g.decode(blocks)
	out.diags = append(append(diags, more...), out.diags...)
	return out
}

// decode reads what blocks at the top of a file declare.
func (g *grammar) decode(blocks []block) *parsed {
	out := &parsed{}
	d := &decoder{grammar: g}
	for _, b := range blocks {
		d.top(b, out)
	}
	out.pending, out.secrets, out.diags = d.pending, d.secrets, d.diags
	return out
}

// workspaceKinds are the blocks that stand at the top of a workspace's files.
func workspaceKinds() []string {
	return []string{"custody", "variable", "locals", "team", "issuer", "profile", "cli", "exception", "override"}
}

// topLevel lists the blocks of a file and reports what may not stand there.
func topLevel(body hcl.Body, kinds []string) ([]block, hcl.Diagnostics) {
	native, ok := syntax(body)
	if !ok {
		want := &hcl.BodySchema{}
		for _, kind := range kinds {
			want.Blocks = append(want.Blocks, hcl.BlockHeaderSchema{Type: kind, LabelNames: labelNames(kind)})
		}
		unknown, blocks, diags := readJSON(body, want)
		for _, a := range unknown {
			diags = append(diags, unknownName(a.nameRange, "block", a.name, "a workspace", kinds))
		}
		return blocks, diags
	}
	var blocks []block
	var diags hcl.Diagnostics
	for _, a := range native.Attributes {
		diags = append(diags, unknownName(a.NameRange, "attribute", a.Name, "a file outside of any block", kinds))
	}
	for _, b := range native.Blocks {
		if !slices.Contains(kinds, b.Type) {
			diags = append(diags, unknownTop(b, kinds))
			continue
		}
		blocks = append(blocks, nativeBlock(b))
	}
	return blocks, diags
}

func unknownTop(b *hclsyntax.Block, kinds []string) *hcl.Diagnostic {
	if b.Type == "policy" {
		return mistake(b.TypeRange, "Unknown block", "A policy stands in a pack, not in a workspace: put it into a folder "+
			"of its own, such as packs/mine/%s/policy.hcl, and name ./packs/mine in custody.policies.",
			strings.Join(b.Labels, "-"))[0]
	}
	return unknownName(b.TypeRange, "block", b.Type, "a workspace", kinds)
}

// top decodes one block at the top of a file.
func (d *decoder) top(b block, out *parsed) {
	if diags := checkLabels(b, labelNames(b.name)); diags.HasErrors() {
		d.diags = append(d.diags, diags...)
		return
	}
	switch b.name {
	case "custody":
		w := new(schema.Workspace)
		d.fill(b, d.grammar.workspace, schema.Address{Kind: schema.KindWorkspace}, &w.Block, w)
		out.workspaces = append(out.workspaces, w)
	case "variable":
		if !d.checkName(b, 0) {
			return
		}
		v := new(schema.Variable)
		d.fill(b, d.grammar.variable, schema.Address{Kind: "var", Name: b.labels[0]}, &v.Block, v)
		out.variables = append(out.variables, v)
	case "locals":
		attributes, diags := anyAttributes(b.body)
		d.diags = append(d.diags, diags...)
		for _, a := range attributes {
			out.locals = append(out.locals, &local{attribute: a})
		}
	case "override":
		d.override(b, out)
	case "expect":
		x := new(schema.Expectation)
		d.fill(b, d.grammar.expect, schema.Address{}, &x.Block, x)
		out.expects = append(out.expects, x)
	case "issuer":
		d.issuer(b, out)
	default:
		d.named(b, out)
	}
}

// fill decodes a block into the declaration that header belongs to.
func (d *decoder) fill(b block, s *spec, address schema.Address, header *schema.Block, decl any) {
	header.Address, header.Range = address, b.header
	d.body(b.body, s, place{owner: address}, part{s, reflect.ValueOf(decl).Elem()})
}

// named decodes a team, profile, cli or exception, or keeps it for later when it has for_each.
func (d *decoder) named(b block, out *parsed) {
	if !d.checkName(b, 0) {
		return
	}
	address := schema.NewAddress(schema.Kind(b.name), b.labels[0])
	s := map[string]*spec{
		"team": d.grammar.team, "profile": d.grammar.profile, "cli": d.grammar.cli, "exception": d.grammar.exception,
	}[b.name]
	e := &entry{address: address, header: b.header, spec: s}
	if forEach, ok := d.forEach(b, s); ok {
		e.generator = &generator{address: address, block: b, forEach: forEach, spec: s}
	} else {
		e.decl = d.declaration(b, s, address, nil)
	}
	out.entries = append(out.entries, e)
}

// forEach finds the for_each of a block.
func (d *decoder) forEach(b block, s *spec) (attribute, bool) {
	if native, ok := syntax(b.body); ok {
		a, found := native.Attributes["for_each"]
		if !found {
			return attribute{}, false
		}
		return attribute{name: a.Name, nameRange: a.NameRange, expr: a.Expr}, true
	}
	attributes, _, _ := readJSON(b.body, s.json) // its diagnostics come when the block is decoded
	for _, a := range attributes {
		if a.name == "for_each" {
			return a, true
		}
	}
	return attribute{}, false
}

func (d *decoder) issuer(b block, out *parsed) {
	typed, ok := d.grammar.issuerTypes[b.labels[0]]
	if !ok {
		d.diags = append(d.diags, unknownName(b.labelRanges[0], "type of issuer", b.labels[0], "", issuerNames()))
		return
	}
	if !d.checkName(b, 1) {
		return
	}
	address := schema.NewAddress(schema.KindIssuer, b.labels[1])
	i := &schema.Issuer{Type: b.labels[0], Config: typed.make()}
	i.Address, i.Range = address, b.header
	decl := reflect.ValueOf(i)
	d.body(b.body, typed.full, place{owner: address},
		part{d.grammar.issuer, decl.Elem()}, part{typed.own, reflect.ValueOf(i.Config).Elem()})
	out.entries = append(out.entries, &entry{address: address, header: b.header, decl: decl, spec: d.grammar.issuer})
}
