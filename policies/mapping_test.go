package policies_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

const (
	mappingFile = "testdata/mapping.tsv"
	mappingRows = 37
)

// mapped is what the control mapping says of one policy.
type mapped struct {
	row  int // 0 for a policy beyond the table
	cite []framework.Ref
}

// Every policy of the baseline cites the controls of its row, no more and no fewer, and every row has its policy.
func TestBaselineFollowsTheMapping(t *testing.T) {
	mapping := readMapping(t)
	_, rules, _ := baseline(t)
	for _, rule := range rules.All() {
		want, ok := mapping[rule.Policy]
		if !ok {
			t.Errorf("%s is neither a row of %s nor listed there as beyond the table", rule.Policy, mappingFile)
			continue
		}
		delete(mapping, rule.Policy)
		var cited []framework.Ref
		for _, control := range rule.Controls {
			cited = append(cited, framework.Ref(control))
		}
		for _, ref := range cited {
			if !slices.Contains(want.cite, ref) {
				t.Errorf("%s (row %d) cites %s, which the mapping does not", rule.Policy, want.row, ref)
			}
		}
		for _, ref := range want.cite {
			if !slices.Contains(cited, ref) {
				t.Errorf("%s (row %d) does not cite %s, which the mapping does", rule.Policy, want.row, ref)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		t.Errorf("row %d: there is no policy %s", mapping[name].row, name)
	}
}

// The mapping has all of its rows, one policy each, and only controls that exist, by their proper ids.
func TestMappingIsWhole(t *testing.T) {
	mapping := readMapping(t)
	_, _, catalog := baseline(t)
	policyOf := make([]string, mappingRows+1)
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		m := mapping[name]
		if len(m.cite) == 0 {
			t.Errorf("%s cites nothing", name)
		}
		for _, ref := range m.cite {
			if _, ok := catalog.Control(ref.Framework, ref.ID); !ok {
				t.Errorf("%s cites %s, which no catalog has", name, ref)
			}
		}
		if m.row == 0 {
			continue // TestMappingBeyondTheTable
		}
		if other := policyOf[m.row]; other != "" {
			t.Errorf("row %d is both %s and %s", m.row, other, name)
		}
		policyOf[m.row] = name
	}
	for row := 1; row <= mappingRows; row++ {
		if policyOf[row] == "" {
			t.Errorf("row %d is missing", row)
		}
	}
}

// A policy beyond the table cites nothing that no row does: no mapping is made up for it.
func TestMappingBeyondTheTable(t *testing.T) {
	mapping := readMapping(t)
	var inTable []framework.Ref
	for _, m := range mapping {
		if m.row > 0 {
			inTable = append(inTable, m.cite...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		for _, ref := range mapping[name].cite {
			if !slices.Contains(inTable, ref) {
				t.Errorf("%s cites %s, which no row of the table does", name, ref)
			}
		}
	}
}

// readMapping reads the mapping by policy.
func readMapping(t *testing.T) map[string]mapped {
	t.Helper()
	src, err := os.ReadFile(mappingFile)
	if err != nil {
		t.Fatal(err)
	}
	mapping := map[string]mapped{}
	lines := map[string]bool{}
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 5 || !slices.Contains([]string{"table", "threshold", "add-on", "beyond"}, fields[3]) {
			t.Fatalf("%q is no line of the mapping", line)
		}
		if key := strings.Join(fields[:4], " "); lines[key] {
			t.Errorf("%s stands there twice", key)
		} else {
			lines[key] = true
		}
		name := fields[1]
		m, known := mapping[name]
		row := mappingRow(t, fields)
		if known && m.row != row {
			t.Errorf("%s is row %d and row %d", name, m.row, row)
		}
		m.row = row
		for id := range strings.SplitSeq(fields[4], ", ") {
			if ref := (framework.Ref{Framework: fields[2], ID: id}); !slices.Contains(m.cite, ref) {
				m.cite = append(m.cite, ref)
			}
		}
		mapping[name] = m
	}
	return mapping
}

// mappingRow reads the number of a line's row: a dash, and here 0, where the policy is beyond the table.
func mappingRow(t *testing.T, fields []string) int {
	t.Helper()
	beyond := fields[3] == "beyond"
	if fields[0] == "-" && beyond {
		return 0
	}
	row, err := strconv.Atoi(fields[0])
	if err != nil || row < 1 || row > mappingRows || beyond {
		t.Fatalf("%q is no row of the table", fields)
	}
	return row
}

// A policy that cites what no catalog has is refused, in every framework, with the place.
func TestUnknownControlsAreRefused(t *testing.T) {
	_, _, catalog := baseline(t)
	unknown := map[string]string{
		"cis-controls-8.1": "5.99", "hipaa-security-rule": "164.312(z)", "ietf-rfc": "RFC 9700 9.9", "iso-27001-2022": "A.5.99",
		"nist-800-53r5": "AC-99", "nist-800-63b-4": "9.9", "nist-ai-rmf-1.0": "GOVERN 9.9", "nist-csf-1.1": "PR.AC-99",
		"nist-csf-2.0": "PR.AA-99", "owasp-asvs-5.0": "V99.1.1", "owasp-nhi-2025": "NHI11", "pci-dss-4.0.1": "8.3.99", "soc2-2017": "CC99.1",
	}
	for _, f := range catalog.Frameworks() {
		id, ok := unknown[f.ID]
		if !ok {
			t.Errorf("no control of %s is tried", f.ID)
			continue
		}
		known := catalog.Controls(f.ID)[0].Ref.ID
		if diags := compileCiting(t, catalog, f.ID, known); diags.HasErrors() {
			t.Errorf("%s in %s is refused: %v", known, f.ID, diags)
		}
		diags := compileCiting(t, catalog, f.ID, id)
		if len(diags) != 1 || diags[0].Severity != hcl.DiagError || diags[0].Summary != "Unknown control" ||
			!strings.Contains(diags[0].Detail, strconv.Quote(id)) || diags[0].Subject == nil || diags[0].Subject.Filename != "p/p/policy.hcl" {
			t.Errorf("%s in %s: %v, want one error that names it and its place", id, f.ID, diags)
		}
	}
}

// compileCiting compiles a pack of one policy that cites one control.
func compileCiting(t *testing.T, catalog *framework.Catalog, framework, id string) hcl.Diagnostics {
	t.Helper()
	src := fmt.Sprintf("policy \"p\" {\n  title = \"T\"\n  subject = \"session\"\n  plane = \"identity\"\n  level = \"mandatory\"\n"+
		"  require = session.pkce == true\n  message = \"M\"\n  controls = { %q = [%q] }\n}\n", framework, id)
	pack, diags := config.LoadPack(fstest.MapFS{"p/policy.hcl": {Data: []byte(src)}}, "./p", "p")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	_, diags = policy.Compile([]*schema.Pack{&pack.Pack}, nil, catalog)
	return diags
}
