// Command gen-docs writes the reference pages and the JSON Schemas into the folder docs. Run it with make docs.
package main

import (
	"fmt"
	"os"

	"github.com/nhi-custody/custody/internal/cli"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/docgen"
)

func main() {
	dir := "docs"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := write(dir); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	in := docgen.Input{Commands: cli.Commands()}
	for _, d := range view.Documents() {
		in.Documents = append(in.Documents, docgen.Document(d))
	}
	pages, err := docgen.Pages(in)
	if err != nil {
		return err
	}
	return docgen.Write(dir, pages)
}
