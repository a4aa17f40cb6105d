package apply

import (
	"encoding/json"
	"fmt"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/target"
)

// Applied is what the ledger keeps of a target that was written: how to find it again, and what it was set to.
type Applied struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Settings []Recorded `json:"settings"`
}

// Recorded is one setting in words. The ledger outlives the types of any one version.
type Recorded struct {
	Knob  string `json:"knob"`
	Value string `json:"value"`
}

func record(t *plan.Target, observed target.Observation) Applied {
	a := Applied{ID: t.ID, Kind: t.Kind, Settings: make([]Recorded, 0, len(observed.Settings))}
	for _, s := range observed.Settings {
		a.Settings = append(a.Settings, Recorded{string(s.Knob), s.Value.String()})
	}
	return a
}

// ReadRecorded reads what an apply has recorded of a target.
func ReadRecorded(data json.RawMessage) (Applied, error) {
	var a Applied
	if err := json.Unmarshal(data, &a); err != nil {
		return Applied{}, fmt.Errorf("what was applied can not be read: %w", err)
	}
	return a, nil
}
