package cli

import (
	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
)

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Long:    help("Prints the version and the commit that the program was built from.", exit0),
		Example: "  custody version --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return view.JSON(a.Out, view.VersionJSON(a.Version, a.Commit))
			}
			return a.out().Version(a.Version, a.Commit)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}
