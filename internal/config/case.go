package config

import (
	"io/fs"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/schema"
)

// beforeBlock is the block of a case that holds what was declared otherwise before a change.
const beforeBlock = "before"

// caseKinds are the blocks of a policy's case, which also says what is expected, and what was declared before.
func caseKinds() []string { return append(workspaceKinds(), "expect", beforeBlock) }

// LoadCase reads one file as a workspace of its own: a policy's case. It may have no custody block, and has expect
// blocks. A before block holds the blocks that were declared otherwise before a change, whole; every other block was as
// it is. With it, Before is the workspace as it was.
func LoadCase(fsys fs.FS, filename string) (*Workspace, hcl.Diagnostics) {
	w := &Workspace{sources: map[string][]byte{}}
	g := newGrammar()
	results := w.read(fsys, []string{filename}, func(src []byte, name string) *parsed { return parseCase(g, src, name) })
	var diags hcl.Diagnostics
	if before := results[0].before; before != nil {
		w.Before = &Workspace{sources: w.sources}
		nameCase(before[0], before[1].workspaces)
		diags = w.Before.assemble(fsys, g, before, Options{})
	}
	nameCase(results[0], nil)
	return w, diag.Sort(append(diags, w.assemble(fsys, g, results, Options{})...))
}

// nameCase gives a case without a custody block of its own the one that it could not do without.
func nameCase(p *parsed, others []*schema.Workspace) {
	if len(p.workspaces)+len(others) > 0 {
		return
	}
	named := &schema.Workspace{Block: schema.Block{Address: schema.Address{Kind: schema.KindWorkspace}}}
	named.Name = schema.Attr[string]{Value: "case", Set: true}
	p.workspaces = append(p.workspaces, named)
}

// parseCase reads the blocks of a case, and those of before it: what the before block holds, and what it does not
// replace.
func parseCase(g *grammar, src []byte, filename string) *parsed {
	body, diags := parseSource(src, filename)
	if body == nil || diags.HasErrors() {
		return &parsed{diags: diags, unparsed: true}
	}
	blocks, more := topLevel(body, caseKinds())
	diags = append(diags, more...)
	first := slices.IndexFunc(blocks, isBefore)
	if first < 0 {
		out := g.decode(blocks)
		out.diags = append(diags, out.diags...)
		return out
	}
	header := blocks[first]
	earlier, more := topLevel(header.body, workspaceKinds())
	diags = append(append(diags, more...), checkLabels(header, nil)...)
	blocks = slices.DeleteFunc(blocks, func(b block) bool {
		again := isBefore(b) && b.header != header.header
		if again {
			diags = append(diags, mistake(b.header, "Repeated block", "The case has its before block at %s. There may be one.", header.header)...)
		}
		return isBefore(b)
	})
	out := g.decode(blocks)
	out.before = []*parsed{g.decode(kept(blocks, earlier)), g.decode(earlier)}
	out.before[0].dropLocals(out.before[1].locals)
	out.diags = append(diags, out.diags...)
	return out
}

func isBefore(b block) bool { return b.name == beforeBlock }

// kept lists the blocks that stood before a change as they do after it: those without a namesake among the earlier ones.
func kept(blocks, earlier []block) []block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b block) bool {
		if b.name == "expect" {
			return true
		}
		return b.name != "locals" && slices.ContainsFunc(earlier, func(e block) bool { return e.name == b.name && sameName(e.labels, b.labels) })
	})
}

// sameName compares the names of two blocks of one kind. A name is the last label.
func sameName(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return a[len(a)-1] == b[len(b)-1]
}

// dropLocals lets go of the named values that others replace.
func (p *parsed) dropLocals(others []*local) {
	p.locals = slices.DeleteFunc(p.locals, func(l *local) bool {
		return slices.ContainsFunc(others, func(o *local) bool { return o.name == l.name })
	})
}

// declares reports whether a workspace has a block of that address, or a session.
func (w *Workspace) declares(a schema.Address) bool {
	has := func(b schema.Block) bool { return b.Address == a }
	return slices.ContainsFunc(w.Teams, func(t *schema.Team) bool { return has(t.Block) }) ||
		slices.ContainsFunc(w.Issuers, func(i *schema.Issuer) bool { return has(i.Block) }) ||
		slices.ContainsFunc(w.Exceptions, func(x *schema.Exception) bool { return has(x.Block) }) ||
		slices.ContainsFunc(w.CLIs, func(c *schema.CLI) bool {
			return has(c.Block) || slices.ContainsFunc(c.Sessions, func(s *schema.Session) bool { return has(s.Block) })
		})
}
