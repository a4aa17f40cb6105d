package lang

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/schema"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want time.Duration
		err  string // part of the error, "" for none
	}{
		{in: "15m", want: 15 * time.Minute},
		{in: "0s"},
		{in: "0d"},
		{in: "1h30m", want: 90 * time.Minute},
		{in: "1.5h", want: 90 * time.Minute},
		{in: "30d", want: 30 * day},
		{in: "1d12h", want: 36 * time.Hour},
		{in: "36500d", want: MaxDuration},
		{in: "876000h", want: MaxDuration},
		{in: "2000ms", want: 2 * time.Second},
		{in: "", err: "empty"},
		{in: "900", err: "write 15m or 900s if it means seconds"},
		{in: "45", err: "write 45s if it means seconds"},
		{in: "0", err: "write a duration such as 15m or 900s"},
		{in: "1.5", err: "has no unit"},
		{in: "-5m", err: "negative"},
		{in: "1d-5m", err: "write a number before each unit"},
		{in: "+5m", err: "sign"},
		{in: "500ms", err: "whole number of seconds"},
		{in: "1.5d", err: "whole number and come first"},
		{in: "12h1d", err: "come first"},
		{in: "1d1d", err: "not a duration"},
		{in: "d", err: "not a duration"},
		{in: "36501d", err: "longer than the 36500d"},
		{in: "36500d1s", err: "longer than the 36500d"},
		{in: "999999999999999999999d", err: "longer than the 36500d"},
		{in: "876001h", err: "longer than the 36500d"},
		{in: "15 m", err: "not a duration"},
		{in: "15 minutes", err: "not a duration"},
		{in: "1w", err: "not a duration"},
		{in: strings.Repeat("1h", 100), err: "200 characters"},
	}
	for _, tt := range tests {
		got, err := ParseDuration(tt.in)
		switch {
		case tt.err == "" && err != nil:
			t.Errorf("%q: %v", tt.in, err)
		case tt.err == "" && got != tt.want:
			t.Errorf("%q is %v, want %v", tt.in, got, tt.want)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q: error %v, want one about %q", tt.in, err, tt.err)
		}
	}
}

func TestDurationRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, int64(MaxDuration/time.Second)).Draw(t, "seconds")) * time.Second
		got, err := ParseDuration(schema.FormatDuration(d))
		if err != nil || got != d {
			t.Fatalf("%v printed as %q is read as %v, %v", d, schema.FormatDuration(d), got, err)
		}
	})
}

// FuzzParseDuration holds that whatever is read is printed and read as the same, and is within the bounds.
func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"15m", "1d12h", "900", "-1h", "1.5h", "36500d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDuration(s)
		if err != nil {
			return
		}
		if d < 0 || d > MaxDuration || d%time.Second != 0 {
			t.Fatalf("%q is %v", s, d)
		}
		if again, err := ParseDuration(schema.FormatDuration(d)); err != nil || again != d {
			t.Fatalf("%q is %v, printed %q, read %v, %v", s, d, schema.FormatDuration(d), again, err)
		}
	})
}
