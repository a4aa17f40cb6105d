package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/atomicfile"
	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/draft"
	"github.com/nhi-custody/custody/internal/lang"
)

// defaultTerm is for how many days an exception is asked for when nobody says.
const defaultTerm = 30

type exceptionNewOptions struct {
	exceptionsOptions
	request draft.Request
	days    int
	expires string
	out     string
}

func (a *app) exceptionsNewCommand() *cobra.Command {
	var o exceptionNewOptions
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Write a new exception as HCL, for the accountable teams to approve",
		Long: help("Writes an exception as a block that says what is asked for, with a comment for each approval that it needs. It waives nothing "+
			"until people have filled those in. With --out it is put at the end of a file of the workspace; nothing that is there is changed.",
			exit0, exit1),
		Example: "  custody -C examples/acme exceptions new payctl-ttl --subject cli.payctl.session.ci --policy access-token-ttl \\\n" +
			"    --reason \"The nightly run can not refresh.\" --days 60 --out payments/exceptions.custody.hcl\n" +
			"  custody -C examples/acme exceptions new legacy-storage --match 'cli.legacy*' --policy storage-encrypted-at-rest --reason \"No keychain.\"",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.request.Name = args[0]
			if o.request.Subject == "" && len(o.request.Match) == 0 {
				return errors.New("--subject or --match: name what the policies are waived for")
			}
			return a.exceptionsNew(cmd.Context(), o)
		},
	}
	o.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.request.Subject, "subject", "", "what the policies are waived for: the `ADDRESS` of one block")
	f.StringArrayVar(&o.request.Match, "match", nil, "instead: a `PATTERN` for addresses, with * for any part of a name (repeatable)")
	f.StringSliceVar(&o.request.Policies, "policy", nil, "the policies to waive, by `NAME`")
	f.StringVar(&o.request.Reason, "reason", "", "why the policy can not be met, as a `TEXT`")
	f.StringArrayVar(&o.request.Compensating, "compensating", nil, "what lowers the risk meanwhile, as a `TEXT` (repeatable)")
	f.StringVar(&o.request.Ticket, "ticket", "", "where the decision is recorded, as a `TEXT`")
	f.StringVar(&o.request.RequestedBy, "requested-by", "", "the `PERSON` who asks; their own approval does not count")
	f.StringVar(&o.request.Renews, "renews", "", "the exception that this one continues, by `NAME`")
	f.IntVar(&o.days, "days", defaultTerm, "for how many `DAYS`, from the day that is judged")
	f.StringVar(&o.expires, "expires", "", "instead: the last day, as a `DATE`")
	f.StringVarP(&o.out, "out", "o", "", "put it at the end of a `FILE` of the workspace, named from the workspace's folder")
	exclusive(cmd, "subject", "match")
	exclusive(cmd, "days", "expires")
	return cmd
}

func (a *app) exceptionsNew(ctx context.Context, o exceptionNewOptions) error {
	project, err := a.open(ctx, o.in, o.at)
	if err != nil {
		return err
	}
	if o.request.Expires, err = o.lastDay(project.Model.At); err != nil {
		return err
	}
	made, err := project.DraftException(o.request)
	if err != nil {
		return flagged(err)
	}
	written := ""
	if o.out != "" {
		if written, err = a.appendToWorkspace(o.out, made.Text); err != nil {
			return err
		}
	}
	for _, warning := range made.Warnings {
		if err := a.err().Warning(warning); err != nil {
			return err
		}
	}
	switch {
	case o.json:
		return view.JSON(a.Out, view.ExceptionDraftJSON(made, written))
	case written == "":
		return a.out().ExceptionDraft(made)
	}
	if err := a.out().Note(written); err != nil {
		return err
	}
	return a.err().Note("Next: have the approvals in it filled in, then custody exceptions show " + o.request.Name + ".")
}

// flagged names the flag that gave the part of a request that is wrong. The name is no flag.
func flagged(err error) error {
	var wrong *draft.RequestError
	if !errors.As(err, &wrong) {
		return err
	}
	if wrong.Part == draft.PartName {
		return wrong.Err
	}
	flag := string(wrong.Part)
	if wrong.Part == draft.PartPolicies {
		flag = "policy"
	}
	return fmt.Errorf("--%s: %w", flag, wrong.Err)
}

// lastDay is the last day of the exception that is asked for.
func (o *exceptionNewOptions) lastDay(at time.Time) (time.Time, error) {
	if o.expires != "" {
		day, err := lang.ParseDate(o.expires)
		if err != nil {
			return time.Time{}, fmt.Errorf("--expires: %w", err)
		}
		return day, nil
	}
	const most = 36500
	if o.days < 1 || o.days > most {
		return time.Time{}, fmt.Errorf("--days can not be %d: it takes 1 to %d", o.days, most)
	}
	return at.AddDate(0, 0, o.days), nil
}

// appendToWorkspace puts a block at the end of a file of the workspace, whole or not at all, and returns the file's name
// as the user would write it.
func (a *app) appendToWorkspace(name string, block []byte) (string, error) {
	if err := checkWorkspaceFile(name); err != nil {
		return "", err
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return "", fmt.Errorf("open the workspace: %w", err)
	}
	defer func() { _ = root.Close() }()
	// The root refuses what leads out of the workspace, by links too.
	if info, err := root.Stat(filepath.Dir(filepath.FromSlash(name))); err != nil || !info.IsDir() {
		return "", fmt.Errorf("--out %s: the workspace has no such folder: make it first", name)
	}
	current, err := root.ReadFile(filepath.FromSlash(name))
	isNew := errors.Is(err, fs.ErrNotExist)
	if err != nil && !isNew {
		return "", fmt.Errorf("--out: %w", err)
	}
	content, diags := config.Append(current, block, name)
	if diags.HasErrors() {
		return "", fmt.Errorf("--out %s: with the exception the file would be no HCL: %w", name, diags)
	}
	written := joinDir(a.dir, filepath.FromSlash(name))
	if isNew {
		return written, atomicfile.Create(written, content, atomicfile.Options{Mode: 0o644})
	}
	return written, atomicfile.Write(written, content, atomicfile.Options{})
}

// checkWorkspaceFile refuses a file that the workspace would not be read from.
func checkWorkspaceFile(name string) error {
	const suffix = ".custody.hcl"
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("--out %s leads out of the workspace: name a file from its folder, as in exceptions%s", name, suffix)
	}
	if !strings.HasSuffix(name, suffix) {
		return fmt.Errorf("--out %s: a workspace is read from files whose names end with %s", name, suffix)
	}
	for _, part := range strings.Split(path.Clean(filepath.ToSlash(name)), "/") {
		if strings.HasPrefix(part, ".") || part == "testdata" {
			return fmt.Errorf("--out %s: hidden files and folders, and testdata, are no part of a workspace", name)
		}
	}
	return nil
}
