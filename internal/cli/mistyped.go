package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/lang"
)

// group makes a command that only holds others: alone it shows its help, and a word that names none of them is a mistake.
func group(cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		var names []string
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				names = append(names, c.Name())
			}
		}
		return fmt.Errorf("%s has no command %q%s; see %s --help", cmd.CommandPath(), args[0], meant("", args[0], names), cmd.CommandPath())
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// mistypedFlag adds to the error about a flag which one was meant.
func mistypedFlag(cmd *cobra.Command, err error) error {
	hint := ""
	if name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --"); unknown {
		hint = meant("--", name, flagNames(cmd))
	}
	return fmt.Errorf("%w%s; see %s --help", err, hint, cmd.CommandPath())
}

func meant(prefix, word string, names []string) string {
	if suggestion := lang.Suggest(word, names); suggestion != "" {
		return "; did you mean " + prefix + suggestion + "?"
	}
	return ""
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	for _, word := range strings.Fields(cmd.Flags().FlagUsages() + cmd.InheritedFlags().FlagUsages()) {
		if name, ok := strings.CutPrefix(word, "--"); ok {
			names = append(names, name)
		}
	}
	return names
}
