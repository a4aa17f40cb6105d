package testserver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	hydraPackage  = "github.com/ory/hydra/v2"
	hydraTags     = "sqlite,sqlite_omit_load_extension"
	progressEvery = 5 * time.Second
)

// BuildHydra returns the path of an Ory Hydra binary, and builds it from its Go module unless the cache holds it.
//
// Processes that ask at the same time wait for the first one. A binary is used again as long as its module's
// requirements, the version of Go and the platform stay the same.
func BuildHydra(ctx context.Context, options HydraOptions) (binary string, err error) {
	build, err := newHydraBuild(ctx, options)
	if err != nil {
		return "", err
	}
	if build.cached() {
		return build.binary, nil
	}
	if err := build.tool.checkCompiler(build.env); err != nil {
		return "", fmt.Errorf("build Ory Hydra %s: %w", HydraVersion, err)
	}
	if err := os.MkdirAll(filepath.Dir(build.folder), 0o755); err != nil {
		return "", fmt.Errorf("build Ory Hydra %s: %w", HydraVersion, err)
	}
	unlock, err := lockFile(ctx, build.folder+".lock")
	if err != nil {
		return "", fmt.Errorf("build Ory Hydra %s: %w", HydraVersion, err)
	}
	defer unlock()
	if build.cached() { // another process has built it meanwhile
		return build.binary, nil
	}
	if err := build.run(ctx); err != nil {
		return "", fmt.Errorf("build Ory Hydra %s: %w", HydraVersion, err)
	}
	return build.binary, nil
}

// HydraCached reports whether BuildHydra would return without a build.
func HydraCached(ctx context.Context, options HydraOptions) bool {
	build, err := newHydraBuild(ctx, options)
	return err == nil && build.cached()
}

// hydraBuild is all that one build depends on.
type hydraBuild struct {
	tool   goTool
	module string // folder of the module that pins Hydra
	folder string // where the cache keeps this very build
	binary string
	env    []string
	log    io.Writer
}

func newHydraBuild(ctx context.Context, options HydraOptions) (*hydraBuild, error) {
	module, err := hydraModule(options.ModuleDir)
	if err != nil {
		return nil, err
	}
	tool, err := findGo(ctx, module, options.Env)
	if err != nil {
		return nil, err
	}
	key, err := buildKey(module, tool)
	if err != nil {
		return nil, err
	}
	cache := options.CacheDir
	if cache == "" {
		if cache, err = os.UserCacheDir(); err != nil {
			return nil, fmt.Errorf("find the user's cache folder: %w", err)
		}
		cache = filepath.Join(cache, "custody")
	}
	executable := "hydra"
	if tool.OS == "windows" {
		executable = "hydra.exe"
	}
	folder := filepath.Join(cache, "hydra-"+HydraVersion+"-"+key)
	log := options.Log
	if log == nil {
		log = io.Discard
	}
	return &hydraBuild{
		tool: tool, module: module, folder: folder, binary: filepath.Join(folder, executable), env: options.Env, log: log,
	}, nil
}

// buildKey is short, and differs whenever the same source would give another binary.
func buildKey(module string, tool goTool) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, tool.Version, tool.OS, tool.Arch, hydraTags)
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(module, name))
		if err != nil {
			return "", fmt.Errorf("read the module that pins Ory Hydra: %w", err)
		}
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// cached needs no look into the binary: it appears under its name only when it is whole.
func (b *hydraBuild) cached() bool {
	info, err := os.Stat(b.binary)
	return err == nil && info.Mode().IsRegular()
}

func (b *hydraBuild) run(ctx context.Context) error {
	scratch, err := os.MkdirTemp(filepath.Dir(b.folder), filepath.Base(b.folder)+".partial-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }() // only after a failure is anything left
	partial := filepath.Join(scratch, filepath.Base(b.binary))

	began := time.Now()
	stop := reportEvery(progressEvery, func() {
		fmt.Fprintf(b.log, "building Ory Hydra %s from source: %d s\n", HydraVersion, int(time.Since(began).Seconds()))
	})
	output, err := b.command(ctx, partial).CombinedOutput()
	stop()
	if err != nil {
		return fmt.Errorf("%w; the go command said:\n%s", err, lastLines(string(output), logLines))
	}
	if err := os.MkdirAll(b.folder, 0o755); err != nil {
		return err
	}
	if err := os.Rename(partial, b.binary); err != nil {
		return err
	}
	fmt.Fprintf(b.log, "built Ory Hydra %s in %d s\n", HydraVersion, int(time.Since(began).Seconds()))
	return nil
}

// command leaves the caller's settings alone except those that would change the result or the module's files.
func (b *hydraBuild) command(ctx context.Context, output string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.tool.path, "build", "-mod=readonly", "-trimpath", "-buildvcs=false",
		"-tags", hydraTags,
		"-ldflags", "-s -w -X "+hydraPackage+"/driver/config.Version=v"+HydraVersion,
		"-o", output, hydraPackage)
	cmd.Dir = b.module
	cmd.Env = append(append([]string{}, b.env...), "CGO_ENABLED=1", "GOWORK=off")
	cmd.SysProcAttr = childAttributes()
	cmd.Cancel = func() error { return killGroup(cmd.Process) }
	return cmd
}

// reportEvery calls report now and then until the function that it returns is called; no call outlives that.
func reportEvery(interval time.Duration, report func()) (stop func()) {
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		report()
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
				report()
			}
		}
	}()
	return func() {
		close(quit)
		<-ended
	}
}

func lastLines(text string, limit int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-limit):], "\n")
}
