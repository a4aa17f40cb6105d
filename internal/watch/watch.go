// Package watch tells when files of a folder change, so that a command can run again. What the files mean is its caller's
// business.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long nothing more must happen before a change is told: an editor saves one file in several steps, and a
// checkout writes many.
const settle = 100 * time.Millisecond

// Folder watches the files below a folder.
type Folder struct {
	root     string
	relevant func(name string) bool
	watcher  *fsnotify.Watcher
}

// Open begins to watch the folder and every folder below it, hidden ones left out. Of the files in them those count whose
// slash-separated path relative to the folder is relevant.
func Open(dir string, relevant func(name string) bool) (*Folder, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	f := &Folder{root: filepath.Clean(dir), relevant: relevant, watcher: watcher}
	if _, err := f.add(f.root); err != nil {
		return nil, errors.Join(fmt.Errorf("watch %s: %w", dir, err), watcher.Close())
	}
	return f, nil
}

// Close ends the watch.
func (f *Folder) Close() error { return f.watcher.Close() }

// Next waits until relevant files have changed and all is quiet again, and returns their names, sorted. What has changed
// since the last call counts. When ctx is done it returns the error of ctx.
func (f *Folder) Next(ctx context.Context) ([]string, error) {
	var changed []string
	quiet := time.NewTimer(settle)
	defer quiet.Stop()
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-quiet.C:
			slices.Sort(changed)
			return slices.Compact(changed), nil
		case event := <-f.watcher.Events:
			if event.Name == f.root && (event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)) {
				// The watch went with it, and a folder that comes in its place would not be watched.
				return nil, fmt.Errorf("watch %s: the folder was moved or removed: begin again where it is", f.root)
			}
			names := f.names(event)
			if len(names) > 0 {
				changed = append(changed, names...)
			}
			if len(changed) > 0 {
				quiet.Reset(settle)
			}
		case err := <-f.watcher.Errors:
			// Events were lost, so that anything may have changed.
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return nil, fmt.Errorf("watch %s: %w", f.root, err)
			}
			changed = append(changed, ".")
			quiet.Reset(settle)
		}
	}
}

// names lists the relevant files that an event is about. A new folder is watched from now on, and what it holds already
// has changed with it.
func (f *Folder) names(event fsnotify.Event) []string {
	if event.Op == fsnotify.Chmod {
		return nil
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
			found, _ := f.add(event.Name) // it may be gone again
			return found
		}
	}
	return f.only(event.Name)
}

// only is the file's name where it is relevant.
func (f *Folder) only(path string) []string {
	relative, err := filepath.Rel(f.root, path)
	if err != nil {
		return nil
	}
	name := filepath.ToSlash(relative)
	if !f.relevant(name) {
		return nil
	}
	return []string{name}
}

// add watches a folder and those below it, and lists the relevant files that they hold.
func (f *Folder) add(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			found = append(found, f.only(path)...)
			return nil
		case path != f.root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		}
		return f.watcher.Add(path)
	})
	return found, err
}
