package setting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nhi-custody/custody/schema"
)

// Outcome is what becomes of a declared value at one kind of target.
type Outcome struct {
	Enforcement Enforcement
	// Effective is the value that will hold there: the declared one when exact.
	Effective Value
	// Write tells that the value is to be written; otherwise it is left as it is.
	Write bool
	Note  string // why it is not exact, as a clause
}

// Enforce works out what a kind of target makes of a declared value. Rounding goes to the stricter side, and what can
// not be held there falls to the CLI; a value is never relaxed in silence.
func Enforce(c Capability, declared Value) Outcome {
	if !declared.Managed() {
		return Outcome{Enforcement: Exact, Effective: declared}
	}
	switch c.Support {
	case Unsupported:
		return unsupported(c, declared)
	case Fixed:
		return fixed(c, declared)
	case ReadOnly:
		return Outcome{Enforcement: ObservedOnly, Effective: declared, Note: "the issuer shows it and does not let it be written"}
	case Writable:
	}
	if c.Scope > ScopeClient {
		return Outcome{Enforcement: Shared, Effective: declared, Note: "it is set for more than this client, and not declared there"}
	}
	return writable(c, declared)
}

// absent reports whether a declared value asks for nothing, so that a target without the knob fulfills it.
func absent(v Value) bool {
	switch {
	case v.State == Inherit:
		return true
	case v.State != Given:
		return false
	}
	switch v.Kind {
	case KindBool:
		return !v.Bool
	case KindText:
		return v.Text == "none"
	case KindList:
		return len(v.List) == 0
	case KindDuration, KindMixed, KindNone:
	}
	return false
}

func unsupported(c Capability, declared Value) Outcome {
	if absent(declared) {
		return Outcome{Enforcement: Exact, Effective: declared}
	}
	return byCLI(c, declared, "has no such setting")
}

func byCLI(c Capability, declared Value, otherwise string) Outcome {
	instead := c.Instead
	if instead == "" {
		instead = otherwise
	}
	return Outcome{Enforcement: ByCLI, Effective: declared, Note: "the issuer " + instead}
}

func fixed(c Capability, declared Value) Outcome {
	if asStrict(c.Fixed, declared) {
		return Outcome{Enforcement: FixedValue, Effective: c.Fixed, Note: "the issuer always has " + c.Fixed.String()}
	}
	return byCLI(c, declared, "always has "+c.Fixed.String())
}

// asStrict reports whether a vendor's constant fulfills a declared value: it is what was asked for, or ends sooner.
func asStrict(constant, declared Value) bool {
	switch {
	case constant.Equal(declared) || declared.State == Inherit:
		return true
	case constant.State != Given || constant.Kind != KindDuration:
		return false
	case declared.State == Unlimited:
		return true
	}
	return declared.Kind == KindDuration && constant.Duration <= declared.Duration
}

func writable(c Capability, declared Value) Outcome {
	switch declared.State {
	case Inherit:
		if !c.Inherit {
			return byCLI(c, declared, "has no default to go back to")
		}
		return exact(declared)
	case Unlimited:
		if !c.Unlimited {
			return byCLI(c, declared, "can not be told to set no limit for one client")
		}
		return exact(declared)
	case Given, Unmanaged:
	}
	switch declared.Kind {
	case KindDuration:
		return writableDuration(c, declared)
	case KindText:
		return writableWords(c, declared, declared.Text)
	case KindBool:
		return writableWords(c, declared, strconv.FormatBool(declared.Bool))
	case KindList:
		return writableWords(c, declared, declared.List...)
	case KindMixed, KindNone:
	}
	return exact(declared)
}

func writableWords(c Capability, declared Value, words ...string) Outcome {
	for _, word := range words {
		if len(c.Words) > 0 && !slices.Contains(c.Words, word) {
			return byCLI(c, declared, fmt.Sprintf("can not have %s, only %s", word, strings.Join(c.Words, ", ")))
		}
	}
	return exact(declared)
}

func exact(v Value) Outcome { return Outcome{Enforcement: Exact, Effective: v, Write: true} }

func writableDuration(c Capability, declared Value) Outcome {
	step := max(c.Step, time.Second)
	d := declared.Duration - declared.Duration%step
	if c.Max > 0 && d > c.Max {
		d = c.Max
	}
	switch {
	case d < c.Min:
		return byCLI(c, declared, "accepts no less than "+schema.FormatDuration(c.Min))
	case d != declared.Duration:
		return Outcome{
			Enforcement: Rounded, Effective: Duration(d), Write: true,
			Note: "the issuer holds " + schema.FormatDuration(d) + ", the nearest stricter value",
		}
	}
	return exact(declared)
}
