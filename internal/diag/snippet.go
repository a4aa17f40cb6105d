package diag

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Sources gives the bytes of a file that was read, by the name that ranges carry; nil when it was not.
type Sources func(filename string) []byte

// Snippet is the source line that a diagnostic is about.
type Snippet struct {
	Line string // without its line break, tabs as they are
	// Start and End delimit the range in Line, in bytes. A range over several lines ends with the first.
	Start, End int
}

// maxLine bounds the part of a line that is shown, in bytes.
const maxLine = 240

// SnippetOf finds the source line of a diagnostic. It reports false when there is none or it may not be shown.
func SnippetOf(d *hcl.Diagnostic, sources Sources) (Snippet, bool) {
	if _, hidden := d.Extra.(HideSource); hidden || d.Subject == nil || sources == nil {
		return Snippet{}, false
	}
	src := sources(d.Subject.Filename)
	at := d.Subject.Start.Byte
	if src == nil || at < 0 || at > len(src) {
		return Snippet{}, false
	}
	begin := bytes.LastIndexByte(src[:at], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		end = at + i
	}
	line := strings.TrimSuffix(string(src[begin:end]), "\r")
	if !utf8.ValidString(line) {
		return Snippet{}, false
	}
	s := Snippet{Line: line, Start: min(at-begin, len(line))}
	s.End = min(max(d.Subject.End.Byte-begin, s.Start), len(line))
	if d.Subject.End.Line > d.Subject.Start.Line {
		s.End = len(line)
	}
	return s.shorten(), true
}

// shorten cuts a long line around its range.
func (s Snippet) shorten() Snippet {
	if len(s.Line) <= maxLine {
		return s
	}
	begin := max(0, s.Start-maxLine/4)
	for begin > 0 && !utf8.RuneStart(s.Line[begin]) {
		begin--
	}
	end := min(len(s.Line), begin+maxLine)
	for end < len(s.Line) && !utf8.RuneStart(s.Line[end]) {
		end--
	}
	return Snippet{Line: s.Line[begin:end], Start: s.Start - begin, End: min(s.End, end) - begin}
}
