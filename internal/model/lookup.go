package model

import (
	"slices"

	"github.com/nhi-custody/custody/schema"
)

// CLI returns the CLI at an address, or around it; nil when there is none.
func (m *Model) CLI(a schema.Address) *CLI { return m.clis[a.Outer()] }

// Session returns the session at an address; nil when there is none.
func (m *Model) Session(a schema.Address) *Session { return m.sessions[a] }

// Issuer returns the issuer at an address, or around it; nil when there is none.
func (m *Model) Issuer(a schema.Address) *Issuer { return m.issuers[a.Outer()] }

// Team returns the team at an address; nil when there is none.
func (m *Model) Team(a schema.Address) *Team { return m.teams[a] }

// Has reports whether an address names a block of the workspace, one of its instances, or a session.
func (m *Model) Has(a schema.Address) bool {
	switch {
	case a.Kind == schema.KindWorkspace:
		return true
	case a.Child == schema.KindSession:
		return m.sessions[a] != nil
	}
	if m.teams[a] != nil || m.issuers[a] != nil || m.clis[a] != nil {
		return true
	}
	return slices.ContainsFunc(m.Exceptions, func(x *Exception) bool { return a.Contains(x.Address) }) ||
		slices.ContainsFunc(m.CLIs, func(c *CLI) bool { return a.Contains(c.Address) }) ||
		slices.ContainsFunc(m.Teams, func(t *Team) bool { return a.Contains(t.Address) })
}

// Governance lists the teams that answer where nobody else does.
func (m *Model) Governance() []*Team { return m.governance }

// Accountable lists the teams that answer for a plane of a subject: the CLI's owners, an issuer's owner, a team for
// itself. Where nobody is named the governance teams answer; the list is empty when there are none of those either.
func (m *Model) Accountable(subject schema.Address, plane schema.Plane) []*Team {
	if named := m.named(subject, plane); len(named) > 0 {
		return named
	}
	return m.governance
}

// AccountableAddresses lists the addresses of the teams that answer for a plane of a subject, sorted. Subjects for which
// the governance teams answer share one list.
func (m *Model) AccountableAddresses(subject schema.Address, plane schema.Plane) []string {
	named := m.named(subject, plane)
	if len(named) == 0 {
		return m.governanceAddresses
	}
	addresses := TeamAddresses(named)
	slices.Sort(addresses)
	return addresses
}

// named lists the teams that the workspace names for a plane of a subject.
func (m *Model) named(subject schema.Address, plane schema.Plane) []*Team {
	switch subject.Kind {
	case schema.KindCLI:
		if cli := m.CLI(subject); cli != nil {
			return cli.owners(plane)
		}
	case schema.KindIssuer:
		if issuer := m.Issuer(subject); issuer != nil && issuer.OwnerTeam != nil {
			return []*Team{issuer.OwnerTeam}
		}
	case schema.KindTeam:
		if team := m.Team(subject); team != nil {
			return []*Team{team}
		}
	case schema.KindException:
		if x := m.exceptions[subject]; x != nil {
			return m.answering(x, plane)
		}
	case schema.KindWorkspace, schema.KindProfile, schema.KindSession, schema.KindPolicy, schema.KindDeliver, schema.KindClient:
	}
	return nil
}

// answering lists the teams that answer for a plane of anything that an exception covers, each once.
func (m *Model) answering(x *Exception, plane schema.Plane) []*Team {
	var teams []*Team
	seen := map[*Team]bool{}
	for _, a := range x.Matched {
		for _, t := range m.Accountable(a, plane) {
			if !seen[t] {
				seen[t] = true
				teams = append(teams, t)
			}
		}
	}
	return teams
}

// owners lists the teams of a CLI that answer for a plane, each once.
func (c *CLI) owners(plane schema.Plane) []*Team {
	var teams []*Team
	if c.Application != nil && plane != schema.PlaneIdentity {
		teams = append(teams, c.Application)
	}
	if c.Identity != nil && plane != schema.PlaneApplication && c.Identity != c.Application {
		teams = append(teams, c.Identity)
	}
	return teams
}

// TeamAddresses lists the addresses of teams in words.
func TeamAddresses(teams []*Team) []string {
	out := make([]string, len(teams))
	for i, t := range teams {
		out[i] = t.Address.String()
	}
	return out
}
