package model

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// maxPattern is the longest pattern, in bytes.
const maxPattern = 1024

// Pattern is an address in which * stands for any run of characters of a name or of a key. Dots and brackets are no part
// of a name, so a pattern never reaches from one block into another.
type Pattern struct {
	kind    schema.Kind // team, issuer or cli
	name    glob
	key     *glob // of an instance; nil where every instance is meant
	session *glob // nil for the block itself
}

// ParsePattern reads a pattern: cli.legacy-*, cli.*.session.ci, cli.payctl["eu-*"], issuer.*, team.*. The error is a
// sentence for a diagnostic, without its period.
func ParsePattern(text string) (Pattern, error) {
	if len(text) > maxPattern {
		return Pattern{}, fmt.Errorf("a pattern of %d characters is too long: %d are allowed", len(text), maxPattern)
	}
	word, rest, _ := strings.Cut(text, ".")
	p := Pattern{kind: schema.Kind(word)}
	switch p.kind {
	case schema.KindTeam, schema.KindIssuer, schema.KindCLI:
	case schema.KindWorkspace:
		return Pattern{}, errors.New("workspace is no pattern: write subject = workspace instead of match")
	default:
		return Pattern{}, fmt.Errorf("%q is no pattern: it begins with cli, issuer or team, as in cli.legacy-*%s", text,
			meant(word, "cli", "issuer", "team"))
	}
	var err error
	if p.name, rest, err = cutName(rest); err != nil {
		return Pattern{}, fmt.Errorf("%q is no pattern: %w", text, err)
	}
	if strings.HasPrefix(rest, "[") {
		if p.key, rest, err = cutKey(rest); err != nil {
			return Pattern{}, fmt.Errorf("%q is no pattern: %w", text, err)
		}
	}
	if rest == "" {
		return p, nil
	}
	inner, found := strings.CutPrefix(rest, ".session.")
	if !found || p.kind != schema.KindCLI {
		return Pattern{}, fmt.Errorf("%q is no pattern: only .session.NAME can follow the name of a cli, and nothing that of an issuer or a team", text)
	}
	session, rest, err := cutName(inner)
	if err != nil || rest != "" {
		return Pattern{}, fmt.Errorf("%q is no pattern: .session. is followed by the name of a session, in which * may stand, and by nothing more", text)
	}
	p.session = &session
	return p, nil
}

func meant(word string, candidates ...string) string {
	if s := lang.Suggest(word, candidates); s != "" {
		return fmt.Sprintf(" (did you mean %q?)", s)
	}
	return ""
}

// cutName takes a name with stars from the front.
func cutName(text string) (glob, string, error) {
	end := strings.IndexAny(text, ".[")
	if end < 0 {
		end = len(text)
	}
	name := text[:end]
	letters := strings.ReplaceAll(name, "*", "x")
	if !schema.ValidName(letters) {
		return glob{}, "", errors.New(`a name is a letter, then letters, digits, "-" and "_", and * for any of them`)
	}
	return newGlob(name), text[end:], nil
}

// cutKey takes ["KEY"], in which stars may stand, from the front.
func cutKey(text string) (*glob, string, error) {
	quoted, err := strconv.QuotedPrefix(text[1:])
	rest, closed := strings.CutPrefix(text[1+len(quoted):], "]")
	if err != nil || !closed || quoted[0] != '"' {
		return nil, "", errors.New(`a key stands in brackets and quotes, as in cli.payctl["eu-*"]`)
	}
	key, _ := strconv.Unquote(quoted) // a quoted prefix can be unquoted
	g := newGlob(key)
	return &g, rest, nil
}

// block reports whether the pattern's block, without what follows it, is the one at an address.
func (p *Pattern) block(a schema.Address) bool {
	if p.kind != a.Kind || !p.name.matches(a.Name) {
		return false
	}
	return p.key == nil || a.Keyed && p.key.matches(a.Key)
}

// glob is a text with stars: what stands between them.
type glob struct {
	pieces []string
}

func newGlob(text string) glob {
	for strings.Contains(text, "**") {
		text = strings.ReplaceAll(text, "**", "*")
	}
	return glob{strings.Split(text, "*")}
}

// exact returns the text when there is no star in it.
func (g glob) exact() (string, bool) { return g.pieces[0], len(g.pieces) == 1 }

func (g glob) matches(text string) bool {
	last := len(g.pieces) - 1
	if last == 0 {
		return text == g.pieces[0]
	}
	rest, begins := strings.CutPrefix(text, g.pieces[0])
	if !begins {
		return false
	}
	for _, piece := range g.pieces[1:last] {
		_, after, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, g.pieces[last])
}
