// Package html writes a report as one self-contained page, for people who audit: nothing is loaded from anywhere, and it
// reads in full without JavaScript, on paper, in the dark and by ear.
package html

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/nhi-custody/custody/internal/report"
)

//go:embed *.tmpl
var pages embed.FS

//go:embed page.css
var style string

//go:embed page.js
var script string

// Format is the HTML format.
type Format struct {
	page *template.Template
}

// New returns the format.
func New() Format {
	return Format{page: template.Must(template.New("page").Funcs(functions()).ParseFS(pages, "*.tmpl"))}
}

// Name implements [report.Format].
func (Format) Name() string { return "html" }

// Write implements [report.Format].
func (f Format) Write(w io.Writer, d *report.Document) error {
	out := bufio.NewWriterSize(report.Visible(w), 1<<16)
	v := newView(d)
	if err := f.page.ExecuteTemplate(out, "page", v); err != nil {
		return fmt.Errorf("write the report as HTML: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the report as HTML: %w", err)
	}
	return nil
}

// contentPolicy forbids the page everything but its own style and its own script, each known by its hash.
func contentPolicy() string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script))
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
