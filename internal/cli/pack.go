package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/internal/term"
)

const packHelp = "A pack is a folder of policies and of overrides of the policies of other packs. It stands in the workspace, ships with custody, " +
	"or comes from an OCI registry, which a workspace names by digest: oci://REGISTRY/REPOSITORY@sha256:DIGEST. Credentials for a registry are " +
	"those of docker login. What was fetched is kept, verified whenever it is used, and needs no network from then on."

func (a *app) packCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pack",
		Short: "List packs of policies, and share them by a registry",
		Long:  packHelp,
	}
	cmd.AddCommand(a.packFetchCommand(), a.packListCommand(), a.packPushCommand(), a.packResolveCommand())
	return group(cmd)
}

func (a *app) packListCommand() *cobra.Command {
	var in inputs
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the packs that judge the workspace",
		Long: help("Lists the packs that judge the workspace, those that others extend included: later ones win. The digest is the one by which a "+
			"registry names the pack, or would. In a pipe the columns are pack, origin, policies, overrides, digest and title.", exit0, exit1),
		Example: "  custody -C examples/acme pack list\n  custody -C examples/acme pack list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := a.open(cmd.Context(), in, moment{})
			if err != nil {
				return err
			}
			packs, err := project.DescribePacks()
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return view.JSON(a.Out, view.PackListJSON(packs))
			case len(packs) == 0:
				return a.err().Note("custody.policies names no pack: nothing judges this workspace.")
			}
			return a.out().Packs(packs)
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

func (a *app) packFetchCommand() *cobra.Command {
	var in inputs
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "fetch [REF...]",
		Short: "Fetch packs of registries ahead, so that no later run needs the network",
		Long: help("Makes sure that packs are in the cache: those named, by digest, or without a name all that the workspace needs. A pack that "+
			"is there already is verified and not fetched again.", exit0, exit1),
		Example: "  custody -C examples/acme pack fetch\n  custody pack fetch oci://registry.example/acme/pack@sha256:$DIGEST",
		RunE: func(cmd *cobra.Command, args []string) error {
			packs, err := a.fetchPacks(cmd.Context(), in, args)
			switch {
			case err != nil:
				return err
			case asJSON:
				err = view.JSON(a.Out, view.PackFetchJSON(packs))
			case len(packs) == 0:
				err = a.err().Note("The workspace names no pack of a registry: there is nothing to fetch.")
			default:
				err = a.out().FetchedPacks(packs)
			}
			return errors.Join(err, notKept(packs))
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

// notKept is the error for packs that are not where they were to be put; a warning has told why.
func notKept(packs []engine.RemotePack) error {
	for _, p := range packs {
		if p.NotKept != nil {
			return exit(ExitFailed)
		}
	}
	return nil
}

func (a *app) fetchPacks(ctx context.Context, in inputs, names []string) ([]engine.RemotePack, error) {
	if len(names) == 0 {
		project, err := a.open(ctx, in, moment{})
		if err != nil {
			return nil, err
		}
		return project.RemotePacks(), nil
	}
	var refs []oci.Reference
	for _, name := range names {
		ref, err := oci.ParseReference(name)
		if err != nil {
			return nil, err
		}
		if ref.Digest == "" {
			return nil, fmt.Errorf("%s does not say which pack it is: custody pack resolve says what its tag names now", ref)
		}
		refs = append(refs, ref)
	}
	world := a.world()
	done := a.progress(world)
	fetched, err := engine.FetchPacks(ctx, world, refs)
	done()
	if err != nil {
		return nil, err
	}
	if a.diagnostics(fetched.Diagnostics, fetched.Source) {
		return nil, exit(ExitFailed)
	}
	return fetched.Packs, nil
}

func (a *app) packResolveCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "resolve REF",
		Short: "Print the name by digest of the pack that a tag names now",
		Long: help("Asks the registry which pack a tag names now, and prints the name by digest, ready for custody.policies. Nothing is kept.",
			exit0, exit1),
		Example: "  custody pack resolve oci://registry.example/acme/pack:1.2",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			asked, err := oci.ParseReference(args[0])
			if err != nil {
				return err
			}
			world := a.world()
			done := a.progress(world)
			found, err := engine.ResolvePack(cmd.Context(), world, asked)
			done()
			switch {
			case err != nil:
				return err
			case asJSON:
				return view.JSON(a.Out, view.PackResolveJSON(asked, found))
			}
			return a.out().PackReference(found)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	return cmd
}

type packPushOptions struct{ auto, json bool }

func (a *app) packPushCommand() *cobra.Command {
	var o packPushOptions
	cmd := &cobra.Command{
		Use:   "push FOLDER REF",
		Short: "Push a pack to a registry, and print its name by digest",
		Long: help("Reads the pack in FOLDER, refuses one with mistakes, asks, pushes it to REF (a repository, with a :TAG or without), and prints the "+
			"name by digest, ready for custody.policies. The same files have the same digest, whoever pushes them. Hidden files stay out. Without a "+
			"terminal it needs --auto-approve.", exit0, exit1),
		Example: "  custody pack push packs/acme oci://registry.example/acme/pack:1.2 --auto-approve",
		Args:    cobra.ExactArgs(2),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.packPush(cmd.Context(), o, args[0], args[1]) },
	}
	cmd.Flags().BoolVar(&o.auto, "auto-approve", false, "do not ask")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON document")
	return cmd
}

func (a *app) packPush(ctx context.Context, o packPushOptions, folder, name string) error {
	target, err := oci.ParseReference(name)
	if err != nil {
		return err
	}
	world := a.world()
	upload, diags, err := engine.PreparePack(world, folder, target)
	if a.diagnostics(diags, upload.Source) {
		return exit(ExitFailed)
	}
	if err != nil {
		return err
	}
	if err := a.approvePush(o, upload); err != nil {
		return err
	}
	done := a.progress(world)
	pushed, err := upload.Push(ctx)
	done()
	switch {
	case err != nil:
		return err
	case o.json:
		return view.JSON(a.Out, view.PackPushJSON(upload, pushed))
	}
	return a.out().PackReference(pushed)
}

// approvePush says what would be pushed and asks.
func (a *app) approvePush(o packPushOptions, upload *engine.PackUpload) error {
	if o.auto {
		return nil
	}
	if !a.canAsk() {
		return errors.New("there is no terminal to ask on: use --auto-approve")
	}
	if err := a.err().PackUpload(upload); err != nil {
		return err
	}
	question := fmt.Sprintf("Push it to %s?", term.Sanitize(upload.Target.String()))
	if upload.Target.Tag != "" {
		question = fmt.Sprintf("Push it to %s, and let the tag %s name it?", term.Sanitize(upload.Target.String()), upload.Target.Tag)
	}
	if !a.ask(question) {
		return errors.New("not pushed: only yes goes on")
	}
	return nil
}
