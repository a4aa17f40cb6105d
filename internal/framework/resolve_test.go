package framework

import (
	"slices"
	"strings"
	"testing"
)

func names(refs []Ref) string {
	var list []string
	for _, ref := range refs {
		list = append(list, ref.String())
	}
	return strings.Join(list, " ")
}

func TestResolve(t *testing.T) {
	const (
		nhi7  = "owasp-nhi-2025:NHI7:2025"
		nhi3  = "owasp-nhi-2025:NHI3:2025"
		both  = nhi7 + " owasp-nhi-2025:NHI1:2025"
		prac4 = "nist-csf-1.1:PR.AC-4"
		ac23  = "nist-800-53r5:AC-2(3)"
	)
	tests := []struct {
		query, want, successors, warning string
	}{
		{"NHI7:2025", nhi7, "", ""},
		{"NHI7", nhi7, "", ""},
		{"nhi-07", nhi7, "", ""},
		{"NHI-07:2025", nhi7, "", ""},
		{"NHI7-2025", nhi7, "", ""},
		{"NHI10", "owasp-nhi-2025:NHI10:2025", "", ""},
		{"NHI-10", "owasp-nhi-2025:NHI10:2025", "", ""},
		{"owasp-nhi-2025:NHI7:2025", nhi7, "", ""},
		{"NHI-03", both, "", "third parties"},
		{"nhi-03", both, "", "third parties"},
		{"NHI03", both, "", "third parties"},
		{" NHI-03 ", both, "", "third parties"},
		{"OWASP NHI-03", both, "", "third parties"},
		{"owasp-nhi-2025:NHI-03", both, "", "third parties"},
		{"NHI3", nhi3, "", ""},
		{"NHI-3", nhi3, "", ""},
		{"NHI3:2025", nhi3, "", ""},
		{"NHI-03:2025", nhi3, "", ""},
		{"PR.AC-4", prac4, "nist-csf-2.0:PR.AA-05", ""},
		{"PR.AC-04", prac4, "nist-csf-2.0:PR.AA-05", ""},
		{"pr.ac-4", prac4, "nist-csf-2.0:PR.AA-05", ""},
		{"PR.AC-1", "nist-csf-1.1:PR.AC-1", "nist-csf-2.0:PR.AA-01 nist-csf-2.0:PR.AA-05", ""},
		{"PR.AA-05", "nist-csf-2.0:PR.AA-05", "", ""},
		{"PR.AA-5", "nist-csf-2.0:PR.AA-05", "", ""},
		{"ID.AM-02", "nist-csf-2.0:ID.AM-02", "", ""},
		{"ID.AM-2", "nist-csf-1.1:ID.AM-2", "nist-csf-2.0:ID.AM-02", ""},
		{"ID.AM.2", "nist-csf-1.1:ID.AM-2 nist-csf-2.0:ID.AM-02", "nist-csf-2.0:ID.AM-02", ""},
		{"nist-csf-1.1:ID.AM-02", "nist-csf-1.1:ID.AM-2", "nist-csf-2.0:ID.AM-02", ""},
		{"AC-2(3)", ac23, "", ""},
		{"ac-2.3", ac23, "", ""},
		{"AC-02(03)", ac23, "", ""},
		{"AC-2 (3)", ac23, "", ""},
		{"AC-2b", "nist-800-53r5:AC-2b", "", ""},
		{"ac-2_smt.b", "nist-800-53r5:AC-2b", "", ""},
		{"AC-2 b.", "nist-800-53r5:AC-2b", "", ""},
		{"IA-13(3)(e)", "nist-800-53r5:IA-13(3)(e)", "", ""},
		{"ia-13.3_smt.e", "nist-800-53r5:IA-13(3)(e)", "", ""},
		{"GOVERN 2.1", "nist-ai-rmf-1.0:GOVERN 2.1", "", ""},
		{"GOVERN-2.1", "nist-ai-rmf-1.0:GOVERN 2.1", "", ""},
		{"govern2.1", "nist-ai-rmf-1.0:GOVERN 2.1", "", ""},
		{"2.2.3", "nist-800-63b-4:2.2.3", "", ""},
		{"§2.2.3", "nist-800-63b-4:2.2.3", "", ""},
		{"63B 5.1", "nist-800-63b-4:5.1", "", ""},
		{"5.1(5)", "nist-800-63b-4:5.1(5)", "", ""},
		{"63b 5.1 (5)", "nist-800-63b-4:5.1(5)", "", ""},
		{"sec-5.1-5", "nist-800-63b-4:5.1(5)", "", ""},
		{"NIST-CSF-2.0:PR.AA-05", "nist-csf-2.0:PR.AA-05", "", ""},
		{"NIST CSF PR.AC-04", prac4, "nist-csf-2.0:PR.AA-05", ""},
		{"NIST SP 800-53 AC-02(03)", ac23, "", ""},
		{"SP 800-63B §5.1(5)", "nist-800-63b-4:5.1(5)", "", ""},
		{"AI RMF Govern 2.1", "nist-ai-rmf-1.0:GOVERN 2.1", "", ""},
		{"OWASP NHI7", nhi7, "", ""},
		{"5.1", "cis-controls-8.1:5.1 nist-800-63b-4:5.1", "", ""},
		{"A.5.17", "iso-27001-2022:A.5.17", "", ""},
		{"ISO A.5.17", "iso-27001-2022:A.5.17", "", ""},
		{"ISO27001 a.5.17", "iso-27001-2022:A.5.17", "", ""},
		{"ISO/IEC 27001:2022 A.8.24", "iso-27001-2022:A.8.24", "", ""},
		{"8.3.2", "pci-dss-4.0.1:8.3.2", "", ""},
		{"PCI 8.3.2", "pci-dss-4.0.1:8.3.2", "", ""},
		{"PCI DSS 8.3.11", "pci-dss-4.0.1:8.3.11", "", ""},
		{"PCI DSS v4.0.1 7.2.5.1", "pci-dss-4.0.1:7.2.5.1", "", ""},
		{"PCI-8.3.2", "pci-dss-4.0.1:8.3.2", "", ""},
		{"CC6.1", "soc2-2017:CC6.1", "", ""},
		{"SOC2 CC6.1", "soc2-2017:CC6.1", "", ""},
		{"CIS 5.5", "cis-controls-8.1:5.5", "", ""},
		{"CIS Controls v8.1 6.2", "cis-controls-8.1:6.2", "", ""},
		{"HIPAA 164.312(a)(2)(iii)", "hipaa-security-rule:164.312(a)(2)(iii)", "", ""},
		{"164.312(a)(2)(iii)", "hipaa-security-rule:164.312(a)(2)(iii)", "", ""},
		{"45 CFR §164.312(b)", "hipaa-security-rule:164.312(b)", "", ""},
		{"V10.4.8", "owasp-asvs-5.0:V10.4.8", "", ""},
		{"ASVS v10.4.8", "owasp-asvs-5.0:V10.4.8", "", ""},
		{"OWASP ASVS V7.4.1", "owasp-asvs-5.0:V7.4.1", "", ""},
		{"RFC 9700 2.2.2", "ietf-rfc:RFC 9700 2.2.2", "", ""},
		{"RFC9700 §2.2.2", "ietf-rfc:RFC 9700 2.2.2", "", ""},
		{"rfc9700, section 2.2.2", "ietf-rfc:RFC 9700 2.2.2", "", ""},
		{"RFC-9700-2.2.2", "ietf-rfc:RFC 9700 2.2.2", "", ""},
		{"RFC 8693", "ietf-rfc:RFC 8693", "", ""},
		{"RFC 7009 2", "ietf-rfc:RFC 7009 2", "", ""},
	}
	c := shipped(t)
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			r, ok := c.Resolve(tt.query)
			if !ok {
				t.Fatalf("not found; did you mean %q", c.Suggest(tt.query))
			}
			if names(r.Refs) != tt.want || names(r.Successors) != tt.successors {
				t.Errorf("got %s, then %s; want %s, then %s", names(r.Refs), names(r.Successors), tt.want, tt.successors)
			}
			if (r.Warning == "") != (tt.warning == "") || !strings.Contains(r.Warning, tt.warning) {
				t.Errorf("warning is %q, want one with %q", r.Warning, tt.warning)
			}
		})
	}
}

func TestResolveRefuses(t *testing.T) {
	c := shipped(t)
	for _, query := range []string{"", " ", ".", "NHI11", "NHI", "PR.AC-8", "AC-2(4)", "AC", "5.1.5", "5.1.3", "2025", "nist-csf-2.0", "nist-csf-2.0:", "nist-csf-2.0:NHI-03", "other:PR.AA-05", "\xff", "PCI DSS", "PCI DSS 9.9.9", "SOC 2 PR.AA-05", "RFC 9700", "SECTION"} {
		if r, ok := c.Resolve(query); ok || len(r.Refs) > 0 {
			t.Errorf("%q resolved to %s", query, names(r.Refs))
		}
	}
}

func TestResolveIn(t *testing.T) {
	tests := []struct {
		framework, query, want, warning string
	}{
		{"owasp-nhi-2025", "NHI-03", "owasp-nhi-2025:NHI7:2025 owasp-nhi-2025:NHI1:2025", "Vulnerable Third-Party NHI"},
		{"owasp-nhi-2025", "OWASP NHI-03", "owasp-nhi-2025:NHI7:2025 owasp-nhi-2025:NHI1:2025", "Vulnerable Third-Party NHI"},
		{"owasp-nhi-2025", "NHI7", "owasp-nhi-2025:NHI7:2025", ""},
		{"nist-csf-1.1", "PR.AC-04", "nist-csf-1.1:PR.AC-4", ""},
		{"nist-csf-1.1", "ID.AM-02", "nist-csf-1.1:ID.AM-2", ""},
		{"nist-csf-2.0", "ID.AM-2", "nist-csf-2.0:ID.AM-02", ""},
		{"nist-csf-2.0", "PR.AC-4", "nist-csf-2.0:PR.AA-05", "PR.AC-4 is a control of NIST Cybersecurity Framework 1.1"},
		{"pci-dss-4.0.1", "PCI DSS 8.3.2", "pci-dss-4.0.1:8.3.2", ""},
		{"cis-controls-8.1", "5.1", "cis-controls-8.1:5.1", ""},
		{"nist-csf-2.0", "NIST CSF PR.AC-4", "nist-csf-2.0:PR.AA-05", "PR.AC-4 is a control of NIST Cybersecurity Framework 1.1"},
		{"nist-csf-2.0", "PR.AC-1", "nist-csf-2.0:PR.AA-01 nist-csf-2.0:PR.AA-05", "PR.AA-01 and PR.AA-05"},
	}
	c := shipped(t)
	for _, tt := range tests {
		r, ok := c.ResolveIn(tt.framework, tt.query)
		if !ok || names(r.Refs) != tt.want || !strings.Contains(r.Warning, tt.warning) || (tt.warning == "") != (r.Warning == "") {
			t.Errorf("%s in %s: %s, warning %q; want %s, %q", tt.query, tt.framework, names(r.Refs), r.Warning, tt.want, tt.warning)
		}
	}
	for _, q := range [][2]string{{"nist-csf-2.0", "NHI-03"}, {"nist-csf-2.0", "NHI7"}, {"nist-csf-1.1", "PR.AA-05"}, {"none", "PR.AA-05"}} {
		if r, ok := c.ResolveIn(q[0], q[1]); ok {
			t.Errorf("%s in %s resolved to %s", q[1], q[0], names(r.Refs))
		}
	}
}

// Whatever custody prints for a control, it takes back. Only the names of categories are shared between editions.
func TestEveryPrintedFormResolves(t *testing.T) {
	c := shipped(t)
	for _, f := range c.Frameworks() {
		for _, control := range c.Controls(f.ID) {
			for _, spelling := range []string{control.Ref.String(), c.Label(control.Ref), c.ShortLabel(control.Ref), strings.ToLower(control.Ref.ID)} {
				r, ok := c.Resolve(spelling)
				shared := len(r.Refs) == 2 && r.Refs[0].ID == r.Refs[1].ID && slices.Contains(r.Refs, control.Ref)
				if !ok || !shared && !slices.Equal(r.Refs, []Ref{control.Ref}) {
					t.Errorf("%q resolves to %s, want %s", spelling, names(r.Refs), control.Ref)
				}
			}
			if r, ok := c.ResolveIn(f.ID, control.OSCAL); !ok || !slices.Equal(r.Refs, []Ref{control.Ref}) {
				t.Errorf("the OSCAL id %q resolves to %s, want %s", control.OSCAL, names(r.Refs), control.Ref)
			}
		}
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct {
		query, want string
	}{
		{"PR.AA-055", "PR.AA-05"},
		{"PRAC-4", "PR.AC-4"},
		{"GOVERM 2.1", "GOVERN 2.1"},
		{"NHI11", "NHI1:2025"},
		{"AC-2(4)", "AC-2(3)"},
		{"PCI 8.3.3", "PCI 8.3.2"},
		{"RFC 9700 2.2.3", "RFC 9700 2.2.2"},
		{"V10.4.7", "ASVS V10.4.8"},
		{"completely different", ""},
		{strings.Repeat("PR.AA-05", 1<<20), ""},
		{"", ""},
	}
	c := shipped(t)
	for _, tt := range tests {
		got := c.Suggest(tt.query)
		if (tt.want == "") != (len(got) == 0) || tt.want != "" && !slices.Contains(got, tt.want) {
			t.Errorf("for %.20q: %q, want %q", tt.query, got, tt.want)
		}
		if len(got) > maxSuggestions {
			t.Errorf("for %q: %d suggestions", tt.query, len(got))
		}
	}
	if got := c.SuggestIn("nist-csf-1.1", "PR.AC-8"); len(got) != maxSuggestions || got[0] != "PR.AC-1" {
		t.Errorf("in CSF 1.1 for PR.AC-8: %q", got)
	}
	if got := c.SuggestIn("none", "PR.AC-8"); got != nil {
		t.Errorf("in no framework: %q", got)
	}
}

func TestSuggestFramework(t *testing.T) {
	c := shipped(t)
	for query, want := range map[string]string{
		"nist-csf":      "nist-csf-1.1 nist-csf-2.0",
		"owasp":         "owasp-asvs-5.0 owasp-nhi-2025",
		"owasp-nhi-205": "owasp-nhi-2025",
		"NIST-CSF-20":   "nist-csf-2.0",
		"nist-csf-2.1":  "nist-csf-1.1 nist-csf-2.0",
		"iso27001":      "iso-27001-2022",
		"PCI DSS":       "pci-dss-4.0.1",
		"iso9001":       "",
	} {
		if got := strings.Join(c.SuggestFramework(query), " "); got != want {
			t.Errorf("for %q: %q, want %q", query, got, want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"NHI-03", "PR.AC-4", "AC-02(03)", "5.1(5)", "nist-csf-2.0:PR.AA-05", "§", "((((", "0000"} {
		f.Add(seed)
	}
	var c *Catalog
	f.Fuzz(func(t *testing.T, query string) {
		if c == nil {
			c = shipped(t)
		}
		r, ok := c.Resolve(query)
		if ok != (len(r.Refs) > 0) {
			t.Fatalf("%q: found is %v with %d controls", query, ok, len(r.Refs))
		}
		for _, ref := range r.Refs {
			if _, known := c.Control(ref.Framework, ref.ID); !known {
				t.Fatalf("%q resolves to %s, which does not exist", query, ref)
			}
		}
		c.Suggest(query)
	})
}
