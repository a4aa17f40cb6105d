package oci

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/registry/remote"
)

// Pack is a pack that was opened.
type Pack struct {
	Reference Reference
	// Files are in memory.
	Files fs.FS
	// Fetched tells that a registry was asked, since the cache did not have it all.
	Fetched bool
	// NotKept says why the cache does not have it now; nil when it has.
	NotKept error
}

// Open returns the pack that a reference names by digest: from the cache without any request, else from the registry.
// Whichever it is, what is returned has the digest.
func (c *Client) Open(ctx context.Context, ref Reference) (*Pack, error) {
	if ref.Digest == "" {
		return nil, fmt.Errorf("%s does not say which pack it is: name it by its digest", ref)
	}
	repository := c.repository(ref)
	manifest, kept := c.cache.get(ref.Digest, maxManifest)
	if !kept {
		var err error
		if manifest, err = fetchManifest(ctx, repository, ref.Digest); err != nil {
			return nil, c.explain(ref, err)
		}
		if digest.FromBytes(manifest).String() != ref.Digest {
			return nil, c.explain(ref, content.ErrMismatchedDigest)
		}
	}
	described, err := layerOf(manifest)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ref, err)
	}
	layer, keptLayer := c.cache.get(described.Digest.String(), MaxArchive)
	if !keptLayer {
		if layer, err = fetchLayer(ctx, repository, described); err != nil {
			return nil, c.explain(ref, err)
		}
	}
	files, err := unpack(layer)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ref, err)
	}
	pack := &Pack{Reference: ref, Files: files, Fetched: !kept || !keptLayer}
	if pack.Fetched {
		pack.NotKept = errors.Join(c.cache.put(layer), c.cache.put(manifest))
	}
	return pack, nil
}

// Resolve asks the registry which pack a tag names now.
func (c *Client) Resolve(ctx context.Context, ref Reference) (Reference, error) {
	name := ref.Tag
	if name == "" {
		name = ref.Digest
	}
	if name == "" {
		return Reference{}, fmt.Errorf("%s names no pack, but a repository: put :TAG behind it", ref)
	}
	manifest, err := fetchManifest(ctx, c.repository(ref), name)
	if err != nil {
		return Reference{}, c.explain(ref, err)
	}
	if _, err := layerOf(manifest); err != nil {
		return Reference{}, fmt.Errorf("%s: %w", ref, err)
	}
	found := ref.Pinned(digest.FromBytes(manifest).String())
	if ref.Digest != "" && found != ref {
		return Reference{}, c.explain(ref, content.ErrMismatchedDigest)
	}
	return found, nil
}

// fetchManifest reads a manifest by tag or digest. Whether it has the digest is for the caller to see.
func fetchManifest(ctx context.Context, repository *remote.Repository, name string) ([]byte, error) {
	_, body, err := repository.Manifests().FetchReference(ctx, name)
	if err != nil {
		return nil, err
	}
	manifest, err := io.ReadAll(io.LimitReader(body, maxManifest+1))
	if err := errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	if len(manifest) > maxManifest {
		return nil, fmt.Errorf("its manifest has more than %d bytes", maxManifest)
	}
	return manifest, nil
}

// fetchLayer reads the archive and holds it to its digest and its size.
func fetchLayer(ctx context.Context, repository *remote.Repository, layer ocispec.Descriptor) ([]byte, error) {
	body, err := repository.Blobs().Fetch(ctx, layer)
	if err != nil {
		return nil, err
	}
	data, err := content.ReadAll(body, layer)
	return data, errors.Join(err, body.Close())
}
