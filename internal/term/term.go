// Package term decides once what the streams of a process can show (terminal or not, width, color), and holds the few
// things that follow from it: styles, tables and the escaping of untrusted text; it prints no message of its own.
package term

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"
)

// defaultWidth is assumed where there is no terminal to ask, so that output does not depend on who looks at it.
const (
	defaultWidth = 80
	minWidth     = 20
)

// Streams are the three streams of a process. Those that are files may be terminals.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Terminal is what there is to talk to.
type Terminal struct {
	Streams

	// InTTY, OutTTY and ErrTTY say which streams are terminals.
	InTTY, OutTTY, ErrTTY bool
	// Width is the number of columns.
	Width int
	// Color and ErrColor say whether Out and Err take color.
	Color, ErrColor bool
	// Animate says whether Err takes output that overwrites itself, such as a progress bar.
	Animate bool
}

// When says when to use color.
type When string

// The values of --color.
const (
	Auto   When = "auto"
	Always When = "always"
	Never  When = "never"
)

// Whens lists the values of --color.
func Whens() []When { return []When{Auto, Always, Never} }

// Detect looks at the streams and the environment. In order of weight, color follows color unless it is [Auto], NO_COLOR
// (off), CLICOLOR_FORCE (on unless 0), TERM=dumb and CLICOLOR=0 (off), and whether the stream is a terminal. In CI
// nothing overwrites itself.
func Detect(streams Streams, env func(string) (string, bool), color When) (Terminal, error) {
	return detect(streams, env, color, system)
}

// system is how a stream is asked; tests have another.
func system(stream any) (tty bool, width int) {
	f, ok := stream.(*os.File)
	if !ok || f == nil || !term.IsTerminal(int(f.Fd())) {
		return false, 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return true, 0
	}
	return true, width
}

func detect(streams Streams, env func(string) (string, bool), color When, ask func(any) (bool, int)) (Terminal, error) {
	if !slices.Contains(Whens(), color) {
		return Terminal{}, fmt.Errorf("unknown value %q for --color: use auto, always or never", string(color))
	}
	t := Terminal{Streams: streams}
	var outWidth, errWidth int
	t.InTTY, _ = ask(streams.In)
	t.OutTTY, outWidth = ask(streams.Out)
	t.ErrTTY, errWidth = ask(streams.Err)
	t.Width = defaultWidth
	for _, width := range []int{errWidth, outWidth} {
		if width > 0 {
			t.Width = max(width, minWidth)
		}
	}
	get := func(name string) string {
		value, _ := env(name)
		return value
	}
	t.Color = colored(color, get, t.OutTTY)
	t.ErrColor = colored(color, get, t.ErrTTY)
	t.Animate = t.ErrTTY && get("TERM") != "dumb" && !truthy(get("CI"))
	return t, nil
}

func colored(color When, get func(string) string, tty bool) bool {
	switch {
	case color == Always:
		return true
	case color == Never, get("NO_COLOR") != "":
		return false
	case truthy(get("CLICOLOR_FORCE")):
		return true
	case get("TERM") == "dumb", get("CLICOLOR") == "0":
		return false
	}
	return tty
}

// truthy reads a variable that is set to mean yes.
func truthy(value string) bool {
	return value != "" && value != "0" && !strings.EqualFold(value, "false")
}

// Styles gives the styles for Out.
func (t Terminal) Styles() Styles { return Styles{on: t.Color} }

// ErrStyles gives the styles for Err.
func (t Terminal) ErrStyles() Styles { return Styles{on: t.ErrColor} }
