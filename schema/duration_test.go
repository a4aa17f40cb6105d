package schema_test

import (
	"math"
	"testing"
	"time"

	"github.com/nhi-custody/custody/schema"
)

func TestFormatDuration(t *testing.T) {
	const day = 24 * time.Hour
	for want, d := range map[string]time.Duration{
		"0s": 0, "1s": time.Second, "15m": 15 * time.Minute, "1h30m": 90 * time.Minute, "1h1s": time.Hour + time.Second,
		"1h1m1s": time.Hour + time.Minute + time.Second, "1d": day, "30d": 30 * day, "36h": 36 * time.Hour, "-5m": -5 * time.Minute,
		"-1d": -day, "1.5s": 1500 * time.Millisecond, "24h0m0.001s": day + time.Millisecond,
		time.Duration(math.MinInt64).String(): math.MinInt64, time.Duration(math.MaxInt64).String(): math.MaxInt64,
	} {
		if got := schema.FormatDuration(d); got != want {
			t.Errorf("FormatDuration(%v) = %q; want %q", d, got, want)
		}
	}
}

func TestDaysAfter(t *testing.T) {
	day := schema.Date{Time: time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC)}
	east := time.FixedZone("east", 14*60*60)
	for _, c := range []struct {
		moment time.Time
		want   int
	}{
		{day.Time, 0},
		{day.End().Add(-time.Nanosecond), 0},
		{day.End(), -1},
		{day.Add(-time.Nanosecond), 1},
		{day.AddDate(-1, 0, 0), 365},
		{time.Date(2026, 3, 30, 1, 0, 0, 0, east), 0}, // still the 29th in UTC
		{time.Date(2026, 3, 29, 1, 0, 0, 0, east), 1},
	} {
		if got := day.DaysAfter(c.moment); got != c.want {
			t.Errorf("%s is %d days after %s; want %d", day, got, c.moment, c.want)
		}
	}
}
