package httpx

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// longest is more than any policy waits, and far from the range of a duration, so that sums stay right.
const longest = 100 * 365 * 24 * 3600

// retryAfter is how long a server asks to be left alone: by Retry-After in seconds or as a date (RFC 9110, section
// 10.2.3), or by the headers with which some issuers say when their rate window opens again.
func retryAfter(resp *http.Response, now time.Time) (time.Duration, bool) {
	if value := resp.Header.Get("Retry-After"); value != "" {
		if wait, ok := seconds(value); ok {
			return wait, true
		}
		if at, err := http.ParseTime(value); err == nil {
			return until(at, now), true
		}
	}
	if resp.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	for _, name := range []string{"X-Rate-Limit-Reset", "X-RateLimit-Reset"} {
		if epoch, err := strconv.ParseInt(resp.Header.Get(name), 10, 64); err == nil && epoch > 0 {
			return until(time.Unix(epoch, 0), now), true
		}
	}
	return 0, false
}

// seconds reads a number of seconds; one too large to be worth waiting for is cut to a century.
func seconds(value string) (time.Duration, bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	if (err != nil && !errors.Is(err, strconv.ErrRange)) || n < 0 {
		return 0, false
	}
	return time.Duration(min(n, longest)) * time.Second, true
}

func until(at, now time.Time) time.Duration {
	return min(max(0, at.Sub(now)), longest*time.Second)
}
