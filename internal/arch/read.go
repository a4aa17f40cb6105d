package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Read returns every Go file of the module in root. It parses the files itself, whatever their build tags say, and
// leaves out test data and nested modules. To find none is an error.
func Read(root string) ([]File, error) {
	var files []File
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && leftOut(name):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		file, err := readFile(root, name)
		files = append(files, file)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no Go files below %s", root)
	}
	return files, nil
}

// leftOut follows the go command: it takes no packages from these folders.
func leftOut(folder string) bool {
	base := filepath.Base(folder)
	if base == "testdata" || base == "vendor" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

func readFile(root, name string) (File, error) {
	relative, err := filepath.Rel(root, name)
	if err != nil {
		return File{}, err
	}
	source, err := os.ReadFile(name)
	if err != nil {
		return File{}, err
	}
	return parse(filepath.ToSlash(relative), source)
}

func parse(relative string, source []byte) (File, error) {
	syntax, err := parser.ParseFile(token.NewFileSet(), relative, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return File{}, err
	}
	file := File{
		Path: relative, Lines: bytes.Count(source, []byte("\n")),
		PackageName: syntax.Name.Name, PackageComment: syntax.Doc.Text(),
	}
	names := selectedNames(syntax)
	for _, spec := range syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return File{}, fmt.Errorf("%s: import %s: %w", relative, spec.Path.Value, err)
		}
		local := localName(imported)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		file.Imports = append(file.Imports, Import{Path: imported, Names: names[local]})
	}
	return file, nil
}

// localName guesses the name of a package by its path: the last part that is not a major version.
func localName(imported string) string {
	base := path.Base(imported)
	if number, ok := strings.CutPrefix(base, "v"); ok {
		if _, err := strconv.Atoi(number); err == nil {
			return path.Base(path.Dir(imported))
		}
	}
	return base
}

// selectedNames returns, for each plain identifier x in the file, every name selected from it as in x.Name.
func selectedNames(syntax *ast.File) map[string][]string {
	names := map[string][]string{}
	ast.Inspect(syntax, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := selector.X.(*ast.Ident); ok && !slices.Contains(names[x.Name], selector.Sel.Name) {
			names[x.Name] = append(names[x.Name], selector.Sel.Name)
		}
		return true
	})
	return names
}
