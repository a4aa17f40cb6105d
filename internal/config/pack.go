package config

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// Pack is a folder of policies.
type Pack struct {
	Name     string // as the workspace names it: builtin:NAME or ./FOLDER
	Policies []*schema.Policy
	sources  map[string][]byte
}

// Source returns the bytes of a file of the pack by the name that ranges carry; nil when there is none.
func (p *Pack) Source(filename string) []byte { return p.sources[filename] }

// casesFolder is where a policy's cases lie, beside the policy.
const casesFolder = "cases"

// LoadPack reads every *.hcl file below fsys as policies, and policy.json in the same language; folders named cases and
// hidden ones are left out. The prefix stands before the names of files in diagnostics.
func LoadPack(fsys fs.FS, name, prefix string) (*Pack, hcl.Diagnostics) {
	pack := &Pack{Name: name, sources: map[string][]byte{}}
	var diags hcl.Diagnostics
	d := &decoder{grammar: newGrammar()}
	_ = fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			diags = append(diags, unreadable(path.Join(prefix, file), err))
			return fs.SkipDir
		case entry.IsDir():
			if file != "." && (entry.Name() == casesFolder || strings.HasPrefix(entry.Name(), ".")) {
				return fs.SkipDir
			}
		case strings.HasSuffix(file, ".hcl"), entry.Name() == "policy.json":
			src, more := readFile(fsys, file)
			diags = append(diags, more...)
			shown := path.Join(prefix, file)
			pack.sources[shown] = src
			if !more.HasErrors() {
				pack.Policies = append(pack.Policies, d.policies(src, shown, name)...)
			}
		}
		if len(pack.sources) > MaxFiles {
			return fs.SkipAll
		}
		return nil
	})
	diags = append(diags, d.diags...)
	for _, p := range d.pending {
		diags = append(diags, mistake(p.expr.Range(), "Not a literal", "%s of a policy is a literal: expressions stand in "+
			"when, require, message and the defaults of parameters.", p.field.Name)...)
	}
	if len(pack.Policies) == 0 && !diags.HasErrors() {
		diags = append(diags, ofFile(path.Join(prefix, "."), "Pack without policies",
			fmt.Sprintf("The pack %s has no policy. A pack is a folder with one folder for each policy, which holds policy.hcl.", name)))
	}
	slices.SortFunc(pack.Policies, func(a, b *schema.Policy) int { return strings.Compare(a.Address.Name, b.Address.Name) })
	return pack, diag.Sort(diags)
}

// Cases lists the cases of a pack's policy that must pass or fail, in order of name.
func Cases(fsys fs.FS, policyFolder string) ([]string, error) {
	return fs.Glob(fsys, path.Join(policyFolder, casesFolder, "*.hcl"))
}

// policies decodes the policies of one file.
func (d *decoder) policies(src []byte, filename, pack string) []*schema.Policy {
	body, diags := parseSource(src, filename)
	d.diags = append(d.diags, diags...)
	if body == nil || diags.HasErrors() {
		return nil
	}
	var list []*schema.Policy
	for _, b := range d.policyBlocks(body) {
		if diags := checkLabels(b, []string{"name"}); diags.HasErrors() {
			d.diags = append(d.diags, diags...)
			continue
		}
		p := &schema.Policy{Pack: pack}
		d.fill(b, d.grammar.policy, schema.NewAddress(schema.KindPolicy, b.labels[0]), &p.Block, p)
		d.checkName(b, 0)
		d.controls(b, p)
		d.complete(p)
		list = append(list, p)
	}
	return list
}

func (d *decoder) policyBlocks(body hcl.Body) []block {
	native, ok := syntax(body)
	if !ok {
		unknown, blocks, diags := readJSON(body, &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "policy", LabelNames: []string{"name"}}}})
		for _, a := range unknown {
			diags = append(diags, unknownName(a.nameRange, "block", a.name, "a pack", []string{"policy"}))
		}
		d.diags = append(d.diags, diags...)
		return blocks
	}
	var blocks []block
	for _, a := range native.Attributes {
		d.diags = append(d.diags, unknownName(a.NameRange, "attribute", a.Name, "a pack outside of any block", []string{"policy"}))
	}
	for _, b := range native.Blocks {
		if b.Type != "policy" {
			d.diags = append(d.diags, unknownName(b.TypeRange, "block", b.Type, "a pack", []string{"policy"}))
			continue
		}
		blocks = append(blocks, nativeBlock(b))
	}
	return blocks
}

// controls reads controls = { FRAMEWORK = [CONTROL, ...] }.
func (d *decoder) controls(b block, p *schema.Policy) {
	var expr hclsyntax.Expression
	if native, ok := syntax(b.body); ok {
		if a := native.Attributes["controls"]; a != nil {
			expr = a.Expr
		}
	} else {
		attributes, _, _ := readJSON(b.body, d.grammar.policy.json) // its diagnostics came with the policy
		for _, a := range attributes {
			if a.name == "controls" {
				expr = a.expr
			}
		}
	}
	if expr == nil {
		return
	}
	object, ok := expr.(*hclsyntax.ObjectConsExpr)
	if !ok {
		d.diags = append(d.diags, wrongType(expr.Range(), "controls", `an object such as { "owasp-nhi-2025" = ["NHI7:2025"] }`, "something else")...)
		return
	}
	for _, item := range object.Items {
		framework, ok := lang.StaticKey(item.KeyExpr)
		ids, isList := lang.StaticStrings(item.ValueExpr)
		if !ok || !isList {
			d.diags = append(d.diags, mistake(item.ValueExpr.Range(), "Invalid controls", `Write each framework with a list of `+
				`its controls: "owasp-nhi-2025" = ["NHI7:2025"].`)...)
			continue
		}
		p.Controls = append(p.Controls, schema.Mapping{Framework: framework, Controls: ids, Range: item.ValueExpr.Range()})
	}
	slices.SortStableFunc(p.Controls, func(a, b schema.Mapping) int { return strings.Compare(a.Framework, b.Framework) })
}

// complete reports what a policy can not do without.
func (d *decoder) complete(p *schema.Policy) {
	missing := func(name, example string) {
		d.diags = append(d.diags, mistake(p.Range, "Missing attribute", "The policy %q needs %s, as in %s.", p.Address.Name, name, example)...)
	}
	if !p.Subject.Set {
		missing("subject", `subject = "session"`)
	}
	if !p.Plane.Set {
		missing("plane", `plane = "identity"`)
	}
	if !p.Level.Set {
		missing("level", `level = "mandatory"`)
	}
	if p.Require == nil {
		missing("require", "require = session.pkce == true")
	}
	if p.Message == nil {
		missing("message", `message = "PKCE is not required."`)
	}
}
