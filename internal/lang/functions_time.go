package lang

import (
	"math/big"
	"time"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/nhi-custody/custody/schema"
)

// durationFunction makes seconds of a duration.
func durationFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("duration")},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			d, err := ParseDuration(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return cty.NumberIntVal(int64(d / time.Second)), nil
		},
	})
}

// humanizeFunction makes a duration of seconds.
func humanizeFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "seconds", Type: cty.Number, AllowNull: true}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if args[0].IsNull() {
				return cty.StringVal("not declared"), nil
			}
			return humanize(args[0].AsBigFloat())
		},
	})
}

func humanize(seconds *big.Float) (cty.Value, error) {
	if seconds.IsInf() {
		if seconds.Signbit() {
			return cty.NilVal, function.NewArgErrorf(0, "negative infinity is no duration")
		}
		return cty.StringVal("unlimited"), nil
	}
	half := 0.5
	if seconds.Signbit() {
		half = -half
	}
	whole, _ := new(big.Float).Add(seconds, big.NewFloat(half)).Int64()
	limit := int64(MaxDuration / time.Second)
	if whole > limit || whole < -limit {
		return cty.NilVal, function.NewArgErrorf(0, "a duration is at most 36500d")
	}
	return cty.StringVal(schema.FormatDuration(time.Duration(whole) * time.Second)), nil
}

// dateFunction makes Unix seconds of a date or an instant.
func dateFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("date")},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			t, err := ParseInstant(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return cty.NumberIntVal(t.Unix()), nil
		},
	})
}
