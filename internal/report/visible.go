package report

import (
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// Visible returns a writer that hands everything on to w, but writes characters that people can not see, and that could
// make a line read other than it is, as \uXXXX. Such are control characters, those that turn the direction of text, and
// those without width. Line feeds and tabs pass.
//
// What it writes is plain ASCII wherever it changes anything, so it is safe in HTML and Markdown, and inside a JSON
// string it still stands for the character itself. Formats write through it as a whole, so that none of their parts can
// forget it.
func Visible(w io.Writer) io.Writer { return &visible{w: w} }

// VisibleText is a text as [Visible] would write it.
func VisibleText(s string) string {
	out, rest := appendVisible(nil, []byte(s))
	if len(rest) > 0 {
		out = appendEscape(out, utf8.RuneError)
	}
	return string(out)
}

type visible struct {
	w    io.Writer
	rest []byte // the beginning of a character that the last write cut off
	out  []byte
}

// Write implements [io.Writer].
func (v *visible) Write(p []byte) (int, error) {
	src := p
	if len(v.rest) > 0 {
		src = append(v.rest, p...)
	}
	out, rest := appendVisible(v.out[:0], src)
	v.out, v.rest = out, append([]byte(nil), rest...)
	if _, err := v.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// appendVisible appends src to out. The beginning of a character at its end is left over.
func appendVisible(out, src []byte) (appended, rest []byte) {
	clean := 0 // src[clean:i] is to be copied as it is
	for i := 0; i < len(src); {
		if c := src[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		if !utf8.FullRune(src[i:]) {
			return append(out, src[clean:i]...), src[i:]
		}
		r, n := utf8.DecodeRune(src[i:])
		if hidden(r) || r == utf8.RuneError {
			out = append(out, src[clean:i]...)
			out = appendEscape(out, r)
			clean = i + n
		}
		i += n
	}
	return append(out, src[clean:]...), nil
}

func appendEscape(out []byte, r rune) []byte {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return fmt.Appendf(out, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

// hidden reports whether a character shows nothing of itself. The joiners U+200C and U+200D are left alone: several
// scripts are not written without them.
func hidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r <= 0x9f: // controls
	case r == 0x00ad, r == 0x034f, r == 0x061c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164, r == 0xffa0:
	case r == 0x200b, r == 0x200e, r == 0x200f: // no width, direction
	case r >= 0x2028 && r <= 0x202e: // line breaks, direction
	case r >= 0x2060 && r <= 0x206f: // no width, direction
	case r == 0xfeff, r >= 0xfff9 && r <= 0xfffb: // byte order, annotation
	case r >= 0xe0000 && r <= 0xe0fff: // tags
	default:
		return false
	}
	return true
}
