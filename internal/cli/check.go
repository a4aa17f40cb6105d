package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/schema"
)

type checkOptions struct {
	in                                              inputs
	at                                              moment
	policies, subjects, teams, frameworks, controls []string
	failOn, base                                    string
	json, watch                                     bool
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Judge the workspace by its policies",
		Long: help("Judges every subject by every policy and prints the findings that are no pass. A mandatory policy that fails, or "+
			"that can not be evaluated, makes it exit 3; --fail-on sets another bar.", exit0, exit1, exit3),
		Example: "  custody -C examples/acme check\n  custody -C examples/acme check --control NHI-03 --fail-on never\n  custody -C examples/acme check --at 2027-03-31 --json\n  custody -C examples/acme check --base examples/acme",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("base") && o.base == "" { // a variable of CI that is not set must not be a pass
				return errors.New("--base is empty: name the folder of the workspace as it was")
			}
			if o.watch {
				return a.again(cmd.Context(), func() error { return a.check(cmd.Context(), o) })
			}
			return a.check(cmd.Context(), o)
		},
	}
	o.in.flags(cmd)
	o.at.flags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&o.policies, "policy", nil, "only these policies, by `NAME`")
	f.StringArrayVar(&o.subjects, "subject", nil, "only these subjects and what is inside them, by `ADDRESS`")
	f.StringSliceVar(&o.teams, "team", nil, "only what these teams must mend, by `NAME`")
	f.StringSliceVar(&o.frameworks, "framework", nil, "only policies mapped to these frameworks, by `ID`")
	f.StringSliceVar(&o.controls, "control", nil, "only policies mapped to these controls, in any spelling, also NHI-03 and PR.AC-4")
	f.StringVar(&o.failOn, "fail-on", "mandatory", "the lowest level whose failure makes it exit 3: mandatory, warning or never")
	f.StringVar(&o.base, "base", "", "judge what changed since the workspace in `DIR`, too: another checkout of it")
	f.BoolVar(&o.json, "json", false, "print one JSON document")
	f.BoolVar(&o.watch, "watch", false, "judge again whenever a file of the workspace is saved, until interrupted")
	exclusive(cmd, "json", "watch")
	return cmd
}

// narrowed reports whether the flags pick some of the findings.
func (o *checkOptions) narrowed() bool {
	return len(o.policies)+len(o.subjects)+len(o.teams)+len(o.frameworks)+len(o.controls) > 0
}

func (a *app) check(ctx context.Context, o checkOptions) error {
	if !slices.Contains([]string{"mandatory", "warning", "never"}, o.failOn) {
		return fmt.Errorf("--fail-on can not be %q: it takes mandatory, warning or never", o.failOn)
	}
	project, diags, err := a.load(ctx, o.in, o.at)
	if err != nil {
		return err
	}
	if diags.HasErrors() {
		return a.checkBroken(o, project, diags)
	}
	a.diagnostics(diags, project.Source)
	rules, err := a.selectRules(project, o)
	if err != nil {
		return err
	}
	changes, err := a.changesSince(project, o)
	if err != nil {
		return err
	}
	findings := rules.Check(project.Model)
	if changed := rules.CheckChanges(project.Model, changes); len(changed) > 0 {
		findings = append(findings, changed...)
		finding.Sort(findings)
	}
	if findings, err = selectFindings(project, findings, o); err != nil {
		return err
	}
	if len(project.Model.CLIs) == 0 && !o.narrowed() {
		return errors.New("the workspace declares no cli: no session was judged, and that is no pass")
	}
	if len(findings) == 0 {
		if err := evaluatedNothing(rules, o, changes); err != nil {
			return err
		}
	}
	if o.json {
		at := project.Model.At
		err = view.CheckJSON(a.Out, project.Model.Workspace.Name.Value, at, findings, diags, project.Source)
	} else {
		err = a.out().Check(findings, project.Model.At)
	}
	if err == nil && o.base != "" && !o.json {
		err = a.out().Changes(o.base, changes)
	}
	if err != nil {
		return err
	}
	return exit(checkExit(findings, o.failOn))
}

func checkExit(findings []finding.Finding, failOn string) int {
	if failOn == "never" {
		return ExitDone
	}
	if slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Blocking(schema.Level(failOn)) }) {
		return ExitWanting
	}
	return ExitDone
}

// checkSelected narrows the rules by what the flags name; a name that nothing has is an error.
func (a *app) selectRules(project *engine.Project, o checkOptions) (ruleSet, error) {
	rules := project.Rules
	all := rules.All()
	for _, name := range o.policies {
		if !slices.ContainsFunc(all, func(r *finding.Rule) bool { return r.Policy == name }) {
			return nil, unknownName("--policy", name, policyNames(all))
		}
	}
	if err := needsBase(all, o); err != nil {
		return nil, err
	}
	controls, err := a.resolveControls(project, o.controls)
	if err != nil {
		return nil, err
	}
	for _, id := range o.frameworks {
		if _, ok := project.Catalog.Framework(id); !ok {
			return nil, unknownName("--framework", id, project.Catalog.SuggestFramework(id))
		}
	}
	return rules.Only(func(r *finding.Rule) bool {
		if len(o.policies) > 0 && !slices.Contains(o.policies, r.Policy) {
			return false
		}
		if len(o.frameworks) > 0 && !slices.ContainsFunc(r.Controls, func(c finding.Control) bool { return slices.Contains(o.frameworks, c.Framework) }) {
			return false
		}
		return len(o.controls) == 0 || slices.ContainsFunc(r.Controls, func(c finding.Control) bool { return slices.Contains(controls, c) })
	}), nil
}

// resolveControls finds the controls that the flags name, and warns of labels that do not mean what they seem to.
func (a *app) resolveControls(project *engine.Project, queries []string) ([]finding.Control, error) {
	var controls []finding.Control
	for _, query := range queries {
		resolution, ok := project.Catalog.Resolve(query)
		if !ok {
			return nil, unknownName("--control", query, project.Catalog.Suggest(query))
		}
		if resolution.Warning != "" {
			if err := a.err().Warning(resolution.Warning); err != nil {
				return nil, err
			}
		}
		for _, ref := range slices.Concat(resolution.Refs, resolution.Successors) {
			controls = append(controls, finding.Control(ref))
		}
	}
	return controls, nil
}

// selectFindings keeps the findings that the flags name.
func selectFindings(project *engine.Project, findings []finding.Finding, o checkOptions) ([]finding.Finding, error) {
	subjects, err := addresses("subject", o.subjects)
	if err != nil {
		return nil, err
	}
	for _, s := range subjects {
		if !project.Model.Has(s) {
			return nil, fmt.Errorf("--subject %s: the workspace has no such block", s)
		}
	}
	var teams []string
	for _, name := range o.teams {
		address := schema.NewAddress(schema.KindTeam, teamName(name))
		if !project.Model.Has(address) {
			return nil, fmt.Errorf("--team %s: the workspace has no such team", name)
		}
		teams = append(teams, address.String())
	}
	if len(subjects)+len(teams) == 0 {
		return findings, nil
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		inside := len(subjects) == 0 || slices.ContainsFunc(subjects, func(a schema.Address) bool { return a.Contains(f.Subject.Address) })
		theirs := len(teams) == 0 || slices.ContainsFunc(f.Teams(), func(t string) bool { return slices.Contains(teams, t) })
		return !inside || !theirs
	}), nil
}
