package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nhi-custody/custody/internal/watch"
)

// again runs a command, and runs it again whenever files of the workspace change, until it is interrupted. What one run
// comes to ends nothing: the next save may mend it.
func (a *app) again(ctx context.Context, run func() error) error {
	folder, err := watch.Open(a.dir, readsFile)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	for {
		a.complain(run())
		if err := a.err().Note(fmt.Sprintf("Watching %s; Ctrl-C ends it.", a.dir)); err != nil {
			return err
		}
		changed, err := folder.Next(ctx)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := a.err().Note(changedFiles(changed)); err != nil {
			return err
		}
	}
}

// changedFiles names the files that changed, the first of many.
func changedFiles(names []string) string {
	const shown = 3
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more changed.", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ") + " changed."
}

// readsFile tells whether a file of that name can have a part in what a workspace means.
func readsFile(name string) bool {
	for _, suffix := range []string{".hcl", ".json", ".custody.vars"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
