package docgen_test

import (
	"testing"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/cli"
)

// exceptions asks for what is waived in a workspace that has exceptions of several states.
func exceptions(t *testing.T, s *schemas) {
	w := newWorld(t, examples.Acme())
	s.accept(t, "exceptions list", w.run(cli.ExitDone, "exceptions", "list", "--json"))
	s.accept(t, "exceptions due", w.run(cli.ExitDone, "exceptions", "due", "--within", "60d", "--json"))
	s.accept(t, "exceptions show", w.run(cli.ExitDone, "exceptions", "show", "docker-audit-events", "--json"))
	s.accept(t, "exceptions new", w.run(cli.ExitDone, "exceptions", "new", "more", "--match", "cli.*", "--policy", "audit-events-complete",
		"--reason", "It takes longer.", "--days", "100", "--json"))
}
