package cli

import (
	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
)

func (a *app) explainCommand() *cobra.Command {
	var in inputs
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain THING",
		Short: "Say what a policy, control, attribute, knob, address or issuer type is, and what it means here",
		Long: help("Explains one thing: a policy, a control in any spelling (also NHI-03 and PR.AC-4), an attribute such as storage.model, a knob "+
			"such as max_lifetime, an address such as cli.payctl.session.ci, or a type of issuer. Without a workspace it explains what ships "+
			"with custody.", exit0, exit1),
		Example: "  custody explain NHI-03\n  custody explain access-token-ttl\n  custody -C examples/acme explain max_lifetime",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			project, diags, err := a.load(cmd.Context(), in, moment{})
			if err != nil {
				return err
			}
			if diags.HasErrors() {
				if project, err = engine.LoadBuiltin(a.world()); err != nil {
					return err
				}
			}
			found := project.Explain(args[0])
			if len(found) == 0 {
				return unknownName("explain", args[0], project.Explainable())
			}
			if asJSON {
				return view.JSON(a.Out, view.ExplainJSON(found))
			}
			return a.out().Explain(found)
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}
