package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/ledger"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// memory is what the ledger knows of targets when a plan is made.
type memory struct {
	applied []lastApplied
	// doubtful are the addresses of targets whose last write was begun, and has no end that is recorded.
	doubtful map[string]bool
	// byAddress finds an applied target; it is made when the first is asked for.
	byAddress map[schema.Address]int
}

// settings tells what a target was last set to, in words.
func (m *memory) settings(a schema.Address) (map[setting.Knob]string, bool) {
	if m.byAddress == nil {
		m.byAddress = make(map[schema.Address]int, len(m.applied))
		for i := range m.applied {
			m.byAddress[m.applied[i].address] = i
		}
	}
	i, found := m.byAddress[a]
	if !found {
		return nil, false
	}
	words := make(map[setting.Knob]string, len(m.applied[i].settings))
	for _, s := range m.applied[i].settings {
		words[setting.Knob(s.Knob)] = s.Value
	}
	return words, true
}

func (p *Project) remember(ctx context.Context) (*memory, error) {
	applied, err := p.lastApplied(ctx)
	if err != nil {
		return nil, err
	}
	m := &memory{applied: applied, doubtful: map[string]bool{}}
	l, err := p.OpenLedger(ctx)
	if errors.Is(err, ledger.ErrNotFound) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = l.Close() }()
	runs, err := l.Runs(ctx)
	if err != nil {
		return nil, err
	}
	for i := range runs {
		for _, step := range runs[i].Steps {
			if step.State != ledger.StepNotStarted {
				m.doubtful[step.Target] = step.State == ledger.StepUncertain
			}
		}
	}
	return m, nil
}

// catchUp has a target recorded that is as it shall be and that the ledger knows otherwise: a run broke off after it was
// written, or somebody else was faster. Else drift would report it for ever, with nothing for an apply to do.
func (m *memory) catchUp(t *plan.Target, o *target.Observation) {
	if t.Action != plan.None {
		return
	}
	i := slices.IndexFunc(m.applied, func(k lastApplied) bool { return k.address == t.Address })
	switch {
	case o.Presence == target.Absent && i >= 0:
		t.Confirm(plan.Delete, "it is declared no more, and gone already: an apply records that")
	case o.Presence != target.Owned:
	case m.doubtful[t.Address.String()]:
		t.Confirm(plan.Update, "it is as declared, but the end of its last write is not known: an apply writes it again and records it")
	case i >= 0:
		if drift, drifted := compare(m.applied[i], o); drifted {
			t.Confirm(plan.Update, fmt.Sprintf("it is as declared, but not as %s left it (%s): an apply records it",
				drift.Run, strings.Join(knobs(drift.Changes), ", ")))
		}
	}
}

func knobs(changes []DriftChange) []string {
	names := make([]string, len(changes))
	for i, c := range changes {
		names[i] = c.Knob
	}
	return names
}
