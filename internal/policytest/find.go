package policytest

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
)

const (
	casesFolder = "cases"
	caseSuffix  = ".hcl"
)

// cases are the files of a pack's cases.
type cases struct {
	of     map[string][]string // by policy, sorted
	strays []Problem           // what looks like a case and is none
}

// findCases looks through a pack for cases, and for files that somebody may take for one.
func (p *Pack) findCases() (*cases, error) {
	found := &cases{of: map[string][]string{}}
	declared := p.declaredIn()
	count := 0
	err := fs.WalkDir(p.files, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), ".") && file != ".":
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		folder, ok := aroundCases(file)
		if !ok {
			return nil
		}
		if count++; count > config.MaxFiles {
			return fmt.Errorf("a pack may have %d cases", config.MaxFiles)
		}
		found.assign(p, file, folder, declared)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for the cases of %s: %w", p.Name, err)
	}
	return found, nil
}

// aroundCases returns the folder that holds the outermost folder of cases around a file.
func aroundCases(file string) (string, bool) {
	parts := strings.Split(path.Dir(file), "/")
	at := slices.Index(parts, casesFolder)
	if at < 0 {
		return "", false
	}
	return path.Join(parts[:at]...), true
}

// assign gives a file that lies in a folder of cases to its policy.
func (c *cases) assign(p *Pack, file, folder string, declared map[string][]string) {
	name := path.Base(file)
	isCase := strings.HasSuffix(name, caseSuffix) && path.Dir(file) == path.Join(folder, casesFolder)
	if !isCase && !strings.HasSuffix(name, caseSuffix) && kindOf(name) == "" {
		return // what a case reads
	}
	policy, problem := p.ownerOf(folder, declared[folder])
	if !isCase {
		problem = fmt.Sprintf("This file is not run: a case is a file named pass-*%s or fail-*%s right inside the folder %s.", caseSuffix, caseSuffix, casesFolder)
	}
	if problem != "" {
		c.strays = append(c.strays, Problem{
			Range: hcl.Range{Filename: p.shown(file), Start: hcl.InitialPos, End: hcl.InitialPos}, Text: problem,
		})
		return
	}
	c.of[policy] = append(c.of[policy], file)
}

// ownerOf is the policy that the cases in a folder judge: the one that the folder declares or overrides, and where it does so
// with none or with several, the one that has its name.
func (p *Pack) ownerOf(folder string, declared []string) (policy, problem string) {
	if len(declared) == 1 {
		return declared[0], ""
	}
	name := path.Base(folder)
	for _, rule := range p.rules.All() {
		if rule.Policy == name {
			return name, ""
		}
	}
	if len(declared) > 1 {
		return "", fmt.Sprintf("This case is not run: the policies beside it are several (%s). Give each a folder of its own, or put its "+
			"cases into NAME/%s.", strings.Join(declared, ", "), casesFolder)
	}
	return "", fmt.Sprintf("This case is not run: no policy stands beside it. The folder %s lies in the folder of the policy, or in one that has "+
		"the policy's name.", casesFolder)
}

// declaredIn lists what each folder of the pack declares or overrides, sorted.
func (p *Pack) declaredIn() map[string][]string {
	declared := map[string][]string{}
	add := func(at hcl.Range, name string) {
		file := at.Filename
		if prefix := path.Clean(p.prefix); prefix != "." {
			file = strings.TrimPrefix(strings.TrimPrefix(file, prefix), "/")
		}
		folder := path.Dir(file)
		if !slices.Contains(declared[folder], name) {
			declared[folder] = append(declared[folder], name)
		}
	}
	for _, policy := range p.Policies {
		add(policy.Range, policy.Address.Name)
	}
	for _, o := range p.Overrides {
		add(o.Range, o.Address.Name)
	}
	for _, names := range declared {
		slices.Sort(names)
	}
	return declared
}
