package engine

import (
	"reflect"
	"strings"

	"github.com/nhi-custody/custody/schema"
)

// BlockReference is one block of the language with its attributes.
type BlockReference struct {
	Name   string
	Fields []schema.Field
}

// Reference lists the blocks of the language in the order in which a reader meets them.
func Reference() []BlockReference {
	blocks := []struct {
		name string
		t    reflect.Type
	}{
		{"custody", reflect.TypeFor[schema.Workspace]()},
		{"variable", reflect.TypeFor[schema.Variable]()},
		{"team", reflect.TypeFor[schema.Team]()},
		{"issuer", reflect.TypeFor[schema.Issuer]()},
		{"cli", reflect.TypeFor[schema.CLI]()},
		{"session", reflect.TypeFor[schema.Session]()},
		{"profile", reflect.TypeFor[schema.Profile]()},
		{"exception", reflect.TypeFor[schema.Exception]()},
		{"override", reflect.TypeFor[schema.Override]()},
		{"policy", reflect.TypeFor[schema.Policy]()},
		{"pack", reflect.TypeFor[schema.Pack]()},
	}
	var out []BlockReference
	for _, b := range blocks {
		out = append(out, BlockReference{b.name, schema.Describe(b.t)})
	}
	return out
}

// explainAttributes finds attributes by their name, alone or with the block around them: access_token_ttl,
// session.access_token_ttl, storage.model.
func explainAttributes(text string) []Explanation {
	if name, ok := strings.CutPrefix(text, "profile."); ok { // its attributes are the session's
		text = "session." + name
	}
	var found []Explanation
	seen := map[string]bool{}
	var walk func(block string, fields []schema.Field)
	walk = func(block string, fields []schema.Field) {
		for _, f := range fields {
			if f.Shape == schema.ShapeBlock || f.Shape == schema.ShapeBlocks {
				walk(f.Name, schema.Describe(f.Type))
			}
			name := block + "." + f.Name
			if text != name && text != f.Name && !strings.HasSuffix(text, "."+name) || seen[name] {
				continue
			}
			seen[name] = true
			found = append(found, explainField(name, f))
		}
	}
	for _, b := range Reference() {
		if b.Name != "profile" {
			walk(b.Name, b.Fields)
		}
	}
	return found
}

func explainField(name string, f schema.Field) Explanation {
	e := Explanation{Kind: "attribute", Name: name, Title: f.Doc}
	e.fact("plane", string(f.Plane))
	e.fact("words", strings.Join(f.Words, ", "))
	switch {
	case f.Enforce == "cli":
		e.fact("enforced by", "the CLI, by its session policy document")
	case f.Enforce == "declared":
		e.fact("enforced by", "nothing: policies judge it")
	case strings.HasPrefix(f.Enforce, "knob:"):
		e.fact("enforced by", "the issuer, where it can: see custody explain "+strings.TrimPrefix(f.Enforce, "knob:"))
	}
	if f.Type == reflect.TypeFor[schema.Lifetime]() {
		e.fact("takes", `a duration such as "15m", "inherit" for the issuer's default, or "unlimited"`)
	}
	return e
}
