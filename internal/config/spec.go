package config

import (
	"reflect"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// spec is what the decoder needs to know about one kind of block body, worked out from the schema once a load.
type spec struct {
	kind   string // as diagnostics call the block
	labels []string
	fields []schema.Field
	byName map[string]int
	nested map[string]*spec // by the name of the nested block
	// block is the index of the embedded schema.Block; nil where the struct has none.
	block []int
	// extra names attributes that the decoder's caller reads by itself: for_each, controls.
	extra []string
	// byHand names blocks that the decoder's caller reads by itself: parameters, whose attributes are the author's own.
	byHand []string
	// json is the schema that hcl/json needs to tell blocks from attributes.
	json *hcl.BodySchema
}

// labelNames tells how many labels a block has and what they are called; a block that is not listed has none.
func labelNames(block string) []string {
	switch block {
	case "issuer":
		return []string{"type", "name"}
	case "state", "deliver":
		return []string{"type"}
	case "team", "profile", "cli", "session", "exception", "override", "policy", "parameter", "variable":
		return []string{"name"}
	}
	return nil
}

// newSpec builds the spec of a block whose attributes are those of the struct types together.
func newSpec(kind string, t reflect.Type, extra ...string) *spec {
	s := &spec{kind: kind, labels: labelNames(kind), byName: map[string]int{}, nested: map[string]*spec{}, extra: extra}
	if f, ok := t.FieldByName("Block"); ok && f.Type == reflect.TypeFor[schema.Block]() {
		s.block = f.Index
	}
	s.fields = schema.Describe(t)
	s.json = &hcl.BodySchema{}
	for i, f := range s.fields {
		s.byName[f.Name] = i
		switch f.Shape {
		case schema.ShapeBlock, schema.ShapeBlocks:
			s.nested[f.Name] = newSpec(f.Name, f.Type)
			s.json.Blocks = append(s.json.Blocks, hcl.BlockHeaderSchema{Type: f.Name, LabelNames: labelNames(f.Name)})
		case schema.ShapeAttribute, schema.ShapeExpression:
			s.json.Attributes = append(s.json.Attributes, hcl.AttributeSchema{Name: f.Name})
		}
	}
	for _, name := range extra {
		s.json.Attributes = append(s.json.Attributes, hcl.AttributeSchema{Name: name})
	}
	return s
}

// union returns the spec of a block whose attributes are those of s and those of another struct, kept apart by the
// caller: an issuer's common attributes and those of its type.
func (s *spec) union(other *spec) *spec {
	u := *s
	u.json = &hcl.BodySchema{
		Attributes: append(append([]hcl.AttributeSchema{}, s.json.Attributes...), other.json.Attributes...),
		Blocks:     append(append([]hcl.BlockHeaderSchema{}, s.json.Blocks...), other.json.Blocks...),
	}
	return &u
}

// names lists the attributes and blocks of a body, for suggestions.
func (s *spec) names() (attributes, blocks []string) {
	for _, f := range s.fields {
		if f.Shape == schema.ShapeBlock || f.Shape == schema.ShapeBlocks {
			blocks = append(blocks, f.Name)
			continue
		}
		attributes = append(attributes, f.Name)
	}
	return append(attributes, s.extra...), blocks
}

// grammar is the specs of every block of the language.
type grammar struct {
	workspace, team, issuer, profile, cli, exception, override, variable *spec
	policy, pack, expect                                                 *spec
	issuerTypes, deliveryTypes                                           map[string]*typedSpec
}

// typedSpec is the spec of one type of issuer or delivery.
type typedSpec struct {
	own  *spec // the type's own attributes
	full *spec // with those that all types share
	make func() any
}

func newGrammar() *grammar {
	g := &grammar{
		workspace:     newSpec("custody", reflect.TypeFor[schema.Workspace]()),
		team:          newSpec("team", reflect.TypeFor[schema.Team](), "for_each"),
		issuer:        newSpec("issuer", reflect.TypeFor[schema.Issuer]()),
		profile:       newSpec("profile", reflect.TypeFor[schema.Profile](), "for_each"),
		cli:           newSpec("cli", reflect.TypeFor[schema.CLI](), "for_each"),
		exception:     newSpec("exception", reflect.TypeFor[schema.Exception](), "for_each"),
		override:      newSpec("override", reflect.TypeFor[schema.Override]()),
		variable:      newSpec("variable", reflect.TypeFor[schema.Variable]()),
		policy:        newSpec("policy", reflect.TypeFor[schema.Policy](), "controls"),
		pack:          newSpec("pack", reflect.TypeFor[schema.Pack]()),
		expect:        newSpec("expect", reflect.TypeFor[schema.Expectation]()),
		issuerTypes:   map[string]*typedSpec{},
		deliveryTypes: map[string]*typedSpec{},
	}
	g.override.byHand = []string{"parameters"}
	g.override.json.Blocks = append(g.override.json.Blocks, hcl.BlockHeaderSchema{Type: "parameters"})
	for _, t := range schema.IssuerTypes() {
		own := newSpec("issuer", reflect.TypeOf(t.New()).Elem())
		g.issuerTypes[t.Name] = &typedSpec{own: own, full: g.issuer.union(own), make: t.New}
	}
	deliver := g.cli.nested["deliver"]
	for _, t := range schema.DeliveryTypes() {
		own := newSpec("deliver", reflect.TypeOf(t.New()).Elem())
		g.deliveryTypes[t.Name] = &typedSpec{own: own, full: deliver.union(own), make: t.New}
	}
	return g
}
