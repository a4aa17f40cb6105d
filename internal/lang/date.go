package lang

import (
	"fmt"
	"time"
)

// lastYear leaves room for the moment after a day, which JSON can not hold beyond the year 9999.
const lastYear = 9998

// ParseDate reads a day ("2026-01-31") as its first moment in UTC. The error is a sentence for a diagnostic.
func ParseDate(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	switch {
	case err == nil && t.Year() > lastYear:
		return time.Time{}, fmt.Errorf("the date %q is too far off; the last is %d-12-31", s, lastYear)
	case err == nil:
		return t, nil
	}
	if len(s) != len(time.DateOnly) {
		return time.Time{}, fmt.Errorf("%s is not a date; write it as YYYY-MM-DD, as in 2026-01-31", quoteShort(s))
	}
	var year, month, dayOfMonth int
	if n, scanErr := fmt.Sscanf(s, "%4d-%2d-%2d", &year, &month, &dayOfMonth); scanErr != nil || n != 3 {
		return time.Time{}, fmt.Errorf("%q is not a date; write it as YYYY-MM-DD, as in 2026-01-31", s)
	}
	switch {
	case month < 1 || month > 12:
		return time.Time{}, fmt.Errorf("there is no month %d; write the date as YYYY-MM-DD, as in 2026-01-31", month)
	default:
		return time.Time{}, fmt.Errorf("there is no %d %s %04d", dayOfMonth, time.Month(month), year)
	}
}

// FormatDate writes the day of a moment in UTC, as ParseDate reads it.
func FormatDate(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// ParseInstant reads a moment: an RFC 3339 time, or a day, which is its first moment in UTC.
func ParseInstant(s string) (time.Time, error) {
	if len(s) <= len(time.DateOnly) {
		return ParseDate(s)
	}
	t, err := time.Parse(time.RFC3339, s)
	if err == nil {
		return t.UTC(), nil
	}
	if len(s) > 64 {
		return time.Time{}, fmt.Errorf("%s is not a moment; write a date (2026-01-31) or an RFC 3339 time (2026-01-31T09:00:00Z)", quoteShort(s))
	}
	if _, dateErr := ParseDate(s[:len(time.DateOnly)]); dateErr != nil && isDatePrefix(s) {
		return time.Time{}, dateErr
	}
	return time.Time{}, fmt.Errorf("%q is not a moment; write a date (2026-01-31) or an RFC 3339 time (2026-01-31T09:00:00Z)", s)
}

// isDatePrefix says whether the text begins in the form of a date with a time.
func isDatePrefix(s string) bool {
	return len(s) > len(time.DateOnly) && s[4] == '-' && s[7] == '-' && s[len(time.DateOnly)] == 'T'
}

// quoteShort quotes a text that may be long.
func quoteShort(s string) string {
	const limit = 40
	runes := []rune(s)
	if len(runes) > limit {
		return fmt.Sprintf("%q...", string(runes[:limit]))
	}
	return fmt.Sprintf("%q", s)
}
