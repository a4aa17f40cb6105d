package cli

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/schema"
)

type planOptions struct {
	in       inputs
	targets  []string
	release  []string
	out      string
	detailed bool
	json     bool
}

func (a *app) planCommand() *cobra.Command {
	var o planOptions
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Compare what is declared with what is there",
		Long: help("Reads every declared target and shows what an apply would change, attribute by attribute, with the accountable team and "+
			"the line that declared it. It can not write: the transport refuses. A target that can not be read is unknown, the rest is "+
			"planned, and the exit code says so.", exit0, exit1, exit2+" (with --detailed-exitcode)", exit3),
		Example: "  custody -C examples/quickstart plan --out plan.custody\n  custody -C examples/quickstart plan --target cli.payctl --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.plan(cmd.Context(), o) },
	}
	o.in.flags(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&o.targets, "target", nil, "only these targets, CLIs, sessions or issuers, by `ADDRESS`")
	f.StringArrayVar(&o.release, "release", nil, "let these held deletes go on, by `ADDRESS`")
	f.StringVar(&o.out, "out", "", "save the plan to a `FILE` for custody apply")
	f.BoolVar(&o.detailed, "detailed-exitcode", false, "exit 2 when there are changes")
	f.BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) plan(ctx context.Context, o planOptions) error {
	project, err := a.open(ctx, o.in, moment{})
	if err != nil {
		return err
	}
	planned, err := a.makePlan(ctx, project, o.targets, o.release)
	if err != nil {
		return err
	}
	if o.out != "" {
		if err := savePlan(o.out, planned.Plan); err != nil {
			return err
		}
	}
	if o.json {
		err = a.printPlanJSON(planned.Plan)
	} else if err = a.out().Plan(planned.Plan); err == nil {
		err = a.err().PlanNext(planned.Plan, o.out)
	}
	if err != nil {
		return err
	}
	codes := planCodes(planned)
	if o.detailed && planned.Plan.HasChanges() {
		codes = append(codes, ExitChanges)
	}
	return exit(worst(codes...))
}

// makePlan plans for the selected addresses, and prints what is wrong with the declarations.
func (a *app) makePlan(ctx context.Context, project *engine.Project, targets, release []string) (*engine.Planned, error) {
	var sel engine.Selection
	var err error
	if sel.Targets, err = addresses("target", targets); err != nil {
		return nil, err
	}
	if sel.Release, err = addresses("release", release); err != nil {
		return nil, err
	}
	a.warnUnfinished(ctx, project)
	done := a.progress(project.World)
	planned, err := project.Plan(ctx, sel)
	done()
	if err != nil {
		return nil, err
	}
	if nothing := engine.Unselected(planned, sel); len(nothing) > 0 {
		return nil, fmt.Errorf("%s names no target of this workspace", nothing[0])
	}
	return planned, nil
}

// warnUnfinished says what runs that broke off did and did not do.
func (a *app) warnUnfinished(ctx context.Context, project *engine.Project) {
	runs, err := project.Unfinished(ctx)
	if err == nil && len(runs) > 0 {
		_ = a.err().Unfinished(runs) // a warning that can not be shown must not stop the plan
	}
}

// planCodes are the exit codes that a plan alone asks for.
func planCodes(planned *engine.Planned) []int {
	codes := []int{ExitDone}
	if planned.Plan.Summarize().Unreadable > 0 {
		codes = append(codes, ExitFailed)
	}
	if slices.ContainsFunc(planned.Findings, func(f finding.Finding) bool { return f.Blocking(schema.LevelMandatory) }) {
		codes = append(codes, ExitWanting)
	}
	return codes
}

func (a *app) printPlanJSON(p *plan.Plan) error {
	encoded, err := plan.Encode(p)
	if err != nil {
		return err
	}
	_, err = a.Out.Write(encoded)
	return err
}

func savePlan(path string, p *plan.Plan) error {
	encoded, err := plan.Encode(p)
	if err != nil {
		return err
	}
	if err := atomicfile.Write(path, encoded, atomicfile.Options{}); err != nil {
		return fmt.Errorf("save the plan: %w", err)
	}
	return nil
}

// readPlan reads a saved plan.
func readPlan(path string) (*plan.Plan, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > plan.MaxFileSize {
		return nil, fmt.Errorf("%s is no saved plan: a file of at most %d MiB is expected", path, plan.MaxFileSize>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	p, err := plan.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

func (a *app) showCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show FILE",
		Short:   "Show a saved plan, without a workspace",
		Long:    help("Shows a plan that custody plan --out has saved. It needs no workspace and no network, and refuses a file that was changed.", exit0, exit1),
		Example: "  custody show plan.custody",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := readPlan(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return a.printPlanJSON(p)
			}
			return a.out().Plan(p)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}
