package view

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/diag"
)

// Sources gives the bytes of a file that was read.
type Sources = diag.Sources

type wireValidate struct {
	FormatVersion string           `json:"format_version" doc:"The version of this document's format."`
	Valid         bool             `json:"valid" doc:"Whether there is no error."`
	ErrorCount    int              `json:"error_count" doc:"Errors among the diagnostics."`
	WarningCount  int              `json:"warning_count" doc:"Warnings among the diagnostics."`
	Diagnostics   []wireDiagnostic `json:"diagnostics" doc:"What is wrong with the declarations, by place."`
}

type wireDiagnostic struct {
	Severity string       `json:"severity" words:"error,warning" doc:"How bad it is."`
	Summary  string       `json:"summary" doc:"What is wrong, in fixed words."`
	Detail   string       `json:"detail" doc:"What, why, and what to do, in sentences."`
	Address  string       `json:"address" doc:"The block that it is in, where that is known."`
	Range    *wireRange   `json:"range,omitempty" doc:"Where it is."`
	Snippet  *wireSnippet `json:"snippet,omitempty" doc:"The line that it is about."`
}

type wireRange struct {
	Filename string  `json:"filename" doc:"The file, relative to the workspace."`
	Start    wirePos `json:"start" doc:"Where it begins."`
	End      wirePos `json:"end" doc:"The place after its end."`
}

type wirePos struct {
	Line   int `json:"line" doc:"The line, from 1."`
	Column int `json:"column" doc:"The column in characters, from 1."`
	Byte   int `json:"byte" doc:"The offset in the file."`
}

type wireSnippet struct {
	Code           string `json:"code" doc:"The source line."`
	StartLine      int    `json:"start_line" doc:"Its number, from 1."`
	HighlightStart int    `json:"highlight_start_offset" doc:"Offset in code at which the highlight begins."`
	HighlightEnd   int    `json:"highlight_end_offset" doc:"Offset in code at which it ends."`
}

// ValidateJSON is the document of validate --json.
func ValidateJSON(diags hcl.Diagnostics, sources Sources) any {
	errors, warnings := diag.Count(diags)
	return wireValidate{
		FormatVersion: FormatVersion, Valid: errors == 0, ErrorCount: errors, WarningCount: warnings,
		Diagnostics: diagnosticsJSON(diags, sources),
	}
}

func diagnosticsJSON(diags hcl.Diagnostics, sources Sources) []wireDiagnostic {
	out := make([]wireDiagnostic, 0, len(diags))
	for _, d := range diags {
		w := wireDiagnostic{Severity: "error", Summary: d.Summary, Detail: d.Detail}
		if d.Severity == hcl.DiagWarning {
			w.Severity = "warning"
		}
		if d.Subject != nil {
			w.Range = rangeJSON(*d.Subject)
		}
		if s, ok := diag.SnippetOf(d, sources); ok {
			w.Snippet = &wireSnippet{Code: s.Line, StartLine: d.Subject.Start.Line, HighlightStart: s.Start, HighlightEnd: s.End}
		}
		out = append(out, w)
	}
	return out
}

func rangeJSON(r hcl.Range) *wireRange {
	if r.Filename == "" {
		return nil
	}
	return &wireRange{
		Filename: r.Filename,
		Start:    wirePos{r.Start.Line, r.Start.Column, r.Start.Byte},
		End:      wirePos{r.End.Line, r.End.Column, r.End.Byte},
	}
}
