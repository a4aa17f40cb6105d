package config

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// assemble joins what the files declare into one namespace and works out every value that depends on another.
func (w *Workspace) assemble(fsys fs.FS, g *grammar, files []*parsed, opts Options) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, f := range files {
		diags = append(diags, f.diags...)
	}
	if syntaxFailed(files) {
		return diags // what is declared is not known: everything else would be noise
	}
	all := merge(files)
	symbols := newSymbols()
	diags = append(diags, enter(symbols, all)...)

	e := &evaluator{
		symbols: symbols, grammar: g, budget: MaxInstances, allowance: lang.NewAllowance(),
		functions: lang.NewFunctions(lang.FunctionOptions{ReadFile: confinedFile(fsys)}),
		pending:   make(map[any]*pending, len(all.pending)),
		types:     map[*spec]map[string]cty.Type{},
		kinds:     map[wholeKind]cty.Value{},
	}
	digestInputs, more := e.readInputs(w, opts)
	diags = append(diags, more...)
	w.Digest = w.digest(digestInputs)
	e.putOff(all.pending)
	for _, en := range all.entries {
		if en.generator != nil {
			e.expand(en.generator)
		}
	}
	for _, name := range sortedKeys(symbols.locals) {
		e.local(symbols.locals[name])
	}
	e.finish()
	diags = append(diags, w.single(all.workspaces, opts)...) // now that its expressions have their values
	w.collect(all, e)
	diags = append(diags, e.diags...)
	diags = append(diags, e.checkSecrets(append(all.secrets, e.secrets...))...)
	return append(diags, e.checkReferences(&w.Declarations, w.expectedHere())...)
}

// expectedHere lists the expectations whose subject is to be looked for in the workspace itself: of a case that tells of a
// change the subject may be gone.
func (w *Workspace) expectedHere() []*schema.Expectation {
	if w.Before == nil {
		return w.Expectations
	}
	return slices.DeleteFunc(slices.Clone(w.Expectations), func(x *schema.Expectation) bool { return w.Before.declares(x.Subject.Value.Address) })
}

// finish works out what was put off, also by for_each, in order of place.
func (e *evaluator) finish() {
	list := make([]*pending, 0, len(e.pending))
	for _, p := range e.pending {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *pending) int {
		if c := compareRanges(a.expr.Range(), b.expr.Range()); c != 0 {
			return c
		}
		if a.owner != b.owner {
			return compareText(a.owner.String(), b.owner.String())
		}
		return compareText(a.field.Name, b.field.Name)
	})
	for _, p := range list {
		e.attribute(p)
	}
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func compareRanges(a, b hcl.Range) int {
	if c := compareText(a.Filename, b.Filename); c != 0 {
		return c
	}
	return a.Start.Byte - b.Start.Byte
}

// syntaxFailed reports whether a file could not be parsed at all.
func syntaxFailed(files []*parsed) bool {
	return slices.ContainsFunc(files, func(f *parsed) bool { return f.unparsed })
}

func merge(files []*parsed) *parsed {
	all := &parsed{}
	for _, f := range files {
		all.workspaces = append(all.workspaces, f.workspaces...)
		all.entries = append(all.entries, f.entries...)
		all.variables = append(all.variables, f.variables...)
		all.locals = append(all.locals, f.locals...)
		all.overrides = append(all.overrides, f.overrides...)
		all.expects = append(all.expects, f.expects...)
		all.pending = append(all.pending, f.pending...)
		all.secrets = append(all.secrets, f.secrets...)
	}
	return all
}

// single takes the one custody block.
func (w *Workspace) single(found []*schema.Workspace, opts Options) hcl.Diagnostics {
	if len(found) == 0 {
		return hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "No custody block",
			Detail:   "A workspace has one custody block with its name: custody { name = \"NAME\" }. Write it into one of the files.",
		}}
	}
	w.Workspace = *found[0]
	var diags hcl.Diagnostics
	for _, other := range found[1:] {
		diags = append(diags, mistake(other.Range, "Repeated block", "The workspace has its custody block at %s. There may be one.",
			found[0].Range)...)
	}
	return append(diags, checkVersion(&w.Workspace, opts.Version)...)
}

func checkVersion(w *schema.Workspace, own string) hcl.Diagnostics {
	wanted := w.RequiredVersion
	if !wanted.Set {
		return nil
	}
	constraint, err := version.NewConstraint(wanted.Value)
	if err != nil {
		return mistake(wanted.Range, "Invalid version constraint", "required_version is not a version constraint. Write it as \">= 0.1.0\" or \"~> 1.2\".")
	}
	// A build of no release has no version, and meets every constraint.
	if running, err := version.NewVersion(own); err == nil && !constraint.Check(running.Core()) {
		return mistake(wanted.Range, "Wrong version of custody", "This workspace needs custody %s, and this is %s. Install a version that fits, or change the constraint.", wanted.Value, own)
	}
	return nil
}

// enter fills the namespace and reports names that are taken.
func enter(s *symbols, all *parsed) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, en := range all.entries {
		diags = append(diags, s.add(en)...)
	}
	for _, v := range all.variables {
		if first, taken := s.variables[v.Address.Name]; taken {
			diags = append(diags, duplicate(v.Range, "variable", v.Address.Name, first.Range)...)
			continue
		}
		s.variables[v.Address.Name] = v
	}
	for _, l := range all.locals {
		if first, taken := s.locals[l.name]; taken {
			diags = append(diags, duplicate(l.nameRange, "local value", l.name, first.nameRange)...)
			continue
		}
		s.locals[l.name] = l
	}
	seen := map[string]hcl.Range{}
	for _, o := range all.overrides {
		if first, taken := seen[o.Address.Name]; taken {
			diags = append(diags, duplicate(o.Range, "override", o.Address.Name, first)...)
		}
		seen[o.Address.Name] = o.Range
	}
	return diags
}

// collect gathers the declarations, those that for_each made included.
func (w *Workspace) collect(all *parsed, e *evaluator) {
	d := &w.Declarations
	d.Overrides = all.overrides
	w.Expectations = all.expects
	for _, en := range slices.Concat(all.entries, e.made) {
		if en.generator != nil || e.symbols.lost(en) {
			continue
		}
		switch decl := en.decl.Interface().(type) {
		case *schema.Team:
			d.Teams = append(d.Teams, decl)
		case *schema.Issuer:
			d.Issuers = append(d.Issuers, decl)
		case *schema.Profile:
			d.Profiles = append(d.Profiles, decl)
		case *schema.CLI:
			d.CLIs = append(d.CLIs, decl)
		case *schema.Exception:
			d.Exceptions = append(d.Exceptions, decl)
		}
	}
}

// lost reports a block whose name another one took.
func (s *symbols) lost(en *entry) bool {
	holder := s.blocks[en.address.Kind][en.address.Name]
	return holder != en && holder.generator == nil
}

// confinedFile is what file() reads: a file inside the workspace.
func confinedFile(fsys fs.FS) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		clean := path.Clean(name)
		if !fs.ValidPath(clean) {
			return nil, fmt.Errorf("%q leads out of the workspace", name)
		}
		src, diags := readFile(fsys, clean)
		if diags.HasErrors() {
			return nil, fmt.Errorf("%s", diags[0].Detail)
		}
		return src, nil
	}
}

// checkReferences reports every reference to nothing. It walks the declarations once.
func (e *evaluator) checkReferences(d *schema.Declarations, expects []*schema.Expectation) hcl.Diagnostics {
	c := &referenceChecker{evaluator: e, plans: map[reflect.Type][]referencePlan{}}
	c.check(reflect.ValueOf(&d.Workspace))
	for _, t := range d.Teams {
		c.check(reflect.ValueOf(t))
	}
	for _, i := range d.Issuers {
		c.check(reflect.ValueOf(i))
	}
	for _, p := range d.Profiles {
		c.check(reflect.ValueOf(p))
	}
	for _, cli := range d.CLIs {
		c.check(reflect.ValueOf(cli))
	}
	for _, x := range d.Exceptions {
		c.check(reflect.ValueOf(x))
	}
	for _, x := range expects {
		c.check(reflect.ValueOf(x))
	}
	return c.diags
}

// referenceChecker finds the references of declarations by their types, each type once.
type referenceChecker struct {
	*evaluator
	plans map[reflect.Type][]referencePlan
	diags hcl.Diagnostics
}

// referencePlan is one field of a struct that is a reference, or that holds structs with references.
type referencePlan struct {
	index []int
	shape schema.Shape
}

func (c *referenceChecker) plan(t reflect.Type) []referencePlan {
	if p, ok := c.plans[t]; ok {
		return p
	}
	var plan []referencePlan
	for _, f := range schema.Describe(t) {
		switch {
		case f.Shape == schema.ShapeAttribute && len(f.Refs) > 0:
			plan = append(plan, referencePlan{f.Index, f.Shape})
		case (f.Shape == schema.ShapeBlock || f.Shape == schema.ShapeBlocks) && len(c.plan(f.Type)) > 0:
			plan = append(plan, referencePlan{f.Index, f.Shape})
		}
	}
	c.plans[t] = plan
	return plan
}

func (c *referenceChecker) check(v reflect.Value) {
	v = reflect.Indirect(v)
	for _, p := range c.plan(v.Type()) {
		field := v.FieldByIndex(p.index)
		switch p.shape {
		case schema.ShapeBlock:
			c.check(field)
		case schema.ShapeBlocks:
			for i := range field.Len() {
				c.check(field.Index(i))
			}
		case schema.ShapeAttribute, schema.ShapeExpression:
			ref := field.Addr().Interface().(*schema.Attr[schema.Ref])
			if ref.Set && !c.symbols.exists(ref.Value.Address) {
				c.diags = append(c.diags, c.dangling(ref.Value.Address, ref.Range))
			}
		}
	}
}
