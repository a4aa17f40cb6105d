package view

import (
	"bytes"
	"strings"
)

// LineDiff prints the lines that formatting changes. Formatting changes lines in place, so the common beginning and end
// are left out and the rest is shown as removed and added.
func (p *Printer) LineDiff(name string, before, after []byte) error {
	old, changed := splitLines(before), splitLines(after)
	begin := 0
	for begin < len(old) && begin < len(changed) && old[begin] == changed[begin] {
		begin++
	}
	end := 0
	for end < len(old)-begin && end < len(changed)-begin && old[len(old)-1-end] == changed[len(changed)-1-end] {
		end++
	}
	pg := p.page()
	pg.line("--- %s", clean(name))
	pg.line("+++ %s", clean(name))
	pg.line("@@ -%d,%d +%d,%d @@", begin+1, len(old)-end-begin, begin+1, len(changed)-end-begin)
	for _, line := range old[begin : len(old)-end] {
		pg.line("%s", pg.styles.Red("-"+clean(line)))
	}
	for _, line := range changed[begin : len(changed)-end] {
		pg.line("%s", pg.styles.Green("+"+clean(line)))
	}
	return p.write(pg)
}

func splitLines(src []byte) []string {
	return strings.Split(string(bytes.TrimSuffix(src, []byte("\n"))), "\n")
}

type wireFmt struct {
	FormatVersion string   `json:"format_version" doc:"The version of this document's format."`
	Changed       []string `json:"changed" doc:"The files that were not in canonical form; with --check they still are not."`
}

// FmtJSON is the document of fmt --json.
func FmtJSON(changed []string) any { return wireFmt{FormatVersion, changed} }
