package oci_test

import (
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/oci"
)

func TestParseReference(t *testing.T) {
	digest := "sha256:" + strings.Repeat("0123456789abcdef", 4)
	for _, c := range []struct {
		text string
		want oci.Reference
	}{
		{"oci://registry.example/acme/pack@" + digest, oci.Reference{Registry: "registry.example", Repository: "acme/pack", Digest: digest}},
		{"oci://127.0.0.1:5000/pack:1.2", oci.Reference{Registry: "127.0.0.1:5000", Repository: "pack", Tag: "1.2"}},
		{"oci://[::1]:5000/pack", oci.Reference{Registry: "[::1]:5000", Repository: "pack"}},
	} {
		got, err := oci.ParseReference(c.text)
		if err != nil || got != c.want || got.String() != c.text {
			t.Errorf("%s is read as %+v, %v", c.text, got, err)
		}
	}
	for text, phrase := range map[string]string{
		"registry.example/pack":                                         "names no pack in a registry",
		"oci://registry.example":                                        "names no pack in a registry",
		"oci:///pack":                                                   "names no pack in a registry",
		"oci://registry.example/Pack":                                   "the repository has small letters",
		"oci://registry.example/../pack":                                "names no pack in a registry",
		"oci://me:secret@registry.example/pack":                         "holds no credentials",
		"oci://registry.example:99999/pack":                             "99999 is no port",
		"oci://registry.example/pack@sha256:12":                         "names no pack in a registry",
		"oci://registry.example/pack:1@" + digest:                       "leave the tag out",
		"oci://registry.example:5000/pack:1@" + digest:                  "leave the tag out",
		"oci://registry.example/pack@" + digest[:70]:                    "names no pack in a registry",
		"oci://registry.example/pack@sha512:" + digest[7:] + digest[7:]: "it is sha256: and 64",
		"oci://registry.example/pack@" + strings.ToUpper(digest):        "names no pack in a registry",
	} {
		if got, err := oci.ParseReference(text); err == nil || !strings.Contains(err.Error(), phrase) {
			t.Errorf("%s is read as %+v, %v; want %q", text, got, err, phrase)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells the credentials: %v", err)
		}
	}
	ref := oci.Reference{Registry: "registry.example", Repository: "pack", Digest: digest}
	if got := ref.Short(); got != "registry.example/pack@sha256:0123456789ab" {
		t.Errorf("it is %s in short", got)
	}
}
