package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "custody",
		Short: "Governance as code for command-line sessions",
		Long: "custody declares who is accountable for the tokens that command-line tools keep, judges that by policies, " +
			"plans and applies it to token issuers and to the tools, and proves it to auditors.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			switch a.color {
			case "auto", "always", "never":
			default:
				return fmt.Errorf("--color can not be %q: it takes auto, always or never", a.color)
			}
			if info, err := os.Stat(a.dir); err != nil || !info.IsDir() {
				return fmt.Errorf("--chdir %s: there is no such folder", a.dir)
			}
			return nil
		},
	}
	root.PersistentFlags().StringVarP(&a.dir, "chdir", "C", ".", "the workspace's `DIR`")
	root.PersistentFlags().StringVar(&a.color, "color", "auto", "color: auto, always or never")
	for _, g := range []cobra.Group{
		{ID: "write", Title: "Write:"}, {ID: "judge", Title: "Judge:"}, {ID: "run", Title: "Plan and apply:"}, {ID: "prove", Title: "Prove:"},
	} {
		root.AddGroup(&g)
	}
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add("write", a.initCommand(), a.fmtCommand(), a.validateCommand(), a.explainCommand(), a.packCommand())
	add("judge", a.checkCommand(), a.testCommand())
	add("run", a.planCommand(), a.showCommand(), a.applyCommand(), a.driftCommand())
	add("prove", a.reportCommand(), a.ledgerCommand(), a.exportCommand(), a.frameworksCommand(), a.exceptionsCommand())
	root.AddCommand(a.versionCommand())
	root.SetFlagErrorFunc(mistypedFlag)
	return group(root)
}

// exclusive refuses a command line that gives both of two flags.
func exclusive(cmd *cobra.Command, one, other string) {
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed(one) && cmd.Flags().Changed(other) {
			return fmt.Errorf("--%s and --%s: give one of the two", one, other)
		}
		return run(cmd, args)
	}
}

// help joins a command's sentence, its examples and its exit codes.
func help(long string, exits ...string) string {
	return long + "\n\nExit codes: " + strings.Join(exits, "; ") + "."
}

const (
	exit0 = "0 done"
	exit1 = "1 could not run"
	exit2 = "2 there are changes"
	exit3 = "3 judged and found wanting"
	exit5 = "5 the plan is stale"
	exit6 = "6 applied in part"
)
