package docgen

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/target/file"
)

// Document describes the JSON document that a command prints.
type Document struct {
	Command string // the command's words: ledger list
	Version string
	// Type is what is encoded. Its members carry the tags json, doc (a sentence) and words (a closed set).
	Type reflect.Type
}

const (
	dialect    = "https://json-schema.org/draft/2020-12/schema"
	schemaBase = "https://raw.githubusercontent.com/nhi-custody/custody/main/docs/schemas/"
)

// selfDescribing is a type whose JSON form is not that of its fields.
type selfDescribing interface{ JSONSchema() json.RawMessage }

func schemaPages(documents []Document) ([]Page, error) {
	duties, err := file.Schema()
	if err != nil {
		return nil, fmt.Errorf("the schema of the session policy document: %w", err)
	}
	exported, err := policy.ExportSchema()
	if err != nil {
		return nil, fmt.Errorf("the schema of the exported model: %w", err)
	}
	pages := []Page{
		{path.Join(schemasFolder, "session-policy-"+file.FormatVersion+".schema.json"), duties},
		{path.Join(schemasFolder, "model-"+policy.ExportVersion+".schema.json"), exported},
	}
	for _, d := range documents {
		content, err := jsonSchema(d)
		if err != nil {
			return nil, fmt.Errorf("the schema of custody %s: %w", d.Command, err)
		}
		pages = append(pages, Page{path.Join(schemasFolder, schemaName(d)), content})
	}
	return pages, nil
}

func schemaName(d Document) string {
	return strings.ReplaceAll(d.Command, " ", "-") + "-" + d.Version + ".schema.json"
}

// jsonSchema makes the schema (draft 2020-12) of a document. No object takes a member that is not listed.
func jsonSchema(d Document) ([]byte, error) {
	g := &generator{version: d.Version, definitions: map[string]*node{}}
	root, err := g.object(d.Type)
	if err != nil {
		return nil, err
	}
	root.Dialect, root.ID = dialect, schemaBase+schemaName(d)
	root.Title = "custody " + d.Command + " --json"
	root.Description = "The document that custody " + d.Command + " --json prints."
	root.Definitions = g.definitions
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// node is a JSON Schema; its members are written in this order.
type node struct {
	Dialect     string           `json:"$schema,omitempty"`
	ID          string           `json:"$id,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Type        string           `json:"type,omitempty"`
	Const       string           `json:"const,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Format      string           `json:"format,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Properties  properties       `json:"properties,omitempty"`
	Additional  *bool            `json:"additionalProperties,omitempty"`
	Definitions map[string]*node `json:"$defs,omitempty"`

	raw json.RawMessage // the whole of it, for a type that describes itself
}

// MarshalJSON writes the node, or what a type says of itself.
func (n *node) MarshalJSON() ([]byte, error) {
	if n.raw != nil {
		return n.raw, nil
	}
	type plain node
	return marshal((*plain)(n))
}

// property is one member of an object.
type property struct {
	name string
	node *node
}

// properties keeps the members in the order in which they are printed.
type properties []property

// MarshalJSON writes an object whose members keep their order.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, member := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := marshal(member.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(member.node)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// generator makes the schemas of types, each struct once.
type generator struct {
	version     string
	definitions map[string]*node
}

func (g *generator) object(t reflect.Type) (*node, error) {
	closed := false
	out := &node{Type: "object", Additional: &closed}
	for i := range t.NumField() {
		f := t.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			return nil, fmt.Errorf("%s.%s has no name", t, f.Name)
		}
		if f.Tag.Get("doc") == "" {
			return nil, fmt.Errorf("%s.%s has no doc tag", t, f.Name)
		}
		member, err := g.member(f, name)
		if err != nil {
			return nil, err
		}
		member.Description = f.Tag.Get("doc")
		out.Properties = append(out.Properties, property{name, member})
		if !strings.HasPrefix(option, "omit") {
			out.Required = append(out.Required, name)
		}
	}
	return out, nil
}

func (g *generator) member(f reflect.StructField, name string) (*node, error) {
	if name == "format_version" {
		return &node{Const: g.version}, nil
	}
	member, err := g.value(f.Type)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	if words := f.Tag.Get("words"); words != "" {
		member.Enum = strings.Split(words, ",")
	}
	return member, nil
}

func (g *generator) value(t reflect.Type) (*node, error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		return &node{Type: "string", Format: "date-time"}, nil
	case t == reflect.TypeFor[json.RawMessage]():
		return &node{Type: "object"}, nil
	case t.Implements(reflect.TypeFor[selfDescribing]()):
		return g.definition(t)
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return &node{Type: "string"}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return &node{Type: "string"}, nil
	case reflect.Bool:
		return &node{Type: "boolean"}, nil
	case reflect.Int, reflect.Int64: // counts, lines and offsets
		zero := 0
		return &node{Type: "integer", Minimum: &zero}, nil
	case reflect.Slice:
		items, err := g.value(t.Elem())
		return &node{Type: "array", Items: items}, err
	case reflect.Struct:
		return g.definition(t)
	default:
		return nil, fmt.Errorf("no schema is known for a %s", t)
	}
}

// definition refers to a type by name, and describes it when it is met first.
func (g *generator) definition(t reflect.Type) (*node, error) {
	name := strings.ToLower(strings.TrimPrefix(t.Name(), "wire"))
	ref := &node{Ref: "#/$defs/" + name}
	if _, known := g.definitions[name]; known {
		return ref, nil
	}
	if s, ok := reflect.Zero(t).Interface().(selfDescribing); ok {
		g.definitions[name] = &node{raw: s.JSONSchema()}
		return ref, nil
	}
	g.definitions[name] = nil // it may refer to itself
	described, err := g.object(t)
	g.definitions[name] = described
	return ref, err
}
