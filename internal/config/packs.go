package config

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// MaxPacks bounds the packs of a workspace, those that others extend included.
const MaxPacks = 64

// PackSource finds packs by their names.
type PackSource struct {
	// Open reads the pack of a name that stands at a place: in custody.policies, or in what a pack extends. From is that
	// pack, and nil for the workspace. The pack is nil when there is none of that name.
	Open func(name string, from *Pack, at hcl.Range) (*Pack, hcl.Diagnostics)
	// Builtin names the packs that ship, where a policy may be found that no named pack has.
	Builtin []string
}

// LoadPacks reads the packs of these names and all that they extend, each once, in the order of their precedence: a pack
// comes after those that it extends, and later ones win. An override of a policy that no earlier pack has is a mistake.
func LoadPacks(names []string, at hcl.Range, source PackSource) ([]*Pack, hcl.Diagnostics) {
	l := &packLoader{source: source, seen: map[string]bool{}}
	for _, name := range names {
		l.load(name, nil, at)
	}
	if !l.diags.HasErrors() { // else what the earlier packs have is not known
		l.checkOverrides()
	}
	return l.packs, l.diags
}

// packLoader walks from packs to those that they extend.
type packLoader struct {
	source PackSource
	seen   map[string]bool
	path   []string // the packs from the workspace down to the one that is being read
	packs  []*Pack
	diags  hcl.Diagnostics
}

func (l *packLoader) load(name string, from *Pack, at hcl.Range) {
	key := name
	if strings.HasPrefix(name, "./") { // one folder has many spellings
		key = "./" + path.Clean(name)
	}
	if slices.Contains(l.path, key) {
		l.diags = append(l.diags, mistake(at, "Cycle of packs", "The pack %s extends itself: %s -> %s. Take one of them out of extends.",
			key, strings.Join(l.path[slices.Index(l.path, key):], " -> "), key)...)
		return
	}
	if l.seen[key] {
		return
	}
	if l.seen[key] = true; len(l.seen) > MaxPacks {
		if len(l.seen) == MaxPacks+1 { // said once
			l.diags = append(l.diags, mistake(at, "Too many packs", "A workspace may have %d packs, with those that they extend. Merge some.", MaxPacks)...)
		}
		return
	}
	pack, diags := l.source.Open(name, from, at)
	l.diags = append(l.diags, diags...)
	if pack == nil {
		return
	}
	l.path = append(l.path, key)
	for _, extended := range pack.Extends.Value {
		l.load(extended, pack, pack.Extends.Range)
	}
	l.path = l.path[:len(l.path)-1]
	l.packs = append(l.packs, pack)
}

// checkOverrides reports each override of a policy that no earlier pack has.
func (l *packLoader) checkOverrides() {
	var earlier []string
	for i, pack := range l.packs {
		for _, o := range pack.Overrides {
			if !slices.Contains(earlier, o.Address.Name) {
				l.diags = append(l.diags, l.nothingToOverride(o, i, earlier))
			}
		}
		earlier = append(earlier, pack.policyNames()...)
	}
}

func (l *packLoader) nothingToOverride(o *schema.Override, position int, earlier []string) *hcl.Diagnostic {
	name, pack := o.Address.Name, l.packs[position]
	if slices.Contains(pack.policyNames(), name) {
		return mistake(o.Range, "Nothing to override", "The policy %q is of this pack itself: say there what holds. An override is for "+
			"the policies of earlier packs.", name)[0]
	}
	for _, later := range l.packs[position:] {
		if slices.Contains(later.policyNames(), name) {
			return mistake(o.Range, "Nothing to override", "The policy %q comes with %s, which stands after %s. Name %s first in "+
				"custody.policies, or write pack { extends = [%q] }.", name, later.Name, pack.Name, later.Name, later.Name)[0]
		}
	}
	for _, builtin := range l.source.Builtin {
		shipped, _ := l.source.Open(builtin, nil, o.Range) // it is read for a hint alone
		if shipped != nil && slices.Contains(shipped.policyNames(), name) {
			return mistake(o.Range, "Nothing to override", "The policy %q comes with %s, which no earlier pack is. Name %s before %s in "+
				"custody.policies, or write pack { extends = [%q] }.", name, builtin, builtin, pack.Name, builtin)[0]
		}
	}
	return unknownName(o.Range, "policy", name, fmt.Sprintf("any pack before %s", pack.Name), earlier)
}

func (p *Pack) policyNames() []string {
	names := make([]string, len(p.Policies))
	for i, policy := range p.Policies {
		names[i] = policy.Address.Name
	}
	return names
}
