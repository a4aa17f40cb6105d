package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/plan"
)

type applyOptions struct {
	in      inputs
	targets []string
	release []string
	resume  string
	auto    bool
	json    bool
}

func (a *app) applyCommand() *cobra.Command {
	var o applyOptions
	cmd := &cobra.Command{
		Use:   "apply [FILE]",
		Short: "Carry a plan out",
		Long: help("With FILE it carries out a saved plan, and refuses each target that has moved since. Without one it plans, shows the plan and "+
			"asks; without a terminal it needs --auto-approve. Every write is recorded before and after, and read back.",
			exit0, exit1, exit3, exit5, exit6),
		Example: "  custody -C examples/quickstart apply --auto-approve\n  custody apply plan.custody",
		Args:    cobra.MaximumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.apply(cmd.Context(), o, args) },
	}
	o.in.flags(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&o.targets, "target", nil, "only these targets, CLIs, sessions or issuers, by `ADDRESS`")
	f.StringArrayVar(&o.release, "release", nil, "let these held deletes go on, by `ADDRESS`")
	f.StringVar(&o.resume, "resume", "", "finish what a broken-off `RUN` did not do")
	f.BoolVar(&o.auto, "auto-approve", false, "do not ask")
	f.BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) apply(ctx context.Context, o applyOptions, args []string) error {
	selected := len(o.targets)+len(o.release) > 0
	switch {
	case len(args) > 0 && (selected || o.resume != ""):
		return errors.New("a saved plan is carried out as it is: --target, --release and --resume go with a plan made now")
	case selected && o.resume != "":
		return errors.New("--resume finishes what its run was about: --target and --release do not go with it")
	}
	project, err := a.open(ctx, o.in, moment{})
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return a.applySaved(ctx, project, o, args[0])
	}
	planned, err := a.planToApply(ctx, project, o)
	if err != nil {
		return err
	}
	if !o.json {
		if err := a.out().Plan(planned.Plan); err != nil {
			return err
		}
	}
	code, err := a.applyNow(ctx, project, o, planned.Plan)
	if err != nil {
		return err
	}
	code = worst(append(planCodes(planned), code)...)
	if o.resume != "" && code == ExitDone {
		if err := project.Abandon(ctx, o.resume); err != nil {
			return err
		}
	}
	return exit(code)
}

// applyNow carries out a plan that was made just now, once it is approved.
func (a *app) applyNow(ctx context.Context, project *engine.Project, o applyOptions, made *plan.Plan) (int, error) {
	s := made.Summarize()
	if s.Create+s.Update+s.Delete == 0 {
		if o.json {
			return ExitDone, view.JSON(a.Out, view.ApplyJSON(made.ID, nil))
		}
		return ExitDone, nil
	}
	if err := a.approve(o, s); err != nil {
		return ExitFailed, err
	}
	return a.carryOut(ctx, project.Apply, made, o)
}

func (a *app) planToApply(ctx context.Context, project *engine.Project, o applyOptions) (*engine.Planned, error) {
	if o.resume == "" {
		return a.makePlan(ctx, project, o.targets, o.release)
	}
	done := a.progress(project.World)
	planned, err := project.Resume(ctx, o.resume)
	done()
	return planned, err
}

// applySaved carries out a plan from a file. Whoever saved it has seen it, so nobody is asked.
func (a *app) applySaved(ctx context.Context, project *engine.Project, o applyOptions, file string) error {
	saved, err := readPlan(file)
	if err != nil {
		return err
	}
	code, err := a.carryOut(ctx, project.ApplySaved, saved, o)
	if err != nil {
		return staleOrFailed(err)
	}
	codes := []int{code}
	for i := range saved.Findings {
		if f := &saved.Findings[i]; f.Verdict != "waived" && f.Level == "mandatory" {
			codes = append(codes, ExitWanting)
		}
	}
	return exit(worst(codes...))
}

func staleOrFailed(err error) error {
	var stale *engine.StaleError
	if errors.As(err, &stale) {
		return &exitError{code: ExitStale, err: err}
	}
	return err
}

// approve asks whether to go on.
func (a *app) approve(o applyOptions, s plan.Summary) error {
	if o.auto {
		return nil
	}
	if !a.canAsk() {
		return errors.New("there is no terminal to ask on: use --auto-approve, or save the plan with custody plan --out FILE, have it read, and apply the file")
	}
	question := fmt.Sprintf("Carry this out (%d to create, %d to change, %d to delete)?", s.Create, s.Update, s.Delete)
	if !a.ask(question) {
		return errors.New("not carried out: only yes goes on")
	}
	return nil
}

// carrier is what carries out a plan: made now, or saved.
type carrier func(ctx context.Context, p *plan.Plan, progress func(apply.Step)) (*apply.Result, error)

// carryOut applies a plan and prints what was and was not done.
func (a *app) carryOut(ctx context.Context, carry carrier, p *plan.Plan, o applyOptions) (int, error) {
	printer := a.err()
	result, err := carry(ctx, p, func(s apply.Step) {
		_ = printer.Step(s) // the ledger has it; a line that can not be shown must not stop the run
	})
	if result == nil {
		return ExitFailed, err
	}
	if o.json {
		if e := view.JSON(a.Out, view.ApplyJSON(p.ID, result)); e != nil {
			return ExitFailed, e
		}
	} else if e := a.out().Applied(result); e != nil {
		return ExitFailed, e
	}
	if err != nil {
		return ExitFailed, err
	}
	return applyExit(result), nil
}

func applyExit(r *apply.Result) int {
	done, touched := r.Count(apply.Done), r.Count(apply.Unconfirmed)+r.Count(apply.NotKept)
	switch {
	case done == len(r.Steps):
		return ExitDone
	case done+touched > 0:
		return ExitPartly
	case r.Count(apply.Failed) > 0 || r.Interrupted:
		return ExitFailed
	}
	return ExitStale
}
