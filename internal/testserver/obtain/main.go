// Command obtain builds the real servers that the tests use, with progress, so that the tests find them cached. It
// takes the names that CUSTODY_TEST_WITHOUT switches off into account.
package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"

	"github.com/nhi-custody/custody/internal/testserver"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := obtain(ctx)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "error: %v\n", err)
		os.Exit(1)
	}
}

// programs lists what the tests use, by the names that switch them off.
func programs() map[string]func(context.Context) (string, error) {
	env, log := os.Environ(), os.Stderr
	return map[string]func(context.Context) (string, error){
		"conftest": func(ctx context.Context) (string, error) {
			return testserver.BuildConftest(ctx, testserver.BuildOptions{Env: env, Log: log})
		},
		"registry": func(ctx context.Context) (string, error) {
			return testserver.BuildRegistry(ctx, testserver.BuildOptions{Env: env, Log: log})
		},
		"hydra": func(ctx context.Context) (string, error) {
			return testserver.BuildHydra(ctx, testserver.HydraOptions{Env: env, Log: log})
		},
	}
}

func obtain(ctx context.Context) error {
	builds := programs()
	without := testserver.Without(os.Environ())
	for _, name := range slices.Sorted(maps.Keys(builds)) {
		if slices.Contains(without, name) {
			continue
		}
		if _, err := builds[name](ctx); err != nil {
			return fmt.Errorf("%w (%s=%s switches its tests off)", err, testserver.WithoutVariable, name)
		}
	}
	return nil
}
