package diag

import (
	"bytes"
	"strings"
	"unicode"
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
	if maySecret(line) {
		return Snippet{}, false
	}
	s := Snippet{Line: line, Start: min(at-begin, len(line))}
	s.End = min(max(d.Subject.End.Byte-begin, s.Start), len(line))
	if d.Subject.End.Line > d.Subject.Start.Line {
		s.End = len(line)
	}
	return s.shorten(), true
}

// maySecret reports whether a line gives a literal to an attribute that holds secrets: a mistake elsewhere on the line must
// not put the credential into a log.
func maySecret(line string) bool {
	for _, name := range []string{"client_secret", "dsn", "password", "secret", "token"} {
		for rest := line; ; {
			before, after, found := strings.Cut(rest, name)
			if !found {
				break
			}
			if rest = after; !endsInName(before) && givesLiteral(after) {
				return true
			}
		}
	}
	return false
}

// endsInName tells that what follows is the end of a longer name, such as refresh_token.
func endsInName(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return last == '_' || last == '-' || unicode.IsLetter(last) || unicode.IsDigit(last)
}

// givesLiteral reports whether a name, of which the rest of the line is given, is set to something with a string in it.
func givesLiteral(after string) bool {
	after = strings.TrimLeft(after, "\" \t")
	if !strings.HasPrefix(after, "=") && !strings.HasPrefix(after, ":") {
		return false
	}
	value := strings.TrimLeft(after[1:], " \t")
	return strings.Contains(value, "\"") && !strings.HasPrefix(value, "env(")
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
