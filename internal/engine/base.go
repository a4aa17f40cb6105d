package engine

import (
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/change"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
)

// Base is a workspace as it was, in a folder of its own: what changes are seen against. It judges nothing, so that its
// policies are not read.
type Base struct {
	Model  *model.Model
	config *config.Workspace
}

// Source returns the bytes of a file of the base, for diagnostics.
func (b *Base) Source(filename string) []byte {
	if b.config == nil {
		return nil
	}
	return b.config.Source(filename)
}

// LoadBase reads the workspace in another folder as it was before the project, with the same values of variables and as of
// the same moment. The base is never nil; with errors among the diagnostics only its sources are of use.
func (p *Project) LoadBase(dir string, in Inputs) (*Base, hcl.Diagnostics) {
	b := &Base{}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return b, hcl.Diagnostics{{
			Severity: hcl.DiagError, Summary: "Base can not be read",
			Detail: fmt.Sprintf("%s. Name the folder of the workspace as it was with --base.", err),
		}}
	}
	defer func() { _ = root.Close() }()
	var diags hcl.Diagnostics
	b.config, diags = config.Load(root.FS(), config.Options{
		Version: p.World.Version, Inputs: in.Variables, Files: in.Files, Env: p.World.Env, Earlier: true,
	})
	if diags.HasErrors() {
		return b, diags
	}
	resolved, more := model.Resolve(&b.config.Declarations, p.Model.At)
	b.Model = resolved
	b.config.CLIs = nil // as Load lets go of them
	return b, diag.Sort(append(diags, more...))
}

// ChangesSince lists what the project declares otherwise than its base.
func (p *Project) ChangesSince(b *Base) []setting.Difference { return change.Between(b.Model, p.Model) }
