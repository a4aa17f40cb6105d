// Package reporttest makes documents for the tests of report and of its formats: a realistic one, a hostile one, and
// large ones. They are made from declarations, by the way that every document is made.
package reporttest

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// At is the moment of every document.
func At() time.Time { return time.Date(2026, time.November, 24, 9, 30, 0, 0, time.UTC) }

// builder gathers declarations, rules and findings.
type builder struct {
	decl     schema.Declarations
	rules    []*finding.Rule
	findings []finding.Finding
	in       report.Input
	line     int
	file     string
}

// place moves on in the file, as if the next block were written a little further down.
func (b *builder) place() hcl.Range {
	b.line += 7
	return hcl.Range{Filename: b.file, Start: hcl.Pos{Line: b.line, Column: 1}, End: hcl.Pos{Line: b.line, Column: 12}}
}

func (b *builder) block(kind schema.Kind, name string) schema.Block {
	return schema.Block{Address: schema.NewAddress(kind, name), Range: b.place()}
}

func set[T any](v T) schema.Attr[T] { return schema.Attr[T]{Value: v, Set: true} }

func from[T any](v T, origin string) schema.Attr[T] {
	return schema.Attr[T]{Value: v, Set: true, Origin: origin}
}

func ref(kind schema.Kind, name string) schema.Attr[schema.Ref] {
	return set(schema.Ref{Address: schema.NewAddress(kind, name)})
}

func day(s string) schema.Attr[schema.Date] {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(fmt.Sprintf("reporttest: %v", err))
	}
	return set(schema.Date{Time: t})
}

func limited(d time.Duration) schema.Attr[schema.Lifetime] {
	return set(schema.Lifetime{State: schema.LifetimeLimited, Duration: d})
}

func (b *builder) team(name, title, contact, backup string, planes ...string) {
	t := &schema.Team{Block: b.block(schema.KindTeam, name), Title: set(title), Contact: set(contact), Planes: set(planes)}
	if backup != "" {
		t.Backup = ref(schema.KindTeam, backup)
	}
	b.decl.Teams = append(b.decl.Teams, t)
}

func (b *builder) issuer(name, kind, owner, url string) {
	b.decl.Issuers = append(b.decl.Issuers, &schema.Issuer{
		Block: b.block(schema.KindIssuer, name), Type: kind, Owner: ref(schema.KindTeam, owner), URL: set(url),
	})
}

func (b *builder) cli(name, title, application, identity, attested string) *schema.CLI {
	b.file = "clis/" + name + ".custody.hcl"
	b.line = 0
	c := &schema.CLI{Block: b.block(schema.KindCLI, name), Title: set(title)}
	c.Owners.Block = schema.Block{Range: b.place()}
	if application != "" {
		c.Owners.Application = ref(schema.KindTeam, application)
	}
	if identity != "" {
		c.Owners.Identity = ref(schema.KindTeam, identity)
	}
	if attested != "" {
		c.Owners.Attested = day(attested)
	}
	b.decl.CLIs = append(b.decl.CLIs, c)
	return c
}

func (b *builder) session(c *schema.CLI, name, issuer, actor, host string) *schema.Session {
	s := &schema.Session{Block: schema.Block{Address: c.Address.Inner(schema.KindSession, name), Range: b.place()}}
	s.Issuer, s.Actor, s.Host = ref(schema.KindIssuer, issuer), set(actor), set(host)
	s.ClientID = set(c.Address.Name + "-" + name)
	c.Sessions = append(c.Sessions, s)
	return s
}

func (b *builder) rule(r finding.Rule) *finding.Rule {
	r.Pack = "builtin:baseline"
	b.rules = append(b.rules, &r)
	return &r
}

// judge records verdicts of a rule on the subjects that check names.
func (b *builder) judge(r *finding.Rule, m *model.Model, check func(schema.Address) (finding.Verdict, string, *finding.Waiver)) {
	for _, c := range m.CLIs {
		switch r.Subject {
		case "cli":
			b.add(r, m, c.Address, c.Range, check)
		case "session":
			for _, s := range c.Sessions {
				b.add(r, m, s.Address, s.Range, check)
			}
		}
	}
}

func (b *builder) add(r *finding.Rule, m *model.Model, a schema.Address, at hcl.Range,
	check func(schema.Address) (finding.Verdict, string, *finding.Waiver),
) {
	verdict, message, waiver := check(a)
	b.findings = append(b.findings, finding.Finding{
		Rule: r, Verdict: verdict, Message: message, Waiver: waiver,
		Subject: &finding.Subject{
			Address: a, Text: a.String(), Range: at,
			Application: model.TeamAddresses(m.Accountable(a, schema.PlaneApplication)),
			Identity:    model.TeamAddresses(m.Accountable(a, schema.PlaneIdentity)),
			Shared:      model.TeamAddresses(m.Accountable(a, schema.PlaneShared)),
		},
	})
}

func (b *builder) resolve(tb testing.TB) *model.Model {
	tb.Helper()
	m, diags := model.Resolve(&b.decl, At())
	if diags.HasErrors() {
		tb.Fatalf("the test's own declarations do not resolve: %v", diags)
	}
	return m
}

func (b *builder) input(tb testing.TB, m *model.Model, standings []policy.Standing) report.Input {
	tb.Helper()
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		tb.Fatalf("load the catalogs: %v", diags)
	}
	finding.Sort(b.findings)
	in := b.in
	in.Model, in.Findings, in.Rules, in.Catalog, in.Standings, in.Tool = m, b.findings, b.rules, catalog, standings, "custody 0.1.0"
	return in
}
