package lang

import (
	"bytes"
	"fmt"
)

// quoted consumes a piece of a quoted string.
func (s *scanner) quoted() {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case '"':
			s.closeLevel(quoteLevel, 1)
			return
		case '\\':
			s.pos++
			if next := s.peek(0); next != '\n' && next != '\r' {
				s.pos++
			}
		case '\n', '\r':
			s.fail(s.top().open, 1, "Unterminated string",
				`This string has no closing quote on its line. Close it, or write a string of several lines as a heredoc ("<<EOT").`)
			return
		case '$', '%':
			if s.dollar(c) {
				return
			}
		default:
			s.pos++
		}
	}
}

// heredoc consumes one line of a heredoc, or the part of it before a sequence.
func (s *scanner) heredoc() {
	l := s.top()
	if l.lineStart {
		line := s.src[s.pos:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 && bytes.Equal(bytes.TrimSpace(line[:end]), l.marker) {
			s.pos += end + 1
			s.count()
			s.pop()
			s.newline()
			return
		}
		l.lineStart = false
	}
	if s.textLine() {
		l.lineStart = true
	}
}

// bare consumes one line of a bare template, or the part of it before a sequence.
func (s *scanner) bare() { s.textLine() }

// textLine consumes text up to the end of its line, and reports whether it came that far.
func (s *scanner) textLine() bool {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case '\n':
			s.pos++
			s.piece()
			return true
		case '$', '%':
			if s.dollar(c) {
				return false
			}
		default:
			s.pos++
		}
	}
	return false
}

// dollar consumes what begins with a dollar or percent sign, and reports whether that opened a sequence.
func (s *scanner) dollar(c byte) bool {
	switch {
	case s.peek(1) == '{':
		open := s.pos
		s.pos += 2
		if s.peek(0) == '~' {
			s.pos++
		}
		s.push(level{kind: sequenceLevel, open: open, control: c == '%'})
		return true
	case s.peek(1) == c && s.peek(2) == '{':
		s.pos += 3
	default:
		s.pos++
	}
	s.piece()
	s.piece()
	return s.diags != nil
}

// piece counts a literal piece of the template.
func (s *scanner) piece() {
	s.count()
	l := s.top()
	l.pieces++
	if l.pieces > maxTemplatePieces && s.diags == nil {
		s.fail(s.pos-1, 1, "String too complex", fmt.Sprintf(
			"A string has at most %d lines, and each lone dollar or percent sign counts as two. Keep long texts in a file of their own.", maxTemplatePieces))
	}
}
