// Package policies holds the policy packs and framework catalogs that ship, as HCL, embedded.
package policies

import (
	"embed"
	"io/fs"
)

//go:embed frameworks ai-agents automation baseline high-assurance shared-hosts
var files embed.FS

// FS is the tree of what ships: frameworks/*.hcl, and one folder a pack with one folder a policy.
func FS() fs.FS {
	return files
}
