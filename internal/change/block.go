package change

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// block is one declared block: what its structs say, and what they can not say as attributes.
type block struct {
	address schema.Address
	text    string
	at      hcl.Range
	parts   []part
	extra   []fact
}

// part is a struct of attributes, and what stands before their names.
type part struct {
	prefix string
	decl   reflect.Value
}

// fact is one value of a block.
type fact struct {
	path  string
	plane schema.Plane
	value setting.Value
	at    hcl.Range
}

// alike reports whether two blocks have the same attributes to compare.
func (b *block) alike(other *block) bool {
	return slices.EqualFunc(b.parts, other.parts, func(x, y part) bool {
		return x.prefix == y.prefix && x.decl.Type() == y.decl.Type()
	})
}

// facts lists all that a block declares.
func (c *comparison) facts(b *block) []fact {
	list := slices.Clone(b.extra)
	for _, p := range b.parts {
		for _, a := range c.of(p.decl.Type()) {
			if value, at, _ := a.Read(p.decl); value.Managed() {
				list = append(list, fact{path: p.prefix + a.Path, plane: a.Plane, value: value, at: at})
			}
		}
	}
	return list
}

// blocks lists the blocks of a model by their addresses as written.
func (c *comparison) blocks(m *model.Model) []block {
	list := []block{workspaceBlock(m.Workspace)}
	for _, t := range m.Teams {
		list = append(list, newBlock(t.Block, t.Team))
	}
	for _, i := range m.Issuers {
		b := newBlock(i.Block, i.Issuer, i.Config)
		b.extra = []fact{{path: "type", plane: schema.PlaneIdentity, value: setting.Text(i.Type), at: i.Range}}
		list = append(list, b)
	}
	for _, cli := range m.CLIs {
		list = append(list, newBlock(cli.Block, cli.CLI))
		for _, s := range cli.Sessions {
			list = append(list, newBlock(s.Block, &s.Session))
		}
		for _, d := range cli.Deliveries {
			list = append(list, newBlock(d.Block, d.Config))
		}
	}
	for _, x := range m.Exceptions {
		b := newBlock(x.Block, x.Exception)
		b.extra = approvals(x)
		list = append(list, b)
	}
	for _, o := range m.Overrides {
		b := newBlock(o.Block, o)
		b.extra = parameters(o)
		list = append(list, b)
	}
	slices.SortStableFunc(list, func(a, b block) int { return cmp.Compare(a.text, b.text) })
	return list
}

// newBlock makes a block of pointers to structs of attributes.
func newBlock(header schema.Block, declarations ...any) block {
	b := block{address: header.Address, text: header.Address.String(), at: header.Range}
	for _, d := range declarations {
		if v := reflect.ValueOf(d); v.IsValid() && !v.IsNil() {
			b.parts = append(b.parts, part{decl: v.Elem()})
		}
	}
	return b
}

func workspaceBlock(w *schema.Workspace) block {
	b := newBlock(schema.Block{Address: schema.Address{Kind: schema.KindWorkspace}, Range: w.Range}, w)
	for _, s := range w.States {
		b.parts = append(b.parts, part{prefix: "state.", decl: reflect.ValueOf(s).Elem()})
		b.extra = append(b.extra, fact{path: "state.type", plane: schema.PlaneShared, value: setting.Text(s.Type), at: s.Range})
	}
	return b
}

// approvals lists who approved an exception, in words.
func approvals(x *model.Exception) []fact {
	var words []string
	for _, a := range x.Exception.Approvals {
		words = append(words, fmt.Sprintf("%s for %s on %s", a.By.Value, a.Team.Value.Address, a.On.Value))
	}
	if words == nil {
		return nil
	}
	return []fact{{path: "approval", plane: schema.PlaneShared, value: setting.List(words...), at: x.Exception.Approvals[0].Range}}
}

// parameters lists the parameters that an override sets.
func parameters(o *schema.Override) []fact {
	var list []fact
	for _, a := range o.Parameters {
		if a.Set {
			list = append(list, fact{path: "parameters." + a.Name, plane: schema.PlaneShared, value: argument(a.Value), at: a.Range})
		}
	}
	return list
}

func argument(v any) setting.Value {
	switch v := v.(type) {
	case string:
		return setting.Text(v)
	case bool:
		return setting.Bool(v)
	}
	text, _ := json.Marshal(v) // of strings, numbers and truth values alone
	return setting.Text(string(text))
}
