package docgen_test

import (
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/cli"
)

// tests has packs whose tests are all well, and one with everything that can be wrong with them.
func tests(t *testing.T, s *schemas) {
	s.accept(t, "test", newWorld(t, examples.Acme()).run(cli.ExitDone, "test", "--json"))
	w := newWorld(t, fstest.MapFS{
		"main.custody.hcl": file("custody {\n  name = \"w\"\n  policies = [\"./p\"]\n}\n"),
		"p/x/policy.hcl": file("policy \"x\" {\n  subject = \"cli\"\n  plane = \"shared\"\n  level = \"warning\"\n  require = cli.name == \"a\" && cli.sessions == []\n" +
			"  message = \"M\"\n}\n"),
		"p/x/cases/fail-y.hcl": file("cli \"a\" {\n}\nexpect {\n  subject = cli.a\n  verdict = \"pass\"\n}\nexpect {\n  subject = cli.a\n  verdict = \"fail\"\n  message = \"N\"\n}\n"),
		"p/y/cases/fail-y.hcl": file(""),
	})
	s.accept(t, "test", w.run(cli.ExitWanting, "test", "--json"))
	w = newWorld(t, fstest.MapFS{"p/x/policy.hcl": file("policy \"x\" {\n  subjet = 1\n}\n")})
	s.accept(t, "test", w.run(cli.ExitFailed, "test", w.dir+"/p", "--json"))
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
