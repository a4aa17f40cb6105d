package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/report"
)

const coverageHelp = "A control is covered when a policy of the workspace's packs cites it; in part when only something inside it is " +
	"cited, or when its framework speaks of AI systems alone, whose policies then bear on sessions of AI agents alone. Coverage is of " +
	"what CLI sessions touch: the catalogs hold the controls that bear on them, not whole frameworks, and a covered control is no " +
	"proof that the framework is met. Without a workspace the built-in pack counts."

func (a *app) frameworksCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "frameworks",
		Short: "Say which controls of which framework the policies serve",
		Long:  coverageHelp,
	}
	cmd.AddCommand(a.frameworksListCommand(), a.frameworksShowCommand())
	return group(cmd)
}

// coverage reads the workspace's policies, or the built-in pack's where there is no workspace. A workspace that is broken
// is an error: what ships says nothing about it.
func (a *app) coverage(ctx context.Context, in inputs) (*coverage, error) {
	var project *engine.Project
	var err error
	if engine.Absent(a.dir) {
		project, err = engine.LoadBuiltin(a.world())
	} else {
		project, err = a.open(ctx, in, moment{})
	}
	if err != nil {
		return nil, err
	}
	rules := project.Rules.All()
	c := &coverage{catalog: project.Catalog, citations: report.Citations(rules)}
	for _, rule := range rules {
		if !slices.Contains(c.packs, rule.Pack) {
			c.packs = append(c.packs, rule.Pack)
		}
	}
	slices.Sort(c.packs)
	return c, nil
}

// coverage is what the policies of some packs cite.
type coverage struct {
	catalog   *framework.Catalog
	citations []framework.Citation
	packs     []string
}

func (c *coverage) of(f framework.Framework) (view.Framework, []framework.Service) {
	services := c.catalog.Coverage(f.ID, c.citations)
	return view.Framework{Framework: f, Tally: framework.Count(services)}, services
}

func (a *app) frameworksListCommand() *cobra.Command {
	var in inputs
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the frameworks, and how many of their controls have policies",
		Long:    help("Lists the frameworks that custody knows. "+coverageHelp, exit0, exit1),
		Example: "  custody -C examples/acme frameworks list\n  custody -C examples/acme frameworks list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.coverage(cmd.Context(), in)
			if err != nil {
				return err
			}
			var list []view.Framework
			for _, f := range c.catalog.Frameworks() {
				entry, _ := c.of(f)
				list = append(list, entry)
			}
			if asJSON {
				return view.JSON(a.Out, view.FrameworksJSON(list, c.packs))
			}
			return a.out().Frameworks(list)
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

type frameworkOptions struct {
	in        inputs
	uncovered bool
	json      bool
}

func (a *app) frameworksShowCommand() *cobra.Command {
	var o frameworkOptions
	cmd := &cobra.Command{
		Use:   "show FRAMEWORK [CONTROL...]",
		Short: "Show a framework's controls, and the policies that serve each",
		Long: help("Shows the controls of one framework, or those that are named, in any spelling, also NHI-03. Where a license keeps the "+
			"publisher's text, the title stands alone. "+coverageHelp, exit0, exit1),
		Example: "  custody -C examples/acme frameworks show owasp-nhi-2025\n  custody -C examples/acme frameworks show nist-csf-2.0 --uncovered\n" +
			"  custody -C examples/acme frameworks show pci-dss-4.0.1 8.3.2",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.frameworkShow(cmd.Context(), o, args[0], args[1:])
		},
	}
	o.in.flags(cmd)
	cmd.Flags().BoolVar(&o.uncovered, "uncovered", false, "only the controls that no policy serves, not even in part")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) frameworkShow(ctx context.Context, o frameworkOptions, name string, spellings []string) error {
	c, err := a.coverage(ctx, o.in)
	if err != nil {
		return err
	}
	f, err := frameworkNamed(c.catalog, name)
	if err != nil {
		return err
	}
	named, err := a.controlsNamed(c.catalog, f, spellings)
	if err != nil {
		return err
	}
	shown, services := c.of(f)
	services = slices.DeleteFunc(services, func(s framework.Service) bool {
		return o.uncovered && s.Coverage != framework.Uncovered || len(spellings) > 0 && !slices.Contains(named, s.Control.Ref)
	})
	switch {
	case o.json:
		return view.JSON(a.Out, view.FrameworkJSON(shown, services, c.catalog, c.packs))
	case len(services) == 0:
		return a.err().Note(fmt.Sprintf("Every control of %s that was asked for has a policy.", f.ID))
	}
	return a.out().Framework(shown, services, c.catalog)
}

// frameworkNamed finds a framework by its id, in any case.
func frameworkNamed(catalog *framework.Catalog, name string) (framework.Framework, error) {
	if f, ok := catalog.Framework(strings.ToLower(name)); ok {
		return f, nil
	}
	if meant := catalog.SuggestFramework(name); len(meant) > 0 {
		return framework.Framework{}, fmt.Errorf("there is no framework %q; did you mean %s?", name, strings.Join(meant, " or "))
	}
	if r, ok := catalog.Resolve(name); ok {
		id := r.Refs[0].Framework
		return framework.Framework{}, fmt.Errorf("%q is a control of %s, not a framework: write custody frameworks show %s %q", name, id, id, name)
	}
	return framework.Framework{}, fmt.Errorf("there is no framework %q; custody frameworks list names them", name)
}

// controlsNamed finds the controls that spellings stand for, and prints where one does not mean what it seems to.
func (a *app) controlsNamed(catalog *framework.Catalog, f framework.Framework, spellings []string) ([]framework.Ref, error) {
	var refs []framework.Ref
	for _, spelling := range spellings {
		r, ok := catalog.ResolveIn(f.ID, spelling)
		if !ok {
			hint := ""
			if meant := catalog.SuggestIn(f.ID, spelling); len(meant) > 0 {
				hint = "; did you mean " + strings.Join(meant, " or ") + "?"
			}
			return nil, fmt.Errorf("%s has no control %q%s", f.ID, spelling, hint)
		}
		if r.Warning != "" {
			if err := a.err().Warning(r.Warning); err != nil {
				return nil, err
			}
		}
		refs = append(refs, r.Refs...)
	}
	return refs, nil
}
