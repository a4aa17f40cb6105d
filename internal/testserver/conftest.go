package testserver

import (
	"context"
	"os"
	"testing"
)

// ConftestVersion is the release of conftest that BuildConftest builds.
const ConftestVersion = "0.71.1"

// conftest judges documents by Rego, and is what custody's own judgement is compared with. It is no server.
func conftest() program {
	const path = "github.com/open-policy-agent/conftest"
	return program{
		title: "conftest", name: "conftest", version: ConftestVersion, path: path,
		ldflags: "-X " + path + "/internal/version.Version=" + ConftestVersion,
	}
}

// BuildConftest returns the path of a conftest binary, and builds it from its Go module unless the cache holds it.
func BuildConftest(ctx context.Context, options BuildOptions) (binary string, err error) {
	return conftest().build(ctx, options)
}

// Conftest returns the path of a conftest binary for a test, under the rules of StartHydra.
func Conftest(tb testing.TB) string {
	tb.Helper()
	options := BuildOptions{Env: os.Environ(), Log: tb.Output()}
	cached := func() bool { return conftest().cached(tb.Context(), options) }
	if reason := skipReason("conftest", options.Env, cached); reason != "" {
		tb.Skip(reason)
	}
	binary, err := BuildConftest(tb.Context(), options)
	if err != nil {
		tb.Fatalf("this test needs the real conftest (%s=conftest switches it off): %v", WithoutVariable, err)
	}
	return binary
}
