package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	var in inputs
	var at moment
	var model bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the resolved model as JSON, for other programs",
		Long: help("Writes what the workspace means as one JSON document: every CLI with its sessions and their effective values, the teams, "+
			"the issuers, and the exceptions with how they stand. Attributes have the names and the values that policies see, and no secret "+
			"is among them. It is made for conftest and OPA: examples/conftest judges it by Rego.", exit0, exit1),
		Example: "  custody -C examples/acme export --model\n  custody -C examples/acme export --model | conftest test -p examples/conftest/policy --parser json -",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !model {
				return errors.New("nothing is named that could be exported: there is --model, the resolved model")
			}
			project, err := a.open(cmd.Context(), in, at)
			if err != nil {
				return err
			}
			return project.Rules.Export(a.Out, project.Model)
		},
	}
	in.flags(cmd)
	at.flags(cmd)
	cmd.Flags().BoolVar(&model, "model", false, "the resolved model, as one JSON document")
	return cmd
}
