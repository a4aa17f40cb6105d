package lang

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// token consumes one token outside of strings.
func (s *scanner) token() {
	switch c := s.src[s.pos]; {
	case c == ' ' || c == '\t' || c == '\r':
		s.pos++
	case c == '\n':
		s.count()
		s.pos++
		s.newline()
	case c == '#' || c == '/' && s.peek(1) == '/':
		s.lineComment()
	case c == '/' && s.peek(1) == '*':
		s.blockComment()
	case isNameStart(c):
		s.name()
	case c >= '0' && c <= '9':
		s.number()
	default:
		s.punctuation(c)
	}
}

func (s *scanner) lineComment() {
	s.count()
	end := bytes.IndexByte(s.src[s.pos:], '\n')
	if end < 0 {
		s.pos = len(s.src)
		return
	}
	s.pos += end + 1
	s.newline()
}

// blockComment refuses one that never ends: the lexer would look for its end again after every following "/*".
func (s *scanner) blockComment() {
	s.count()
	end := bytes.Index(s.src[s.pos+2:], []byte("*/"))
	if end < 0 {
		s.fail(s.pos, 2, "Unterminated comment", `This comment has no end before the end of the file. Close it with "*/".`)
		return
	}
	s.pos += 2 + end + 2
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isNameByte(c byte) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-'
}

func (s *scanner) nameEnd(from int) int {
	for from < len(s.src) && isNameByte(s.src[from]) {
		from++
	}
	return from
}

func (s *scanner) name() {
	s.count()
	end := s.nameEnd(s.pos)
	word := s.src[s.pos:end]
	if len(word) > MaxName {
		s.fail(s.pos, 1, "Name too long", fmt.Sprintf("A name has at most %d bytes.", MaxName))
		return
	}
	// Not every character beyond ASCII may stand in a name. Where one may not, what looks like a dash is a minus sign.
	ascii := true
	dashes := 0
	for _, c := range word {
		ascii = ascii && c < 0x80
		if c == '-' {
			dashes++
		}
	}
	if !ascii {
		s.operator(dashes)
	}
	s.keyword(word)
	s.term = true
	s.pos = end
}

// keyword notes what the first word of a brace or of a control sequence changes.
func (s *scanner) keyword(word []byte) {
	l := s.top()
	if l.started {
		return
	}
	l.started = true
	switch {
	case l.kind == braceLevel:
		l.forExpr = string(word) == "for"
	case l.control:
		s.directive(string(word))
	}
}

// directive follows the nesting of %{ if } and %{ for }, which lies in the template around the sequence.
func (s *scanner) directive(word string) {
	template := &s.levels[len(s.levels)-2]
	switch word {
	case "if", "for":
		template.weight += bracketWeight
		s.grow(bracketWeight)
	case "endif", "endfor":
		if template.weight >= bracketWeight {
			template.deepest = max(template.deepest, template.weight+template.inner)
			template.weight -= bracketWeight
			s.sum -= bracketWeight
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (s *scanner) number() {
	s.count()
	s.top().started, s.term = true, true
	end := s.pos
	for end < len(s.src) {
		c := s.src[end]
		if isDigit(c) || c == '.' {
			end++
			continue
		}
		digits := exponentDigits(s.src[end:])
		if digits == 0 {
			break
		}
		end += digits
	}
	if detail := checkNumber(s.src[s.pos:end]); detail != "" {
		s.fail(s.pos, end-s.pos, "Number out of range", detail)
		return
	}
	s.pos = end
}

// exponentDigits is the length of an exponent's mark, sign and first digit, or 0.
func exponentDigits(src []byte) int {
	if src[0] != 'e' && src[0] != 'E' {
		return 0
	}
	i := 1
	if i < len(src) && (src[i] == '+' || src[i] == '-') {
		i++
	}
	if i < len(src) && isDigit(src[i]) {
		return i + 1
	}
	return 0
}

// checkNumber says what is wrong with the size of a number literal.
func checkNumber(literal []byte) string {
	if len(literal) > MaxNumber {
		return fmt.Sprintf("A number has at most %d digits.", MaxNumber)
	}
	at := bytes.IndexAny(literal, "eE")
	if at < 0 {
		return ""
	}
	exponent, err := strconv.Atoi(string(literal[at+1:]))
	if err != nil || exponent > maxDecimalExponent || exponent < -maxDecimalExponent {
		return fmt.Sprintf("The exponent of a number lies between -%d and %d.", maxDecimalExponent, maxDecimalExponent)
	}
	return ""
}

func (s *scanner) punctuation(c byte) {
	switch c {
	case '"':
		s.push(level{kind: quoteLevel, open: s.pos})
		s.pos++
	case '(':
		s.open(parenLevel)
	case '[':
		if s.term {
			s.operator(1) // an index or a splat makes a chain
		}
		s.open(bracketLevel)
	case '{':
		s.openBrace()
	case ')':
		s.closeLevel(parenLevel, 1)
	case ']':
		s.closeLevel(bracketLevel, 1)
	case '}':
		s.closeBrace(1)
	case '~':
		s.tilde()
	case ',':
		s.count()
		s.pos++
		s.separate()
	case '<':
		if !s.openHeredoc() {
			s.symbol()
		}
	default:
		s.symbol()
	}
}

func (s *scanner) open(kind levelKind) {
	s.top().started = true
	s.push(level{kind: kind, open: s.pos})
	s.pos++
}

func (s *scanner) openBrace() {
	s.braces++
	if s.braces > MaxBraces {
		s.fail(s.pos, 1, "File too complex", fmt.Sprintf("The file holds more than %d blocks and objects. Split it into several files.", MaxBraces))
		return
	}
	s.open(braceLevel)
}

func (s *scanner) closeBrace(length int) {
	if s.top().kind == sequenceLevel {
		s.closeLevel(sequenceLevel, length)
		return
	}
	s.closeLevel(braceLevel, length)
}

func (s *scanner) tilde() {
	if s.peek(1) != '}' {
		s.symbol()
		return
	}
	if s.top().kind != sequenceLevel {
		s.unbalanced(2)
		return
	}
	s.closeLevel(sequenceLevel, 2)
}

// symbol consumes an operator or another mark. Two-byte operators count once.
func (s *scanner) symbol() {
	s.count()
	s.top().started, s.term = true, false
	c, next := s.src[s.pos], s.peek(1)
	switch {
	case c == ':' && next == ':':
		s.fail(s.pos, 2, "Invalid function name", `Functions have no namespaces here. Write the function's name without "::".`)
	case c == '=' && next == '>':
		s.pos += 2
	case next == '=' && bytes.IndexByte([]byte("=!<>"), c) >= 0, c == next && (c == '&' || c == '|'):
		s.operator(1)
		s.pos += 2
	default:
		if bytes.IndexByte([]byte("!-+*/%<>?&|"), c) >= 0 {
			s.operator(1)
		}
		s.pos++
	}
}

// openHeredoc opens "<<NAME" or "<<-NAME" if a line ends right after it, as the lexer demands.
func (s *scanner) openHeredoc() bool {
	if s.peek(1) != '<' {
		return false
	}
	from := s.pos + 2
	if from < len(s.src) && s.src[from] == '-' {
		from++
	}
	end := s.nameEnd(from)
	marker := s.src[from:end]
	if len(marker) == 0 || len(marker) > MaxName {
		return false
	}
	after := end
	if after < len(s.src) && s.src[after] == '\r' {
		after++
	}
	if after >= len(s.src) || s.src[after] != '\n' || !hclsyntax.ValidIdentifier(string(marker)) {
		return false
	}
	s.top().started = true
	s.push(level{kind: heredocLevel, open: s.pos, marker: marker, lineStart: true})
	s.pos = after + 1
	return true
}
