// Package docgen makes the reference pages and the JSON Schemas from the vocabulary, the policies, the capabilities and a
// command tree that it is handed. It reads nothing else, so that the same program makes the same bytes; what is written
// by hand stands in docs, beside what is made.
package docgen

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Folders that hold nothing but what is made here. A page in them that is no longer made is removed.
const (
	referenceFolder = "reference"
	commandsFolder  = "reference/commands"
	schemasFolder   = "schemas"
)

// Input is what pages are made from, beside what the packages below know.
type Input struct {
	Commands  *cobra.Command
	Documents []Document
}

// Page is one file to write.
type Page struct {
	Path    string // below the folder docs, with slashes
	Content []byte
}

// Pages makes every page, sorted by path.
func Pages(in Input) ([]Page, error) {
	shipped, err := loadShipped()
	if err != nil {
		return nil, err
	}
	pages := []Page{
		page("README.md", "Reference", index(in.Commands)),
		page("language.md", "The language", language()),
		page("policies.md", "Policies", shipped.policies()),
		page("frameworks.md", "Frameworks", shipped.frameworks()),
		page("capabilities.md", "What targets can do", capabilities()),
		page("environment.md", "Environment variables", environment()),
	}
	commands, err := commandPages(in.Commands)
	if err != nil {
		return nil, err
	}
	schemas, err := schemaPages(in.Documents)
	if err != nil {
		return nil, err
	}
	pages = slices.Concat(pages, commands, schemas)
	slices.SortFunc(pages, func(a, b Page) int { return strings.Compare(a.Path, b.Path) })
	return pages, nil
}

// Write writes the pages below dir, and removes the pages of an earlier run that are made no more.
func Write(dir string, pages []Page) error {
	for _, folder := range []string{referenceFolder, commandsFolder} {
		if err := removeStale(dir, folder, pages); err != nil {
			return err
		}
	}
	for _, p := range pages {
		file := filepath.Join(dir, filepath.FromSlash(p.Path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("make the folder of a page: %w", err)
		}
		if err := os.WriteFile(file, p.Content, 0o644); err != nil {
			return fmt.Errorf("write a page: %w", err)
		}
	}
	return nil
}

func removeStale(dir, folder string, pages []Page) error {
	found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(folder), "*.md"))
	if err != nil {
		return fmt.Errorf("list the pages of %s: %w", folder, err)
	}
	for _, file := range found {
		name := path.Join(folder, filepath.Base(file))
		if slices.ContainsFunc(pages, func(p Page) bool { return p.Path == name }) {
			continue
		}
		if err := os.Remove(file); err != nil {
			return fmt.Errorf("remove a page that is made no more: %w", err)
		}
	}
	return nil
}

// page makes a page of the reference: a title, the note that it is made, and the body.
func page(name, title, body string) Page {
	return Page{path.Join(referenceFolder, name), []byte("# " + title + "\n\n" + made + "\n\n" + strings.TrimSpace(body) + "\n")}
}

// made tells a reader where to mend a page.
const made = "<!-- Made by `make docs` from the source. Mend it there. -->"
