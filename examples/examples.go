// Package examples holds the example workspaces and the starter that ship, embedded.
package examples

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed starter acme quickstart
var files embed.FS

// File is one file of the starter workspace.
type File struct {
	Name    string // below the workspace's folder, with slashes
	Content []byte
}

// Acme is the workspace of an invented organization, with findings of every kind.
func Acme() fs.FS { return folder("acme") }

// Quickstart is the small workspace of the demo. Its testdata folder holds what the demo adds on the way.
func Quickstart() fs.FS { return folder("quickstart") }

// Starter lists the files of a new workspace, sorted by name.
func Starter() []File {
	var out []File
	starter := folder("starter")
	err := fs.WalkDir(starter, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(starter, name)
		out = append(out, File{Name: visible(name), Content: content})
		return err
	})
	if err != nil {
		panic(fmt.Sprintf("examples: the embedded starter can not be read: %s", err))
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// visible gives a file the name that it has in a workspace: what begins with a dot is not embedded.
func visible(name string) string {
	if path.Base(name) == "gitignore" {
		return path.Join(path.Dir(name), ".gitignore")
	}
	return name
}

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(fmt.Sprintf("examples: the embedded folder %s can not be opened: %s", name, err))
	}
	return sub
}
