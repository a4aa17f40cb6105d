package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/ledger"
)

func (a *app) ledgerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Read the record of what was planned, applied and approved",
		Long:  "The ledger is append-only and hash-chained: every entry carries the hash of the one before it.",
	}
	cmd.AddCommand(a.ledgerListCommand(), a.ledgerShowCommand(), a.ledgerVerifyCommand())
	return group(cmd)
}

// withLedger opens the workspace's ledger for reading.
func (a *app) withLedger(ctx context.Context, in inputs, use func(*ledger.Ledger) error) error {
	project, err := a.open(ctx, in, moment{})
	if err != nil {
		return err
	}
	l, err := project.OpenLedger(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	return use(l)
}

type ledgerOptions struct {
	in   inputs
	last int
	run  string
	json bool
}

func (a *app) ledgerListCommand() *cobra.Command {
	var o ledgerOptions
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the entries, oldest first",
		Long:    help("Lists the entries of the ledger, oldest first.", exit0, exit1),
		Example: "  custody -C examples/quickstart ledger list --last 20",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var entries []ledger.Entry
			err := a.withLedger(cmd.Context(), o.in, func(l *ledger.Ledger) (err error) {
				entries, err = l.List(cmd.Context(), ledger.Filter{Run: o.run, Last: o.last})
				return err
			})
			if err != nil && !errors.Is(err, ledger.ErrNotFound) {
				return err
			}
			if o.json {
				return view.JSON(a.Out, view.LedgerJSON(entries))
			}
			if len(entries) == 0 {
				return a.err().Note("The ledger has no entries yet: custody apply writes the first.")
			}
			return a.out().Ledger(entries)
		},
	}
	o.in.flags(cmd)
	cmd.Flags().IntVar(&o.last, "last", 0, "only the `N` newest entries")
	cmd.Flags().StringVar(&o.run, "run", "", "only the entries of one `RUN`")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) ledgerShowCommand() *cobra.Command {
	var o ledgerOptions
	cmd := &cobra.Command{
		Use:     "show ENTRY",
		Short:   "Show one entry, by its number or the beginning of its hash",
		Long:    help("Shows one entry with all that it records.", exit0, exit1),
		Example: "  custody -C examples/quickstart ledger show 1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withLedger(cmd.Context(), o.in, func(l *ledger.Ledger) error {
				entry, err := l.Get(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					return view.JSON(a.Out, view.EntryJSON(entry))
				}
				return a.out().Entry(entry)
			})
		},
	}
	o.in.flags(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) ledgerVerifyCommand() *cobra.Command {
	var o ledgerOptions
	cmd := &cobra.Command{
		Use:     "verify",
		Short:   "Recompute the hash chain",
		Long:    help("Recomputes the hash chain and names the first entry that is not what was written.", exit0, "1 the record is broken, or could not be read"),
		Example: "  custody -C examples/quickstart ledger verify",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLedger(cmd.Context(), o.in, func(l *ledger.Ledger) error {
				v, err := l.Verify(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					err = view.JSON(a.Out, view.VerificationJSON(v))
				} else if v.Broken == nil {
					err = a.out().Verified(v)
				}
				switch {
				case err != nil:
					return err
				case v.Broken != nil && o.json:
					return exit(ExitFailed)
				case v.Broken != nil:
					return fmt.Errorf("the ledger is broken: %w", v.Broken)
				}
				return nil
			})
		},
	}
	o.in.flags(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}
