package schema

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// FormatDuration writes a duration in custody's own notation, as declarations are read: whole days as 30d, else hours,
// minutes and seconds as 1h30m. Parts of a second, which only a target can hold, are kept in Go's form: 1.5s.
func FormatDuration(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d == math.MinInt64 || d%time.Second != 0: // the former has no opposite
		return d.String()
	case d == 0:
		return "0s"
	case d < 0:
		return "-" + FormatDuration(-d)
	case d%day == 0:
		return strconv.FormatInt(int64(d/day), 10) + "d"
	}
	var b strings.Builder
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}} {
		if n := d / unit.length; n > 0 {
			b.WriteString(strconv.FormatInt(int64(n), 10))
			b.WriteString(unit.name)
			d %= unit.length
		}
	}
	return b.String()
}
