package config

import (
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// decoder fills declarations from bodies. Literals and plain references are taken at once; any other expression is put
// off until every file is read. One decoder serves one file, or one expansion, and is not shared.
type decoder struct {
	grammar *grammar
	pending []*pending
	secrets []*schema.Attr[schema.Secret] // that name a variable
	memory  int                           // bytes of what it declared, roughly
	diags   hcl.Diagnostics
}

// pending is an attribute whose value depends on others.
type pending struct {
	expr  hclsyntax.Expression
	field *schema.Field
	dst   any // a pointer to the schema.Attr
	owner schema.Address
	scope *scope
	state evalState
}

// scope is the for_each instance that an expression stands in; nil outside.
type scope struct {
	key, value cty.Value
}

// part is one struct that a body fills, with the spec of its fields.
type part struct {
	spec  *spec
	value reflect.Value
}

// place is what the decoder carries down into nested blocks.
type place struct {
	owner schema.Address
	scope *scope
	taken map[labeled]hcl.Range // the labels that blocks of the same body have
}

// labeled is the name of a repeated block within its body.
type labeled struct{ block, label string }

// body fills the parts from a body whose attributes and blocks are those of full.
func (d *decoder) body(b hcl.Body, full *spec, at place, parts ...part) {
	at.taken = map[labeled]hcl.Range{}
	native, ok := syntax(b)
	if !ok {
		attributes, blocks, diags := readJSON(b, full.json, full.extra...)
		d.diags = append(d.diags, diags...)
		for _, a := range attributes {
			d.attribute(a, full, at, parts)
		}
		for _, nested := range blocks {
			d.nested(nested, full, at, parts)
		}
		return
	}
	for _, a := range native.Attributes {
		d.attribute(attribute{name: a.Name, nameRange: a.NameRange, expr: a.Expr}, full, at, parts)
	}
	for _, nested := range native.Blocks {
		d.nested(nativeBlock(nested), full, at, parts)
	}
}

// field finds the part and the field with that name.
func field(name string, parts []part) (part, *schema.Field, bool) {
	for _, p := range parts {
		if i, ok := p.spec.byName[name]; ok {
			return p, &p.spec.fields[i], true
		}
	}
	return part{}, nil, false
}

func (d *decoder) attribute(a attribute, full *spec, at place, parts []part) {
	p, f, ok := field(a.name, parts)
	if !ok {
		if !slices.Contains(full.extra, a.name) {
			d.unknownAttribute(a, full, parts)
		}
		return
	}
	dst := p.value.FieldByIndex(f.Index)
	switch f.Shape {
	case schema.ShapeExpression:
		dst.Set(reflect.ValueOf(a.expr))
	case schema.ShapeAttribute:
		d.value(a, f, dst.Addr().Interface(), at)
	case schema.ShapeBlock, schema.ShapeBlocks:
		d.diags = append(d.diags, blockExpected(a)...)
	}
}

func blockExpected(a attribute) hcl.Diagnostics {
	return mistake(a.nameRange, "Block expected", "%s is a block: write %s { ... } without the equals sign.", a.name, a.name)
}

// value takes a literal or a plain reference at once, and puts any other expression off.
func (d *decoder) value(a attribute, f *schema.Field, dst any, at place) {
	if secret, ok := dst.(*schema.Attr[schema.Secret]); ok {
		d.secret(a, f, secret)
		return
	}
	if done, diags := assignLiteral(a, f, dst); done {
		d.diags = append(d.diags, diags...)
		d.memory += listMemory(dst)
		return
	}
	d.pending = append(d.pending, &pending{expr: a.expr, field: f, dst: dst, owner: at.owner, scope: at.scope})
}

// assignLiteral takes the expressions that nearly all attributes are: a word, a list of words, a truth value or the
// name of a block. It reports false where the expression has to be evaluated.
func assignLiteral(a attribute, f *schema.Field, dst any) (bool, hcl.Diagnostics) {
	switch attr := dst.(type) {
	case *schema.Attr[bool]:
		b, ok := lang.StaticBool(a.expr)
		if ok {
			set(attr, b, a.expr.Range())
		}
		return ok, nil
	case *schema.Attr[[]string]:
		list, ok := lang.StaticStrings(a.expr)
		if !ok {
			return false, nil
		}
		return true, assignStrings(attr, f, list, a.expr.Range())
	case *schema.Attr[schema.Ref]:
		return plainReference(attr, f, a.expr)
	}
	s, ok := lang.StaticString(a.expr)
	if !ok {
		return false, nil
	}
	return assignString(dst, f, s, a.expr.Range())
}

func (d *decoder) nested(b block, full *spec, at place, parts []part) {
	p, f, ok := field(b.name, parts)
	if !ok {
		d.unknownBlock(b, full, parts)
		return
	}
	dst := p.value.FieldByIndex(f.Index)
	switch f.Shape {
	case schema.ShapeBlock:
		d.single(b, p.spec.nested[b.name], dst, at)
	case schema.ShapeBlocks:
		d.repeated(b, p.spec.nested[b.name], f, dst, at)
	case schema.ShapeAttribute, schema.ShapeExpression:
		d.diags = append(d.diags, mistake(b.nameRange, "Attribute expected",
			"%s is an attribute: write %s = VALUE.", b.name, b.name)...)
	}
}

// single fills a block that stands at most once.
func (d *decoder) single(b block, s *spec, dst reflect.Value, at place) {
	if diags := checkLabels(b, nil); diags.HasErrors() {
		d.diags = append(d.diags, diags...)
		return
	}
	header := dst.FieldByIndex(s.block).Addr().Interface().(*schema.Block)
	if header.Range.Filename != "" {
		d.diags = append(d.diags, mistake(b.header, "Repeated block",
			"A %s block stands here already, at %s. There may be one.", b.name, header.Range)...)
		return
	}
	header.Address, header.Range = at.owner, b.header
	d.body(b.body, s, at, part{s, dst})
}

// repeated appends one block to a slice of them.
func (d *decoder) repeated(b block, s *spec, f *schema.Field, dst reflect.Value, at place) {
	if diags := checkLabels(b, s.labels); diags.HasErrors() {
		d.diags = append(d.diags, diags...)
		return
	}
	element := reflect.New(f.Type)
	d.memory += int(f.Type.Size())
	header := element.Elem().FieldByIndex(s.block).Addr().Interface().(*schema.Block)
	header.Address, header.Range = at.owner, b.header
	parts := []part{{s, element.Elem()}}
	full := s
	switch item := element.Interface().(type) {
	case *schema.Session:
		header.Address = at.owner.Inner(schema.KindSession, b.labels[0])
		d.checkName(b, 0)
	case *schema.Parameter:
		header.Address.Name = b.labels[0]
		d.checkName(b, 0)
	case *schema.State:
		item.Type = b.labels[0]
		if !slices.Contains(schema.StateTypes(), item.Type) {
			d.diags = append(d.diags, badWord(b.labelRanges[0], "The type of state", item.Type, schema.StateTypes())...)
			return
		}
	case *schema.Delivery:
		typed, ok := d.grammar.deliveryTypes[b.labels[0]]
		if !ok {
			d.diags = append(d.diags, unknownName(b.labelRanges[0], "type of delivery", b.labels[0], "", deliveryNames()))
			return
		}
		header.Address = at.owner.Inner(schema.KindDeliver, b.labels[0])
		item.Type, item.Config = b.labels[0], typed.make()
		full = typed.full
		parts = append(parts, part{typed.own, reflect.ValueOf(item.Config).Elem()})
	}
	d.body(b.body, full, place{owner: header.Address, scope: at.scope}, parts...)
	if dst.Type().Elem().Kind() != reflect.Pointer {
		element = element.Elem()
	}
	if !d.twice(b, at.taken) {
		dst.Set(reflect.Append(dst, element))
	}
}

// twice reports a second block of one name inside the same body. A state block may not even stand twice with two names.
func (d *decoder) twice(b block, taken map[labeled]hcl.Range) bool {
	if len(b.labels) == 0 {
		return false
	}
	key := labeled{b.name, b.labels[0]}
	if b.name == "state" {
		key.label = ""
	}
	first, again := taken[key]
	switch {
	case !again:
		taken[key] = b.header
	case b.name == "state":
		d.diags = append(d.diags, mistake(b.header, "Repeated block", "A state block stands here already, at %s. There may be one.", first)...)
	default:
		d.diags = append(d.diags, duplicate(b.header, b.name, b.labels[0], first)...)
	}
	return again
}

func duplicate(at hcl.Range, kind, name string, first hcl.Range) hcl.Diagnostics {
	return mistake(at, "Duplicate name", "There is %s %q already, at %s. Names are unique per kind: rename one, or "+
		"merge the two blocks.", article(kind), name, first)
}

func (d *decoder) checkName(b block, label int) bool {
	if schema.ValidName(b.labels[label]) {
		return true
	}
	d.diags = append(d.diags, mistake(b.labelRanges[label], "Invalid name",
		"%q can not name a %s: a name is a letter, then letters, digits, \"-\" and \"_\".", b.labels[label], b.name)...)
	return false
}

func (d *decoder) unknownAttribute(a attribute, full *spec, parts []part) {
	if slices.Contains(full.byHand, a.name) {
		d.diags = append(d.diags, blockExpected(a)...)
		return
	}
	attributes, blocks := allNames(full, parts)
	d.diags = append(d.diags, unknownName(a.nameRange, "attribute", a.name, article(full.kind)+" block",
		append(attributes, blocks...)))
}

func (d *decoder) unknownBlock(b block, full *spec, parts []part) {
	attributes, blocks := allNames(full, parts)
	if b.name == "dynamic" {
		d.diags = append(d.diags, mistake(b.nameRange, "Unknown block", "The language has no dynamic blocks: use for_each on "+
			"the cli, team, exception or profile, or write the blocks out.")...)
		return
	}
	d.diags = append(d.diags, unknownName(b.nameRange, "block", b.name, article(full.kind)+" block", append(blocks, attributes...)))
}

func allNames(full *spec, parts []part) (attributes, blocks []string) {
	attributes, blocks = append(attributes, full.extra...), append(blocks, full.byHand...)
	for _, p := range parts {
		a, b := p.spec.names()
		attributes, blocks = append(attributes, a...), append(blocks, b...)
	}
	slices.Sort(attributes)
	return slices.Compact(attributes), blocks
}

func deliveryNames() []string {
	var names []string
	for _, t := range schema.DeliveryTypes() {
		names = append(names, t.Name)
	}
	return names
}

func issuerNames() []string {
	var names []string
	for _, t := range schema.IssuerTypes() {
		names = append(names, t.Name)
	}
	return names
}
