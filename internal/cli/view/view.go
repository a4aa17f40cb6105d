// Package view is what each command prints: for people, and as JSON. It decides nothing.
//
// Output is quiet and aligned. Everything that comes from a workspace, an issuer or a ledger is text of strangers and is
// sanitized before it reaches a terminal. Each view for people has its wire form beside it, converted by hand.
package view

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/nhi-custody/custody/internal/term"
)

// FormatVersion is the version of every JSON document that a command prints.
const FormatVersion = "1.0"

// Printer writes the results of one command.
type Printer struct {
	Out    io.Writer
	TTY    bool
	Width  int // in columns, of a terminal
	Styles term.Styles
}

// JSON writes one document, indented, with a line break at its end. Nothing is written of one that can not be encoded.
func JSON(w io.Writer, document any) error {
	e := json.NewEncoder(w) // which writes once, at the end
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(document); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// page collects the lines of one view, so that they are written at once.
type page struct {
	strings.Builder
	styles term.Styles
}

func (p *Printer) page() *page { return &page{styles: p.Styles} }

func (p *Printer) write(pg *page) error {
	_, err := io.WriteString(p.Out, pg.String())
	return err
}

// table prints a table as the terminal takes it, or as full values between tabs.
func (p *Printer) table(t *term.Table) error {
	return t.Write(term.Terminal{Streams: term.Streams{Out: p.Out}, OutTTY: p.TTY, Width: p.Width, Color: p.Styles.On()})
}

func (pg *page) line(format string, args ...any) {
	fmt.Fprintf(&pg.Builder, format+"\n", args...)
}

// clean makes text of strangers safe for a terminal.
func clean(s string) string { return term.Sanitize(s) }

// plural writes a number with its noun.
func plural(n int, noun string) string { return counted(n, noun, noun+"s") }

// counted is plural for nouns that take more than an s.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// teamName shortens the address of a team to its name.
func teamName(address string) string { return strings.TrimPrefix(address, "team.") }

func teamNames(addresses []string) string {
	names := make([]string, len(addresses))
	for i, a := range addresses {
		names[i] = teamName(a)
	}
	return clean(strings.Join(names, ", "))
}

// listOf is a list that is written as one also when it is empty.
func listOf(list []string) []string { return append([]string{}, list...) }
