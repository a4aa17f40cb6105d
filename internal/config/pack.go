package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// Pack is a folder of policies, and of overrides of the policies of packs before it.
type Pack struct {
	schema.Pack
	sources map[string][]byte
}

// Source returns the bytes of a file of the pack by the name that ranges carry; nil when there is none.
func (p *Pack) Source(filename string) []byte { return p.sources[filename] }

// MaxPackBytes bounds the files of a pack together. Unlike those of a workspace their syntax trees are kept, at many times their
// size.
const MaxPackBytes = 32 << 20

// casesFolder is where a policy's cases lie, beside the policy.
const casesFolder = "cases"

// packKinds are the blocks that stand at the top of a pack's files.
func packKinds() []string { return []string{"policy", "override", "pack"} }

// LoadPack reads every *.hcl file below fsys as files of one pack, and policy.json in the same language; folders named cases
// and hidden ones are left out. The prefix stands before the names of files in diagnostics. What the pack extends is not
// read: see [LoadPacks].
func LoadPack(fsys fs.FS, name, prefix string) (*Pack, hcl.Diagnostics) {
	r := &packReader{
		decoder: decoder{grammar: newGrammar()}, fsys: fsys, prefix: prefix,
		pack: &Pack{Pack: schema.Pack{Name: name}, sources: map[string][]byte{}},
	}
	_ = fs.WalkDir(fsys, ".", r.visit) // what it can not read is a diagnostic
	r.settle()
	pack := r.pack
	if len(pack.Policies)+len(pack.Overrides)+len(pack.Extends.Value) == 0 && !r.diags.HasErrors() {
		r.diags = append(r.diags, ofFile(path.Join(prefix, "."), "Pack without policies", fmt.Sprintf("The pack %s has no policy and no "+
			"override, and extends no other pack. A pack is a folder with one folder for each policy, which holds policy.hcl.", name)))
	}
	slices.SortFunc(pack.Policies, func(a, b *schema.Policy) int { return strings.Compare(a.Address.Name, b.Address.Name) })
	slices.SortFunc(pack.Overrides, func(a, b *schema.Override) int { return strings.Compare(a.Address.Name, b.Address.Name) })
	return pack, diag.Sort(r.diags)
}

// packReader gathers what the files of a pack declare.
type packReader struct {
	decoder
	fsys   fs.FS
	prefix string
	size   int // of its sources, in bytes
	pack   *Pack
}

// visit reads one file of the pack, if it is one.
func (r *packReader) visit(file string, entry fs.DirEntry, err error) error {
	switch {
	case err != nil:
		r.diags = append(r.diags, unreadable(path.Join(r.prefix, file), err))
		return fs.SkipDir
	case entry.IsDir():
		if file != "." && (entry.Name() == casesFolder || strings.HasPrefix(entry.Name(), ".")) {
			return fs.SkipDir
		}
	case entry.Type()&fs.ModeSymlink != 0 && r.isFolder(file):
		// What is not read can not judge, and nobody would miss it.
		r.diags = append(r.diags, ofFile(path.Join(r.prefix, file), "Link to a folder", "This symbolic link names a folder, and is not "+
			"followed, so what the folder holds would not judge. Replace it by a copy of what it names, or remove it."))
	case strings.HasSuffix(file, ".hcl"), entry.Name() == "policy.json":
		if entry.Type()&^fs.ModeSymlink != 0 { // a pipe would be opened to be looked at, and that waits for a writer
			r.diags = append(r.diags, unreadable(path.Join(r.prefix, file), errors.New("not a regular file")))
			return nil
		}
		return r.source(file)
	}
	return nil
}

// isFolder reports whether a link that is not hidden leads to a folder. Where it leads out of the tree nobody can tell; the
// workspace refuses such a link.
func (r *packReader) isFolder(file string) bool {
	base := path.Base(file)
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".hcl") || base == "policy.json" || base == casesFolder {
		return false
	}
	info, err := fs.Stat(r.fsys, file)
	return err == nil && info.IsDir()
}

// source reads a file that declares what is in the pack. Beyond the limits it reads no further, and says so: half of a pack
// would pass where the other half fails.
func (r *packReader) source(file string) error {
	shown := path.Join(r.prefix, file)
	if len(r.pack.sources) >= MaxFiles {
		r.diags = append(r.diags, ofFile(shown, "Too many files", fmt.Sprintf("A pack may have %d files. Split it.", MaxFiles)))
		return fs.SkipAll
	}
	src, diags := readFile(r.fsys, file)
	if r.size += len(src); r.size > MaxPackBytes {
		r.diags = append(r.diags, ofFile(shown, "Pack too large", fmt.Sprintf("The files of a pack may hold %d MiB together. Split it.", MaxPackBytes>>20)))
		return fs.SkipAll
	}
	for _, d := range diags {
		d.Subject.Filename = shown // which the file system does not know by that name
	}
	r.diags = append(r.diags, diags...)
	r.pack.sources[shown] = src
	if !diags.HasErrors() {
		r.file(src, shown)
	}
	return nil
}

// file decodes the blocks of one file.
func (r *packReader) file(src []byte, filename string) {
	body, diags := parseSource(src, filename)
	r.diags = append(r.diags, diags...)
	if body == nil || diags.HasErrors() {
		return
	}
	for _, b := range r.blocks(body) {
		if diags := checkLabels(b, labelNames(b.name)); diags.HasErrors() {
			r.diags = append(r.diags, diags...)
			continue
		}
		switch b.name {
		case "policy":
			r.pack.Policies = append(r.pack.Policies, r.policy(b, r.pack.Name))
		case "override":
			r.overrideBlock(b)
		case "pack":
			r.packBlock(b)
		}
	}
}

// blocks lists the blocks of a file and reports what may not stand there.
func (r *packReader) blocks(body hcl.Body) []block {
	native, ok := syntax(body)
	if !ok {
		want := &hcl.BodySchema{}
		for _, kind := range packKinds() {
			want.Blocks = append(want.Blocks, hcl.BlockHeaderSchema{Type: kind, LabelNames: labelNames(kind)})
		}
		unknown, blocks, diags := readJSON(body, want)
		for _, a := range unknown {
			diags = append(diags, unknownName(a.nameRange, "block", a.name, "a pack", packKinds()))
		}
		r.diags = append(r.diags, diags...)
		return blocks
	}
	var blocks []block
	for _, a := range native.Attributes {
		r.diags = append(r.diags, unknownName(a.NameRange, "attribute", a.Name, "a pack outside of any block", packKinds()))
	}
	for _, b := range native.Blocks {
		if !slices.Contains(packKinds(), b.Type) {
			r.diags = append(r.diags, unknownName(b.TypeRange, "block", b.Type, "a pack", packKinds()))
			continue
		}
		blocks = append(blocks, nativeBlock(b))
	}
	return blocks
}

// packBlock decodes the block that says what the pack is.
func (r *packReader) packBlock(b block) {
	p := &r.pack.Pack
	if p.Range.Filename != "" {
		r.diags = append(r.diags, mistake(b.header, "Repeated block", "The pack has its pack block at %s. There may be one.", p.Range)...)
		return
	}
	r.fill(b, r.grammar.pack, schema.Address{}, &p.Block, p)
}

// overrideBlock decodes an override, of which a pack has one for each policy.
func (r *packReader) overrideBlock(b block) {
	var out parsed
	r.override(b, &out)
	o := out.overrides[0]
	o.Pack = r.pack.Name
	for _, first := range r.pack.Overrides {
		if first.Address == o.Address {
			r.diags = append(r.diags, duplicate(b.header, "override", o.Address.Name, first.Range)...)
			return
		}
	}
	r.pack.Overrides = append(r.pack.Overrides, o)
}

// settle works out what was no literal. A pack knows nothing of the workspaces that it judges: only the parameters of an
// override may call functions, and nothing may name a value.
func (r *packReader) settle() {
	ctx := &hcl.EvalContext{Functions: lang.NewFunctions(lang.FunctionOptions{})}
	allowance := lang.NewAllowance()
	for _, p := range r.pending {
		argument, isParameter := p.dst.(*schema.Attr[any])
		switch {
		case !isParameter:
			r.diags = append(r.diags, mistake(p.expr.Range(), "Not a literal", "%s is a literal in a pack: expressions stand in "+
				"when, require, message, the defaults of parameters and the parameters of overrides.", p.field.Name)...)
		case len(p.expr.Variables()) > 0:
			r.diags = append(r.diags, mistake(p.expr.Range(), "Value from outside", "The parameter %s names a value, and a pack knows "+
				"nothing of the workspaces that it judges. Write the value itself.", p.field.Name)...)
		default:
			v, diags := allowance.Evaluate(p.expr, ctx)
			r.diags = append(r.diags, diags...)
			if !diags.HasErrors() {
				r.diags = append(r.diags, assignArgument(argument, p.field, v, p.expr.Range())...)
			}
		}
	}
}
