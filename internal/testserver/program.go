package testserver

import (
	"cmp"
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

const progressEvery = 5 * time.Second

// program is a program of another project, pinned by a Go module of its own and built from source.
type program struct {
	title   string // as messages name it
	name    string // of the folder with the module, of the executable, and the word that switches its tests off
	version string
	path    string // import path of the main package
	tags    string
	ldflags string // beside -s -w
	cgo     bool
}

// BuildOptions says how to obtain a program; only Env must be set.
type BuildOptions struct {
	// CacheDir holds the built binary. Empty means the folder "custody" in the user's cache folder.
	CacheDir string
	// ModuleDir is the root of the custody module, whose nested modules pin the programs. Empty means the one that holds
	// the working folder.
	ModuleDir string
	// Env is the environment of the caller, as os.Environ returns it.
	Env []string
	// Log receives progress while the build runs. Nil discards it.
	Log io.Writer
}

// build returns the path of the program's binary, and builds it from its Go module unless the cache holds it.
//
// Processes that ask at the same time wait for the first one. A binary is used again as long as its module's
// requirements, the version of Go and the platform stay the same.
func (p program) build(ctx context.Context, options BuildOptions) (binary string, err error) {
	build, err := p.prepare(ctx, options)
	if err != nil {
		return "", err
	}
	if build.cached() {
		return build.binary, nil
	}
	if err := build.once(ctx); err != nil {
		return "", fmt.Errorf("build %s %s: %w", p.title, p.version, err)
	}
	return build.binary, nil
}

// cached reports whether build would return without building.
func (p program) cached(ctx context.Context, options BuildOptions) bool {
	build, err := p.prepare(ctx, options)
	return err == nil && build.cached()
}

// programBuild is all that one build depends on.
type programBuild struct {
	program
	tool   goTool
	module string // folder of the module that pins the program
	folder string // where the cache keeps this very build
	binary string
	env    []string
	log    io.Writer
}

func (p program) prepare(ctx context.Context, options BuildOptions) (*programBuild, error) {
	module, err := p.module(options.ModuleDir)
	if err != nil {
		return nil, err
	}
	tool, err := findGo(ctx, module, options.Env)
	if err != nil {
		return nil, err
	}
	key, err := p.key(module, tool)
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
	executable := p.name
	if tool.OS == "windows" {
		executable += ".exe"
	}
	folder := filepath.Join(cache, p.name+"-"+p.version+"-"+key)
	return &programBuild{
		program: p, tool: tool, module: module, folder: folder, binary: filepath.Join(folder, executable),
		env: options.Env, log: cmp.Or(options.Log, io.Discard),
	}, nil
}

// module returns the folder of the module that pins the program. It is no embedded file: the go command embeds nothing
// out of another module.
func (p program) module(root string) (string, error) {
	if root == "" {
		working, err := os.Getwd()
		if err != nil {
			return "", err
		}
		if root, err = moduleRoot(working); err != nil {
			return "", err
		}
	}
	folder := filepath.Join(root, "internal", "testserver", p.name)
	if _, err := os.Stat(filepath.Join(folder, "go.mod")); err != nil {
		return "", fmt.Errorf("find the module that pins %s: %w", p.title, err)
	}
	return folder, nil
}

// key is short, and differs whenever the same source would give another binary.
func (p program) key(module string, tool goTool) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, tool.Version, tool.OS, tool.Arch, p.tags)
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(module, name))
		if err != nil {
			return "", fmt.Errorf("read the module that pins %s: %w", p.title, err)
		}
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// cached needs no look into the binary: it appears under its name only when it is whole.
func (b *programBuild) cached() bool {
	info, err := os.Stat(b.binary)
	return err == nil && info.Mode().IsRegular()
}

// once builds the program unless another process does so meanwhile.
func (b *programBuild) once(ctx context.Context) error {
	if b.cgo {
		if err := b.tool.checkCompiler(b.env); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(b.folder), 0o755); err != nil {
		return err
	}
	unlock, err := lockFile(ctx, b.folder+".lock")
	if err != nil {
		return err
	}
	defer unlock()
	if b.cached() {
		return nil
	}
	return b.run(ctx)
}

func (b *programBuild) run(ctx context.Context) error {
	scratch, err := os.MkdirTemp(filepath.Dir(b.folder), filepath.Base(b.folder)+".partial-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }() // only after a failure is anything left
	partial := filepath.Join(scratch, filepath.Base(b.binary))

	began := time.Now()
	stop := reportEvery(progressEvery, func() {
		fmt.Fprintf(b.log, "building %s %s from source: %d s\n", b.title, b.version, int(time.Since(began).Seconds()))
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
	fmt.Fprintf(b.log, "built %s %s in %d s\n", b.title, b.version, int(time.Since(began).Seconds()))
	return nil
}

// command leaves the caller's settings alone except those that would change the result or the module's files.
func (b *programBuild) command(ctx context.Context, output string) *exec.Cmd {
	args := []string{"build", "-mod=readonly", "-trimpath", "-buildvcs=false"}
	if b.tags != "" {
		args = append(args, "-tags", b.tags)
	}
	args = append(args, "-ldflags", strings.TrimSpace("-s -w "+b.ldflags), "-o", output, b.path)
	cmd := exec.CommandContext(ctx, b.tool.path, args...)
	cmd.Dir = b.module
	cgo := "CGO_ENABLED=0"
	if b.cgo {
		cgo = "CGO_ENABLED=1"
	}
	cmd.Env = append(append([]string{}, b.env...), cgo, "GOWORK=off")
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
