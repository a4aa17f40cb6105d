package cli

import (
	"bufio"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/term"
)

// ask asks a question on the terminal. Only the word yes is a yes.
func (a *app) ask(question string) bool {
	fmt.Fprintf(a.Err, "%s Type yes: ", question)
	answer, err := bufio.NewReader(a.In).ReadString('\n')
	return err == nil && strings.TrimSpace(answer) == "yes"
}

// confirmOrigin asks before credentials go to an address that only the workspace names.
func (a *app) confirmOrigin(issuer, origin string) bool {
	return a.ask(fmt.Sprintf("%s has credentials, and the workspace sends them to %s. Is that address to be trusted?",
		term.Sanitize(issuer), term.Sanitize(origin)))
}

// progressAfter is how long a command is silent before it says what it waits for.
const progressAfter = time.Second

// progress shows what the engine waits for, once that takes longer than a second. The result ends it.
func (a *app) progress(w *engine.World) (done func()) {
	a.detect()
	var mu sync.Mutex
	latest, shown := "", false
	show := func() {
		mu.Lock()
		defer mu.Unlock()
		if latest != "" {
			shown = true
			a.progressLine(latest)
		}
	}
	timer := time.AfterFunc(progressAfter, show)
	w.Progress = func(text string) {
		mu.Lock()
		defer mu.Unlock()
		latest = text
		if shown {
			a.progressLine(text)
		}
	}
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		w.Progress = nil
		if shown && a.terminal.Animate {
			fmt.Fprint(a.Err, "\r\x1b[K")
		}
		latest = ""
	}
}

// progressLine overwrites one line on a terminal; elsewhere each is a line of its own.
func (a *app) progressLine(text string) {
	text = term.Sanitize(text)
	if a.terminal.Animate {
		fmt.Fprintf(a.Err, "\r\x1b[K%s ...", text)
		return
	}
	fmt.Fprintf(a.Err, "%s ...\n", text)
}
