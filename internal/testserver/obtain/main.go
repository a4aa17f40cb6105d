// Command obtain builds the real servers that the tests use, with progress, so that the tests find them cached. It
// takes the names that CUSTODY_TEST_WITHOUT switches off into account.
package main

import (
	"context"
	"fmt"
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

func obtain(ctx context.Context) error {
	if slices.Contains(testserver.Without(os.Environ()), "hydra") {
		return nil
	}
	_, err := testserver.BuildHydra(ctx, testserver.HydraOptions{Env: os.Environ(), Log: os.Stderr})
	if err != nil {
		return fmt.Errorf("%w (%s=hydra switches its tests off)", err, testserver.WithoutVariable)
	}
	return nil
}
