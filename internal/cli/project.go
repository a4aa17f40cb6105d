package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/lang"
)

// read reads what the flags name: values of variables, and files of them.
func (in *inputs) read() (engine.Inputs, error) {
	var out engine.Inputs
	for _, text := range in.vars {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return out, fmt.Errorf("--var %s: write it as NAME=VALUE", text)
		}
		out.Variables = append(out.Variables, config.Input{Name: name, Text: value})
	}
	for _, name := range in.files {
		info, err := os.Stat(name)
		if err != nil {
			return out, fmt.Errorf("--var-file: %w", err)
		}
		if info.Size() > lang.MaxFileSize {
			return out, fmt.Errorf("--var-file %s: it holds %d bytes, and %d are allowed", name, info.Size(), lang.MaxFileSize)
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return out, fmt.Errorf("--var-file: %w", err)
		}
		out.Files = append(out.Files, config.ValueFile{Name: name, Source: source})
	}
	return out, nil
}

// at is the moment that the flag names, or today.
func (a *app) at(m moment) (time.Time, error) {
	if m.text == "" {
		return a.stamp()
	}
	t, err := lang.ParseInstant(m.text)
	if err != nil {
		return time.Time{}, fmt.Errorf("--at: %w", err)
	}
	return t, nil
}

// load reads the workspace. The diagnostics are not printed yet.
func (a *app) load(ctx context.Context, in inputs, m moment) (*engine.Project, hcl.Diagnostics, error) {
	given, err := in.read()
	if err != nil {
		return nil, nil, err
	}
	at, err := a.at(m)
	if err != nil {
		return nil, nil, err
	}
	world := a.world()
	done := a.progress(world)
	project, diags := engine.Load(ctx, world, given, at)
	done()
	return project, diags, nil
}

// open reads the workspace, prints what is wrong with it, and fails when there is an error.
func (a *app) open(ctx context.Context, in inputs, m moment) (*engine.Project, error) {
	project, diags, err := a.load(ctx, in, m)
	if err != nil {
		return nil, err
	}
	if a.diagnostics(diags, project.Source) {
		return nil, exit(ExitFailed)
	}
	return project, nil
}
