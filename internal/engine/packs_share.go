package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
)

// PackOrigin is where a pack comes from.
type PackOrigin string

// The origins.
const (
	PackBuiltin  PackOrigin = "builtin"
	PackFolder   PackOrigin = "folder"
	PackRegistry PackOrigin = "registry"
)

// PackInfo is what there is to know of a pack at a glance.
type PackInfo struct {
	Name                string
	Origin              PackOrigin
	Digest              string // by which a registry names it, or would
	Title, Version      string
	Extends             []string
	Policies, Overrides int
}

// DescribePacks lists the packs that judge the workspace, in rising precedence.
func (p *Project) DescribePacks() ([]PackInfo, error) {
	root, err := os.OpenRoot(p.World.Dir)
	if err != nil {
		return nil, fmt.Errorf("open the workspace: %w", err)
	}
	defer func() { _ = root.Close() }()
	var list []PackInfo
	for _, pack := range p.packs {
		info := describePack(pack)
		if info.Digest, err = packDigest(pack, root.FS()); err != nil {
			return nil, fmt.Errorf("the pack %s: %w", pack.Name, err)
		}
		list = append(list, info)
	}
	return list, nil
}

func describePack(pack *config.Pack) PackInfo {
	return PackInfo{
		Name: pack.Name, Origin: originOfPack(pack.Name), Title: pack.Title.Value, Version: pack.Version.Value,
		Extends: pack.Extends.Value, Policies: len(pack.Policies), Overrides: len(pack.Overrides),
	}
}

func originOfPack(name string) PackOrigin {
	switch {
	case strings.HasPrefix(name, builtinPrefix):
		return PackBuiltin
	case strings.HasPrefix(name, oci.Scheme):
		return PackRegistry
	}
	return PackFolder
}

// packDigest is the digest of a pack: of one that is in no registry, the one that it would have there.
func packDigest(pack *config.Pack, workspace fs.FS) (string, error) {
	files, folder := workspace, path.Clean(pack.Name)
	switch originOfPack(pack.Name) {
	case PackRegistry:
		ref, err := oci.ParseReference(pack.Name)
		return ref.Digest, err
	case PackBuiltin:
		files, folder = policies.FS(), strings.TrimPrefix(pack.Name, builtinPrefix)
	case PackFolder:
	}
	sub, err := fs.Sub(files, folder)
	if err != nil {
		return "", err
	}
	artifact, err := oci.NewArtifact(sub, about(pack))
	if err != nil {
		return "", err
	}
	return artifact.Digest(), nil
}

func about(pack *config.Pack) oci.About {
	return oci.About{Title: pack.Title.Value, Description: pack.Description.Value, Version: pack.Version.Value}
}

// PackUpload is a pack that is ready to be pushed.
type PackUpload struct {
	Info   PackInfo
	Target oci.Reference
	// Size is the length of its archive in bytes.
	Size int

	artifact *oci.Artifact
	world    *World
	packs    []*config.Pack
}

// Source returns the bytes of a file of the pack, for diagnostics.
func (u *PackUpload) Source(filename string) []byte {
	return sourceOf(u.packs, filename)
}

// PreparePack makes the pack in a folder ready to be pushed. The folder is as a user names it, or in the workspace. A pack with
// mistakes is not ready: they are among the diagnostics, for which the upload has the sources.
func PreparePack(w *World, folder string, target oci.Reference) (*PackUpload, hcl.Diagnostics, error) {
	u := &PackUpload{Target: target, world: w}
	if target.Digest != "" {
		return u, nil, errors.New("the digest comes of what is pushed: name the repository, with a :TAG or without")
	}
	folder = givenFolder(w.Dir, folder)
	root, err := os.OpenRoot(folder)
	if err != nil {
		return u, nil, fmt.Errorf("%q is no folder with a pack: %w", folder, err)
	}
	defer func() { _ = root.Close() }()
	diags := u.read(root.FS(), filepath.ToSlash(filepath.Clean(folder)))
	if diags.HasErrors() {
		return u, diags, nil
	}
	pack := u.packs[len(u.packs)-1]
	if u.artifact, err = oci.NewArtifact(root.FS(), about(pack)); err != nil {
		return u, diags, err
	}
	u.Info, u.Size = describePack(pack), u.artifact.Size()
	u.Info.Digest = u.artifact.Digest()
	return u, diags, nil
}

// read loads the pack as it will be when it comes from the registry, and holds its policies to all that policies are held to.
func (u *PackUpload) read(files fs.FS, prefix string) hcl.Diagnostics {
	name := u.Target.String()
	var diags hcl.Diagnostics
	u.packs, diags = config.LoadPacks([]string{name}, hcl.Range{}, (&packOpener{}).sourceFor(name, files, prefix))
	if diags.HasErrors() {
		return diag.Sort(diags)
	}
	catalog, more := framework.Load(policies.FS())
	if diags = append(diags, more...); diags.HasErrors() {
		return diag.Sort(diags)
	}
	_, more = policy.Compile(Declared(u.packs), nil, catalog)
	return diag.Sort(append(diags, more...))
}

// Push sends the pack to its registry and returns its name by digest.
func (u *PackUpload) Push(ctx context.Context) (oci.Reference, error) {
	client, err := u.world.registries()
	if err != nil {
		return oci.Reference{}, err
	}
	u.world.progress("pushing to %s", u.Target)
	return client.Push(ctx, u.Target, u.artifact)
}
