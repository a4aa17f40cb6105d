// Package cli is the command line: flags in, a call, an exit code out. One file holds one command; what a command prints
// is internal/cli/view's business, and what it does is internal/engine's.
package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/term"
	"github.com/nhi-custody/custody/schema"
)

// Process is everything that a run of the program gets from outside. Main reads nothing else.
type Process struct {
	Args      []string // without the program's name
	In        *os.File
	Out, Err  *os.File
	Env       func(name string) (string, bool)
	Now       func() time.Time
	Jitter    func() float64
	Version   string
	Commit    string
	Actor     string // who runs it
	Host      string
	PID       int
	Alive     func(pid int) bool
	Transport http.RoundTripper
	CacheDir  string // of the user; empty where there is none
}

// Main runs one command and returns its exit code.
func Main(ctx context.Context, p Process) int {
	a := &app{Process: p}
	root := a.root()
	root.SetArgs(p.Args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	return a.complain(root.ExecuteContext(ctx))
}

// complain prints what went wrong, and returns the exit code that it stands for.
func (a *app) complain(err error) int {
	if err == nil {
		return ExitDone
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{code: ExitFailed, err: err}
	}
	if exit.err != nil {
		a.detect()
		fmt.Fprintf(a.Err, "%s %s\n", a.terminal.ErrStyles().Red("error:"), term.Sanitize(exit.err.Error()))
	}
	return exit.code
}

// Commands returns the tree of commands, for the reference that is made from it.
func Commands() *cobra.Command {
	return (&app{Process: Process{Env: func(string) (string, bool) { return "", false }}}).root()
}

// app is one run of the program.
type app struct {
	Process
	dir      string
	color    string
	detected bool
	terminal term.Terminal
}

// detect decides color and width once.
func (a *app) detect() {
	if a.detected {
		return
	}
	a.detected = true
	t, err := term.Detect(term.Streams{In: a.In, Out: a.Out, Err: a.Err}, a.Env, term.When(a.color))
	if err != nil { // the flag was checked before; a bad variable of the environment means no color
		t, _ = term.Detect(term.Streams{In: a.In, Out: a.Out, Err: a.Err}, a.Env, term.Never)
	}
	a.terminal = t
}

func (a *app) out() *view.Printer {
	a.detect()
	return &view.Printer{Out: a.Out, TTY: a.terminal.OutTTY, Width: a.terminal.Width, Styles: a.terminal.Styles()}
}

func (a *app) err() *view.Printer {
	a.detect()
	return &view.Printer{Out: a.Err, TTY: a.terminal.ErrTTY, Width: a.terminal.Width, Styles: a.terminal.ErrStyles()}
}

// world is the machine as the engine sees it.
func (a *app) world() *engine.World {
	w := &engine.World{
		Dir: a.dir, Now: a.Now, Env: a.Env, Version: a.Version, Actor: a.Actor, Host: a.Host, PID: a.PID,
		Transport: a.Transport, Alive: a.Alive, Jitter: a.Jitter,
	}
	if w.CacheDir, _ = a.Env(engine.CacheVariable); w.CacheDir == "" && a.CacheDir != "" {
		w.CacheDir = filepath.Join(a.CacheDir, "custody")
	}
	if a.canAsk() {
		w.ConfirmOrigin = a.confirmOrigin
	}
	if epoch, ok, err := a.epoch(); ok && err == nil { // stamp reports one that is wrong
		w.Stamp = epoch
	}
	return w
}

func (a *app) canAsk() bool {
	a.detect()
	return a.terminal.InTTY && a.terminal.ErrTTY
}

// diagnostics prints the mistakes of the author, and reports whether there is an error among them.
func (a *app) diagnostics(diags hcl.Diagnostics, sources diag.Sources) bool {
	a.detect()
	if len(diags) > 0 {
		_ = diag.Write(a.Err, a.terminal.ErrStyles(), diags, sources) // nothing can be said where saying fails
	}
	return diags.HasErrors()
}

// inputs are the flags that give variables their values.
type inputs struct {
	vars  []string
	files []string
}

func (in *inputs) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&in.vars, "var", nil, "set a variable: `NAME=VALUE` (repeatable)")
	cmd.Flags().StringArrayVar(&in.files, "var-file", nil, "read values of variables from a `FILE` (repeatable)")
}

// moment is the flag that names the moment to judge at.
type moment struct{ text string }

func (m *moment) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&m.text, "at", "", "judge as of an `INSTANT`: a date, or RFC 3339 (default today)")
}

// stamp is today, or the day that SOURCE_DATE_EPOCH fixes. Everything that is declared counts in days, so that all runs
// of one day say the same.
func (a *app) stamp() (time.Time, error) {
	now := a.Now().UTC()
	if epoch, ok, err := a.epoch(); ok || err != nil {
		return epoch.Truncate(24 * time.Hour), err
	}
	return now.Truncate(24 * time.Hour), nil
}

// epoch is the moment that SOURCE_DATE_EPOCH fixes.
func (a *app) epoch() (at time.Time, ok bool, err error) {
	text, ok := a.Env("SOURCE_DATE_EPOCH")
	if !ok || text == "" {
		return time.Time{}, false, nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("SOURCE_DATE_EPOCH=%q is no number of seconds", text)
	}
	return time.Unix(seconds, 0).UTC(), true, nil
}

// addresses parses the addresses that a flag was given, several in one text or in several.
func addresses(flag string, texts []string) ([]schema.Address, error) {
	var out []schema.Address
	for _, text := range texts {
		for _, one := range splitAddresses(text) {
			address, err := schema.ParseAddress(one)
			if err != nil {
				return nil, fmt.Errorf("--%s: %w", flag, err)
			}
			out = append(out, address)
		}
	}
	return out, nil
}

// splitAddresses splits at commas, though not at those inside a key: issuer.corp.client["a,b"] is one address.
func splitAddresses(text string) []string {
	var parts []string
	begin, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			parts = append(parts, text[begin:i])
			begin = i + 1
		}
	}
	return append(parts, text[begin:])
}
