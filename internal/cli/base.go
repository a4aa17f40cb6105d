package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/setting"
)

// changesSince reads the workspace that --base names and lists what is declared otherwise now; nothing without the flag.
func (a *app) changesSince(project *engine.Project, o checkOptions) ([]setting.Difference, error) {
	if o.base == "" {
		return nil, nil
	}
	given, err := o.in.read()
	if err != nil {
		return nil, err
	}
	base, diags := project.LoadBase(o.base, given)
	if o.json && diags.HasErrors() {
		if err := view.CheckJSON(a.Out, project.Model.Workspace.Name.Value, project.Model.At, nil, diags, base.Source); err != nil {
			return nil, err
		}
		return nil, exit(ExitFailed)
	}
	if a.diagnostics(diags, base.Source) {
		return nil, fmt.Errorf("--base %s: what the workspace was can not be told, so nothing is judged", o.base)
	}
	return project.ChangesSince(base), nil
}

// needsBase reports policies on changes that the flags name, where nothing tells what changed.
func needsBase(rules []*finding.Rule, o checkOptions) error {
	if o.base != "" {
		return nil
	}
	for _, name := range o.policies {
		for _, r := range rules {
			if r.Policy == name && r.Subject == finding.SubjectChange {
				return fmt.Errorf("--policy %s: policies on changes judge a plan, or check --base DIR, which names the workspace as it was", name)
			}
		}
	}
	return nil
}

// evaluatedNothing is the error for a selection that leaves nothing to judge. That nothing changed since the base is
// something to say, and no error.
func evaluatedNothing(rules ruleSet, o checkOptions, changes []setting.Difference) error {
	all := rules.All()
	onChanges := len(all) > 0 && !slices.ContainsFunc(all, func(r *finding.Rule) bool { return r.Subject != finding.SubjectChange })
	switch {
	case onChanges && o.base == "":
		return errors.New("nothing was evaluated: the policies of this selection judge changes, of a plan or since check --base DIR")
	case onChanges && len(changes) == 0:
		return nil
	}
	return errors.New("nothing was evaluated: no policy applies to any subject of this selection, and that is no pass")
}
