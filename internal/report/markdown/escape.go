package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/nhi-custody/custody/internal/report"
)

// The most that is shown in one cell: bytes of a text, items of a list, bytes of an item.
const (
	longest     = 400
	mostItems   = 8
	longestItem = 120
)

// escape makes a text of strangers mean nothing but itself: no markup, no HTML, no link, no mention, no reference to an
// issue, and nothing that could end a table's cell.
func escape(s string) string {
	s = oneLine(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	previous := ' '
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case (r == '@' || r == '#') && triggers(previous, s[i+1:]):
			// A character without width, which the mention and the reference do not survive.
			b.WriteString(string(r) + "&#8203;")
		case r == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteString("\\:") // an address to be read, not followed
		case r == '.' && strings.EqualFold(lastWord(s[:i]), "www"):
			b.WriteString("\\.")
		case r == '_' && isWord(previous) && i+1 < len(s) && isWord(rune(s[i+1])):
			b.WriteByte('_') // inside a word it means nothing
		case strings.ContainsRune("\\`*_{}[]()~|!$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		previous = r
	}
	return b.String()
}

// triggers reports whether GitHub would take @ or # for the beginning of something.
func triggers(previous rune, rest string) bool {
	return rest != "" && isWord(rune(rest[0])) && !isWord(previous) || previous != ' ' && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

func lastWord(s string) string {
	i := len(s)
	for i > 0 && isWord(rune(s[i-1])) {
		i--
	}
	return s[i:]
}

// code shows a name in the typewriter's face when it can be shown so without any escape, and escaped otherwise.
func code(s string) string {
	s = oneLine(s)
	if s == "" {
		return ""
	}
	for _, r := range s {
		if !isWord(r) && !strings.ContainsRune(".-/:\"[]+ ,", r) {
			return escape(s)
		}
	}
	return "`" + s + "`"
}

// oneLine folds white space into single spaces and cuts what is too long for a cell.
func oneLine(s string) string {
	return cut(report.VisibleText(strings.Join(strings.Fields(s), " ")), longest)
}

func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	end := size
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// listed shows several texts, each by show.
func listed(list []string, separator string, show func(string) string) string {
	parts := make([]string, 0, mostItems+1)
	for i, s := range list {
		if i == mostItems {
			parts = append(parts, "and more")
			break
		}
		parts = append(parts, show(cut(s, longestItem)))
	}
	return strings.Join(parts, separator)
}

// escapes and codes show several texts, and several names.
func escapes(list []string) string { return listed(list, ", ", escape) }
func codes(list []string) string   { return listed(list, ", ", code) }
