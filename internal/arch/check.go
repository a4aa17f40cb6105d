package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// File is what the check needs to know of one Go file.
type File struct {
	// Path is relative to the module, with slashes.
	Path string
	// Lines is the number of its lines.
	Lines int
	// PackageName is the name in its package clause, PackageComment the comment above that.
	PackageName, PackageComment string
	Imports                     []Import
}

// Import is one import of a file, with the names that the file uses of it.
type Import struct {
	Path  string
	Names []string
}

func (f File) folder() string { return path.Dir(f.Path) }

func (f File) isTest() bool { return strings.HasSuffix(f.Path, "_test.go") }

// Check returns a sentence for every violation, in the order of the paths.
func Check(rules Rules, files []File) []string {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var found []string
	for _, file := range files {
		found = append(found, rules.checkLength(file)...)
		found = append(found, rules.checkFloor(file)...)
		found = append(found, rules.checkLibraries(file)...)
		found = append(found, rules.checkBanned(file)...)
	}
	return append(found, checkComments(files)...)
}

func (r Rules) checkLength(file File) []string {
	if file.Lines <= r.MaxLines {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d lines, the limit is %d: split it by idea", file.Path, file.Lines, r.MaxLines)}
}

func (r Rules) checkFloor(file File) []string {
	floor, ok := r.floorOf(file.folder())
	if !ok {
		return []string{fmt.Sprintf("%s: package %s stands on no floor: give it one in internal/arch", file.Path, file.folder())}
	}
	var found []string
	for _, imported := range file.Imports {
		folder, ours := withinModule(imported.Path)
		if !ours || file.isTest() && folder == file.folder() {
			continue // an external test package imports the package that it tests
		}
		other, ok := r.floorOf(folder)
		switch {
		case !ok:
			found = append(found, fmt.Sprintf("%s: imports %s, which stands on no floor", file.Path, folder))
		case file.isTest() && other < len(r.Floors)-1:
			// A test may set up whatever the product has below its commands.
		case other >= floor:
			found = append(found, fmt.Sprintf("%s: floor %s imports %s of floor %s: only lower floors may be imported",
				file.Path, r.Floors[floor].Name, folder, r.Floors[other].Name))
		}
	}
	return found
}

// floorOf returns the index of the floor that a package stands on.
func (r Rules) floorOf(folder string) (floor int, ok bool) {
	for _, entry := range []string{folder, path.Dir(folder) + "/*"} {
		for i, floor := range r.Floors {
			if slices.Contains(floor.Packages, entry) {
				return i, true
			}
		}
	}
	return 0, false
}

func (r Rules) checkLibraries(file File) []string {
	if file.isTest() {
		return nil
	}
	var found []string
	for _, imported := range file.Imports {
		library, ok := r.libraryOf(imported.Path)
		switch {
		case !ok && isThirdParty(imported.Path):
			found = append(found, fmt.Sprintf("%s: imports %s, which no package owns: name its owners in internal/arch",
				file.Path, imported.Path))
		case !ok:
		case !library.ownedBy(file.folder()):
			found = append(found, fmt.Sprintf("%s: imports %s, which belongs to %s",
				file.Path, imported.Path, library.ownerList()))
		default:
			found = append(found, library.checkNames(file, imported)...)
		}
	}
	return found
}

// libraryOf returns the entry with the longest path that covers an import.
func (r Rules) libraryOf(imported string) (best Library, ok bool) {
	for _, library := range r.Libraries {
		if library.covers(imported) && len(library.Path) > len(best.Path) {
			best, ok = library, true
		}
	}
	return best, ok
}

func (l Library) covers(imported string) bool {
	below, strictly := strings.CutSuffix(l.Path, "/*")
	return strings.HasPrefix(imported, below+"/") || !strictly && imported == l.Path
}

func (l Library) ownedBy(folder string) bool {
	return slices.ContainsFunc(l.Owners, func(owner string) bool {
		return owner == "*" || owner == folder || owner == path.Dir(folder)+"/*"
	})
}

func (l Library) ownerList() string {
	if len(l.Owners) == 0 {
		return "tests alone"
	}
	return strings.Join(l.Owners, ", ")
}

func (l Library) checkNames(file File, imported Import) []string {
	var found []string
	for _, only := range l.Only {
		for _, name := range imported.Names {
			if only.Package == file.folder() && !slices.Contains(only.Names, name) {
				found = append(found, fmt.Sprintf("%s: uses %s.%s, and %s may use only %s of it",
					file.Path, imported.Path, name, only.Package, strings.Join(only.Names, ", ")))
			}
		}
	}
	return found
}

func (r Rules) checkBanned(file File) []string {
	var found []string
	for _, banned := range r.Banned {
		for _, imported := range file.Imports {
			if imported.Path == banned.Path && slices.Contains(imported.Names, banned.Name) {
				found = append(found, fmt.Sprintf("%s: uses %s.%s: %s", file.Path, banned.Path, banned.Name, banned.Reason))
			}
		}
	}
	return found
}

// checkComments asks each package for the comment that says what it is for. Packages of tests alone are asked too.
func checkComments(files []File) []string {
	commented := map[string]bool{}
	var folders []string
	for _, file := range files {
		if _, seen := commented[file.folder()]; !seen {
			folders = append(folders, file.folder())
			commented[file.folder()] = false
		}
		opening := "Package " + file.PackageName + " "
		if file.PackageName == "main" {
			opening = "Command " + path.Base(file.folder()) + " "
		}
		if strings.HasPrefix(file.PackageComment, opening) {
			commented[file.folder()] = true
		}
	}
	var found []string
	for _, folder := range folders {
		if !commented[folder] {
			found = append(found, folder+`: no package comment that begins with "Package NAME" or "Command NAME"`)
		}
	}
	return found
}

func withinModule(imported string) (folder string, ok bool) {
	if imported == Module {
		return ".", true
	}
	return strings.CutPrefix(imported, Module+"/")
}

// isThirdParty tells a library from the standard one, whose paths begin without a dot, and from this module.
func isThirdParty(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	_, ours := withinModule(imported)
	return strings.Contains(first, ".") && !ours
}
