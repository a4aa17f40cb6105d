// Package oci keeps packs in OCI registries: references by digest, an archive that has the same bytes for the same files,
// and a cache that is verified whenever it is used. It knows no policies.
package oci

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"oras.land/oras-go/v2/registry"
)

// Scheme begins the names of packs in registries.
const Scheme = "oci://"

// Reference names a pack in a registry: by digest, by a tag, or, with neither, a repository.
type Reference struct {
	Registry   string // HOST or HOST:PORT
	Repository string
	Tag        string
	Digest     string // sha256:HEX
}

var errReference = errors.New("write oci://REGISTRY/REPOSITORY@sha256:DIGEST, or :TAG where a tag is asked for; the repository has small letters")

// ParseReference reads oci://REGISTRY/REPOSITORY, with :TAG, @sha256:DIGEST or nothing behind it.
func ParseReference(text string) (Reference, error) {
	rest, ok := strings.CutPrefix(text, Scheme)
	if !ok {
		return Reference{}, fmt.Errorf("%q names no pack in a registry: %w", text, errReference)
	}
	if host, _, _ := strings.Cut(rest, "/"); strings.Contains(host, "@") && !strings.Contains(host, "@sha") {
		return Reference{}, errors.New("a reference to a pack holds no credentials: they are those of Docker's configuration (docker login)")
	}
	parsed, err := registry.ParseReference(rest)
	if err != nil {
		return Reference{}, fmt.Errorf("%q names no pack in a registry: %w", text, errReference)
	}
	if _, port, err := net.SplitHostPort(parsed.Registry); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return Reference{}, fmt.Errorf("%q names no pack in a registry: %s is no port", text, port)
		}
	}
	r := Reference{Registry: parsed.Registry, Repository: parsed.Repository}
	name, _, byDigest := strings.Cut(rest, "@")
	switch {
	case byDigest && !validDigest(parsed.Reference):
		return Reference{}, fmt.Errorf("the digest of %q is none: it is sha256: and 64 hexadecimal digits", text)
	case byDigest && strings.Contains(name[strings.Index(name, "/"):], ":"):
		return Reference{}, fmt.Errorf("%q has a tag beside the digest, and nothing would hold the one to the other: leave the tag out", text)
	case byDigest:
		r.Digest = parsed.Reference
	default:
		r.Tag = parsed.Reference
	}
	return r, nil
}

// String is the reference as a workspace writes it.
func (r Reference) String() string {
	text := Scheme + r.Registry + "/" + r.Repository
	switch {
	case r.Digest != "":
		return text + "@" + r.Digest
	case r.Tag != "":
		return text + ":" + r.Tag
	}
	return text
}

// Short names the pack in places: it is the reference with a part of the digest.
func (r Reference) Short() string {
	const enough = len("sha256:") + 12
	return r.Registry + "/" + r.Repository + "@" + r.Digest[:min(enough, len(r.Digest))]
}

// Pinned is the reference by that digest.
func (r Reference) Pinned(digest string) Reference {
	return Reference{Registry: r.Registry, Repository: r.Repository, Digest: digest}
}

func validDigest(text string) bool {
	return regexp.MustCompile(`^sha256:[0-9a-f]{64}$`).MatchString(text)
}

// loopback says that a host, or a host with a port, is this machine: the one place that is spoken to without encryption.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && addr.Unmap().IsLoopback()
}
