package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/nhi-custody/custody/internal/lang"
)

// Format returns a file of native syntax in canonical form. A file that can not be parsed is left alone and its
// mistakes are reported.
func Format(src []byte, filename string) ([]byte, hcl.Diagnostics) {
	if diags := lang.CheckSource(src, filename); diags.HasErrors() {
		return nil, diags
	}
	if _, diags := hclsyntax.ParseConfig(src, filename, hcl.InitialPos); diags.HasErrors() {
		return nil, diags
	}
	out := hclwrite.Format(src)
	if text := strings.TrimRight(string(out), "\n\t "); text != "" {
		return []byte(text + "\n"), nil
	}
	return nil, nil
}
