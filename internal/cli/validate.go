package cli

import (
	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
)

func (a *app) validateCommand() *cobra.Command {
	var in inputs
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Read and resolve everything, and tell all mistakes",
		Long: help("Reads the workspace and its policy packs, resolves every reference and value, and reports all mistakes in one go. The network "+
			"is used for a pack of a registry alone, and only while the cache does not have it.", exit0, exit1),
		Example: "  custody -C examples/acme validate\n  custody -C examples/acme validate --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, diags, err := a.load(cmd.Context(), in, moment{})
			if err != nil {
				return err
			}
			if asJSON {
				if err := view.JSON(a.Out, view.ValidateJSON(diags, project.Source)); err != nil {
					return err
				}
			} else {
				a.diagnostics(diags, project.Source)
			}
			if diags.HasErrors() {
				return exit(ExitFailed)
			}
			return nil
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}
