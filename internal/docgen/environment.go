package docgen

import (
	"strings"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/engine"
)

// variable is one environment variable that the program reads.
type variable struct{ name, effect string }

// variables lists all of them. A test reads the source and refuses one that is missing here.
func variables() []variable {
	return []variable{
		{config.VariablePrefix + "NAME", "The value of the workspace's variable NAME, below `--var` and `--var-file` and above `*.auto.custody.vars`. " +
			"A sensitive variable is best given this way."},
		{engine.OriginsVariable, "Origins (`https://sso.acme.example`), separated by commas, at which an issuer's credentials may be used. A workspace " +
			"can not extend it, so that a pull request can not send a credential elsewhere. An origin that is not listed is asked about on a " +
			"terminal, and refused without one."},
		{engine.CacheVariable, "The folder that keeps packs of registries, instead of `custody` in the user's cache folder. What is in it is verified " +
			"whenever it is used."},
		{"DOCKER_CONFIG", "The folder with Docker's `config.json`, which has the credentials for registries, instead of `.docker` in the home folder " +
			"(`HOME`, or `USERPROFILE` where that is not set). It is read when a registry asks for credentials."},
		{engine.TimeoutVariable, "How long one request to an issuer or a registry may take, such as `15s` (the default) or `1m`."},
		{"SOURCE_DATE_EPOCH", "Seconds since 1970: the day that is judged when `--at` does not say, for output that can be made again. It never moves a " +
			"plan's expiry or a lease."},
		{"NO_COLOR", "Set and not empty: no color. `--color` weighs more."},
		{"CLICOLOR_FORCE", "Set and not `0`: color, also where the output is no terminal."},
		{"CLICOLOR", "`0`: no color."},
		{"TERM", "`dumb`: no color, and no line overwrites itself."},
		{"CI", "Set and not `0` or `false`: no line overwrites itself."},
		{"GITHUB_ACTOR", "The name that the ledger records for who ran the command, instead of the user's."},
	}
}

// environment is the page of the environment variables.
func environment() string {
	var b strings.Builder
	b.WriteString("Besides these, custody reads the variables that the workspace names by `env(\"NAME\")`, when it uses that secret and not before, and those\n" +
		"by which Go programs find their proxy (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).\n\n")
	var rows [][]string
	for _, v := range variables() {
		rows = append(rows, []string{code(v.name), cell(v.effect)})
	}
	b.WriteString(table([]string{"variable", "effect"}, rows))
	return b.String()
}
