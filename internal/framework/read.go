package framework

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The language of a catalog file. It is read by hand: what gohcl does by reflection takes longer than the parser, and the
// catalogs are read at every check.
type (
	fileSyntax struct {
		frameworks []frameworkSyntax
		crosswalks []crosswalkSyntax
		legacies   []legacySyntax
	}
	frameworkSyntax struct {
		id, title, publisher, version, url, license string
		print                                       string // text, or title where the license forbids the text
		edition, prefix, actor, oscalIDs, links     string
		names                                       []string
		controls                                    []controlSyntax
		place                                       hcl.Range
	}
	controlSyntax struct {
		id, title, text, gist, url, baselines string
		place                                 hcl.Range
	}
	crosswalkSyntax struct {
		from, to, source string
		controls         []linkSyntax
	}
	linkSyntax struct {
		id, relation string
		to           []string
		place        hcl.Range
	}
	legacySyntax struct {
		label, framework, reason string
		controls                 []string
		place                    hcl.Range
	}
)

// parse reads the files at the same time, which is most of the work, and gives them back in the order of their names.
func parse(fsys fs.FS, names []string) ([]*fileSyntax, hcl.Diagnostics) {
	files := make([]*fileSyntax, len(names))
	found := make([]hcl.Diagnostics, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { files[i], found[i] = parseFile(fsys, name) })
	}
	wg.Wait()
	return files, slices.Concat(found...)
}

// parseFile gives what it understood of a file, never nil.
func parseFile(fsys fs.FS, name string) (*fileSyntax, hcl.Diagnostics) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return &fileSyntax{}, hcl.Diagnostics{mistake(nil, "Unreadable catalog", fmt.Sprintf("The catalog %s cannot be read: %s.", name, err))}
	}
	file, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		return &fileSyntax{}, diags
	}
	r := &reader{}
	return r.file(file.Body.(*hclsyntax.Body)), r.diags
}

// reader turns blocks into values and gathers what it does not know.
type reader struct {
	diags hcl.Diagnostics
}

func (r *reader) file(body *hclsyntax.Body) *fileSyntax {
	f := &fileSyntax{}
	r.attributes(body, nil, nil)
	for _, b := range body.Blocks {
		switch {
		case b.Type == "framework" && len(b.Labels) == 1:
			f.frameworks = append(f.frameworks, r.framework(b))
		case b.Type == "crosswalk" && len(b.Labels) == 2:
			f.crosswalks = append(f.crosswalks, r.crosswalk(b))
		case b.Type == "legacy" && len(b.Labels) == 1:
			f.legacies = append(f.legacies, r.legacy(b))
		default:
			r.unknown(b.DefRange(), b.Type, `framework "ID", crosswalk "FROM" "TO" or legacy "LABEL"`)
		}
	}
	return f
}

func (r *reader) framework(b *hclsyntax.Block) frameworkSyntax {
	f := frameworkSyntax{id: b.Labels[0], place: b.DefRange()}
	r.attributes(b.Body, map[string]any{
		"title": &f.title, "publisher": &f.publisher, "version": &f.version, "url": &f.url, "license": &f.license, "print": &f.print,
	}, map[string]any{"edition": &f.edition, "prefix": &f.prefix, "actor": &f.actor, "oscal_ids": &f.oscalIDs, "links": &f.links, "names": &f.names})
	f.controls = make([]controlSyntax, 0, len(b.Body.Blocks))
	for _, c := range r.controls(b.Body) {
		control := controlSyntax{id: c.Labels[0], place: c.DefRange()}
		r.attributes(c.Body, nil, map[string]any{
			"title": &control.title, "text": &control.text, "gist": &control.gist, "url": &control.url, "baselines": &control.baselines,
		})
		f.controls = append(f.controls, control)
	}
	return f
}

func (r *reader) crosswalk(b *hclsyntax.Block) crosswalkSyntax {
	x := crosswalkSyntax{from: b.Labels[0], to: b.Labels[1]}
	r.attributes(b.Body, map[string]any{"source": &x.source}, nil)
	for _, c := range r.controls(b.Body) {
		link := linkSyntax{id: c.Labels[0], place: c.DefRange()}
		r.attributes(c.Body, map[string]any{"relation": &link.relation, "to": &link.to}, nil)
		x.controls = append(x.controls, link)
	}
	return x
}

func (r *reader) legacy(b *hclsyntax.Block) legacySyntax {
	l := legacySyntax{label: b.Labels[0], place: b.DefRange()}
	r.attributes(b.Body, map[string]any{"framework": &l.framework, "controls": &l.controls, "reason": &l.reason}, nil)
	return l
}

// controls gives the control blocks of a body, the only ones that it may hold.
func (r *reader) controls(body *hclsyntax.Body) hclsyntax.Blocks {
	return slices.DeleteFunc(slices.Clone(body.Blocks), func(b *hclsyntax.Block) bool {
		if b.Type == "control" && len(b.Labels) == 1 {
			return false
		}
		r.unknown(b.DefRange(), b.Type, `control "ID"`)
		return true
	})
}

// attributes reads the attributes of a body into strings and lists of strings.
func (r *reader) attributes(body *hclsyntax.Body, required, optional map[string]any) {
	for name, attr := range body.Attributes {
		target, ok := required[name]
		if !ok {
			target, ok = optional[name]
		}
		if !ok {
			r.diags = append(r.diags, mistake(attr.NameRange.Ptr(), "Unknown attribute", fmt.Sprintf("A catalog has no attribute %q here. Remove it.", name)))
			continue
		}
		r.diags = append(r.diags, gohcl.DecodeExpression(attr.Expr, nil, target)...)
	}
	for name := range required {
		if body.Attributes[name] == nil {
			r.diags = append(r.diags, mistake(body.MissingItemRange().Ptr(), "Missing attribute", fmt.Sprintf("The attribute %q is required. Add it.", name)))
		}
	}
}

func (r *reader) unknown(place hcl.Range, block, expected string) {
	r.diags = append(r.diags, mistake(&place, "Unknown block", fmt.Sprintf("A catalog has no such block %q here. Expected: %s.", block, expected)))
}
