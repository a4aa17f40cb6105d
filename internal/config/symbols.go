package config

import (
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/schema"
)

// entry is one declared block that expressions can name, or the instances of one with for_each.
type entry struct {
	address schema.Address
	header  hcl.Range
	decl    reflect.Value // a pointer to the declaration; invalid for a block with for_each
	spec    *spec

	generator *generator // the block with for_each
}

// generator is a block with for_each, kept until its set is known.
type generator struct {
	address schema.Address
	block   block
	forEach attribute
	spec    *spec

	state     evalState
	instances map[string]*entry
	keys      []string // sorted
}

// symbols is the one namespace of a workspace.
type symbols struct {
	blocks    map[schema.Kind]map[string]*entry
	variables map[string]*schema.Variable
	locals    map[string]*local
}

// local is one named value.
type local struct {
	attribute
	state evalState
	value cty.Value
}

func newSymbols() *symbols {
	return &symbols{
		blocks:    map[schema.Kind]map[string]*entry{},
		variables: map[string]*schema.Variable{},
		locals:    map[string]*local{},
	}
}

// add enters a block, or reports that its name is taken.
func (s *symbols) add(e *entry) hcl.Diagnostics {
	names := s.blocks[e.address.Kind]
	if names == nil {
		names = map[string]*entry{}
		s.blocks[e.address.Kind] = names
	}
	if first, taken := names[e.address.Name]; taken {
		return duplicate(e.header, string(e.address.Kind), e.address.Name, first.header)
	}
	names[e.address.Name] = e
	return nil
}

func (s *symbols) names(kind schema.Kind) []string {
	return slices.Sorted(maps.Keys(s.blocks[kind]))
}

// exists reports whether an address names a block, a session of a CLI, or the workspace. For a block with for_each an
// instance must be named.
func (s *symbols) exists(a schema.Address) bool {
	if a.Kind == schema.KindWorkspace {
		return true
	}
	e := s.blocks[a.Kind][a.Name]
	if e == nil {
		return false
	}
	if e.generator != nil {
		if !a.Keyed {
			return false
		}
		e = e.generator.instances[a.Key]
	} else if a.Keyed {
		return false
	}
	if e == nil {
		return false
	}
	return a.Child != schema.KindSession || hasSession(e, a.ChildName)
}

func hasSession(e *entry, name string) bool {
	cli, ok := e.decl.Interface().(*schema.CLI)
	return ok && slices.ContainsFunc(cli.Sessions, func(s *schema.Session) bool { return s.Address.ChildName == name })
}

func sessionNames(e *entry) []string {
	cli, ok := e.decl.Interface().(*schema.CLI)
	if !ok {
		return nil
	}
	names := make([]string, len(cli.Sessions))
	for i, s := range cli.Sessions {
		names[i] = s.Address.ChildName
	}
	return names
}
