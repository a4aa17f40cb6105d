// Package engine is the story of one run: read, resolve, judge, compile, observe, diff, apply, record. It holds the order
// of the steps and no logic of its own; read it first.
package engine

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

// World is what the engine sees of the machine that it runs on. It is handed in, so that a run is a function of it.
type World struct {
	Dir string // the workspace's folder
	Now func() time.Time
	// Stamp is what plans are dated with, so that they can be made twice alike; zero is the time of the clock. Whether a
	// plan has expired is held against Now alone.
	Stamp   time.Time
	Env     func(name string) (string, bool)
	Version string
	Actor   string // who runs it, for the ledger
	Host    string
	PID     int
	// Transport sends HTTP requests.
	Transport http.RoundTripper
	// CacheDir is the folder that keeps packs of registries; empty where there is none.
	CacheDir string
	// ConfirmOrigin asks whether credentials may be used at an origin that nothing outside the workspace allows. It is
	// nil where nobody can be asked.
	ConfirmOrigin func(issuer, origin string) bool
	// Progress is told what is being waited for; it may be nil.
	Progress func(text string)
	// Alive says whether a process of this machine still runs.
	Alive func(pid int) bool
	// Jitter gives numbers from 0 up to, not including, 1.
	Jitter func() float64
}

func (w *World) progress(format string, args ...any) {
	if w.Progress != nil {
		w.Progress(fmt.Sprintf(format, args...))
	}
}

// Inputs are the values of variables that a command was given.
type Inputs struct {
	Variables []config.Input
	Files     []config.ValueFile
}

// Project is a workspace that was read, resolved and made ready to be judged.
type Project struct {
	World   *World
	Config  *config.Workspace
	Model   *model.Model
	Rules   *policy.Rules
	Catalog *framework.Catalog
	packs   []*config.Pack
	remote  []RemotePack
}

// Source returns the bytes of a file of the workspace or of a pack, for diagnostics.
func (p *Project) Source(filename string) []byte {
	if p.Config != nil {
		if src := p.Config.Source(filename); src != nil {
			return src
		}
	}
	return sourceOf(p.packs, filename)
}

// Load reads and resolves the workspace as of a moment, and makes its policies ready. The network is used for packs of
// registries alone, and only while the cache does not have them. The project is never nil; with errors among the diagnostics
// only its sources are of use.
func Load(ctx context.Context, w *World, in Inputs, at time.Time) (*Project, hcl.Diagnostics) {
	p := &Project{World: w}
	root, err := os.OpenRoot(w.Dir)
	if err != nil {
		return p, hcl.Diagnostics{{
			Severity: hcl.DiagError, Summary: "Workspace cannot be read",
			Detail: fmt.Sprintf("%s. Name the folder of the workspace with -C.", err),
		}}
	}
	defer func() { _ = root.Close() }()
	var diags hcl.Diagnostics
	p.Config, diags = config.Load(root.FS(), config.Options{
		Version: w.Version, Inputs: in.Variables, Files: in.Files, Env: w.Env,
	})
	if diags.HasErrors() {
		return p, diags
	}
	resolved, more := model.Resolve(&p.Config.Declarations, at)
	diags = append(diags, more...)
	p.Model = resolved
	p.Config.CLIs = nil // half of all that is kept, and the model says what they mean
	diags = append(diags, p.loadRules(w.packOpener(ctx, root.FS()))...)
	return p, diag.Sort(diags)
}

// loadRules reads the packs and the catalogs and makes the policies ready.
func (p *Project) loadRules(opener *packOpener) hcl.Diagnostics {
	var diags, more hcl.Diagnostics
	if p.Catalog, diags = framework.Load(policies.FS()); diags.HasErrors() {
		return diags
	}
	diags = append(diags, p.checkFrameworks()...)
	declared, more := p.loadPacks(opener)
	diags = append(diags, more...)
	if diags.HasErrors() {
		return diags
	}
	p.Rules, more = policy.Compile(declared, p.Model.Overrides, p.Catalog)
	diags = append(diags, more...)
	diags = append(diags, p.Rules.CheckSize(p.Model)...)
	diags = append(diags, p.Rules.CheckExceptions(p.Model)...)
	return diags
}

func (p *Project) checkFrameworks() hcl.Diagnostics {
	var diags hcl.Diagnostics
	named := p.Model.Workspace.Frameworks
	for _, id := range named.Value {
		if _, ok := p.Catalog.Framework(id); !ok {
			known := p.Catalog.Frameworks()
			ids := make([]string, len(known))
			for i, f := range known {
				ids[i] = f.ID
			}
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Unknown framework", Subject: named.Range.Ptr(),
				Detail: fmt.Sprintf("There is no framework %q. There are: %s.", id, strings.Join(ids, ", ")),
			})
		}
	}
	return diags
}

// Judge holds the model against the rules.
func (p *Project) Judge() []finding.Finding { return p.Rules.Check(p.Model) }

// LoadBuiltin makes a project of what ships with custody alone, for explaining it where there is no workspace.
func LoadBuiltin(w *World) (*Project, error) {
	empty := &schema.Declarations{}
	resolved, _ := model.Resolve(empty, w.Now())
	p := &Project{World: w, Model: resolved}
	if diags := p.loadRules(&packOpener{workspace: policies.FS()}); diags.HasErrors() {
		return nil, fmt.Errorf("the built-in pack: %w", diags)
	}
	return p, nil
}
