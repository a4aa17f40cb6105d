package lang

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// CheckSize refuses a file by its size alone, so that it need not be read.
func CheckSize(filename string, size int64) hcl.Diagnostics {
	if size <= MaxFileSize {
		return nil
	}
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "File too large",
		Detail:   fmt.Sprintf("The file has %d bytes; at most %d (1 MiB) are allowed. Split it into several files.", size, MaxFileSize),
		Subject:  &hcl.Range{Filename: filename, Start: hcl.InitialPos, End: hcl.InitialPos},
	}}
}

// CheckSource refuses native syntax that no parser should be given: too large, not text, nested too deeply, or with
// brackets that do not match, for the parser's recovery from those recurses without bound. It runs in linear time and must
// be called before hclsyntax.ParseConfig or ParseExpression.
func CheckSource(src []byte, filename string) hcl.Diagnostics {
	if diags := checkText(src, filename); diags.HasErrors() {
		return diags
	}
	s := newScanner(src, filename, bodyLevel)
	if bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) {
		s.pos = 3
	}
	return s.run()
}

// checkTemplate is CheckSource for the inside of a string, as hclsyntax.ParseTemplate takes it.
func checkTemplate(src []byte, at hcl.Range) hcl.Diagnostics {
	s := newScanner(src, at.Filename, templateLevel)
	s.subject = &at
	return s.run()
}

// checkText refuses what is too large or is not UTF-8 text.
func checkText(src []byte, filename string) hcl.Diagnostics {
	if diags := CheckSize(filename, int64(len(src))); diags.HasErrors() {
		return diags
	}
	if !utf8.Valid(src) {
		at := 0
		for at < len(src) {
			r, size := utf8.DecodeRune(src[at:])
			if r == utf8.RuneError && size <= 1 {
				break
			}
			at += size
		}
		return hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Invalid character encoding",
			Detail:   fmt.Sprintf("The byte 0x%02x here is not valid UTF-8. Save the file as UTF-8.", src[at]),
			Subject:  offsetRange(src, filename, at, 1),
		}}
	}
	if at := bytes.IndexByte(src, 0); at >= 0 {
		return hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Invalid character",
			Detail:   "There is a NUL byte here; the file is not a text file.",
			Subject:  offsetRange(src, filename, at, 1),
		}}
	}
	return nil
}

// offsetRange is the range of length bytes at an offset, on one line.
func offsetRange(src []byte, filename string, at, length int) *hcl.Range {
	before := src[:at]
	pos := hcl.Pos{Byte: at, Line: 1 + bytes.Count(before, []byte{'\n'})}
	pos.Column = 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	end := pos
	end.Byte += length
	end.Column += length
	return &hcl.Range{Filename: filename, Start: pos, End: end}
}

type levelKind uint8

const (
	bodyLevel     levelKind = iota // the file itself
	templateLevel                  // a bare template: the inside of a JSON string
	parenLevel
	bracketLevel
	braceLevel    // a block or an object
	quoteLevel    // a quoted string
	heredocLevel  // a heredoc
	sequenceLevel // ${ } or %{ }
)

// A level is one construct that is still open. The depth of the tree below it is bounded by the operators of its current
// item plus the deepest construct closed within that item, because chains of operators become left-deep trees.
type level struct {
	kind      levelKind
	started   bool // a token was seen after the opener
	forExpr   bool // an object "for": newlines do not separate
	control   bool // a %{ } sequence
	lineStart bool // in a heredoc: at the start of a line
	open      int  // offset of the opener
	weight    int  // operators of the current item
	inner     int  // deepest construct closed in the current item
	deepest   int  // deepest item so far
	pieces    int  // literal pieces of a template
	marker    []byte
}

// bracketWeight is the weight of one bracket against that of one operator, which is 1.
const bracketWeight = 4

// A scanner follows the lexer of hclsyntax closely enough to know which construct every byte stands in, without keeping
// tokens. Constructs live on an explicit stack, so nesting costs it nothing.
type scanner struct {
	src     []byte
	file    string
	subject *hcl.Range // where to report, when src is not the file itself
	pos     int
	tokens  int
	braces  int
	sum     int  // weight of all open levels
	term    bool // the last token may be the end of a term, so that "[" indexes it
	levels  []level
	diags   hcl.Diagnostics
}

func newScanner(src []byte, filename string, root levelKind) *scanner {
	return &scanner{src: src, file: filename, levels: append(make([]level, 0, 16), level{kind: root})}
}

func (s *scanner) run() hcl.Diagnostics {
	for s.pos < len(s.src) && s.diags == nil {
		switch s.top().kind {
		case quoteLevel:
			s.quoted()
		case heredocLevel:
			s.heredoc()
		case templateLevel:
			s.bare()
		default:
			s.token()
		}
	}
	return s.diags
}

func (s *scanner) top() *level { return &s.levels[len(s.levels)-1] }

func (s *scanner) peek(n int) byte {
	if s.pos+n < len(s.src) {
		return s.src[s.pos+n]
	}
	return 0
}

// fail records the first mistake, which ends the scan.
func (s *scanner) fail(at, length int, summary, detail string) {
	subject := s.subject
	if subject == nil {
		subject = offsetRange(s.src, s.file, at, length)
	}
	s.diags = hcl.Diagnostics{{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: subject}}
}

func (s *scanner) count() {
	s.tokens++
	if s.tokens > MaxTokens {
		s.fail(s.pos, 1, "File too complex", fmt.Sprintf("The file holds more than %d tokens. Split it into several files.", MaxTokens))
	}
}

func (s *scanner) push(l level) {
	s.count()
	s.levels = append(s.levels, l)
	s.term = false
	s.grow(bracketWeight)
}

// pop closes the innermost level and leaves its depth with the one around it.
func (s *scanner) pop() {
	closed := *s.top()
	s.levels = s.levels[:len(s.levels)-1]
	s.term = true
	s.sum -= bracketWeight + closed.weight
	around := s.top()
	around.inner = max(around.inner, bracketWeight+max(closed.deepest, closed.weight+closed.inner))
	s.grow(0)
}

// operator adds to the current item's chain of operators.
func (s *scanner) operator(weight int) {
	s.top().weight += weight
	s.grow(weight)
}

func (s *scanner) grow(weight int) {
	s.sum += weight
	if s.sum+s.top().inner > MaxNesting*bracketWeight && s.diags == nil {
		s.fail(s.pos, 1, "Nested too deeply", fmt.Sprintf(
			"Brackets, blocks, strings and template sequences may nest %d deep, and an operator counts a quarter of that. "+
				"Split this into locals or separate blocks.", MaxNesting))
	}
}

// separate begins a new item in the innermost level.
func (s *scanner) separate() {
	l := s.top()
	l.deepest = max(l.deepest, l.weight+l.inner)
	s.sum -= l.weight
	l.weight, l.inner = 0, 0
	s.term = false
}

// newline ends an item where the grammar says that it does.
func (s *scanner) newline() {
	l := s.top()
	if l.kind == bodyLevel || l.kind == braceLevel && !l.forExpr {
		s.separate()
	}
}

// closeLevel closes the innermost level if it is of the given kind, and is a mistake otherwise.
func (s *scanner) closeLevel(kind levelKind, length int) {
	l := s.top()
	if l.kind != kind {
		s.unbalanced(length)
		return
	}
	s.count()
	s.pop()
	s.pos += length
}

func (s *scanner) unbalanced(length int) {
	closer := string(s.src[s.pos : s.pos+length])
	l := s.top()
	if l.kind == bodyLevel || l.kind == templateLevel {
		s.fail(s.pos, length, "Unbalanced brackets", fmt.Sprintf("There is nothing open here that %q could close. Remove it, or add what it should close.", closer))
		return
	}
	where := offsetRange(s.src, s.file, l.open, 1)
	s.fail(s.pos, length, "Unbalanced brackets", fmt.Sprintf(
		"This %q cannot close the %q opened on line %d, column %d, which must be closed first.",
		closer, opener(l.kind), where.Start.Line, where.Start.Column))
}

// opener spells what opens a level.
func opener(kind levelKind) string {
	switch kind {
	case parenLevel:
		return "("
	case bracketLevel:
		return "["
	case braceLevel:
		return "{"
	case quoteLevel:
		return `"`
	case heredocLevel:
		return "<<"
	case sequenceLevel:
		return "${"
	case bodyLevel, templateLevel:
	}
	return ""
}
