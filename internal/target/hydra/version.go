package hydra

import (
	"strconv"
	"strings"
)

// version is what a Hydra calls itself. Those built by hand say "master", and a proxy may hide the endpoint: then nothing
// is known, and nothing is assumed that the oldest supported version can not do.
type version struct {
	text         string
	major, minor int
}

func parseVersion(text string) version {
	v := version{text: text}
	parts := strings.SplitN(strings.TrimPrefix(text, "v"), ".", 3)
	if len(parts) < 2 {
		return v
	}
	major, majorErr := strconv.Atoi(parts[0])
	minor, minorErr := strconv.Atoi(parts[1])
	if majorErr == nil && minorErr == nil {
		v.major, v.minor = major, minor
	}
	return v
}

// device reports whether the device authorization grant exists (RFC 8628). Versions went from 2.x to year and month.
func (v version) device() bool { return v.major > 25 || v.major == 25 && v.minor >= 4 }

// String returns the version as a clause in brackets; empty when it is not known.
func (v version) String() string {
	if v.text == "" {
		return ""
	}
	return " (this server says it is " + strconv.Quote(v.text) + ")"
}
