package config

import "io/fs"

// Present reports whether fsys holds a workspace, be it one that can not be read.
func Present(fsys fs.FS) bool {
	files, diags := discover(fsys)
	return len(files) > 0 || diags.HasErrors()
}
