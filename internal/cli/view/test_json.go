package view

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/policytest"
)

type wireTest struct {
	FormatVersion string            `json:"format_version" doc:"The version of this document's format."`
	Passed        bool              `json:"passed" doc:"Whether all is well: every case passes, no policy lacks one, and as much is covered as must be."`
	Summary       wireTestSummary   `json:"summary" doc:"What was run, in numbers."`
	Policies      []wireTestPolicy  `json:"policies" doc:"What was tested, by pack and then by policy."`
	Strays        []wireTestProblem `json:"strays" doc:"Files that look like cases and were not run."`
	Diagnostics   []wireDiagnostic  `json:"diagnostics" doc:"What is wrong with the packs. With an error among them nothing was run."`
}

type wireTestSummary struct {
	Policies   int `json:"policies" doc:"Policies that were tested."`
	Lacking    int `json:"lacking" doc:"Those of them without a case that must pass, or without one that must fail."`
	Cases      int `json:"cases" doc:"Cases that were run."`
	Pass       int `json:"pass" doc:"Cases that came out as expected."`
	Fail       int `json:"fail" doc:"Cases that did not."`
	Strays     int `json:"strays" doc:"Files that look like cases and were not run."`
	Conditions int `json:"conditions" doc:"Conditions in the policies."`
	Covered    int `json:"covered" doc:"Conditions that came out both true and false."`
	Minimum    int `json:"minimum" doc:"How many of a hundred conditions must be covered."`
}

type wireTestPolicy struct {
	Pack      string              `json:"pack" doc:"The pack."`
	Policy    string              `json:"policy" doc:"The policy's name."`
	Range     *wireRange          `json:"range,omitempty" doc:"Where the policy stands."`
	Cases     []wireTestCase      `json:"cases" doc:"Its cases, by name."`
	Lacks     []wireTestProblem   `json:"lacks" doc:"Kinds of case that it has none of."`
	Covered   int                 `json:"covered" doc:"Its conditions that came out both true and false."`
	Uncovered []wireTestCondition `json:"uncovered" doc:"Its other conditions, by place."`
}

type wireTestCase struct {
	Name     string            `json:"name" doc:"Name of the file, without .hcl."`
	File     string            `json:"file" doc:"The file."`
	Passed   bool              `json:"passed" doc:"Whether it came out as expected."`
	Problems []wireTestProblem `json:"problems" doc:"Why it did not, by place."`
}

type wireTestProblem struct {
	Text     string           `json:"text" doc:"What is wrong, in one sentence."`
	Range    *wireRange       `json:"range,omitempty" doc:"Where it is: for an expectation its expect block."`
	Subject  string           `json:"subject,omitempty" doc:"Address of what was judged, for a change with the attribute."`
	Expected *wireTestOutcome `json:"expected,omitempty" doc:"The finding that was expected; its message is a part of what must be said."`
	Got      *wireTestOutcome `json:"got,omitempty" doc:"The finding that came."`
}

type wireTestOutcome struct {
	Verdict string `json:"verdict" words:"pass,fail,waived,not_applicable,unknown" doc:"The verdict."`
	Message string `json:"message,omitempty" doc:"The message."`
}

type wireTestCondition struct {
	Expression string     `json:"expression" doc:"Its source, on one line."`
	Never      string     `json:"never" words:"true,false,evaluated" doc:"What it never was."`
	Range      *wireRange `json:"range,omitempty" doc:"Where it stands."`
}

// TestJSON is the document of test --json. Without a result, nothing could be run.
func TestJSON(r *policytest.Result, o TestOptions, diags hcl.Diagnostics, sources Sources) any {
	if r == nil {
		return wireTest{
			FormatVersion: FormatVersion, Summary: wireTestSummary{Minimum: o.Minimum},
			Policies: []wireTestPolicy{}, Strays: []wireTestProblem{}, Diagnostics: diagnosticsJSON(diags, sources),
		}
	}
	s := r.Summary()
	w := wireTest{
		FormatVersion: FormatVersion,
		Passed:        !s.Wanting() && !o.Short(s),
		Summary: wireTestSummary{
			Policies: s.Policies, Lacking: s.Lacking, Cases: s.Cases, Pass: s.Pass, Fail: s.Fail, Strays: s.Strays,
			Conditions: s.Conditions, Covered: s.Covered, Minimum: o.Minimum,
		},
		Policies: make([]wireTestPolicy, 0, len(r.Policies)), Strays: testProblemsJSON(r.Strays), Diagnostics: diagnosticsJSON(diags, sources),
	}
	for i := range r.Policies {
		w.Policies = append(w.Policies, testPolicyJSON(&r.Policies[i]))
	}
	return w
}

func testPolicyJSON(p *policytest.Policy) wireTestPolicy {
	w := wireTestPolicy{
		Pack: p.Pack, Policy: p.Name, Range: rangeJSON(p.Range), Cases: make([]wireTestCase, 0, len(p.Cases)),
		Lacks: testProblemsJSON(p.Lacks), Uncovered: []wireTestCondition{},
	}
	for _, c := range p.Cases {
		w.Cases = append(w.Cases, wireTestCase{c.Name, c.File, len(c.Problems) == 0, testProblemsJSON(c.Problems)})
	}
	for _, c := range p.Conditions {
		if c.Covered() {
			w.Covered++
			continue
		}
		w.Uncovered = append(w.Uncovered, wireTestCondition{c.Expression, c.Unseen(), rangeJSON(c.Range)})
	}
	return w
}

func testProblemsJSON(problems []policytest.Problem) []wireTestProblem {
	out := make([]wireTestProblem, 0, len(problems))
	for _, p := range problems {
		w := wireTestProblem{Text: p.Text, Range: rangeJSON(p.Range)}
		if m := p.Mismatch; m != nil {
			w.Subject = m.Subject
			w.Expected, w.Got = testOutcomeJSON(m.Expected), testOutcomeJSON(m.Got)
		}
		out = append(out, w)
	}
	return out
}

func testOutcomeJSON(o policytest.Outcome) *wireTestOutcome {
	return &wireTestOutcome{string(o.Verdict), o.Message}
}
