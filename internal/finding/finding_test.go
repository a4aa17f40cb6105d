package finding_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/schema"
)

// Only a failure, or what could not be told, is wanting; it blocks what is asked for at its level and below.
func TestBlocking(t *testing.T) {
	levels := []schema.Level{schema.LevelAdvisory, schema.LevelWarning, schema.LevelMandatory}
	for verdict, wanting := range map[finding.Verdict]bool{
		finding.Pass: false, finding.Fail: true, finding.Waived: false, finding.NotApplicable: false, finding.Unknown: true,
	} {
		for i, own := range levels {
			f := finding.Finding{Rule: &finding.Rule{Level: own}, Verdict: verdict}
			if f.Wanting() != wanting {
				t.Errorf("%s is wanting: %v", verdict, f.Wanting())
			}
			for j, asked := range levels {
				if got, want := f.Blocking(asked), wanting && i >= j; got != want {
					t.Errorf("%s at level %s blocks %s: %v; want %v", verdict, own, asked, got, want)
				}
			}
		}
	}
	odd := finding.Finding{Rule: &finding.Rule{Level: "odd"}, Verdict: finding.Fail}
	if !odd.Blocking(schema.LevelMandatory) {
		t.Error("a failure at an unknown level blocks nothing")
	}
}

func TestTeams(t *testing.T) {
	s := &finding.Subject{Application: []string{"team.app"}, Identity: []string{"team.iam"}, Shared: []string{"team.app", "team.iam"}}
	for plane, want := range map[schema.Plane][]string{
		schema.PlaneApplication: s.Application, schema.PlaneIdentity: s.Identity, schema.PlaneShared: s.Shared, schema.PlaneGovernance: s.Shared,
	} {
		f := finding.Finding{Rule: &finding.Rule{Plane: plane}, Subject: s}
		if got := f.Teams(); !slices.Equal(got, want) {
			t.Errorf("on the plane %s %v must mend it; want %v", plane, got, want)
		}
	}
}

func TestRange(t *testing.T) {
	header, attribute := hcl.Range{Filename: "a", Start: hcl.Pos{Line: 1}}, hcl.Range{Filename: "a", Start: hcl.Pos{Line: 7}}
	f := finding.Finding{Subject: &finding.Subject{Range: header}}
	if f.Range() != header {
		t.Errorf("without a place of its own it is at %v", f.Range())
	}
	f.At = &attribute
	if f.Range() != attribute {
		t.Errorf("it is at %v; want its attribute", f.Range())
	}
}

func TestSortAndSummarize(t *testing.T) {
	subject := func(text string) *finding.Subject { return &finding.Subject{Text: text} }
	a, b := subject("cli.a"), subject("cli.b")
	one := func(s *finding.Subject, policy string, v finding.Verdict) finding.Finding {
		return finding.Finding{Rule: &finding.Rule{Policy: policy}, Subject: s, Verdict: v}
	}
	findings := []finding.Finding{
		one(b, "q", finding.Waived), one(a, "q", finding.Fail), one(b, "p", finding.Unknown), one(a, "p", finding.Pass),
		one(subject("cli.a.session.x"), "p", finding.NotApplicable), one(b, "o", finding.Pass),
	}
	finding.Sort(findings)
	var order []string
	for i := range findings {
		order = append(order, findings[i].Subject.Text+" "+findings[i].Rule.Policy)
	}
	want := "cli.a p, cli.a q, cli.a.session.x p, cli.b o, cli.b p, cli.b q"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("the order is %s; want %s", got, want)
	}
	counts := finding.Summary{Evaluated: 6, Subjects: 3, Pass: 2, Fail: 1, Waived: 1, NotApplicable: 1, Unknown: 1}
	if got := finding.Summarize(findings); got != counts {
		t.Errorf("the summary is %+v; want %+v", got, counts)
	}
	if got := fmt.Sprint(finding.Summarize(nil)); got != fmt.Sprint(finding.Summary{}) {
		t.Errorf("nothing sums up to %s", got)
	}
}
