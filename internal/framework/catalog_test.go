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
	want := []string{"nist-800-53r5", "nist-800-63b-4", "nist-ai-rmf-1.0", "nist-csf-1.1", "nist-csf-2.0", "owasp-nhi-2025"}
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

// The ids of the control mapping that the checks draw on, row by row; a row's frameworks are separated by bars in the order
// NHI, CSF 2.0, CSF 1.1, SP 800-53, SP 800-63B, AI RMF.
const mapping = `
application owner              | NHI1        | GV.RR-02 ID.AM-02           | ID.AM-6 ID.AM-2   | CM-8(4) AC-2b                       |                   | GOVERN_2.1 GOVERN_1.6
identity owner                 | NHI1        | GV.RR-02                    | ID.AM-6           | IA-13 AC-2b                         |                   | GOVERN_2.1
one team per decision          | NHI10       | GV.RR-02 PR.AA-05           | PR.AC-4 ID.AM-6   | AC-5                                |                   | GOVERN_2.1 GOVERN_3.2
ownership attested             | NHI1        | PR.AA-05 GV.OV-03           | PR.AC-4           | AC-2j AC-6(7) CA-7                  |                   | GOVERN_1.5
inventoried                    | NHI1        | ID.AM-02 ID.AM-05           | ID.AM-2 ID.AM-5   | CM-8                                |                   | GOVERN_1.6
encrypted at rest              | NHI2        | PR.DS-01                    | PR.DS-1 PR.DS-5   | SC-28(1) IA-5(6)                    | 5.1               | MEASURE_2.7
no plaintext on a shared host  | NHI2        | PR.DS-01 PR.DS-10           | PR.DS-5           | SC-28 IA-5(6)                       | 5.1               | MEASURE_2.7
no static secret               | NHI2 NHI7   | PR.DS-01 PR.PS-06           | PR.DS-5           | IA-5(7)                             |                   |
not persisted                  | NHI7 NHI2   | PR.DS-01 PR.AA-04           | PR.DS-1           | IA-5(13) SC-28(3)                   | 5.1               |
access token lifetime          | NHI7        | PR.AA-01 PR.AA-05           | PR.AC-1           | IA-13(3)(e) AC-12                   |                   | MEASURE_2.7
session maximum                | NHI7        | PR.AA-03 PR.AA-05           | PR.AC-7           | AC-12 IA-11                         | 2.1.3 2.2.3 2.3.3 |
inactivity timeout             | NHI7        | PR.AA-03                    | PR.AC-7           | AC-12 AC-2(5) AC-11                 | 2.2.3 2.3.3 5.2   |
refresh expiry                 | NHI7        | PR.AA-01                    | PR.AC-1           | IA-13(3)(c) IA-13(3)(e) IA-5f       | 5.1(5)            |
expiry enforced by the CLI     | NHI7        | PR.AA-03                    | PR.AC-1           | IA-5(13) AC-12                      | 5.1(5) 5.2        |
refresh rotated or bound       | NHI7 NHI2   | PR.AA-04                    | PR.AC-1           | IA-13(3)(c) SC-23                   |                   |
device binding                 | NHI4 NHI2   | PR.AA-03 PR.AA-04           | PR.AC-7           | IA-3 IA-5(2) SC-28(3)               | 5.1 5.2           |
revocation path                | NHI7 NHI1   | PR.AA-01 RS.MI-01           | PR.AC-1           | IA-5d IA-13(3)(d) AC-17(9)          |                   | MANAGE_2.4
logout                         | NHI7        | PR.AA-01                    | PR.AC-1           | AC-12(1) SC-23(1)                   | 5.1(3)            |
refresh revocation             | NHI7        | PR.AA-01                    | PR.AC-1           | AC-3(8) IA-13(3)(d)                 |                   | MANAGE_2.4
offboarding                    | NHI1        | PR.AA-05 GV.RR-04           | PR.AC-1 PR.IP-11  | PS-4 PS-4(2) PS-5 AC-2(3)           |                   | GOVERN_1.7
kill switch                    | NHI1 NHI7   | RS.MI-01 PR.AA-05           | RS.MI-1 PR.AC-1   | AC-2(13) SI-4(7) AC-17(9)           | 5.3               | MANAGE_2.4
least privilege                | NHI5        | PR.AA-05                    | PR.AC-4           | AC-6 AC-6(5)                        |                   | MAP_4.2
scope review                   | NHI5        | PR.AA-05                    | PR.AC-4           | AC-6(7) AC-2j                       |                   | GOVERN_1.5
audience                       | NHI9 NHI5   | PR.AA-04 PR.AA-05           | PR.AC-4           | IA-13(3)(f) IA-13(2)                |                   |
step-up                        | NHI5 NHI4   | PR.AA-03 PR.AA-05           | PR.AC-7           | IA-11 IA-10                         | 5.1.2 5.2         | MAP_3.5
conditional access             | NHI4        | PR.AA-05                    | PR.AC-3 PR.AC-4   | AC-2(12) AC-24 IA-10                | 5.3               | MEASURE_2.4
approved grant                 | NHI4        | PR.AA-03                    | PR.AC-7           | IA-2 IA-13                          | 2.2               |
no human session in automation | NHI9 NHI10 NHI6 | PR.AA-01 PR.AA-03       | PR.AC-1 PR.AC-4   | IA-2 IA-9 AC-2(9)                   | 5.1.2             | GOVERN_3.2
no sharing                     | NHI9 NHI10  | PR.AA-01 PR.AA-05           | PR.AC-1           | IA-4 IA-2(5) AC-2(9)                |                   |
environments apart             | NHI8        | PR.AA-05 PR.IR-01           | PR.DS-7 PR.AC-4   | AC-6 CM-6                           |                   |
third parties                  | NHI3        | GV.SC-07 ID.AM-04 DE.CM-06  | ID.SC-2 ID.AM-4   | SA-9                                |                   | GOVERN_6.1 MANAGE_3.1
audit events                   | NHI10       | PR.PS-04 DE.CM-03           | PR.PT-1 DE.CM-3   | AU-2 AU-3 AU-12 AC-2(12)            | 5.3               | MEASURE_2.4
tokens out of logs             | NHI2        | PR.DS-10 PR.PS-04           | PR.DS-5           | IA-5g AU-9                          | 5.1               |
exception documented           |             | ID.RA-07 ID.RA-06           | ID.RA-6 RS.MI-3   | CM-6c CA-5 RA-7 PM-4                | 5.2               | MANAGE_1.3 MANAGE_1.4
exception not expired          |             | ID.RA-07 GV.OV-03           | ID.RA-6           | CA-5b CA-7                          |                   | GOVERN_1.5
policy owned                   |             | GV.PO-01 GV.PO-02           | ID.GV-1           | AC-1 PL-2                           | 5.2               | GOVERN_1.4
leak response                  | NHI2 NHI7   | RS.MA-01 RS.MI-01           | RS.MI-1 RS.CO-1   | IR-4 IA-5d PM-10                    | 5.3               | MANAGE_2.3 MANAGE_4.3
`

func TestEveryMappedControlExists(t *testing.T) {
	c := shipped(t)
	frameworks := []string{"owasp-nhi-2025", "nist-csf-2.0", "nist-csf-1.1", "nist-800-53r5", "nist-800-63b-4", "nist-ai-rmf-1.0"}
	rows := strings.Split(strings.TrimSpace(mapping), "\n")
	if len(rows) != 37 {
		t.Fatalf("the mapping has %d rows, want 37", len(rows))
	}
	for _, row := range rows {
		cells := strings.Split(row, "|")
		if len(cells) != len(frameworks)+1 {
			t.Fatalf("row %q has %d cells", row, len(cells))
		}
		for i, framework := range frameworks {
			for id := range strings.FieldsSeq(cells[i+1]) {
				id = strings.ReplaceAll(id, "_", " ")
				if framework == "owasp-nhi-2025" {
					id += ":2025"
				}
				if _, ok := c.Control(framework, id); !ok {
					t.Errorf("%s: %s has no control %s", strings.TrimSpace(cells[0]), framework, id)
				}
			}
		}
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

func TestOWASPTextStaysWithItsPublisher(t *testing.T) {
	controls := shipped(t).Controls("owasp-nhi-2025")
	if len(controls) != 10 {
		t.Fatalf("%d controls, want 10", len(controls))
	}
	for _, control := range controls {
		if control.Text != "" || control.Gist != "" || control.URL == "" {
			t.Errorf("%s: want a link and no text: %+v", control.Ref, control)
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
	links := c.Links(old)
	if len(links) != 1 || links[0].Relation != "moved_to" || links[0].Source == "" {
		t.Errorf("links of PR.AC-4 are %+v", links)
	}
	if got := c.Links(next); len(got) != 3 {
		t.Errorf("links of PR.AA-05 are %+v", got)
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
