package lang

import (
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, err string }{
		{in: "2026-01-31"},
		{in: "2024-02-29"},
		{in: "2026-02-30", err: "there is no 30 February 2026"},
		{in: "2025-02-29", err: "there is no 29 February 2025"},
		{in: "2026-04-31", err: "there is no 31 April 2026"},
		{in: "2026-13-01", err: "there is no month 13"},
		{in: "2026-00-01", err: "there is no month 0"},
		{in: "2026-01-00", err: "there is no 0 January 2026"},
		{in: "31.01.2026", err: "write it as YYYY-MM-DD"},
		{in: "2026-1-31", err: "write it as YYYY-MM-DD"},
		{in: "", err: "write it as YYYY-MM-DD"},
		{in: "9998-12-31"},
		{in: "9999-01-01", err: "the last is 9998-12-31"},
		{in: "2026-01-31T09:00:00Z", err: "write it as YYYY-MM-DD"},
		{in: strings.Repeat("9", 1000), err: `..."`[:3]},
	}
	for _, tt := range tests {
		got, err := ParseDate(tt.in)
		switch {
		case tt.err == "" && (err != nil || FormatDate(got) != tt.in || got.Location() != time.UTC):
			t.Errorf("%q is %v, %v", tt.in, got, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q: error %v, want one about %q", tt.in, err, tt.err)
		}
	}
}

func TestParseInstant(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, err string
		want    int64
	}{
		{in: "1970-01-02", want: 86400},
		{in: "1970-01-01T00:00:01Z", want: 1},
		{in: "1970-01-01T01:00:01+01:00", want: 1},
		{in: "2026-02-30T09:00:00Z", err: "there is no 30 February 2026"},
		{in: "2026-01-31 09:00:00", err: "RFC 3339"},
		{in: "2026-01-31T25:00:00Z", err: "RFC 3339"},
		{in: "tomorrow", err: "YYYY-MM-DD"},
		{in: strings.Repeat("x", 1000), err: "RFC 3339"},
	}
	for _, tt := range tests {
		got, err := ParseInstant(tt.in)
		switch {
		case tt.err == "" && (err != nil || got.Unix() != tt.want):
			t.Errorf("%q is %v, %v", tt.in, got, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q: error %v, want one about %q", tt.in, err, tt.err)
		}
	}
}
