package view

import (
	"strings"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/oci"
	"github.com/nhi-custody/custody/internal/term"
)

// Packs prints packs, a line each, the weakest first.
func (p *Printer) Packs(packs []engine.PackInfo) error {
	table := term.NewTable("pack", "origin", "policies", "overrides", "digest", "title")
	for i := range packs {
		info := &packs[i]
		name, digest := info.Name, info.Digest
		if p.TTY { // the whole of both is long, and for machines
			digest = shortDigest(digest)
			name = strings.Replace(name, info.Digest, digest, 1)
		}
		title := info.Title
		if info.Version != "" {
			title = strings.TrimSpace(title + " " + info.Version)
		}
		table.Row(
			term.Text(name), term.Text(string(info.Origin)), term.Number(info.Policies), term.Number(info.Overrides),
			term.Text(digest), term.Text(title),
		)
	}
	return p.table(table)
}

func shortDigest(digest string) string { return digest[:min(len(digest), len("sha256:")+12)] }

// FetchedPacks prints packs of registries and whether one was asked for them, a line each.
func (p *Printer) FetchedPacks(packs []engine.RemotePack) error {
	pg := p.page()
	for i := range packs {
		r := &packs[i]
		if !p.TTY {
			pg.line("%s\t%s\t%d\t%d", clean(r.Reference.String()), fetchedWord(r), r.Policies, r.Overrides)
			continue
		}
		pg.line("%s  %s   %s", pad(fetchedWord(r), len("fetched")), clean(r.Reference.String()),
			pg.styles.Dim(holds(r.Policies, r.Overrides)))
	}
	return p.write(pg)
}

func fetchedWord(r *engine.RemotePack) string {
	if r.Fetched {
		return "fetched"
	}
	return "cached"
}

// PackUpload says what is about to be pushed.
func (p *Printer) PackUpload(u *engine.PackUpload) error {
	pg := p.page()
	pg.line("%s: %s, %s, %s", clean(u.Target.String()), holds(u.Info.Policies, u.Info.Overrides), plural(u.Size, "byte"), u.Info.Digest)
	if len(u.Info.Extends) > 0 {
		pg.line("It extends %s.", clean(strings.Join(u.Info.Extends, ", ")))
	}
	return p.write(pg)
}

func holds(policies, overrides int) string {
	return counted(policies, "policy", "policies") + ", " + plural(overrides, "override")
}

// PackReference prints the name by digest of a pack, and nothing else, so that it can be pasted or read by a script.
func (p *Printer) PackReference(ref oci.Reference) error { return p.Note(ref.String()) }

type wirePackList struct {
	FormatVersion string     `json:"format_version" doc:"The version of this document's format."`
	Packs         []wirePack `json:"packs" doc:"The packs that judge the workspace, those that others extend included. Later ones win."`
}

type wirePack struct {
	Name      string   `json:"name" doc:"The pack as the workspace, or the pack that extends it, names it."`
	Origin    string   `json:"origin" words:"builtin,folder,registry" doc:"Where it comes from."`
	Digest    string   `json:"digest" doc:"The digest by which a registry names it, or would."`
	Title     string   `json:"title,omitempty" doc:"What it is for."`
	Version   string   `json:"version,omitempty" doc:"Its version, as its authors count them."`
	Extends   []string `json:"extends" doc:"Packs that it extends."`
	Policies  int      `json:"policies" doc:"How many policies it has."`
	Overrides int      `json:"overrides" doc:"How many policies of earlier packs it overrides."`
}

// PackListJSON is the document of pack list --json.
func PackListJSON(packs []engine.PackInfo) any {
	list := make([]wirePack, 0, len(packs))
	for i := range packs {
		p := &packs[i]
		list = append(list, wirePack{
			p.Name, string(p.Origin), p.Digest, p.Title, p.Version, listOf(p.Extends), p.Policies, p.Overrides,
		})
	}
	return wirePackList{FormatVersion, list}
}

type wirePackFetch struct {
	FormatVersion string            `json:"format_version" doc:"The version of this document's format."`
	Packs         []wirePackFetched `json:"packs" doc:"The packs of registries that are in the cache now."`
}

type wirePackFetched struct {
	Reference string `json:"reference" doc:"The pack by digest, as a workspace names it."`
	Fetched   bool   `json:"fetched" doc:"Whether the registry was asked, since the cache did not have it."`
	Policies  int    `json:"policies" doc:"How many policies it has."`
	Overrides int    `json:"overrides" doc:"How many policies of earlier packs it overrides."`
}

// PackFetchJSON is the document of pack fetch --json.
func PackFetchJSON(packs []engine.RemotePack) any {
	list := make([]wirePackFetched, 0, len(packs))
	for _, p := range packs {
		list = append(list, wirePackFetched{p.Reference.String(), p.Fetched, p.Policies, p.Overrides})
	}
	return wirePackFetch{FormatVersion, list}
}

type wirePackResolve struct {
	FormatVersion string `json:"format_version" doc:"The version of this document's format."`
	Asked         string `json:"asked" doc:"The reference that was asked for."`
	Reference     string `json:"reference" doc:"The pack by digest, as a workspace names it."`
}

// PackResolveJSON is the document of pack resolve --json.
func PackResolveJSON(asked, found oci.Reference) any {
	return wirePackResolve{FormatVersion, asked.String(), found.String()}
}

type wirePackPush struct {
	FormatVersion string `json:"format_version" doc:"The version of this document's format."`
	Target        string `json:"target" doc:"Where it was pushed to, as given."`
	Reference     string `json:"reference" doc:"The pack by digest, as a workspace names it."`
	Size          int    `json:"size" doc:"Bytes of its archive."`
	Policies      int    `json:"policies" doc:"How many policies it has."`
	Overrides     int    `json:"overrides" doc:"How many policies of earlier packs it overrides."`
}

// PackPushJSON is the document of pack push --json.
func PackPushJSON(u *engine.PackUpload, pushed oci.Reference) any {
	return wirePackPush{FormatVersion, u.Target.String(), pushed.String(), u.Size, u.Info.Policies, u.Info.Overrides}
}
