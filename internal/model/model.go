// Package model is what a workspace means at one moment: references followed, profiles applied, what a session inherits
// from its CLI filled in. A model is immutable. How the files are written is internal/config's business, and whether
// what they say is good is internal/policy's.
package model

import (
	"cmp"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/schema"
)

// Model is a workspace at one moment. Every slice is sorted by address.
type Model struct {
	Workspace  *schema.Workspace
	At         time.Time
	Teams      []*Team
	Issuers    []*Issuer
	CLIs       []*CLI
	Exceptions []*Exception
	Overrides  []*schema.Override

	teams      map[schema.Address]*Team
	issuers    map[schema.Address]*Issuer
	clis       map[schema.Address]*CLI
	sessions   map[schema.Address]*Session
	exceptions map[schema.Address]*Exception

	governance          []*Team
	governanceAddresses []string
}

// Team is a group of people that can be accountable.
type Team struct {
	*schema.Team
	BackupTeam *Team // nil when none is named
}

// Issuer is what mints tokens.
type Issuer struct {
	*schema.Issuer
	OwnerTeam *Team // nil when none is named
}

// CLI is a command-line tool with its sessions.
type CLI struct {
	*schema.CLI
	Application, Identity *Team // nil when not declared
	Sessions              []*Session
}

// Session is one context of a CLI, with its effective values: an Attr's Origin tells which profile or CLI supplied it.
type Session struct {
	schema.Session
	CLI         *CLI
	TokenIssuer *Issuer
}

// Resolve gives declarations their meaning at a moment. The model is usable even with diagnostics: what is wrong is
// left out of it.
func Resolve(d *schema.Declarations, at time.Time) (*Model, hcl.Diagnostics) {
	m := &Model{
		Workspace:  &d.Workspace,
		At:         at,
		Overrides:  slices.Clone(d.Overrides),
		teams:      make(map[schema.Address]*Team, len(d.Teams)),
		issuers:    make(map[schema.Address]*Issuer, len(d.Issuers)),
		clis:       make(map[schema.Address]*CLI, len(d.CLIs)),
		sessions:   make(map[schema.Address]*Session, len(d.CLIs)),
		exceptions: make(map[schema.Address]*Exception, len(d.Exceptions)),
	}
	diags := requireWorkspace(&d.Workspace)
	m.resolveTeams(d.Teams)
	m.resolveIssuers(d.Issuers)
	diags = append(diags, m.resolveCLIs(d)...)
	diags = append(diags, m.resolveExceptions(d.Exceptions)...)
	diags = append(diags, m.checkClients()...)
	diags = append(diags, m.checkDeliveries()...)
	byName := func(a, b *schema.Override) int { return cmp.Compare(a.Address.Name, b.Address.Name) }
	slices.SortFunc(m.Overrides, byName)
	return m, diag.Sort(diags)
}

func (m *Model) resolveTeams(teams []*schema.Team) {
	for _, t := range teams {
		team := &Team{Team: t}
		m.Teams = append(m.Teams, team)
		m.teams[t.Address] = team
	}
	sortByAddress(m.Teams, func(t *Team) schema.Address { return t.Address })
	for _, t := range m.Teams {
		t.BackupTeam = m.team(t.Backup)
		if slices.Contains(t.Planes.Value, string(schema.PlaneGovernance)) {
			m.governance = append(m.governance, t)
		}
	}
	m.governanceAddresses = TeamAddresses(m.governance)
}

func (m *Model) resolveIssuers(issuers []*schema.Issuer) {
	for _, i := range issuers {
		issuer := &Issuer{Issuer: i, OwnerTeam: m.team(i.Owner)}
		m.Issuers = append(m.Issuers, issuer)
		m.issuers[i.Address] = issuer
	}
	sortByAddress(m.Issuers, func(i *Issuer) schema.Address { return i.Address })
}

func (m *Model) resolveCLIs(d *schema.Declarations) hcl.Diagnostics {
	profiles := make(map[schema.Address]*schema.Profile, len(d.Profiles))
	for _, p := range d.Profiles {
		profiles[p.Address] = p
	}
	var diags hcl.Diagnostics
	fill := newFiller()
	for _, declared := range d.CLIs {
		own := *declared
		own.Sessions = nil // their effective values stand in the model, and nothing else need keep them
		cli := &CLI{
			CLI:         &own,
			Application: m.team(declared.Owners.Application),
			Identity:    m.team(declared.Owners.Identity),
			Sessions:    make([]*Session, 0, len(declared.Sessions)),
		}
		for _, s := range declared.Sessions {
			session := &Session{Session: *s, CLI: cli}
			if profile := profiles[s.Profile.Value.Address]; s.Profile.Set && profile != nil {
				fill.settings(&session.SessionSettings, &profile.SessionSettings, profile.Address.String())
			}
			fill.inherit(session, declared)
			session.TokenIssuer = m.issuers[session.Issuer.Value.Address]
			diags = append(diags, requireSession(session)...)
			cli.Sessions = append(cli.Sessions, session)
			m.sessions[s.Address] = session
		}
		sortByAddress(cli.Sessions, func(s *Session) schema.Address { return s.Address })
		m.CLIs = append(m.CLIs, cli)
		m.clis[declared.Address] = cli
	}
	sortByAddress(m.CLIs, func(c *CLI) schema.Address { return c.Address })
	return diags
}

func (m *Model) team(ref schema.Attr[schema.Ref]) *Team {
	if !ref.Set {
		return nil
	}
	return m.teams[ref.Value.Address]
}

// sortByAddress sorts by the written form, each written once.
func sortByAddress[T any](list []T, address func(T) schema.Address) {
	type keyed struct {
		key  string
		item T
	}
	if len(list) < 2 {
		return
	}
	sorted := make([]keyed, len(list))
	for i, item := range list {
		sorted[i] = keyed{address(item).String(), item}
	}
	slices.SortStableFunc(sorted, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for i := range sorted {
		list[i] = sorted[i].item
	}
}
