package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/nhi-custody/custody/internal/desired"
	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

// Report makes the document that formats write: the model, its findings, and what the ledger has recorded. No issuer is
// asked.
func (p *Project) Report(ctx context.Context) (*report.Document, error) {
	findings := p.Judge()
	in := report.Input{
		Model: p.Model, Findings: findings, Rules: p.Rules.All(), Catalog: p.Catalog,
		Standings: p.Rules.Standings(p.Model), Unneeded: p.Rules.Unneeded(p.Model, findings),
		Duties: p.duties(), Tool: "custody " + p.World.Version,
	}
	if err := p.reportLedger(ctx, &in); err != nil {
		return nil, err
	}
	return report.New(in), nil
}

func (p *Project) reportLedger(ctx context.Context, in *report.Input) error {
	l, err := p.OpenLedger(ctx)
	if errors.Is(err, ledger.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	verified, err := l.Verify(ctx)
	if err != nil {
		return err
	}
	if verified.Broken != nil {
		return fmt.Errorf("a report can not rest on a broken ledger: %w", verified.Broken)
	}
	in.Ledger = &report.Ledger{Entries: verified.Entries, Hash: verified.Head.Hash}
	applied, err := p.lastApplied(ctx)
	if err != nil {
		return err
	}
	for _, t := range applied {
		run, err := l.Run(ctx, t.entry.Run)
		if err != nil {
			return err
		}
		entry, err := l.Get(ctx, fmt.Sprint(t.entry.Seq))
		if err != nil {
			return err
		}
		a := report.Applied{
			Address: t.address.String(), Run: t.entry.Run, Time: t.entry.Time, Actor: t.entry.Actor,
			Status: string(run.Status), Plan: run.PlanID, Hash: entry.Hash,
		}
		for _, s := range t.settings {
			a.Settings = append(a.Settings, report.AppliedSetting{Knob: s.Knob, Value: s.Value})
		}
		in.Applied = append(in.Applied, a)
	}
	return nil
}

// duties lists what is declared for issuers and falls to the CLIs, as far as that is known without asking an issuer.
func (p *Project) duties() []report.Duty {
	known := func(a schema.Address) (setting.Capabilities, bool) {
		issuer := p.Model.Issuer(a)
		if issuer == nil {
			return nil, false
		}
		c := builtin.Capabilities(issuer.Type)
		return c, c != nil
	}
	systems, _ := desired.Compile(desired.Input{Model: p.Model, Capabilities: known})
	var duties []report.Duty
	for i := range systems {
		capabilities, ok := known(systems[i].Address)
		if !ok {
			continue
		}
		for _, t := range systems[i].Targets {
			for _, s := range t.Settings {
				outcome := setting.Enforce(capabilities.Of(s.Knob), s.Value)
				if outcome.Enforcement == setting.ByCLI {
					duties = append(duties, report.Duty{
						Subject: s.Address.String(), Knob: string(s.Knob), Value: s.Value.String(), Note: outcome.Note, Teams: s.Teams,
					})
				}
			}
		}
	}
	return duties
}
