package oci

import (
	"bytes"
	"context"
	"fmt"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content"

	"github.com/nhi-custody/custody/internal/httpx"
)

// Push puts an artifact into the repository of a reference, under its tag if it has one, and returns the reference by
// digest. To push the same again changes nothing.
func (c *Client) Push(ctx context.Context, ref Reference, a *Artifact) (Reference, error) {
	if ref.Digest != "" {
		return Reference{}, fmt.Errorf("%s has a digest, and that comes of what is pushed: name the repository, with a tag or without", ref)
	}
	ctx = httpx.Repeatable(ctx) // everything is named by what it is
	repository := c.repository(ref)
	config := ocispec.DescriptorEmptyJSON
	for _, blob := range []struct {
		descriptor ocispec.Descriptor
		data       []byte
	}{{config, config.Data}, {content.NewDescriptorFromBytes(LayerType, a.layer), a.layer}} {
		there, err := repository.Blobs().Exists(ctx, blob.descriptor)
		if err != nil {
			return Reference{}, c.explain(ref, err)
		}
		if there {
			continue
		}
		if err := repository.Blobs().Push(ctx, blob.descriptor, bytes.NewReader(blob.data)); err != nil {
			return Reference{}, c.explain(ref, err)
		}
	}
	name := ref.Tag
	if name == "" {
		name = a.Digest()
	}
	manifest := content.NewDescriptorFromBytes(ocispec.MediaTypeImageManifest, a.manifest)
	if err := repository.Manifests().PushReference(ctx, manifest, bytes.NewReader(a.manifest), name); err != nil {
		return Reference{}, c.explain(ref, err)
	}
	return ref.Pinned(a.Digest()), nil
}
