package framework

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/policies"
)

func shipped(t *testing.T) *Catalog {
	t.Helper()
	c, diags := Load(policies.FS())
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return c
}

func TestShippedFrameworks(t *testing.T) {
	c := shipped(t)
	want := []string{
		"cis-controls-8.1", "hipaa-security-rule", "ietf-rfc", "iso-27001-2022", "nist-800-53r5", "nist-800-63b-4", "nist-ai-rmf-1.0",
		"nist-csf-1.1", "nist-csf-2.0", "owasp-asvs-5.0", "owasp-nhi-2025", "pci-dss-4.0.1", "soc2-2017",
	}
	var got []string
	for _, f := range c.Frameworks() {
		got = append(got, f.ID)
		if f.Title == "" || f.Publisher == "" || f.Version == "" || f.License == "" || !strings.HasPrefix(f.URL, "https://") {
			t.Errorf("%s lacks a title, publisher, version, license or link: %+v", f.ID, f)
		}
		if ai := f.ID == "nist-ai-rmf-1.0"; (f.Actor == "ai_agent") != ai {
			t.Errorf("%s speaks of %q", f.ID, f.Actor)
		}
		if len(c.Controls(f.ID)) == 0 {
			t.Errorf("%s has no controls", f.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("frameworks are %q, want %q", got, want)
	}
}

func TestShippedControls(t *testing.T) {
	c := shipped(t)
	token := regexp.MustCompile(`^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$`)
	for _, f := range c.Frameworks() {
		tokens := map[string]Ref{}
		for _, control := range c.Controls(f.ID) {
			if control.Title == "" && control.Text == "" {
				t.Errorf("%s has neither title nor text", control.Ref)
			}
			if !token.MatchString(control.OSCAL) {
				t.Errorf("%s has the OSCAL id %q, which OSCAL refuses", control.Ref, control.OSCAL)
			}
			if other, taken := tokens[control.OSCAL]; taken {
				t.Errorf("%s and %s share the OSCAL id %s", control.Ref, other, control.OSCAL)
			}
			tokens[control.OSCAL] = control.Ref
			if strings.Contains(control.Text, "(…)") {
				t.Errorf("%s has an abridged text, which would be shown as the publisher's", control.Ref)
			}
		}
	}
}

// What is protected is named and linked, neither quoted nor retold.
func TestProtectedTextStaysWithItsPublisher(t *testing.T) {
	c := shipped(t)
	for framework, controls := range map[string]int{
		"owasp-nhi-2025": 10, "owasp-asvs-5.0": 16, "iso-27001-2022": 17, "pci-dss-4.0.1": 18, "soc2-2017": 10, "cis-controls-8.1": 11, "ietf-rfc": 52,
	} {
		if got := len(c.Controls(framework)); got != controls {
			t.Errorf("%s has %d controls, want %d", framework, got, controls)
		}
		for _, control := range c.Controls(framework) {
			linked := strings.HasPrefix(control.URL, "https://") || !strings.HasPrefix(framework, "owasp-") && framework != "ietf-rfc"
			if control.Text != "" || control.Gist != "" || !linked || len(control.Title) > 100 {
				t.Errorf("%s: want a short title, no text, and a link where the publisher has one: %+v", control.Ref, control)
			}
		}
	}
}

// The link of an RFC's section is made of its id.
func TestRFCLinks(t *testing.T) {
	for _, control := range shipped(t).Controls("ietf-rfc") {
		number, section, inside := strings.Cut(strings.TrimPrefix(control.Ref.ID, "RFC "), " ")
		want := "https://www.rfc-editor.org/rfc/rfc" + number
		if inside {
			want += "#section-" + section
		}
		if control.URL != want {
			t.Errorf("%s leads to %s, want %s", control.Ref, control.URL, want)
		}
	}
}

func TestControlDetails(t *testing.T) {
	c := shipped(t)
	tests := []struct {
		framework, id string
		want          Control
	}{
		{"owasp-nhi-2025", "NHI7:2025", Control{
			Title: "Long-Lived Secrets", OSCAL: "NHI7-2025", URL: "https://owasp.org/www-project-non-human-identities-top-10/2025/7-long-lived-secrets/",
		}},
		{"nist-800-53r5", "AC-2(3)", Control{Title: "Disable Accounts", Parent: "AC-2", OSCAL: "ac-2.3", Baselines: "MH"}},
		{"nist-800-53r5", "AC-2b", Control{Title: "Account Management", Parent: "AC-2", OSCAL: "ac-2_smt.b", Baselines: "LMH"}},
		{"nist-800-53r5", "IA-13(3)", Control{Title: "Token Management", Parent: "IA-13", OSCAL: "ia-13.3"}},
		{"nist-800-53r5", "IA-13(3)(e)", Control{Title: "Token Management", Parent: "IA-13(3)", OSCAL: "ia-13.3_smt.e"}},
		{"pci-dss-4.0.1", "7.2.5.1", Control{Title: "Review of application and system accounts", Parent: "7.2.5", OSCAL: "PCI-7.2.5.1"}},
		{"soc2-2017", "CC6.1", Control{Title: "Logical access security", OSCAL: "CC6.1"}},
		{"hipaa-security-rule", "164.312(a)(2)(i)", Control{
			Title: "A unique id for each user", OSCAL: "HIPAA-164.312-a-2-i", URL: "https://www.ecfr.gov/current/title-45/section-164.312",
		}},
		{"ietf-rfc", "RFC 9449 5", Control{
			Title:  "Refresh tokens of public clients are bound to their key, and the binding is checked",
			Parent: "RFC 9449", OSCAL: "RFC-9449-5", URL: "https://www.rfc-editor.org/rfc/rfc9449#section-5",
		}},
		{"nist-csf-1.1", "RS.MI-1", Control{Text: "Incidents are contained", Parent: "RS.MI", OSCAL: "RS.MI-1"}},
		{"nist-800-63b-4", "5.1(5)", Control{
			Title: "Session Bindings, item 5", Parent: "5.1", OSCAL: "sec-5.1-5", Gist: "Session secrets time out after the time given for the assurance level (SHALL).",
		}},
	}
	for _, tt := range tests {
		tt.want.Ref = Ref{tt.framework, tt.id}
		if got, _ := c.Control(tt.framework, tt.id); got != tt.want {
			t.Errorf("%s is\n%+v, want\n%+v", tt.want.Ref, got, tt.want)
		}
	}
	if _, ok := c.Control("nist-csf-2.0", "PR.AC-4"); ok {
		t.Error("CSF 2.0 has no PR.AC-4")
	}
	if _, ok := c.Framework("nist-csf"); ok {
		t.Error("nist-csf is no framework")
	}
}

func TestNaturalOrder(t *testing.T) {
	c := shipped(t)
	order := func(framework string) []string {
		var ids []string
		for _, control := range c.Controls(framework) {
			ids = append(ids, control.Ref.ID)
		}
		return ids
	}
	nhi := order("owasp-nhi-2025")
	if nhi[0] != "NHI1:2025" || nhi[1] != "NHI2:2025" || nhi[9] != "NHI10:2025" {
		t.Errorf("NHI order is %q", nhi)
	}
	ids := order("nist-800-53r5")
	for _, pair := range [][2]string{{"AC-2", "AC-2(3)"}, {"AC-2(3)", "AC-2(12)"}, {"AC-2", "AC-12"}, {"AC-6(9)", "AC-10"}, {"IA-5(13)", "IA-9"}} {
		if slices.Index(ids, pair[0]) >= slices.Index(ids, pair[1]) {
			t.Errorf("%s does not come before %s", pair[0], pair[1])
		}
	}
}

func TestLabels(t *testing.T) {
	c := shipped(t)
	tests := []struct {
		ref         Ref
		label, less string
		legacy      string
	}{
		{Ref{"owasp-nhi-2025", "NHI7:2025"}, "NHI7:2025", "NHI7", "NHI-03"},
		{Ref{"owasp-nhi-2025", "NHI1:2025"}, "NHI1:2025", "NHI1", "NHI-03"},
		{Ref{"owasp-nhi-2025", "NHI3:2025"}, "NHI3:2025", "NHI3", ""},
		{Ref{"nist-csf-1.1", "PR.AC-4"}, "PR.AC-4", "PR.AC-4", ""},
		{Ref{"nist-800-63b-4", "5.1"}, "63B 5.1", "63B 5.1", ""},
		{Ref{"pci-dss-4.0.1", "8.3.2"}, "PCI 8.3.2", "PCI 8.3.2", ""},
		{Ref{"iso-27001-2022", "A.5.17"}, "ISO A.5.17", "ISO A.5.17", ""},
		{Ref{"ietf-rfc", "RFC 9700 2.2.2"}, "RFC 9700 2.2.2", "RFC 9700 2.2.2", ""},
	}
	for _, tt := range tests {
		legacy := strings.Join(c.LegacyLabels(tt.ref), ",")
		if label, less := c.Label(tt.ref), c.ShortLabel(tt.ref); label != tt.label || less != tt.less || legacy != tt.legacy {
			t.Errorf("%s: label %q, short %q, legacy %q; want %q, %q, %q", tt.ref, label, less, legacy, tt.label, tt.less, tt.legacy)
		}
	}
}

func TestCrosswalk(t *testing.T) {
	c := shipped(t)
	old, next := Ref{"nist-csf-1.1", "PR.AC-4"}, Ref{"nist-csf-2.0", "PR.AA-05"}
	if got := c.Successors(old); !slices.Equal(got, []Ref{next}) {
		t.Errorf("PR.AC-4 became %v, want %v", got, next)
	}
	var labels []string
	for _, ref := range c.Predecessors(next) {
		labels = append(labels, c.Label(ref))
	}
	if got := strings.Join(labels, " "); got != "PR.AC-1 PR.AC-3 PR.AC-4" {
		t.Errorf("PR.AA-05 stands for %s", got)
	}
	if !slices.ContainsFunc(c.links, func(l link) bool { return l == link{old, next, "moved_to", l.source} && l.source != "" }) {
		t.Error("no row says that PR.AC-4 moved, and who says so")
	}
	if got := c.Successors(next); len(got) != 0 {
		t.Errorf("PR.AA-05 has the successors %v", got)
	}
}

func TestCallersCannotChangeTheCatalog(t *testing.T) {
	c := shipped(t)
	c.Frameworks()[0].ID = "changed"
	c.Controls("owasp-nhi-2025")[0].Title = "changed"
	r, _ := c.Resolve("NHI-03")
	r.Refs[0] = Ref{"changed", "changed"}
	if _, ok := c.Framework("changed"); ok {
		t.Error("a framework was changed")
	}
	if control, _ := c.Control("owasp-nhi-2025", "NHI1:2025"); control.Title != "Improper Offboarding" {
		t.Errorf("the title was changed to %q", control.Title)
	}
	if r, _ := c.Resolve("NHI-03"); r.Refs[0].ID != "NHI7:2025" {
		t.Errorf("the legacy label was changed to %v", r.Refs)
	}
}
