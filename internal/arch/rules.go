// Package arch holds the floor plan of custody as data, and the check that the source obeys it; its test is the guard,
// and nothing else imports it.
package arch

// Module is the path of the module whose source is checked.
const Module = "github.com/nhi-custody/custody"

// Rules are all that the source is held to.
type Rules struct {
	// Floors begin with the lowest. A package imports only from lower floors.
	Floors []Floor
	// Libraries say who may use what. The longest matching path counts; a library without an entry is a violation.
	Libraries []Library
	// Banned names are used nowhere, tests included.
	Banned []Banned
	// MaxLines bounds the length of a file.
	MaxLines int
}

// Floor is a set of packages that do not know each other. A package is a folder below the module, and "x/*" stands for
// every folder directly below x that has no entry of its own.
type Floor struct {
	Name     string
	Packages []string
}

// Library is an import path that only its owners use, with everything below it. Test files are free.
type Library struct {
	Path string
	// Owners are packages as in a Floor; "*" is every package.
	Owners []string
	// Only restricts some owners to the listed names.
	Only []Only
}

// Only restricts a package to a few names of a library.
type Only struct {
	Package string
	Names   []string
}

// Banned is a name of a package that nobody uses.
type Banned struct {
	Path, Name, Reason string
}

// Custody returns the rules of this repository. Change the picture in ARCHITECTURE.md together with them.
func Custody() Rules {
	return Rules{
		Floors:    floors(),
		Libraries: append(ownLibraries(), libraries()...),
		Banned: []Banned{
			{Path: "time", Name: "Sleep", Reason: "wait for the event, or for a timer together with the context"},
		},
		MaxLines: 600,
	}
}

func floors() []Floor {
	return []Floor{
		{"0", []string{
			"schema", "policies", "examples", "internal/term", "internal/atomicfile", "internal/httpx", "internal/watch", "internal/testserver",
			"internal/target/hydra/hydrafake",
		}},
		{"1", []string{
			"internal/diag", "internal/finding", "internal/setting", "internal/framework", "internal/lang", "internal/oci",
		}},
		{"2", []string{
			"internal/config", "internal/model", "internal/target", "internal/plan", "internal/ledger",
		}},
		{"3", []string{"internal/policy", "internal/change", "internal/desired", "internal/target/*"}},
		{"4", []string{"internal/apply", "internal/draft", "internal/report", "internal/policytest", "internal/target/builtin", "internal/review"}},
		{"5", []string{"internal/engine", "internal/report/*", "internal/target/targettest"}},
		{"6", []string{"internal/cli/view", "internal/docgen", "internal/review/github"}},
		{"7", []string{"internal/cli"}},
		{"checks of the source", []string{"internal/arch"}},
		{"demo and tools", []string{"internal/demo", "internal/bench", "internal/testserver/obtain"}},
		{"8", []string{"cmd/custody", "cmd/gen-docs"}},
	}
}

// forTests are the packages that only tests import: fakes, suites and fixtures.
func forTests() []string {
	return []string{
		"internal/report/reporttest", "internal/target/hydra/hydrafake", "internal/target/targettest",
	}
}

// ownLibraries are packages of this module that most of it must not use.
func ownLibraries() []Library {
	own := []Library{{Path: Module + "/internal/testserver", Owners: []string{
		"internal/demo", "internal/bench", "internal/testserver/obtain",
	}}}
	for _, folder := range forTests() {
		library := Library{Path: Module + "/" + folder}
		if folder == "internal/target/hydra/hydrafake" {
			library.Owners = []string{"internal/bench"} // which counts the requests of a plan
		}
		own = append(own, library)
	}
	return own
}

func libraries() []Library {
	const hcl = "github.com/hashicorp/hcl/v2"
	// Whoever reads, evaluates or prints HCL.
	syntax := []string{
		"internal/diag", "internal/lang", "internal/config", "internal/model", "internal/policy", "internal/framework",
		"internal/plan", "internal/desired", "internal/docgen", "internal/engine", "internal/cli", "internal/cli/view",
		"internal/finding", "internal/policytest", "internal/bench",
	}
	return []Library{
		{
			Path: hcl, Owners: append([]string{
				"schema", "internal/setting", "internal/change", "internal/report", "internal/report/reporttest",
			}, syntax...),
			Only: []Only{
				{Package: "internal/setting", Names: []string{"Range", "Pos"}},
				{Package: "internal/change", Names: []string{"Range", "Pos"}},
				{Package: "internal/report", Names: []string{"Range", "Pos"}},
			},
		},
		{Path: hcl + "/*", Owners: syntax},
		{Path: "github.com/zclconf/go-cty", Owners: []string{
			"internal/diag", "internal/lang", "internal/config", "internal/policy", "internal/docgen",
		}},
		{Path: "github.com/agext/levenshtein", Owners: []string{"internal/lang", "internal/framework"}},
		{Path: "github.com/hashicorp/go-version", Owners: []string{"internal/config"}},
		{Path: "github.com/spf13/cobra", Owners: []string{"internal/cli", "internal/docgen", "cmd/gen-docs"}},
		{Path: "modernc.org/sqlite", Owners: []string{"internal/ledger"}},
		{Path: "github.com/pressly/goose/v3", Owners: []string{"internal/ledger"}},
		{Path: "database/sql", Owners: []string{"internal/ledger"}},
		{Path: "github.com/google/renameio/v2", Owners: []string{"internal/atomicfile"}},
		{Path: "github.com/google/uuid", Owners: []string{"internal/report/*"}},
		{Path: "charm.land/lipgloss/v2", Owners: []string{"internal/term", "internal/cli/view"}},
		{Path: "github.com/vbauerster/mpb/v8", Owners: []string{"internal/term", "internal/cli/view"}},
		{Path: "github.com/clipperhouse/displaywidth", Owners: []string{"internal/term"}},
		{Path: "github.com/mattn/go-isatty", Owners: []string{"internal/term"}},
		{Path: "github.com/fsnotify/fsnotify", Owners: []string{"internal/watch"}},
		{Path: "golang.org/x/term", Owners: []string{"internal/term"}},
		{Path: "golang.org/x/time", Owners: []string{"internal/httpx"}},
		{Path: "oras.land/oras-go/v2", Owners: []string{"internal/oci"}},
		{Path: "github.com/opencontainers/image-spec", Owners: []string{"internal/oci"}},
		{Path: "github.com/opencontainers/go-digest", Owners: []string{"internal/oci"}},
		{Path: "golang.org/x/sync", Owners: []string{"*"}},
		{
			Path: "net/http",
			Owners: []string{
				"internal/httpx", "internal/oci", "internal/target/*", "internal/review/github", "internal/engine", "internal/testserver",
				"internal/target/hydra/hydrafake", "internal/demo", "internal/bench", "internal/cli", "cmd/custody",
			},
			// The transport is handed in at the top, and used below.
			Only: []Only{
				{Package: "internal/cli", Names: []string{"RoundTripper"}},
				{Package: "cmd/custody", Names: []string{"RoundTripper", "DefaultTransport"}},
			},
		},
		{Path: "testing", Owners: append([]string{"internal/testserver"}, forTests()...)},
		// Tests, and what only tests import.
		{Path: "github.com/chromedp/chromedp", Owners: forTests()},
		{Path: "github.com/google/go-cmp", Owners: forTests()},
		{Path: "github.com/rogpeppe/go-internal", Owners: forTests()},
		{Path: "github.com/santhosh-tekuri/jsonschema/v6", Owners: forTests()},
		{Path: "pgregory.net/rapid", Owners: forTests()},
	}
}
