package model

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// The work that all patterns of a workspace may cause together. A block that matches costs more than one that does not,
// because it is kept once for each policy.
const (
	matchAllowance = 30_000_000
	matchCost      = 8
)

// matcher finds what exceptions cover.
type matcher struct {
	model  *Model
	byName map[string][]*CLI // the CLIs of each name, instances apart
	left   int               // of the allowance
}

func newMatcher(m *Model) *matcher { return &matcher{model: m, left: matchAllowance} }

// match fills in what an exception covers.
func (t *matcher) match(x *Exception) hcl.Diagnostics {
	if x.Subject.Set {
		x.Matched = []schema.Address{x.Subject.Value.Address}
		return nil
	}
	if t.left < 0 {
		return nil // reported, at the exception that used it up
	}
	var diags hcl.Diagnostics
	seen := map[schema.Address]bool{}
	cost := matchCost * (1 + len(x.Policies.Value))
	for _, text := range x.Match.Value {
		pattern, err := ParsePattern(text)
		if err != nil {
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Invalid pattern", Subject: x.Match.Range.Ptr(),
				Detail: fmt.Sprintf("%s: %s.", x.Address, err),
			})
			continue
		}
		found := false
		for _, a := range t.find(&pattern) {
			found = true
			if !seen[a] {
				seen[a] = true
				t.left -= cost
				x.Matched = append(x.Matched, a)
			}
			if t.left < 0 {
				break
			}
		}
		if !found {
			x.Unmatched = append(x.Unmatched, text)
		}
		if t.left < 0 {
			return append(diags, tooMuch(x))
		}
	}
	sortByAddress(x.Matched, func(a schema.Address) schema.Address { return a })
	return diags
}

func tooMuch(x *Exception) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Patterns that match too much", Subject: x.Match.Range.Ptr(),
		Detail: fmt.Sprintf("With %s the patterns of this workspace's exceptions match more than can be judged. "+
			"Use fewer or narrower patterns, or subject = workspace.", x.Address),
	}
}

// Match lists the blocks that a pattern matches, sorted.
func (m *Model) Match(p Pattern) []schema.Address {
	found := newMatcher(m).find(&p)
	sortByAddress(found, func(a schema.Address) schema.Address { return a })
	return found
}

func (t *matcher) find(p *Pattern) []schema.Address {
	var found []schema.Address
	try := func(a schema.Address) bool {
		t.left--
		return t.left >= 0 && p.block(a)
	}
	switch p.kind {
	case schema.KindTeam:
		for _, team := range t.model.Teams {
			if try(team.Address) {
				found = append(found, team.Address)
			}
		}
	case schema.KindIssuer:
		for _, issuer := range t.model.Issuers {
			if try(issuer.Address) {
				found = append(found, issuer.Address)
			}
		}
	case schema.KindCLI:
		for _, cli := range t.clis(p) {
			switch {
			case !try(cli.Address):
			case p.session == nil:
				found = append(found, cli.Address)
			default:
				found = t.sessions(found, cli, p.session)
			}
		}
	case schema.KindWorkspace, schema.KindProfile, schema.KindSession, schema.KindException, schema.KindPolicy, schema.KindDeliver, schema.KindClient:
	}
	return found
}

// clis lists the CLIs that a pattern may match: those of its name, where that has no star.
func (t *matcher) clis(p *Pattern) []*CLI {
	name, exact := p.name.exact()
	if !exact {
		return t.model.CLIs
	}
	if t.byName == nil {
		t.byName = make(map[string][]*CLI, len(t.model.CLIs))
		for _, cli := range t.model.CLIs {
			t.byName[cli.Address.Name] = append(t.byName[cli.Address.Name], cli)
		}
	}
	return t.byName[name]
}

func (t *matcher) sessions(found []schema.Address, cli *CLI, name *glob) []schema.Address {
	for _, s := range cli.Sessions {
		t.left--
		if t.left >= 0 && name.matches(s.Address.ChildName) {
			found = append(found, s.Address)
		}
	}
	return found
}
