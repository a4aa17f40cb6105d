package file_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/file"
	"github.com/nhi-custody/custody/internal/target/targettest"
	"github.com/nhi-custody/custody/schema"
)

func newDriver(t *testing.T, workspace, root string) *file.Driver {
	t.Helper()
	d, err := file.New(file.Options{Workspace: workspace, Root: root})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ref is the delivery of a CLI to a path.
func ref(cli, path string) target.Ref {
	return target.Ref{Address: schema.NewAddress(schema.KindCLI, cli).Inner(schema.KindDeliver, "file"), ID: path}
}

func TestConformance(t *testing.T) {
	targettest.Run(t, newSystem)
}

// newSystem keeps each document in a folder of its own, so that one can be taken away.
func newSystem(t *testing.T) targettest.System {
	root := t.TempDir()
	return targettest.System{
		Driver: func(t *testing.T, workspace string) target.Driver { return newDriver(t, workspace, root) },
		Observer: func(t *testing.T) (target.Driver, func() int) {
			o := &observer{Driver: newDriver(t, targettest.Workspace, root), root: root, before: snapshot(t, root)}
			return o, func() int { return int(o.applies.Load()) + o.changes(t) }
		},
		Ref: func(t *testing.T, name string) target.Ref {
			dir := filepath.Join(root, name)
			must(t, os.MkdirAll(dir, 0o700))
			cli := strings.NewReplacer(".", "-").Replace(name)
			return ref(cli, filepath.Join(dir, "session-policy.json"))
		},
		First:   first(),
		Second:  second(),
		Inherit: []setting.Knob{"sessions.ws.access_token_ttl"},
		Tamper: func(t *testing.T, r target.Ref) {
			data := strings.Replace(read(t, r.ID), `"os_keychain"`, `"plaintext_file"`, 1)
			must(t, os.WriteFile(r.ID, []byte(data), 0o600))
		},
		Foreign:    func(t *testing.T, r target.Ref) { must(t, os.WriteFile(r.ID, []byte(`{"made":"by hand"}`), 0o600)) },
		Raw:        raw,
		FailReads:  func(t *testing.T, r target.Ref) func() { return swap(t, r.ID, true) },
		FailWrites: func(t *testing.T, r target.Ref) func() { return swap(t, filepath.Dir(r.ID), false) },
	}
}

// observer counts what is asked of it, and refuses it; the disk is compared as well.
type observer struct {
	target.Driver

	root    string
	before  string
	applies atomic.Int32
}

func (o *observer) Apply(context.Context, target.Write) (target.Observation, error) {
	o.applies.Add(1)
	return target.Observation{}, errors.New("this driver only observes")
}

func (o *observer) changes(t *testing.T) int {
	t.Helper()
	if snapshot(t, o.root) != o.before {
		return 1
	}
	return 0
}

// swap puts a path aside until it is mended, and a folder in its place where that is asked for.
func swap(t *testing.T, path string, folder bool) (mend func()) {
	t.Helper()
	must(t, os.Rename(path, path+".aside"))
	if folder {
		must(t, os.Mkdir(path, 0o700))
	}
	return func() {
		if folder {
			must(t, os.Remove(path))
		}
		must(t, os.Rename(path+".aside", path))
	}
}

// snapshot lists all files with what there is to see of them.
func snapshot(t *testing.T, root string) string {
	t.Helper()
	var b strings.Builder
	must(t, filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Lstat(path)
		if err != nil {
			return err
		}
		fmt.Fprintln(&b, path, info.Mode(), info.Size(), info.ModTime().UnixNano())
		return nil
	}))
	return b.String()
}

func raw(t *testing.T, r target.Ref) string {
	t.Helper()
	data, err := os.ReadFile(r.ID)
	if errors.Is(err, fs.ErrNotExist) {
		return "none"
	}
	must(t, err)
	return string(data)
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	return string(data)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func first() setting.Set {
	return setting.NewSet(
		setting.Setting{Knob: "title", Value: setting.Text("Payments <ctl> & co")},
		setting.Setting{Knob: "owners.application", Value: setting.Text("team.payments")},
		setting.Setting{Knob: "storage.model", Value: setting.Text("os_keychain")},
		setting.Setting{Knob: "storage.persistent", Value: setting.Bool(true)},
		setting.Setting{Knob: "expiry.leeway", Value: setting.Duration(30 * time.Second)},
		setting.Setting{Knob: "expiry.wipe_on", Value: setting.List("logout", "expiry")},
		setting.Setting{Knob: "sessions.ws.issuer", Value: setting.Text("https://sso.acme.example")},
		setting.Setting{Knob: "sessions.ws.access_token_ttl", Value: setting.Duration(15 * time.Minute)},
		setting.Setting{Knob: "sessions.ws.idle_timeout", Value: setting.Default()},
		setting.Setting{Knob: "sessions.ws.max_lifetime", Value: setting.Forever()},
		setting.Setting{Knob: "sessions.ws.step_up.max_age", Value: setting.Duration(15 * time.Minute)},
		setting.Setting{Knob: "sessions.ws.duties.max_lifetime", Value: setting.Text("the issuer has no absolute limit")},
	)
}

func second() setting.Set {
	return setting.NewSet(
		setting.Setting{Knob: "title", Value: setting.Text("Payments")},
		setting.Setting{Knob: "owners.application", Value: setting.Text("team.platform")},
		setting.Setting{Knob: "storage.model", Value: setting.Text("memory")},
		setting.Setting{Knob: "storage.persistent", Value: setting.Bool(false)},
		setting.Setting{Knob: "expiry.leeway", Value: setting.Duration(0)},
		setting.Setting{Knob: "expiry.wipe_on", Value: setting.List()},
		setting.Setting{Knob: "sessions.ws.issuer", Value: setting.Text("https://login.acme.example")},
		setting.Setting{Knob: "sessions.ws.access_token_ttl", Value: setting.Forever()},
		setting.Setting{Knob: "sessions.ws.idle_timeout", Value: setting.Duration(36500 * 24 * time.Hour)},
		setting.Setting{Knob: "sessions.ws.max_lifetime", Value: setting.Default()},
		setting.Setting{Knob: "sessions.ws.step_up.max_age", Value: setting.Duration(0)},
		setting.Setting{Knob: "sessions.ws.duties.max_lifetime", Value: setting.Text("the issuer has no limit at all")},
	)
}
