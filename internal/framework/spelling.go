package framework

import (
	"cmp"
	"strings"
	"unicode"
)

// fold reduces a spelling to its words and numbers, so that AC-2(3), ac-2.3 and AC-02(03) are one, and PR.AC-4 and PR.AC-04.
// Zeros before a number, the case and the punctuation are dropped; smt, which OSCAL puts before an item, and the
// word section too.
//
// A section number is told by its first character being a digit. There an opening bracket counts, because item 5 of section
// 5.1, 5.1(5), is not section 5.1.5.
func fold(s string) string {
	s = strings.ToUpper(strings.TrimLeft(s, "§ "))
	section := s != "" && unicode.IsDigit(rune(s[0]))
	var words []string
	for s != "" {
		n := span(s)
		if n == 0 {
			if section && s[0] == '(' {
				words = append(words, "(")
			}
			s = s[1:]
			continue
		}
		word := s[:n]
		s = s[n:]
		if isDigit(word[0]) {
			word = cmp.Or(strings.TrimLeft(word, "0"), "0")
		}
		if (word == "SMT" || word == "SECTION") && len(words) > 0 {
			continue
		}
		words = append(words, word)
	}
	return strings.Join(words, ".")
}

// squeeze keeps letters and digits, zeros included: NHI-03 and nhi03 are one label, NHI-3 is not.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}

// compareNatural orders numbers inside text by their value: AC-2 before AC-12.
func compareNatural(a, b string) int {
	for a != "" && b != "" {
		if !isDigit(a[0]) || !isDigit(b[0]) {
			if a[0] != b[0] {
				return cmp.Compare(a[0], b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		m, n := span(a), span(b)
		x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
		if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
			return c
		}
		a, b = a[m:], b[n:]
	}
	return cmp.Compare(len(a), len(b))
}

// Compare orders controls by framework, then by id, AC-2 before AC-12.
func Compare(a, b Ref) int {
	return cmp.Or(compareNatural(a.Framework, b.Framework), compareNatural(a.ID, b.ID))
}

// withoutEdition cuts the edition off an id, if the id ends in it.
func (f Framework) withoutEdition(id string) string {
	if f.edition == "" {
		return id
	}
	return strings.TrimSuffix(id, ":"+f.edition)
}

// oscalID turns an id into an OSCAL token: a letter first, then letters, digits, dots, dashes and underscores. A bare number takes
// the prefix of its framework, PCI-8.3.2, where that can begin a token.
func oscalID(prefix, id string) string {
	if prefix != "" && !isDigit(prefix[0]) && isDigit(id[0]) {
		id = prefix + id
	}
	words := strings.FieldsFunc(id, func(r rune) bool { return !isDigit(byte(r)) && !unicode.IsLetter(r) && !strings.ContainsRune("._", r) })
	token := strings.Join(words, "-")
	if token != "" && isDigit(token[0]) {
		return "sec-" + token
	}
	return token
}

// span measures the run of digits, or of letters, that s begins with.
func span(s string) int {
	n := 0
	for n < len(s) && class(s[n]) != 0 && class(s[n]) == class(s[0]) {
		n++
	}
	return n
}

// class tells digits (1), letters (2) and everything else (0) apart; ids are ASCII, so other letters count as punctuation.
func class(b byte) int {
	switch {
	case isDigit(b):
		return 1
	case b >= 'A' && b <= 'Z', b >= 'a' && b <= 'z':
		return 2
	default:
		return 0
	}
}

func isDigit(b byte) bool {
	return b >= '0' && b <= '9'
}

// sp80053 is the value of oscal_ids for a framework whose ids are those of SP 800-53.
const sp80053 = "sp800-53"

// sp80053ID gives the id that NIST's OSCAL catalog uses: ac-2.3 for the enhancement AC-2(3), ac-2_smt.b for the item AC-2b.
func sp80053ID(id string) string {
	var b strings.Builder
	numbered := false
	for s := strings.ToLower(id); s != ""; {
		n := span(s)
		switch {
		case n == 0:
			if s[0] == '-' {
				b.WriteByte('-')
			}
			n = 1
		case isDigit(s[0]) && numbered:
			b.WriteString("." + s[:n])
		case isDigit(s[0]):
			numbered = true
			b.WriteString(s[:n])
		case numbered:
			b.WriteString("_smt." + s[:n])
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// rfcEditor is the value of links for a framework whose controls are sections of RFCs.
const rfcEditor = "rfc-editor"

// rfcURL leads to an RFC, or to the section of one: RFC 9700 2.2.2.
func rfcURL(id string) string {
	number, section, inside := strings.Cut(strings.TrimPrefix(id, "RFC "), " ")
	if inside {
		number += "#section-" + section
	}
	return "https://www.rfc-editor.org/rfc/rfc" + number
}

// parentOf finds the longest other id that an id continues: AC-2 for AC-2(3), PR.AA for PR.AA-05, and none for AC-20.
func parentOf(id string, known func(string) bool) string {
	for n := len(id) - 1; n > 0; n-- {
		if !isDigit(id[n]) || !isDigit(id[n-1]) {
			if known(id[:n]) {
				return id[:n]
			}
		}
	}
	return ""
}
