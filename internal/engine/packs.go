package engine

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// builtinPrefix begins the names of packs that ship with custody.
const builtinPrefix = "builtin:"

// defaultPacks judge a workspace that names none.
func defaultPacks() []string { return []string{builtinPrefix + "baseline"} }

// BuiltinPacks names the packs that ship with custody.
func BuiltinPacks() []string {
	var names []string
	entries, _ := fs.ReadDir(policies.FS(), ".") // embedded: it can be read
	for _, entry := range entries {
		if entry.IsDir() && entry.Name() != "frameworks" {
			names = append(names, builtinPrefix+entry.Name())
		}
	}
	return names
}

// OpenBuiltin reads a pack that ships with custody, builtin:NAME, and those that it extends, in rising precedence.
func OpenBuiltin(name string) ([]*config.Pack, hcl.Diagnostics) {
	return config.LoadPacks([]string{name}, hcl.Range{}, config.PackSource{
		Open: func(name string, _ *config.Pack, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
			return openBuiltin(name, at)
		},
		Builtin: BuiltinPacks(),
	})
}

// Declared lists what packs declare, for policy.Compile.
func Declared(packs []*config.Pack) []*schema.Pack {
	declared := make([]*schema.Pack, len(packs))
	for i, pack := range packs {
		declared[i] = &pack.Pack
	}
	return declared
}

// loadPacks reads the packs that the workspace names.
func (p *Project) loadPacks(opener *packOpener) ([]*schema.Pack, hcl.Diagnostics) {
	names, at := defaultPacks(), p.Model.Workspace.Range
	if declared := p.Model.Workspace.Policies; declared.Set {
		names, at = declared.Value, declared.Range
	}
	var diags hcl.Diagnostics
	p.packs, diags = config.LoadPacks(names, at, opener.source())
	p.remote = opener.remote
	return Declared(p.packs), diags
}

// sourceOf returns the bytes of a file of these packs; nil when there is none.
func sourceOf(packs []*config.Pack, filename string) []byte {
	for _, pack := range packs {
		if src := pack.Source(filename); src != nil {
			return src
		}
	}
	return nil
}

// packOpener finds packs by the names that a workspace and its packs give them.
type packOpener struct {
	workspace fs.FS
	// fetch opens a pack of a registry.
	fetch func(ref oci.Reference) (*oci.Pack, error)
	// remote lists the packs of registries that were opened.
	remote []RemotePack
}

// packOpener opens the packs of a workspace. The context ends what is under way at a registry.
func (w *World) packOpener(ctx context.Context, workspace fs.FS) *packOpener {
	return &packOpener{workspace: workspace, fetch: func(ref oci.Reference) (*oci.Pack, error) { return w.openRemote(ctx, ref) }}
}

func (o *packOpener) source() config.PackSource {
	return config.PackSource{Open: o.open, Builtin: BuiltinPacks()}
}

// sourceFor is source for a pack that lies in a folder and has that name all the same.
func (o *packOpener) sourceFor(name string, files fs.FS, prefix string) config.PackSource {
	return config.PackSource{
		Open: func(wanted string, from *config.Pack, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
			if from == nil && wanted == name {
				return config.LoadPack(files, name, prefix)
			}
			return o.open(wanted, from, at)
		},
		Builtin: BuiltinPacks(),
	}
}

func (o *packOpener) open(name string, from *config.Pack, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
	switch {
	case strings.HasPrefix(name, builtinPrefix):
		return openBuiltin(name, at)
	case from != nil && !isFolderName(from.Name):
		return noPack(at, "The pack %s extends %q. A pack from outside of the workspace knows nothing in it: it extends only what ships with "+
			"custody. These do: %s.", from.Name, name, strings.Join(BuiltinPacks(), ", "))
	case strings.HasPrefix(name, oci.Scheme):
		return o.openRemote(name, at)
	}
	folder := path.Clean(name)
	switch {
	case !isFolderName(name) || !fs.ValidPath(folder):
		return noPack(at, "%q names no pack: write builtin:NAME, ./FOLDER for a folder inside the workspace, or oci://REGISTRY/REPOSITORY@sha256:DIGEST.", name)
	case !isFolder(o.workspace, folder):
		return noPack(at, "There is no folder %s in this workspace, and %s names it as a pack.", name, namedBy(from))
	}
	sub, err := fs.Sub(o.workspace, folder)
	if err != nil {
		return noPack(at, "The pack %q can not be opened: %s.", name, err)
	}
	return config.LoadPack(sub, name, folder)
}

// folderPrefix begins the names of packs that are folders of the workspace.
const folderPrefix = "./"

func isFolderName(name string) bool { return strings.HasPrefix(name, folderPrefix) }

func namedBy(from *config.Pack) string {
	if from == nil {
		return "custody.policies"
	}
	return "extends of " + from.Name
}

func openBuiltin(name string, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
	if !slices.Contains(BuiltinPacks(), name) {
		return noPack(at, "There is no pack %q. These ship with custody: %s.", name, strings.Join(BuiltinPacks(), ", "))
	}
	folder := strings.TrimPrefix(name, builtinPrefix)
	sub, err := fs.Sub(policies.FS(), folder)
	if err != nil {
		return noPack(at, "The pack %q can not be opened: %s.", name, err)
	}
	return config.LoadPack(sub, name, "policies/"+folder)
}

func noPack(at hcl.Range, detail string, args ...any) (*config.Pack, hcl.Diagnostics) {
	return nil, hcl.Diagnostics{{
		Severity: hcl.DiagError, Summary: "Missing policy pack", Detail: fmt.Sprintf(detail, args...), Subject: at.Ptr(),
	}}
}

// givenFolder is the folder that a user names: as it stands, or else as the workspace in dir would name it. Whether there is
// one is for the caller to see.
func givenFolder(dir, name string) string {
	if inside := filepath.Join(dir, name); !isDir(name) && isDir(inside) {
		return inside
	}
	return name
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}
