package lang

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/schema"
)

const (
	day = 24 * time.Hour
	// MaxDuration is the longest duration: a century of days.
	MaxDuration = 36500 * day
)

// ParseDuration reads a duration as declarations write it: Go's units and "d" for days of 24 hours ("15m", "1h30m",
// "30d", "1d12h"). It is a whole number of seconds, not negative, and at most 36500d. The error is a sentence for a diagnostic.
func ParseDuration(s string) (time.Duration, error) {
	if err := checkDurationForm(s); err != nil {
		return 0, err
	}
	days, rest, err := splitDays(s)
	if err != nil {
		return 0, err
	}
	total := time.Duration(days) * day
	if rest != "" {
		d, err := time.ParseDuration(rest)
		if err != nil {
			return 0, fmt.Errorf("%q is not a duration; write a number and a unit (s, m, h or d), as in 15m, 1h30m or 30d", s)
		}
		if d > MaxDuration {
			return 0, errTooLong(s)
		}
		total += d
	}
	switch {
	case total > MaxDuration:
		return 0, errTooLong(s)
	case total%time.Second != 0:
		return 0, fmt.Errorf("the duration %q is not a whole number of seconds; round it", s)
	}
	return total, nil
}

func errTooLong(s string) error {
	return fmt.Errorf("the duration %q is longer than the 36500d that are allowed", s)
}

// checkDurationForm names the commonest mistakes.
func checkDurationForm(s string) error {
	switch {
	case s == "":
		return errors.New("a duration is empty here; write one such as 15m, 12h or 30d")
	case len(s) > 64:
		return fmt.Errorf("a duration of %d characters is none; write one such as 15m, 12h or 30d", len(s))
	case strings.HasPrefix(s, "-"):
		return fmt.Errorf("the duration %q is negative; a duration is zero or more", s)
	case strings.HasPrefix(s, "+"):
		return fmt.Errorf("the duration %q has a sign; write it without", s)
	case strings.Trim(s, "0123456789.") == "":
		return fmt.Errorf("%q has no unit; %s", s, withUnits(s))
	}
	return nil
}

// withUnits shows a bare number as durations, taking it for seconds.
func withUnits(s string) string {
	seconds, err := time.ParseDuration(s + "s")
	if err != nil || seconds < time.Second || seconds > MaxDuration || seconds%time.Second != 0 {
		return "write a duration such as 15m or 900s"
	}
	plain := fmt.Sprintf("%ds", seconds/time.Second)
	if nice := schema.FormatDuration(seconds); nice != plain {
		return fmt.Sprintf("write %s or %s if it means seconds", nice, plain)
	}
	return fmt.Sprintf("write %s if it means seconds", plain)
}

// splitDays takes the leading days off a duration.
func splitDays(s string) (days int64, rest string, err error) {
	before, after, found := strings.Cut(s, "d")
	if !found {
		return 0, s, nil
	}
	for _, c := range []byte(before) {
		if !isDigit(c) {
			return 0, "", fmt.Errorf("%q is not a duration; days are a whole number and come first, as in 1d12h", s)
		}
		days = days*10 + int64(c-'0')
		if days > 36500 {
			return 0, "", errTooLong(s)
		}
	}
	if before == "" || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "+") {
		return 0, "", fmt.Errorf("%q is not a duration; write a number before each unit, as in 1d12h", s)
	}
	return days, after, nil
}
