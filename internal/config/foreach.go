package config

import (
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// MaxInstances bounds how many blocks all for_each of a workspace may make together.
const MaxInstances = 20_000

// maxExpansion bounds the bytes that they take together: each may hold as much as a file.
const maxExpansion = 1 << 30

// listMemory is how many bytes the elements of an attribute take, if it is a list.
func listMemory(attr any) int {
	const element = 64 // what it takes while it is worked out
	if list, ok := attr.(*schema.Attr[[]string]); ok {
		return element * len(list.Value)
	}
	return 0
}

// spend counts bytes that blocks with for_each take, and reports once when they are too many. Then it is false.
func (e *evaluator) spend(bytes int, at hcl.Range) bool {
	before := e.memory
	e.memory += bytes
	if before <= maxExpansion && e.memory > maxExpansion {
		e.diags = append(e.diags, mistake(at, "Too much in for_each", "The blocks that for_each makes here hold more than a workspace can. "+
			"Iterate over fewer elements, or declare less in each.")...)
	}
	return e.memory <= maxExpansion
}

// expand makes the instances of a block with for_each.
func (e *evaluator) expand(g *generator) {
	at := g.forEach.expr.Range()
	if !e.enter(&g.state, g.address.String()+".for_each", at) {
		return
	}
	defer e.leave(&g.state)
	v, ok := e.value(g.forEach.expr, nil, false)
	if !ok {
		return
	}
	elements, diags := forEachElements(v, at)
	if diags.HasErrors() {
		e.diags = append(e.diags, diags...)
		return
	}
	if e.budget -= len(elements); e.budget < 0 {
		e.diags = append(e.diags, mistake(at, "Too many instances", "All for_each of a workspace may make %d blocks together, "+
			"and this one goes beyond. Split the workspace.", MaxInstances)...)
		return
	}
	g.keys = slices.Sorted(maps.Keys(elements))
	g.instances = make(map[string]*entry, len(elements))
	d := &decoder{grammar: e.grammar}
	for _, key := range g.keys {
		decl := d.declaration(g.block, g.spec, g.address.Instance(key), &scope{key: cty.StringVal(key), value: elements[key]})
		made := &entry{address: g.address.Instance(key), header: g.block.header, decl: decl, spec: g.spec}
		g.instances[key] = made
		e.made = append(e.made, made)
		if !e.spend(d.memory, at) {
			break
		}
		d.memory = 0
	}
	e.diags = append(e.diags, d.diags...)
	e.secrets = append(e.secrets, d.secrets...)
	e.putOff(d.pending)
}

// putOff enters attributes that are to be worked out later.
func (e *evaluator) putOff(list []*pending) {
	for _, p := range list {
		e.pending[p.dst] = p
	}
}

// forEachElements reads the map or set that a block is repeated over.
func forEachElements(v cty.Value, at hcl.Range) (map[string]cty.Value, hcl.Diagnostics) {
	if lang.IsSensitive(v) {
		return nil, mistake(at, "Secret in an open place", "for_each can not go over a sensitive value: its keys become addresses.")
	}
	t := v.Type()
	switch {
	case v.IsNull():
		return nil, mistake(at, "Invalid for_each", "for_each is null. Write a map, a set of strings, or an empty one: {}.")
	case !v.IsWhollyKnown():
		return nil, mistake(at, "Value is not known", "for_each needs its keys while files are read, and they are not known.")
	case t.IsTupleType() || t.IsListType():
		return nil, mistake(at, "Invalid for_each", "for_each takes a map or a set, and this is a list. Write toset([...]).")
	case !t.IsMapType() && !t.IsObjectType() && !t.IsSetType():
		return nil, mistake(at, "Invalid for_each", "for_each takes a map or a set of strings, and this is %s.", describe(v))
	case t.IsSetType() && t.ElementType() != cty.String && v.LengthInt() > 0:
		return nil, mistake(at, "Invalid for_each", "A set in for_each holds strings, and this one holds %ss.", t.ElementType().FriendlyName())
	}
	elements := map[string]cty.Value{}
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		if t.IsSetType() {
			key = element
		}
		if key.IsNull() {
			return nil, mistake(at, "Invalid for_each", "A key of for_each is null.")
		}
		elements[key.AsString()] = element
	}
	return elements, nil
}

// declaration makes and fills the declaration of a block of a kind that has one label, its name.
func (d *decoder) declaration(b block, s *spec, address schema.Address, sc *scope) reflect.Value {
	decl := newDeclaration(address.Kind)
	d.memory += int(decl.Elem().Type().Size())
	header := decl.Elem().FieldByIndex(s.block).Addr().Interface().(*schema.Block)
	header.Address, header.Range = address, b.header
	d.body(b.body, s, place{owner: address, scope: sc}, part{s, decl.Elem()})
	return decl
}

func newDeclaration(kind schema.Kind) reflect.Value {
	switch kind {
	case schema.KindTeam:
		return reflect.ValueOf(new(schema.Team))
	case schema.KindProfile:
		return reflect.ValueOf(new(schema.Profile))
	case schema.KindCLI:
		return reflect.ValueOf(new(schema.CLI))
	case schema.KindException:
		return reflect.ValueOf(new(schema.Exception))
	case schema.KindIssuer, schema.KindWorkspace, schema.KindSession, schema.KindPolicy, schema.KindDeliver, schema.KindClient:
	}
	panic("config: no declaration of kind " + string(kind))
}
