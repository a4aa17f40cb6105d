// Package jsonfmt writes a report as versioned JSON, for programs; its schema is docs/schemas/report-1.0.schema.json.
package jsonfmt

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/nhi-custody/custody/internal/report"
)

// Version is the version of the JSON's shape. Within one major version members are only added.
const Version = "1.0"

// Format is the JSON format.
type Format struct{}

// New returns the format.
func New() Format { return Format{} }

// Name implements [report.Format].
func (Format) Name() string { return "json" }

// Write implements [report.Format].
func (Format) Write(w io.Writer, d *report.Document) error {
	encoder := json.NewEncoder(report.Visible(w))
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(documentOf(d)); err != nil {
		return fmt.Errorf("write the report as JSON: %w", err)
	}
	return nil
}
