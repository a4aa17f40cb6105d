package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
)

type driftOptions struct {
	in      inputs
	targets []string
	json    bool
}

func (a *app) driftCommand() *cobra.Command {
	var o driftOptions
	cmd := &cobra.Command{
		Use:   "drift",
		Short: "Compare what is there with what was last applied",
		Long: help("Reads every target under custody and shows what somebody else has changed since the last apply, apart from changes that "+
			"are declared and not applied yet.", "0 nothing has drifted", exit1, "2 something has drifted"),
		Example: "  custody -C examples/quickstart drift",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.drift(cmd.Context(), o) },
	}
	o.in.flags(cmd)
	cmd.Flags().StringArrayVar(&o.targets, "target", nil, "only these targets, CLIs or issuers, by `ADDRESS`")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) drift(ctx context.Context, o driftOptions) error {
	project, err := a.open(ctx, o.in, moment{})
	if err != nil {
		return err
	}
	var sel engine.Selection
	if sel.Targets, err = addresses("target", o.targets); err != nil {
		return err
	}
	done := a.progress(project.World)
	report, err := project.Drift(ctx, sel)
	done()
	if err != nil {
		return err
	}
	if o.json {
		err = view.JSON(a.Out, view.DriftJSON(report))
	} else {
		err = a.out().Drift(report)
	}
	if err != nil {
		return err
	}
	codes := []int{ExitDone}
	if len(report.Drifts) > 0 {
		codes = append(codes, ExitChanges)
	}
	if len(report.Unreadable) > 0 {
		codes = append(codes, ExitFailed)
	}
	return exit(worst(codes...))
}
