package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/desired"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// Drift is a target that is no longer as custody last applied it.
type Drift struct {
	Address schema.Address
	ID      string
	Teams   []string // who answer for it, by address; none when it is declared no more
	Run     string   // that applied it last
	// Gone tells that the target does not exist any more; Taken names who it belongs to now.
	Gone    bool
	Taken   string
	Changes []DriftChange
}

// DriftChange is one setting that somebody else has changed.
type DriftChange struct {
	Knob              string
	Applied, Observed string
}

// DriftReport is what drift found.
type DriftReport struct {
	Compared   int // targets under management
	Drifts     []Drift
	Unreadable []Unreadable
}

// Unreadable is a target that could not be compared.
type Unreadable struct {
	Address schema.Address
	Err     error
}

// Drift compares what is there with what was last applied, apart from changes that are declared and not applied yet. It
// sends nothing that could change anything.
func (p *Project) Drift(ctx context.Context, sel Selection) (*DriftReport, error) {
	known, err := p.lastApplied(ctx)
	if err != nil {
		return nil, err
	}
	known, err = p.choose(known, sel)
	if err != nil {
		return nil, err
	}
	report := &DriftReport{Compared: len(known)}
	if len(known) == 0 {
		return report, nil
	}
	d := p.openDrivers(ctx, reading)
	for _, group := range bySystem(known) {
		p.compareSystem(ctx, d, group, report)
	}
	for i := range report.Drifts {
		report.Drifts[i].Teams = p.answerFor(report.Drifts[i].Address)
	}
	slices.SortFunc(report.Drifts, func(a, b Drift) int { return cmp.Compare(a.Address.String(), b.Address.String()) })
	return report, nil
}

// answerFor lists the teams that answer for a target: for a client those of the sessions that use it, identity plane; for
// a document those of its CLI, application plane.
func (p *Project) answerFor(a schema.Address) []string {
	if a.Child != schema.KindClient {
		return p.Model.AccountableAddresses(a.Outer(), schema.PlaneApplication)
	}
	var teams []string
	_, sessions := p.Model.Clients()
	for _, s := range sessions[model.ClientKey{Issuer: a.Outer(), ClientID: a.ChildName}] {
		teams = append(teams, p.Model.AccountableAddresses(s.Address, schema.PlaneIdentity)...)
	}
	slices.Sort(teams)
	return slices.Compact(teams)
}

// bySystem groups targets by the system that holds them, in order.
func bySystem(known []lastApplied) [][]lastApplied {
	groups := map[string][]lastApplied{}
	var order []string
	for _, k := range known {
		name := k.kind
		if k.address.Child == schema.KindClient {
			name = k.address.Outer().String()
		}
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], k)
	}
	out := make([][]lastApplied, len(order))
	for i, name := range order {
		out[i] = groups[name]
	}
	return out
}

func (p *Project) compareSystem(ctx context.Context, d *drivers, known []lastApplied, report *DriftReport) {
	system := desired.System{Kind: known[0].kind}
	if known[0].address.Child == schema.KindClient {
		system.Address = known[0].address.Outer()
	}
	wanted := make([]target.Ref, len(known))
	for i, k := range known {
		wanted[i] = target.Ref{Address: k.address, ID: k.id}
	}
	observations, err := p.observeRefs(ctx, d, &system, wanted)
	for i, k := range known {
		switch {
		case err != nil:
			report.Unreadable = append(report.Unreadable, Unreadable{k.address, err})
		case observations[i].Presence == target.Unreadable:
			report.Unreadable = append(report.Unreadable, Unreadable{k.address, observations[i].Err})
		default:
			if drift, drifted := compare(k, &observations[i]); drifted {
				report.Drifts = append(report.Drifts, drift)
			}
		}
	}
}

func (p *Project) observeRefs(ctx context.Context, d *drivers, system *desired.System, wanted []target.Ref) ([]target.Observation, error) {
	if !system.Address.IsZero() && d.issuers[system.Address] == nil {
		return nil, fmt.Errorf("%s is declared no more, so it can not be read", system.Address)
	}
	driver, _, err := d.system(ctx, system)
	if err != nil {
		return nil, err
	}
	p.World.progress("reading %s", systemName(system))
	return driver.Observe(ctx, wanted)
}

// compare holds one observation against what was applied, setting by setting.
func compare(k lastApplied, o *target.Observation) (Drift, bool) {
	drift := Drift{Address: k.address, ID: k.id, Run: k.entry.Run}
	switch o.Presence {
	case target.Absent:
		drift.Gone = true
		return drift, true
	case target.Foreign:
		drift.Taken = cmp.Or(o.Owner, "nobody that custody knows")
		return drift, true
	case target.Owned, target.Unreadable:
	}
	observed := map[string]string{}
	for _, s := range o.Settings {
		observed[string(s.Knob)] = s.Value.String()
	}
	applied := map[string]string{}
	for _, s := range k.settings {
		applied[s.Knob] = s.Value
	}
	for _, knob := range union(k.settings, o.Settings) {
		was, is := cmp.Or(applied[knob], setting.Value{}.String()), cmp.Or(observed[knob], setting.Value{}.String())
		if was != is {
			drift.Changes = append(drift.Changes, DriftChange{Knob: knob, Applied: was, Observed: is})
		}
	}
	return drift, len(drift.Changes) > 0
}

func union(applied []apply.Recorded, observed setting.Set) []string {
	var knobs []string
	for _, s := range applied {
		knobs = append(knobs, s.Knob)
	}
	for _, s := range observed {
		knobs = append(knobs, string(s.Knob))
	}
	slices.Sort(knobs)
	return slices.Compact(knobs)
}
