package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/html"
	"github.com/nhi-custody/custody/internal/report/jsonfmt"
	"github.com/nhi-custody/custody/internal/report/markdown"
)

// formats is the explicit list of report formats, the default first.
func formats() []report.Format {
	return []report.Format{markdown.New(), html.New(), jsonfmt.New()}
}

func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.Name())
	}
	return names
}

type reportOptions struct {
	in          inputs
	at          moment
	format, out string
	json        bool
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the accountability report",
		Long: help("Says who is accountable for what, which controls hold, what is waived until when, and what was applied. It asks no issuer.",
			exit0, exit1),
		Example: "  custody -C examples/acme report --format html --out report.html\n  custody -C examples/acme report --at 2027-03-31",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.report(cmd.Context(), o) },
	}
	o.in.flags(cmd)
	o.at.flags(cmd)
	cmd.Flags().StringVar(&o.format, "format", formats()[0].Name(), "the format: "+strings.Join(formatNames(), ", "))
	cmd.Flags().StringVarP(&o.out, "out", "o", "", "write to a `FILE` instead of standard output")
	cmd.Flags().BoolVar(&o.json, "json", false, "the same as --format json")
	return cmd
}

func (a *app) report(ctx context.Context, o reportOptions) error {
	if o.json {
		o.format = "json"
	}
	format, err := formatNamed(o.format)
	if err != nil {
		return err
	}
	project, err := a.open(ctx, o.in, o.at)
	if err != nil {
		return err
	}
	document, err := project.Report(ctx)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := format.Write(&b, document); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if o.out != "" {
		return atomicfile.Write(o.out, b.Bytes(), atomicfile.Options{Mode: 0o644})
	}
	_, err = a.Out.Write(b.Bytes())
	return err
}

func formatNamed(name string) (report.Format, error) {
	for _, f := range formats() {
		if f.Name() == name {
			return f, nil
		}
	}
	return nil, unknownName("--format", name, formatNames())
}
