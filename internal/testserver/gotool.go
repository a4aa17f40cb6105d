package testserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const custodyModule = "module github.com/nhi-custody/custody"

// goTool is the go command and what it says about itself.
type goTool struct {
	path    string
	Version string `json:"GOVERSION"`
	OS      string `json:"GOOS"`
	Arch    string `json:"GOARCH"`
	CC      string `json:"CC"`
}

// findGo asks the go command from inside module, because a module can choose its own toolchain.
func findGo(ctx context.Context, module string, env []string) (goTool, error) {
	path, err := lookPath("go", env)
	if err != nil {
		return goTool{}, errors.New("the go command is not in PATH; install Go from https://go.dev/dl")
	}
	cmd := exec.CommandContext(ctx, path, "env", "-json", "GOVERSION", "GOOS", "GOARCH", "CC")
	cmd.Dir, cmd.Env = module, append(append([]string{}, env...), "GOWORK=off")
	output, err := cmd.Output()
	if err != nil {
		return goTool{}, fmt.Errorf("ask the go command for its settings: %w", err)
	}
	tool := goTool{path: path}
	if err := json.Unmarshal(output, &tool); err != nil {
		return goTool{}, fmt.Errorf("read the settings of the go command: %w", err)
	}
	return tool, nil
}

// checkCompiler refuses before a long build with cgo what would fail at its end.
func (t goTool) checkCompiler(env []string) error {
	name, _, _ := strings.Cut(t.CC, " ")
	if _, err := lookPath(name, env); err == nil && name != "" {
		return nil
	}
	return fmt.Errorf("it needs a C compiler, and %q is not in PATH; install one (Debian and Ubuntu: apt install gcc, "+
		"Fedora: dnf install gcc, Alpine: apk add gcc musl-dev, macOS: xcode-select --install) or point CC at it", name)
}

// moduleRoot walks up from start to the folder of custody's own go.mod.
func moduleRoot(start string) (string, error) {
	for folder := start; ; folder = filepath.Dir(folder) {
		content, err := os.ReadFile(filepath.Join(folder, "go.mod"))
		if line, _, _ := strings.Cut(string(content), "\n"); err == nil && strings.TrimSpace(line) == custodyModule {
			return folder, nil
		}
		if filepath.Dir(folder) == folder {
			return "", fmt.Errorf("%s is not inside the source tree of custody, which pins the test servers", start)
		}
	}
}

// lookPath is exec.LookPath for an environment that is not the process's own.
func lookPath(name string, env []string) (string, error) {
	suffixes := []string{""}
	if runtime.GOOS == "windows" {
		suffixes = []string{".exe", ".bat", ".cmd"}
	}
	folders := []string{""} // a name with a folder in it is not looked up
	if !strings.ContainsRune(filepath.ToSlash(name), '/') {
		path, _ := lookupEnv(env, "PATH")
		folders = filepath.SplitList(path)
	}
	for _, folder := range folders {
		for _, suffix := range suffixes {
			candidate := filepath.Join(folder, name+suffix)
			info, err := os.Stat(candidate)
			if err == nil && info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode().Perm()&0o111 != 0) {
				return candidate, nil
			}
		}
	}
	return "", fmt.Errorf("%s: %w", name, exec.ErrNotFound)
}

// lookupEnv returns the value of the last entry for name, which is the one that counts.
func lookupEnv(env []string, name string) (value string, ok bool) {
	for _, entry := range env {
		key, v, found := strings.Cut(entry, "=")
		if found && (key == name || runtime.GOOS == "windows" && strings.EqualFold(key, name)) {
			value, ok = v, true
		}
	}
	return value, ok
}
