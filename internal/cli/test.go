package cli

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/policytest"
)

type testOptions struct {
	view.TestOptions
	run, junit string
	json       bool
}

func (a *app) testCommand() *cobra.Command {
	var o testOptions
	cmd := &cobra.Command{
		Use:   "test [PACK...]",
		Short: "Test policies by the cases beside them",
		Long: help("Judges the cases that lie beside policies, cases/pass-*.hcl and cases/fail-*.hcl, and compares each finding with what the "+
			"case expects. Without a PACK it tests the folders that custody.policies names; a PACK is a folder, also one of no workspace, or "+
			"builtin:NAME. A case judges the policy as its pack has it: overrides of packs apply, those of the workspace do not. It is judged as of "+
			policytest.Moment+" unless it says at. A policy without a case that fails, or without one that passes, is found wanting; so is a file that "+
			"looks like a case and is none.", "0 all is well", exit1+", or there was nothing to run", "3 found wanting"),
		Example: "  custody -C examples/acme test\n  custody test examples/acme/packs/acme --coverage\n" +
			"  custody test builtin:baseline --run 'scopes/fail-' --junit results.xml\n  custody -C examples/acme test --min-coverage 100",
		RunE: func(cmd *cobra.Command, args []string) error { return a.test(cmd.Context(), o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.run, "run", "", "only policies and cases that match `REGEXP[/REGEXP]`; no case is missed then that was not selected")
	f.BoolVar(&o.Uncovered, "coverage", false, "list the conditions that the cases did not see both true and false")
	f.IntVar(&o.Minimum, "min-coverage", 0, "exit 3 when less than `PERCENT` of the conditions are covered")
	f.StringVar(&o.junit, "junit", "", "write a JUnit `FILE` too")
	f.BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) test(ctx context.Context, o testOptions, packs []string) error {
	if o.Minimum < 0 || o.Minimum > 100 {
		return fmt.Errorf("--min-coverage can not be %d: it takes a percentage from 0 to 100", o.Minimum)
	}
	selected, err := policytest.Select(o.run)
	if err != nil {
		return fmt.Errorf("--run: %w", err)
	}
	tests, diags, err := engine.OpenPackTests(ctx, a.world(), packs)
	if err != nil {
		return err
	}
	defer tests.Close()
	if !o.json {
		a.diagnostics(diags, tests.Source)
	}
	if diags.HasErrors() {
		return a.testBroken(o, view.TestJSON(nil, o.TestOptions, diags, tests.Source))
	}
	result, err := tests.Run(ctx, selected)
	if err != nil {
		return err
	}
	if o.json {
		err = view.JSON(a.Out, view.TestJSON(result, o.TestOptions, diags, tests.Source))
	} else {
		err = a.out().Test(result, o.TestOptions)
	}
	if err != nil {
		return err
	}
	if err := writeJUnit(o, result); err != nil {
		return err
	}
	if s := result.Summary(); s.Wanting() || o.Short(s) {
		return exit(ExitWanting)
	}
	return nil
}

// testBroken ends a test whose packs can not be read.
func (a *app) testBroken(o testOptions, document any) error {
	if o.json {
		if err := view.JSON(a.Out, document); err != nil {
			return err
		}
	}
	return exit(ExitFailed)
}

func writeJUnit(o testOptions, result *policytest.Result) error {
	if o.junit == "" {
		return nil
	}
	var b bytes.Buffer
	if err := view.JUnit(&b, result, o.TestOptions); err != nil {
		return err
	}
	return atomicfile.Write(o.junit, b.Bytes(), atomicfile.Options{Mode: 0o644})
}
