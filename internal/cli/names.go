package cli

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
)

// ruleSet judges a model, and what changed in it.
type ruleSet interface {
	Check(m *model.Model) []finding.Finding
	CheckChanges(m *model.Model, changes []setting.Difference) []finding.Finding
	All() []*finding.Rule
}

// unknownName is the error for a name that a flag gives and nothing has.
func unknownName(flag, name string, candidates []string) error {
	hint := lang.DidYouMean(name, candidates)
	if hint == "" && len(candidates) > 0 && len(candidates) <= 24 {
		hint = " There are: " + strings.Join(candidates, ", ") + "."
	}
	return fmt.Errorf("%s %q names nothing.%s", flag, name, hint)
}

func policyNames(rules []*finding.Rule) []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Policy
	}
	return names
}

// teamName takes a team by its name or by its address.
func teamName(text string) string { return strings.TrimPrefix(text, "team.") }

// checkBroken reports a workspace that can not be judged.
func (a *app) checkBroken(o checkOptions, project *engine.Project, diags hcl.Diagnostics) error {
	if !o.json {
		a.diagnostics(diags, project.Source)
		return exit(ExitFailed)
	}
	at, err := a.at(o.at)
	if err != nil {
		return err
	}
	if err := view.CheckJSON(a.Out, "", at, nil, diags, project.Source); err != nil {
		return err
	}
	return exit(ExitFailed)
}
