package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/config"
)

func (a *app) initCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "init",
		Short:   "Write a commented starter workspace",
		Long:    help("Writes a small, commented workspace that validates into the folder. It overwrites nothing.", exit0, exit1),
		Example: "  mkdir governance && custody -C governance init",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			written, err := a.initialize()
			if err != nil {
				return err
			}
			if asJSON {
				return view.JSON(a.Out, view.InitJSON(written))
			}
			for _, path := range written {
				if _, err := fmt.Fprintln(a.Out, path); err != nil {
					return err
				}
			}
			return a.err().Note("Next: custody validate, then custody check.")
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

// initialize writes the starter and returns the names of its files.
func (a *app) initialize() ([]string, error) {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	defer func() { _ = root.Close() }()
	if files, _ := config.NativeFiles(root.FS()); len(files) > 0 {
		return nil, fmt.Errorf("this folder is a workspace already: it has %s", files[0])
	}
	starter := examples.Starter()
	written := make([]string, 0, len(starter))
	for _, f := range starter {
		if _, err := root.Lstat(filepath.FromSlash(f.Name)); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is there already, and nothing is overwritten: move it away, or use an empty folder", f.Name)
		}
	}
	for _, f := range starter {
		path := joinDir(a.dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, fmt.Errorf("make the folder of %s: %w", f.Name, err)
		}
		if err := atomicfile.Create(path, f.Content, atomicfile.Options{Mode: 0o644}); err != nil {
			return nil, err
		}
		written = append(written, path)
	}
	return written, nil
}

// joinDir names a file of the workspace as the user would: without ./ in front.
func joinDir(dir, name string) string { return filepath.Join(dir, name) }
