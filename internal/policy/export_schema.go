package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/schema"
)

// exportSchemaID identifies the JSON Schema of the document that Export writes.
const exportSchemaID = "https://raw.githubusercontent.com/nhi-custody/custody/main/docs/schemas/model-" + ExportVersion + ".schema.json"

// ExportSchema returns the JSON Schema (draft 2020-12) of the document that Export writes. It is made from the shapes that
// conditions are checked against, and from the documentation of the attributes.
func ExportSchema() ([]byte, error) {
	s := newShapes()
	d := &schemaOf{refs: []schemaRef{
		{"reference", referenceType()},
		{"team", s.team.object},
		{"issuer", s.issuer.object},
		{"session", s.session.object},
		{"cli", s.cli.object},
		{"exception", s.listed},
	}}
	root := &schemaNode{
		Dialect: "https://json-schema.org/draft/2020-12/schema", ID: exportSchemaID, Title: "custody export --model",
		Description: "What a workspace means at one moment. A length of time is a number of seconds, a date one of Unix seconds (the day's beginning " +
			"in UTC); what is not declared is null. No secret and no name of one is in it.",
		Type: schemaTypes{"object"}, Additional: new(bool),
		Required: []string{"format_version", "workspace", "at", "teams", "issuers", "clis", "exceptions"},
		Properties: map[string]*schemaNode{
			"format_version": {Const: ExportVersion, Description: "The version of this format."},
			"workspace":      d.object(s.brief, reflect.TypeFor[schema.Workspace](), "The workspace as a whole."),
			"at":             {Type: schemaTypes{"integer"}, Description: "The moment that all of it holds for, in Unix seconds."},
			"teams":          listNode("The teams, by address.", d.ref("team")),
			"issuers":        listNode("The issuers, by address.", d.ref("issuer")),
			"clis":           listNode("The CLIs, by address.", d.ref("cli")),
			"exceptions":     listNode("The exceptions, by address, with how they stand.", d.ref("exception")),
		},
		Definitions: map[string]*schemaNode{
			"reference": d.object(referenceType(), nil, "A block that is named, and not shown."),
			"team":      d.object(s.team.object, reflect.TypeFor[schema.Team](), "A group of people that can be accountable."),
			"issuer":    d.object(s.issuer.object, reflect.TypeFor[schema.Issuer](), "What mints tokens."),
			"session":   d.object(s.session.object, reflect.TypeFor[schema.Session](), "One context in which a CLI holds a token, with its effective values."),
			"cli":       d.object(s.cli.object, reflect.TypeFor[schema.CLI](), "A command-line tool."),
			"exception": d.object(s.listed, reflect.TypeFor[schema.Exception](), "A waiver of policies."),
		},
	}
	if len(d.undocumented) > 0 {
		return nil, fmt.Errorf("the exported model has attributes without documentation: %s", strings.Join(d.undocumented, ", "))
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(root)
	return b.Bytes(), err
}

// schemaNode is a JSON Schema; its members are written in this order.
type schemaNode struct {
	Dialect     string                 `json:"$schema,omitempty"`
	ID          string                 `json:"$id,omitempty"`
	Title       string                 `json:"title,omitempty"`
	Description string                 `json:"description,omitempty"`
	Ref         string                 `json:"$ref,omitempty"`
	AnyOf       []*schemaNode          `json:"anyOf,omitempty"`
	Type        schemaTypes            `json:"type,omitempty"`
	Const       string                 `json:"const,omitempty"`
	Enum        []*string              `json:"enum,omitempty"`
	Items       *schemaNode            `json:"items,omitempty"`
	Required    []string               `json:"required,omitempty"`
	Properties  map[string]*schemaNode `json:"properties,omitempty"`
	Additional  *bool                  `json:"additionalProperties,omitempty"`
	Definitions map[string]*schemaNode `json:"$defs,omitempty"`
}

// schemaTypes are the types that a value may have; one is written without a list.
type schemaTypes []string

// MarshalJSON writes a word, or a list of words.
func (t schemaTypes) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// schemaOf makes the schemas of types.
type schemaOf struct {
	refs         []schemaRef
	undocumented []string
}

// schemaRef is a type that is described once and referred to elsewhere.
type schemaRef struct {
	name string
	of   cty.Type
}

func (d *schemaOf) ref(name string) *schemaNode { return &schemaNode{Ref: "#/$defs/" + name} }

func listNode(doc string, items *schemaNode) *schemaNode {
	return &schemaNode{Type: schemaTypes{"array"}, Items: items, Description: doc}
}

// object describes the attributes of a type, with what the declaration that it comes from says of them.
func (d *schemaOf) object(t cty.Type, declaration reflect.Type, doc string) *schemaNode {
	declared := map[string]schema.Field{}
	if declaration != nil {
		for _, f := range schema.Describe(declaration) {
			declared[f.Name] = f
		}
	}
	attributes := t.AttributeTypes()
	n := &schemaNode{
		Type: schemaTypes{"object"}, Description: doc, Additional: new(bool),
		Required: slices.Sorted(maps.Keys(attributes)), Properties: map[string]*schemaNode{},
	}
	for _, name := range n.Required {
		f, known := declared[name]
		switch {
		case known && f.Shape == schema.ShapeBlock:
			n.Properties[name] = d.object(attributes[name], f.Type, f.Doc)
		case known && f.Shape == schema.ShapeBlocks && name == "approval":
			n.Properties[name] = listNode(f.Doc, d.object(attributes[name].ElementType(), f.Type, ""))
		case known && f.Shape == schema.ShapeAttribute:
			n.Properties[name] = d.attribute(attributes[name], f)
		default:
			n.Properties[name] = d.derived(name, attributes[name], declared)
		}
	}
	return n
}

// attribute describes what is declared, or null.
func (d *schemaOf) attribute(t cty.Type, f schema.Field) *schemaNode {
	n := d.value(t)
	if t == cty.String {
		n.Enum = words(f.Words, nil)
	} else if n.Items != nil {
		n.Items.Enum = words(f.Words)
	}
	n = orNull(n)
	n.Description = f.Doc
	return n
}

// words is a closed set, and null where that is one of them.
func words(of []string, more ...*string) []*string {
	if len(of) == 0 {
		return nil
	}
	var out []*string
	for i := range of {
		out = append(out, &of[i])
	}
	return append(out, more...)
}

func orNull(n *schemaNode) *schemaNode {
	if n.Ref != "" {
		return &schemaNode{AnyOf: []*schemaNode{n, {Type: schemaTypes{"null"}}}}
	}
	n.Type = append(n.Type, "null")
	return n
}

// value describes a type.
func (d *schemaOf) value(t cty.Type) *schemaNode {
	for _, r := range d.refs {
		if t.Equals(r.of) {
			return d.ref(r.name)
		}
	}
	switch {
	case t == cty.String:
		return &schemaNode{Type: schemaTypes{"string"}}
	case t == cty.Bool:
		return &schemaNode{Type: schemaTypes{"boolean"}}
	case t == cty.Number:
		return &schemaNode{Type: schemaTypes{"integer"}}
	case t.IsObjectType():
		return d.object(t, nil, "")
	}
	return &schemaNode{Type: schemaTypes{"array"}, Items: d.value(t.ElementType())}
}

// derived describes what is not declared but worked out.
func (d *schemaOf) derived(name string, t cty.Type, declared map[string]schema.Field) *schemaNode {
	if of, isState := strings.CutSuffix(name, "_state"); isState && declared[of].Name != "" {
		n := d.value(t)
		n.Description = "How " + of + " is declared; of these only set comes with a number."
		n.Enum = words(lifetimeStates())
		return n
	}
	n := d.value(t)
	about, documented := derivedAttributes()[name]
	if !documented {
		d.undocumented = append(d.undocumented, name)
	}
	if about.nullable {
		n = orNull(n)
	}
	n.Description, n.Enum = about.doc, words(about.words)
	return n
}

func lifetimeStates() []string {
	var out []string
	for _, s := range []schema.LifetimeState{schema.LifetimeUnset, schema.LifetimeInherit, schema.LifetimeUnlimited, schema.LifetimeLimited} {
		out = append(out, s.String())
	}
	return out
}

// derivedAttribute documents an attribute that no block declares.
type derivedAttribute struct {
	doc      string
	nullable bool
	words    []string
}

func derivedAttributes() map[string]derivedAttribute {
	all := map[string]derivedAttribute{
		"address":     {doc: "The block's address, as the language writes it."},
		"kind":        {doc: "The kind of block."},
		"name":        {doc: "The block's name."},
		"type":        {doc: "The kind of issuer, or of delivery."},
		"cli":         {doc: "The CLI that it belongs to."},
		"actor":       {doc: "Who acts with the token there.", nullable: true},
		"environment": {doc: "What is reached from there.", nullable: true},
		"shared_with": {doc: "Other sessions, of any CLI, with the same issuer and client_id: of many that are alike in actor and environment, some."},
		"sessions":    {doc: "The contexts in which the CLI holds a token, by address."},
		"deliver":     {doc: "Where the CLI's side of the policy goes."},
		"path":        {doc: "The file that is delivered to.", nullable: true},
	}
	for _, f := range ExceptionFields() {
		all[f.Name] = derivedAttribute{doc: f.Doc}
	}
	state := all["state"]
	for _, s := range States() {
		state.words = append(state.words, string(s))
	}
	all["state"] = state
	return all
}
