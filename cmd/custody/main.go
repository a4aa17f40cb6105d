// Command custody is governance as code for command-line sessions. It hands the process to internal/cli: streams, clock,
// environment and signals, which nothing below it reads by itself.
package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"os/signal"
	"os/user"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/nhi-custody/custody/internal/cli"
)

// version and commit are set when a release is built.
var version, commit string //nolint:gochecknoglobals // the linker can set nothing else

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)  // who interrupts twice does not want to wait for the end
	host, _ := os.Hostname()      // an unknown host has no name
	cache, _ := os.UserCacheDir() // without a home nothing is kept
	built, revision := build()
	return cli.Main(ctx, cli.Process{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Now: time.Now, Jitter: rand.Float64,
		Version: built, Commit: revision, Actor: actor(), Host: host, PID: os.Getpid(), Alive: alive,
		Transport: http.DefaultTransport, CacheDir: cache,
	})
}

// build is the version that the linker was given, else what the module system knows.
func build() (string, string) {
	if version != "" {
		return version, commit
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development", commit
	}
	return info.Main.Version, commit
}

// actor names who runs the program, for the ledger: the user, or the account that CI gives.
func actor() string {
	if name := os.Getenv("GITHUB_ACTOR"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// alive reports whether a process of this machine still runs.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
