package file

import (
	"bytes"
	"encoding/json"
	"slices"
)

// SchemaID identifies the JSON Schema of the session policy document.
const SchemaID = "https://raw.githubusercontent.com/nhi-custody/custody/main/docs/schemas/session-policy-" + FormatVersion + ".schema.json"

// grantKey holds the duties about grants, whose knobs are grant.NAME.
const grantKey = "grant"

// node is a JSON Schema (draft 2020-12); its members are written in this order.
type node struct {
	Dialect     string           `json:"$schema,omitempty"`
	ID          string           `json:"$id,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        string           `json:"type,omitempty"`
	Const       string           `json:"const,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Unique      bool             `json:"uniqueItems,omitempty"`
	AnyOf       []*node          `json:"anyOf,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Names       *node            `json:"propertyNames,omitempty"`
	Additional  any              `json:"additionalProperties,omitempty"` // a *node, or false
	Definitions map[string]*node `json:"$defs,omitempty"`
}

// Schema returns the JSON Schema of the session policy document, made from the language's own vocabulary.
func Schema() ([]byte, error) {
	s := newShape()
	duties := object("The settings of this context that its issuer does not enforce, so that the CLI must. Their values stand beside this.", s.duties)
	duties.Properties[grantKey] = &node{
		Type: "object", Description: "OAuth grants, by name, that the issuer does not have, and what it does instead, in words.",
		Additional: &node{Type: "string"},
	}
	session := object("One context in which the CLI holds a token.", s.session)
	session.Properties[dutiesKey] = duties
	policy := object("What the CLI must obey.", s.policy)
	policy.Properties[sessionsKey] = &node{
		Type: "object", Description: "The contexts in which the CLI holds a token, by name.",
		Names: &node{Pattern: "^[A-Za-z][A-Za-z0-9_-]*$"}, Additional: &node{Ref: "#/$defs/session"},
	}
	root := &node{
		Dialect: "https://json-schema.org/draft/2020-12/schema", ID: SchemaID,
		Title:       "Session policy document " + FormatVersion,
		Description: "What a command-line tool must obey in keeping, using and dropping its tokens. Durations are whole seconds.",
		Type:        "object", Required: []string{"format_version", "custody", "policy"}, Additional: false,
		Properties: map[string]*node{
			"format_version": {Const: FormatVersion, Description: "The version of this format. A reader refuses one that it does not know."},
			"custody":        markerSchema(),
			"policy":         policy,
		},
		Definitions: map[string]*node{"session": session},
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(root)
	return b.Bytes(), err
}

func markerSchema() *node {
	return &node{
		Type: "object", Description: "Whose document this is. custody changes no file without it.",
		Required: []string{"workspace", "cli", "target"}, Additional: false,
		Properties: map[string]*node{
			"workspace": {Type: "string", Description: "Name of the workspace that declares the policy."},
			"cli":       {Type: "string", Description: "Address of the CLI in the workspace."},
			"target":    {Type: "string", Description: "Address of the delivery in the workspace."},
		},
	}
}

// object describes the fields; no others may stand beside them.
func object(doc string, fields []field) *node {
	n := &node{Type: "object", Description: doc, Properties: map[string]*node{}, Additional: false}
	for _, f := range fields {
		if f.fields != nil {
			n.Properties[f.name] = object(f.doc, f.fields)
		} else {
			n.Properties[f.name] = value(f)
		}
	}
	return n
}

func value(f field) *node {
	n := &node{Description: f.doc}
	switch f.kind {
	case kindBool:
		n.Type = "boolean"
	case kindWords:
		n.Type, n.Unique = "array", true
		n.Items = &node{Type: "string", Enum: slices.Clone(f.words)}
	case kindSeconds:
		n.Type, n.Minimum = "integer", new(int)
	case kindLifetime:
		n.AnyOf = []*node{
			{Type: "integer", Minimum: new(int), Description: "Seconds."},
			{Const: wordInherit, Description: "The issuer's own default."},
			{Const: wordUnlimited, Description: "Without end."},
		}
	case kindDate:
		n.Type, n.Pattern = "string", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
	case kindText:
		n.Type, n.Enum = "string", slices.Clone(f.words)
	}
	return n
}
