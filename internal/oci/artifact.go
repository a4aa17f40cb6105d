package oci

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content"
)

// The types by which a registry tells packs from other things.
const (
	ArtifactType = "application/vnd.custody.pack.v1"
	LayerType    = "application/vnd.custody.pack.layer.v1.tar+gzip"
)

// maxManifest bounds the document that names the archive.
const maxManifest = 256 << 10

// About is what a registry shows of a pack beside its name.
type About struct{ Title, Description, Version string }

// Artifact is a pack as a registry holds it. The same files and the same words about them make the same bytes.
type Artifact struct {
	manifest, layer []byte
}

// NewArtifact makes an artifact of the files of a folder, hidden ones left out.
func NewArtifact(fsys fs.FS, about About) (*Artifact, error) {
	layer, err := archive(fsys)
	if err != nil {
		return nil, err
	}
	manifest, err := json.Marshal(ocispec.Manifest{
		Versioned:    specs.Versioned{SchemaVersion: 2},
		MediaType:    ocispec.MediaTypeImageManifest,
		ArtifactType: ArtifactType,
		Config:       ocispec.DescriptorEmptyJSON,
		Layers:       []ocispec.Descriptor{content.NewDescriptorFromBytes(LayerType, layer)},
		Annotations:  about.annotations(),
	})
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	if len(manifest) > maxManifest {
		return nil, fmt.Errorf("the pack's title, description and version come to more than %d bytes: shorten them", maxManifest)
	}
	return &Artifact{manifest: manifest, layer: layer}, nil
}

func (a About) annotations() map[string]string {
	all := map[string]string{}
	for name, text := range map[string]string{
		ocispec.AnnotationTitle: a.Title, ocispec.AnnotationDescription: a.Description, ocispec.AnnotationVersion: a.Version,
	} {
		if text != "" {
			all[name] = text
		}
	}
	return all
}

// Digest is what the artifact is named by.
func (a *Artifact) Digest() string { return digest.FromBytes(a.manifest).String() }

// Size is the length of its archive in bytes.
func (a *Artifact) Size() int { return len(a.layer) }

// layerOf finds the archive in a manifest, which is held to be that of a pack.
func layerOf(manifest []byte) (ocispec.Descriptor, error) {
	var none ocispec.Descriptor
	var m ocispec.Manifest
	if err := json.Unmarshal(manifest, &m); err != nil {
		return none, fmt.Errorf("its manifest is no JSON: %w", err)
	}
	switch {
	case m.MediaType != ocispec.MediaTypeImageManifest || m.ArtifactType != ArtifactType:
		return none, fmt.Errorf("it is no pack: its artifact type is %q, and that of a pack is %q", m.ArtifactType, ArtifactType)
	case len(m.Layers) != 1 || m.Layers[0].MediaType != LayerType:
		return none, fmt.Errorf("its manifest names something else than one archive of type %q", LayerType)
	case !validDigest(m.Layers[0].Digest.String()):
		return none, fmt.Errorf("its manifest names the archive by %q, which is no SHA-256 digest", m.Layers[0].Digest)
	case m.Layers[0].Size < 1 || m.Layers[0].Size > MaxArchive:
		return none, fmt.Errorf("its archive has %d bytes, and a pack may have %d", m.Layers[0].Size, MaxArchive)
	}
	return m.Layers[0], nil
}
