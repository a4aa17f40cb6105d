package testserver

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// The environment variables that decide which real servers a test run uses.
const (
	// RealVariable, set to 1, makes a test obtain the servers that it needs and fail where it can not.
	RealVariable = "CUSTODY_TEST_REAL"
	// WithoutVariable lists servers, separated by commas, whose tests are switched off.
	WithoutVariable = "CUSTODY_TEST_WITHOUT"
)

// StartHydra starts an Ory Hydra that ends with the test. It takes a fraction of a second once the binary is cached.
//
// A plain run of the tests uses a binary that is already cached and skips the test otherwise. With RealVariable set it
// builds what is missing and fails where that is impossible; WithoutVariable switches the test off by name.
func StartHydra(tb testing.TB) *HydraServer {
	tb.Helper()
	return StartHydraWith(tb, HydraOptions{})
}

// StartHydraWith is StartHydra with settings of the server. Env and Log, where unset, are those of the test.
func StartHydraWith(tb testing.TB, options HydraOptions) *HydraServer {
	tb.Helper()
	if options.Env == nil {
		options.Env = os.Environ()
	}
	if options.Log == nil {
		options.Log = tb.Output()
	}
	cached := func() bool { return HydraCached(tb.Context(), options) }
	if reason := skipReason("hydra", options.Env, cached); reason != "" {
		tb.Skip(reason)
	}
	// The test's own context is done before its clean-up functions run, and those may still need the server.
	server, err := Hydra(context.WithoutCancel(tb.Context()), options)
	if err != nil {
		tb.Fatalf("this test needs a real server (%s=hydra switches it off): %v", WithoutVariable, err)
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("Ory Hydra said:\n%s", server.Log())
		}
		if err := server.Close(); err != nil {
			tb.Errorf("stop Ory Hydra: %v", err)
		}
	})
	return server
}

// Without lists the servers that env switches off.
func Without(env []string) []string {
	value, _ := lookupEnv(env, WithoutVariable)
	names := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(names)
	return slices.Compact(names)
}

// skipReason is empty when the test shall run, and else says what was skipped and which command runs it.
func skipReason(name string, env []string, cached func() bool) string {
	if slices.Contains(Without(env), name) {
		return fmt.Sprintf("SKIPPED: the real %s is switched off by %s", name, WithoutVariable)
	}
	if real, _ := lookupEnv(env, RealVariable); real == "1" || cached() {
		return ""
	}
	return fmt.Sprintf("SKIPPED: the real %s is not built yet; `make test` builds it and runs this test", name)
}
