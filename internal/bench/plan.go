package main

import (
	"context"
	"net/http"
	"path/filepath"

	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
)

// planClients is how many clients the measured plan has.
const planClients = 1000

// plan counts the requests of a plan at one Ory Hydra, before an apply and after it, and those that could have changed
// something.
func (b *bench) plan(ctx context.Context) error {
	server := hydrafake.New(hydrafake.Options{})
	defer server.Close()
	folder := filepath.Join(b.scratch, "plan")
	if err := generate(folder, workspaceShape{clis: planClients, url: server.URL}); err != nil {
		return err
	}
	b.printf("HTTP requests for %d clients on one Ory Hydra\n\n", planClients)
	for _, step := range []struct {
		what string
		args []string
		goal string
	}{
		{"plan, nothing there yet", []string{"plan"}, ""},
		{"apply", []string{"apply", "--auto-approve"}, ""},
		{"plan, nothing changed", []string{"plan", "--detailed-exitcode"}, "at most 20"},
	} {
		server.Forget()
		c, err := measure(ctx, b.custody, append([]string{"-C", folder}, step.args...)...)
		if err != nil {
			return err
		}
		writes := 0
		requests := server.Requests()
		for _, r := range requests {
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				writes++
			}
		}
		b.printf("  %-24s %6d requests %6d of them writes %8.2f s   %s\n", step.what, len(requests), writes, c.wall.Seconds(), step.goal)
	}
	return nil
}
