package engine

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/oci"
)

// CacheVariable names the folder that keeps packs of registries, instead of the user's own.
const CacheVariable = "CUSTODY_CACHE_DIR"

// dockerVariable names the folder with Docker's config.json.
const dockerVariable = "DOCKER_CONFIG"

// RemotePack is a pack of a registry that was opened.
type RemotePack struct {
	Reference oci.Reference
	// Fetched tells that the registry was asked, since the cache did not have it.
	Fetched bool
	// NotKept says why the cache does not have it now; nil when it has.
	NotKept             error
	Policies, Overrides int
}

// registries makes the client for registries.
func (w *World) registries() (*oci.Client, error) {
	attempt, err := w.attemptTimeout()
	if err != nil {
		return nil, err
	}
	return oci.New(oci.Options{
		CacheDir: w.CacheDir, DockerConfig: w.dockerConfig(), Transport: w.Transport, Attempt: attempt, Now: w.Now, Jitter: w.Jitter,
	}), nil
}

// dockerConfig is where Docker keeps credentials for registries.
func (w *World) dockerConfig() string {
	if dir, ok := w.Env(dockerVariable); ok && dir != "" {
		return filepath.Join(dir, "config.json")
	}
	for _, name := range []string{"HOME", "USERPROFILE"} {
		if home, ok := w.Env(name); ok && home != "" {
			return filepath.Join(home, ".docker", "config.json")
		}
	}
	return ""
}

func (w *World) openRemote(ctx context.Context, ref oci.Reference) (*oci.Pack, error) {
	client, err := w.registries()
	if err != nil {
		return nil, err
	}
	w.progress("opening %s", ref)
	return client.Open(ctx, ref)
}

// openRemote opens a pack of a registry, by digest alone: what a tag names may change from one run to the next.
func (o *packOpener) openRemote(name string, at hcl.Range) (*config.Pack, hcl.Diagnostics) {
	ref, err := oci.ParseReference(name)
	if err != nil {
		return noPack(at, "%s.", sentence(err))
	}
	if ref.Digest == "" {
		if ref.Tag == "" {
			ref.Tag = "TAG"
		}
		return noPack(at, "%q does not say which pack it is: tags move, so a pack is named by its digest. Run custody pack resolve %s, "+
			"which prints the name to write here; custody pack push prints it as well.", name, ref)
	}
	opened, err := o.fetch(ref)
	var refused *oci.RegistryError
	switch {
	case errors.As(err, &refused):
		return noPack(at, "%s. The cache does not have it. Run custody pack fetch where the registry can be reached: from then on the pack "+
			"is used from the cache, without network.", sentence(err))
	case err != nil:
		return noPack(at, "%s.", sentence(err))
	}
	pack, diags := config.LoadPack(opened.Files, name, ref.Short())
	if opened.NotKept != nil {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagWarning, Summary: "Pack is not cached", Subject: at.Ptr(),
			Detail: sentence(opened.NotKept) + ". The next run will ask the registry again. Name a folder that can be written with " + CacheVariable + ".",
		})
	}
	o.remote = append(o.remote, RemotePack{
		Reference: ref, Fetched: opened.Fetched, NotKept: opened.NotKept, Policies: len(pack.Policies), Overrides: len(pack.Overrides),
	})
	return pack, diags
}

// sentence begins an error's text with a capital, unless it begins with a name.
func sentence(err error) string {
	text := err.Error()
	if first, _, _ := strings.Cut(text, " "); strings.ContainsAny(first, `:"`) || text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// RemotePacks lists the packs of registries that judge the workspace.
func (p *Project) RemotePacks() []RemotePack { return p.remote }

// Fetched is what came of fetching packs: the packs, and the mistakes in them.
type Fetched struct {
	Packs       []RemotePack
	Diagnostics hcl.Diagnostics
	read        []*config.Pack
}

// Source returns the bytes of a file of the packs, for diagnostics.
func (f *Fetched) Source(filename string) []byte { return sourceOf(f.read, filename) }

// FetchPacks makes sure that packs are in the cache, and reads them.
func FetchPacks(ctx context.Context, w *World, refs []oci.Reference) (*Fetched, error) {
	client, err := w.registries()
	if err != nil {
		return nil, err
	}
	opened := map[oci.Reference]*oci.Pack{}
	var names []string
	for _, ref := range refs {
		w.progress("opening %s", ref)
		if opened[ref], err = client.Open(ctx, ref); err != nil {
			return nil, err
		}
		names = append(names, ref.String())
	}
	opener := &packOpener{fetch: func(ref oci.Reference) (*oci.Pack, error) { return opened[ref], nil }}
	read, diags := config.LoadPacks(names, hcl.Range{}, opener.source())
	return &Fetched{Packs: opener.remote, Diagnostics: diags, read: read}, nil
}

// ResolvePack asks a registry which pack a tag names now.
func ResolvePack(ctx context.Context, w *World, ref oci.Reference) (oci.Reference, error) {
	client, err := w.registries()
	if err != nil {
		return oci.Reference{}, err
	}
	return client.Resolve(ctx, ref)
}
