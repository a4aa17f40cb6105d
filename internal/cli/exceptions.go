package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/policy"
)

const exceptionHelp = "An exception waives policies for a time, where those who answer for what it covers approved it. It is requested while an " +
	"approval is missing, approved before its first day, then active, expiring near its end, and expired; or revoked, or superseded by " +
	"its renewal."

func (a *app) exceptionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "exceptions",
		Short: "Say what is waived, until when and by whose approval, and ask for more time",
		Long:  exceptionHelp,
	}
	cmd.AddCommand(a.exceptionsListCommand(), a.exceptionsShowCommand(), a.exceptionsDueCommand(), a.exceptionsNewCommand())
	return group(cmd)
}

type exceptionsOptions struct {
	in     inputs
	at     moment
	states []string
	within string
	json   bool
}

func (o *exceptionsOptions) flags(cmd *cobra.Command) {
	o.in.flags(cmd)
	o.at.flags(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
}

func stateWords() []string {
	words := make([]string, 0, len(policy.States()))
	for _, s := range policy.States() {
		words = append(words, string(s))
	}
	return words
}

func (a *app) exceptionsListCommand() *cobra.Command {
	var o exceptionsOptions
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the exceptions and how they stand",
		Long: help("Lists the exceptions: expired ones first, then those that lack an approval, those in force, those to come, and those that "+
			"nobody relies on any more; of one state, the next to end first. In a pipe the columns are address, state, "+
			"what it covers, how many blocks that is, policies, last day, days left, and the planes that lack an approval.", exit0, exit1),
		Example: "  custody -C examples/acme exceptions list\n  custody -C examples/acme exceptions list --state expired,requested\n" +
			"  custody -C examples/acme exceptions list --at 2027-03-31 --json",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.exceptionsList(cmd.Context(), o) },
	}
	o.flags(cmd)
	cmd.Flags().StringSliceVar(&o.states, "state", nil, "only exceptions in these `STATES`: "+strings.Join(stateWords(), ", "))
	return cmd
}

func (a *app) exceptionsList(ctx context.Context, o exceptionsOptions) error {
	for _, s := range o.states {
		if !slices.Contains(stateWords(), s) {
			return unknownName("--state", s, stateWords())
		}
	}
	project, err := a.open(ctx, o.in, o.at)
	if err != nil {
		return err
	}
	list := slices.DeleteFunc(project.Exceptions(), func(x engine.Exception) bool {
		return len(o.states) > 0 && !slices.Contains(o.states, string(x.State))
	})
	if o.json {
		return view.JSON(a.Out, view.ExceptionsJSON(list, project.Model.At))
	}
	none := "There are no exceptions: nothing is waived."
	if len(o.states) > 0 {
		none = "No exception is " + strings.Join(o.states, " or ") + "."
	}
	return a.printExceptions(list, none)
}

// printExceptions prints a list, or says why it is empty.
func (a *app) printExceptions(list []engine.Exception, none string) error {
	if len(list) == 0 {
		return a.err().Note(none)
	}
	return a.out().Exceptions(list)
}

func (a *app) exceptionsShowCommand() *cobra.Command {
	var o exceptionsOptions
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Show one exception: what it covers, who approved it there, what it waives now",
		Long: help("Shows one exception, by its name or its address: all that is declared, what it matches, who approved it for each block and who "+
			"is missing, what it waives now, which of its policies no longer need it, and what it renews.", exit0, exit1),
		Example: "  custody -C examples/acme exceptions show legacyctl-plaintext\n  custody -C examples/acme exceptions show exception.vault-token-file --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			project, err := a.open(cmd.Context(), o.in, o.at)
			if err != nil {
				return err
			}
			detail, err := project.Exception(args[0])
			if err != nil {
				return err
			}
			if o.json {
				return view.JSON(a.Out, view.ExceptionJSON(detail, project.Model.At))
			}
			return a.out().Exception(detail)
		},
	}
	o.flags(cmd)
	return cmd
}

func (a *app) exceptionsDueCommand() *cobra.Command {
	var o exceptionsOptions
	cmd := &cobra.Command{
		Use:   "due",
		Short: "List the exceptions that have expired, or end soon",
		Long: help("Lists the exceptions that somebody has to see to: those that have expired, and those that end within the time. Revoked and "+
			"superseded ones are none of them. The columns are those of list.", exit0, exit1),
		Example: "  custody -C examples/acme exceptions due\n  custody -C examples/acme exceptions due --within 90d --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.exceptionsDue(cmd.Context(), o) },
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&o.within, "within", "30d", "how far to look ahead, a `DURATION` such as 30d")
	return cmd
}

func (a *app) exceptionsDue(ctx context.Context, o exceptionsOptions) error {
	within, err := lang.ParseDuration(o.within)
	if err != nil {
		return fmt.Errorf("--within: %w", err)
	}
	project, err := a.open(ctx, o.in, o.at)
	if err != nil {
		return err
	}
	list := project.ExceptionsDue(within)
	if o.json {
		return view.JSON(a.Out, view.ExceptionsDueJSON(list, project.Model.At, within))
	}
	return a.printExceptions(list, "No exception has expired, and none ends within "+o.within+".")
}
