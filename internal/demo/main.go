// Command demo shows the main job of custody, from HCL to a token of a real Ory Hydra and back, and fails when anything
// in it is not as it says. It needs Go and a C compiler, and leaves nothing behind but the report.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/nhi-custody/custody/internal/testserver"
)

func main() {
	report := flag.String("report", filepath.Join("bin", "demo-report.html"), "the `FILE` that the report is written to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	began := time.Now()
	err := demo(ctx, *report)
	if ctx.Err() != nil {
		err = errors.New("interrupted; the server is stopped and the temporary folder removed")
	}
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "\nerror: %v\n", err)
		os.Exit(1)
	}
	fmt.Printf("\nAll of that was as it should be, in %d s. The report: %s\n", int(time.Since(began).Seconds()), *report)
}

// demo prepares the stage, tells the story on it, and clears it away.
func demo(ctx context.Context, report string) (err error) {
	report, err = filepath.Abs(report)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(report), 0o755); err != nil {
		return fmt.Errorf("make the folder of the report: %w", err)
	}
	dir, err := os.MkdirTemp("", "custody-demo-")
	if err != nil {
		return err
	}
	defer func() {
		if e := os.RemoveAll(dir); err == nil {
			err = e
		}
	}()
	// First what needs a C compiler: it says so before anything else is waited for.
	hydra := testserver.HydraOptions{Env: os.Environ(), Log: os.Stdout}
	if _, err := testserver.BuildHydra(ctx, hydra); err != nil {
		return err
	}
	binary, err := buildCustody(ctx, dir)
	if err != nil {
		return err
	}
	fmt.Printf("Starting Ory Hydra %s in memory on loopback.\n", testserver.HydraVersion)
	server, err := testserver.Hydra(ctx, hydra)
	if err != nil {
		return err
	}
	defer func() {
		if e := server.Close(); err == nil {
			err = e
		}
	}()
	stage, err := newStage(dir, binary, server)
	if err != nil {
		return err
	}
	return stage.tell(ctx, report)
}
