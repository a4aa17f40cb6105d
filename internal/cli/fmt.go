package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/lang"
)

type fmtOptions struct{ check, diff, json bool }

func (a *app) fmtCommand() *cobra.Command {
	var o fmtOptions
	cmd := &cobra.Command{
		Use:   "fmt [FILE...]",
		Short: "Rewrite files in canonical form",
		Long: help("Rewrites the given files, or every *.custody.hcl file of the workspace, in canonical form, and prints the names of those "+
			"that it changed. With - it formats standard input to standard output.", exit0, exit1, "3 with --check: something is not in canonical form"),
		Example: "  custody -C examples/acme fmt --check\n  custody fmt - < policy.hcl",
		RunE:    func(_ *cobra.Command, args []string) error { return a.fmt(o, args) },
	}
	cmd.Flags().BoolVar(&o.check, "check", false, "change nothing; exit 3 when something would change")
	cmd.Flags().BoolVar(&o.diff, "diff", false, "print what changes, line by line")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	exclusive(cmd, "diff", "json")
	return cmd
}

func (a *app) fmt(o fmtOptions, args []string) error {
	if len(args) == 1 && args[0] == "-" {
		if o.json {
			return errors.New("--json tells which files change, and - formats a stream: leave one of them out")
		}
		return a.fmtStream(o)
	}
	files := args
	if len(files) == 0 {
		var err error
		if files, err = a.nativeFiles(); err != nil {
			return err
		}
	}
	changed, broken := []string{}, false
	for _, file := range files {
		different, ok, err := a.fmtFile(o, file)
		if err != nil {
			return err
		}
		if different {
			changed = append(changed, file)
		}
		broken = broken || !ok
	}
	if o.json {
		if err := view.JSON(a.Out, view.FmtJSON(changed)); err != nil {
			return err
		}
	}
	switch {
	case broken:
		return exit(ExitFailed)
	case o.check && len(changed) > 0:
		return exit(ExitWanting)
	}
	return nil
}

// nativeFiles lists the files of the workspace that have a canonical form.
func (a *app) nativeFiles() ([]string, error) {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, fmt.Errorf("open the workspace: %w", err)
	}
	defer func() { _ = root.Close() }()
	names, diags := config.NativeFiles(root.FS())
	if a.diagnostics(diags, nil) {
		return nil, exit(ExitFailed)
	}
	for i, name := range names {
		names[i] = joinDir(a.dir, name)
	}
	return names, nil
}

// fmtFile formats one file. The second result is false when it can not be parsed.
func (a *app) fmtFile(o fmtOptions, file string) (changed, ok bool, err error) {
	info, err := os.Stat(file)
	if err != nil {
		return false, false, fmt.Errorf("format: %w", err)
	}
	if diags := lang.CheckSize(file, info.Size()); diags.HasErrors() {
		return false, !a.diagnostics(diags, nil), nil
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return false, false, fmt.Errorf("format: %w", err)
	}
	formatted, diags := config.Format(src, file)
	if a.diagnostics(diags, func(string) []byte { return src }) {
		return false, false, nil
	}
	if bytes.Equal(src, formatted) {
		return false, true, nil
	}
	switch {
	case o.diff:
		err = a.out().LineDiff(file, src, formatted)
	case !o.json:
		_, err = fmt.Fprintln(a.Out, file)
	}
	if err != nil || o.check {
		return true, true, err
	}
	return true, true, atomicfile.Write(file, formatted, atomicfile.Options{})
}

func (a *app) fmtStream(o fmtOptions) error {
	src, err := io.ReadAll(io.LimitReader(a.In, lang.MaxFileSize+1))
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	formatted, diags := config.Format(src, "<stdin>")
	if a.diagnostics(diags, func(string) []byte { return src }) {
		return exit(ExitFailed)
	}
	same := bytes.Equal(src, formatted)
	switch {
	case o.diff && !same:
		err = a.out().LineDiff("<stdin>", src, formatted)
	case !o.check && !o.diff:
		_, err = a.Out.Write(formatted)
	}
	if err != nil {
		return err
	}
	if o.check && !same {
		return exit(ExitWanting)
	}
	return nil
}
