package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/reporttest"
)

func TestRemaining(t *testing.T) {
	for days, want := range map[int]string{
		-24: "expired 24 days ago", -1: "expired 1 day ago", 0: "last day", 1: "1 day left", 67: "67 days left",
	} {
		if got := report.Remaining(days); got != want {
			t.Errorf("Remaining(%d) = %q, want %q", days, got, want)
		}
	}
	for days, want := range map[int]string{-2: "in 2 days", 0: "today", 1: "1 day ago", 53: "53 days ago"} {
		if got := report.Age(days); got != want {
			t.Errorf("Age(%d) = %q, want %q", days, got, want)
		}
	}
}

func TestVerdict(t *testing.T) {
	for want, s := range map[string]report.Summary{
		"No check applied to anything: this proves nothing.": {},
		"Every check that applies passed.":                   {Counts: report.Counts{Pass: 3}},
		"Every check that applies passed or is waived.":      {Counts: report.Counts{Pass: 3, Waived: 1}},
		"1 check is wanting, and it is not mandatory.":       {Counts: report.Counts{Fail: 1}},
		"2 checks are wanting, none of them mandatory.":      {Counts: report.Counts{Fail: 1, Unknown: 1}},
		"1 mandatory check is wanting.":                      {Counts: report.Counts{Unknown: 1}, Mandatory: 1},
		"3 checks are wanting, 2 of them mandatory.":         {Counts: report.Counts{Fail: 3}, Mandatory: 2},
	} {
		if got := s.Verdict(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	empty := report.Summary{}
	if got := empty.Sentence(); got != "Evaluated no checks: nothing is known." {
		t.Errorf("nothing evaluated reads %q", got)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain äöü 漢字 \u200d": "plain äöü 漢字 \u200d",
		"a\u202eb":            `a\u202eb`,
		"\u200b\ufeff\u2066":  `\u200b\ufeff\u2066`,
		"\x1b[31m\r\x00":      `\u001b[31m\u000d\u0000`,
		"line\n\ttab":         "line\n\ttab",
		"\U000e0041":          `\udb40\udc41`,
		"\x85\xff":            `\ufffd\ufffd`,
		"\u0085\u2028":        `\u0085\u2028`,
	} {
		if got := report.VisibleText(in); got != want {
			t.Errorf("VisibleText(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzVisible holds three laws: what was hidden is gone, cutting the text into writes changes nothing, and inside a JSON
// string the escapes mean what they stand for.
func FuzzVisible(f *testing.F) {
	for _, s := range reporttest.Bad() {
		f.Add(s, uint8(3))
	}
	f.Add("\U000e0041\xf0\x9f", uint8(2))
	f.Fuzz(func(t *testing.T, s string, size uint8) {
		whole := report.VisibleText(s)
		if again := report.VisibleText(whole); again != whole {
			t.Errorf("%q: visible text %q is made visible again: %q", s, whole, again)
		}
		if !utf8.ValidString(s) {
			return // the end of a cut stream is known to VisibleText alone
		}
		var parts bytes.Buffer
		w := report.Visible(&parts)
		for rest := []byte(s); len(rest) > 0; {
			n := min(int(size)%7+1, len(rest))
			if _, err := w.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if parts.String() != whole {
			t.Errorf("%q in parts is %q, in one %q", s, parts.String(), whole)
		}
		quoted, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal([]byte(report.VisibleText(string(quoted))), &back); err != nil || back != strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q came back from JSON as %q: %v", s, back, err)
		}
	})
}
