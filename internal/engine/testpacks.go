package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/policytest"
	"github.com/nhi-custody/custody/policies"
)

// PackTests are packs made ready to be tested.
type PackTests struct {
	packs     []*policytest.Pack
	read      []*config.Pack
	workspace *config.Workspace
	dir       string
	root      *os.Root
	opener    *packOpener
	folders   []*os.Root // of the packs, out of which no case reads
	catalog   *framework.Catalog
}

// Source returns the bytes of a file of the packs, or of the workspace that names them, for diagnostics.
func (t *PackTests) Source(filename string) []byte {
	if t.workspace != nil {
		if src := t.workspace.Source(filename); src != nil {
			return src
		}
	}
	return sourceOf(t.read, filename)
}

// Close lets go of the folders.
func (t *PackTests) Close() {
	for _, folder := range append(t.folders, t.root) {
		_ = folder.Close() // which was only read
	}
}

// Run runs the selected cases.
func (t *PackTests) Run(ctx context.Context, selected policytest.Selection) (*policytest.Result, error) {
	return policytest.Run(ctx, t.packs, selected)
}

// OpenPackTests makes packs ready to be tested: folders and packs that ship with custody, each alone with what it extends, or,
// without a name, the workspace's own folders as the workspace lines them up. The overrides of the workspace stay out of it.
// What is returned must be closed. The context ends what is under way at a registry.
func OpenPackTests(ctx context.Context, w *World, names []string) (*PackTests, hcl.Diagnostics, error) {
	root, err := os.OpenRoot(w.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("open the workspace: %w", err)
	}
	t := &PackTests{dir: w.Dir, root: root, opener: w.packOpener(ctx, root.FS())}
	diags, err := t.open(w, names)
	if err != nil {
		t.Close()
		return nil, nil, err
	}
	return t, diag.Sort(diags), nil
}

func (t *PackTests) open(w *World, names []string) (hcl.Diagnostics, error) {
	catalog, diags := framework.Load(policies.FS())
	if diags.HasErrors() {
		return diags, nil
	}
	t.catalog = catalog
	if len(names) == 0 {
		return t.addOwn(w)
	}
	for _, name := range names {
		more, err := t.addNamed(name)
		if err != nil {
			return nil, err
		}
		diags = append(diags, more...)
	}
	return diags, nil
}

// addOwn adds the packs that are folders of the workspace, also those that others extend.
func (t *PackTests) addOwn(w *World) (hcl.Diagnostics, error) {
	var diags hcl.Diagnostics
	t.workspace, diags = config.Load(t.root.FS(), config.Options{Version: w.Version, Env: w.Env})
	named := t.workspace.Workspace.Policies
	if diags.HasErrors() && !named.Set {
		return diags, nil // else it is known what to test, and the rest has no part in it
	}
	if !slices.ContainsFunc(named.Value, isFolderName) {
		return nil, errors.New("custody.policies names no folder of this workspace, and so no pack to test: name a PACK, such as " + defaultPacks()[0])
	}
	t.read, diags = config.LoadPacks(named.Value, named.Range, t.opener.source())
	if diags.HasErrors() {
		return diags, nil
	}
	for i, pack := range t.read {
		if !isFolderName(pack.Name) {
			continue
		}
		more, err := t.addFolder(t.read[:i+1])
		if err != nil {
			return nil, err
		}
		diags = append(diags, more...)
	}
	return diags, nil
}

// addNamed adds the pack of a name that a user gave.
func (t *PackTests) addNamed(name string) (hcl.Diagnostics, error) {
	if strings.HasPrefix(name, builtinPrefix) {
		return t.addBuiltin(name)
	}
	folder := givenFolder(t.dir, name)
	if !isDir(folder) {
		return nil, fmt.Errorf("%q names no pack: there is no such folder. A pack is a folder, or ships with custody: %s",
			name, strings.Join(BuiltinPacks(), ", "))
	}
	if inside, ok := t.inside(folder); ok {
		return t.addInside(inside)
	}
	return t.addOutside(folder)
}

func (t *PackTests) addBuiltin(name string) (hcl.Diagnostics, error) {
	if !slices.Contains(BuiltinPacks(), name) {
		return nil, fmt.Errorf("there is no pack %q.%s These ship with custody: %s", name, lang.DidYouMean(name, BuiltinPacks()), strings.Join(BuiltinPacks(), ", "))
	}
	folder := strings.TrimPrefix(name, builtinPrefix)
	files, err := fs.Sub(policies.FS(), folder)
	if err != nil {
		return nil, fmt.Errorf("open the pack %s: %w", name, err)
	}
	packs, diags := OpenBuiltin(name)
	return append(diags, t.add(packs, files, "policies/"+folder, diags)...), nil
}

// inside names a folder as the workspace would, where it lies inside of it.
func (t *PackTests) inside(name string) (string, bool) {
	dir, err := filepath.Abs(t.dir)
	if err != nil {
		return "", false
	}
	folder, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	relative, err := filepath.Rel(dir, folder)
	if err != nil || !filepath.IsLocal(relative) {
		return "", false
	}
	return folderPrefix + filepath.ToSlash(relative), true
}

// addInside adds a folder of the workspace, or of where a workspace would be.
func (t *PackTests) addInside(name string) (hcl.Diagnostics, error) {
	packs, diags := config.LoadPacks([]string{name}, hcl.Range{}, t.opener.source())
	t.read = append(t.read, packs...)
	if diags.HasErrors() {
		return diags, nil
	}
	more, err := t.addFolder(packs)
	return append(diags, more...), err
}

// addFolder adds the last of these packs, a folder of the workspace.
func (t *PackTests) addFolder(packs []*config.Pack) (hcl.Diagnostics, error) {
	name := packs[len(packs)-1].Name
	folder := path.Clean(name)
	root, err := t.root.OpenRoot(filepath.FromSlash(folder))
	if err != nil {
		return nil, fmt.Errorf("open the pack %s: %w", name, err)
	}
	t.folders = append(t.folders, root)
	return t.add(packs, root.FS(), folder, nil), nil
}

// addOutside adds a folder that lies outside of the workspace.
func (t *PackTests) addOutside(name string) (hcl.Diagnostics, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open the pack %s: %w", name, err)
	}
	t.folders = append(t.folders, root)
	prefix := filepath.ToSlash(filepath.Clean(name))
	packs, diags := config.LoadPacks([]string{name}, hcl.Range{}, t.opener.sourceFor(name, root.FS(), prefix))
	t.read = append(t.read, packs...)
	return append(diags, t.add(packs, root.FS(), prefix, diags)...), nil
}

// add makes the last of these packs ready, unless something is wrong with them.
func (t *PackTests) add(packs []*config.Pack, files fs.FS, prefix string, wrong hcl.Diagnostics) hcl.Diagnostics {
	if wrong.HasErrors() || len(packs) == 0 {
		return nil
	}
	name := packs[len(packs)-1].Name
	if slices.ContainsFunc(t.packs, func(p *policytest.Pack) bool { return p.Name == name }) {
		return nil // named twice
	}
	pack, diags := policytest.NewPack(packs, files, prefix, t.catalog)
	t.packs = append(t.packs, pack)
	return diags
}
