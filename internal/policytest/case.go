package policytest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/change"
	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// run runs one case.
func (j job) run() {
	r := &caseRun{suite: j.suite, into: j.into, kind: kindOf(j.into.Name), judged: map[string][]finding.Finding{}}
	r.into.passes, r.into.fails = r.kind == passKind, r.kind == failKind
	if r.kind == "" {
		r.problem(hcl.Range{}, "The name of a case begins with pass- or with fail-, which says what it is for.")
	}
	w, diags := config.LoadCase(j.suite.pack.files, j.file)
	r.diagnostics(diags)
	if !diags.HasErrors() {
		r.workspace = w
		r.judgeBy(j.suite.rules, j.file)
	}
	sortProblems(j.into.Problems)
}

// caseRun is one run of one case.
type caseRun struct {
	suite     *suite
	into      *Case
	kind      string
	workspace *config.Workspace
	rules     *policy.Rules
	judged    map[string][]finding.Finding // by the moment as it is written
}

// problem notes why the case does not pass. Without a place it is about the whole file.
func (r *caseRun) problem(at hcl.Range, text string, args ...any) {
	r.into.Problems = append(r.into.Problems, Problem{Range: r.place(at), Text: fmt.Sprintf(text, args...)})
}

func (r *caseRun) place(at hcl.Range) hcl.Range {
	if at.Filename == "" {
		return hcl.Range{Filename: r.into.File, Start: hcl.InitialPos, End: hcl.InitialPos}
	}
	at.Filename = r.suite.pack.shown(at.Filename)
	return at
}

func (r *caseRun) diagnostics(diags hcl.Diagnostics) {
	for _, d := range diags {
		var at hcl.Range
		if d.Subject != nil {
			at = *d.Subject
		}
		r.problem(at, "%s: %s", strings.TrimSuffix(d.Summary, "."), d.Detail)
	}
}

// judgeBy runs the case by rules, or by those that the case's own overrides make of them.
func (r *caseRun) judgeBy(rules *policy.Rules, file string) {
	r.rules = rules
	if len(r.workspace.Overrides) > 0 {
		overridden, record, diags := r.suite.override(r.workspace.Overrides)
		// What is wrong with the pack was said before.
		diags = slices.DeleteFunc(diags, func(d *hcl.Diagnostic) bool { return d.Subject == nil || d.Subject.Filename != file })
		r.diagnostics(diags)
		if diags.HasErrors() {
			return
		}
		r.rules = overridden
		defer record()
	}
	r.expectations()
}

func (r *caseRun) expectations() {
	expected := r.workspace.Expectations
	if len(expected) == 0 {
		r.problem(hcl.Range{}, "The case expects nothing: write expect { subject = ..., verdict = ... }.")
		return
	}
	r.into.passes, r.into.fails = false, false
	for _, want := range expected {
		r.into.passes = r.into.passes || want.Verdict.Value == string(finding.Pass)
		r.into.fails = r.into.fails || want.Verdict.Value == string(finding.Fail)
		r.expect(want)
	}
}

// expect holds one expectation against the finding that it is about.
func (r *caseRun) expect(want *schema.Expectation) {
	if !want.Subject.Set || !want.Verdict.Set {
		r.problem(want.Range, "An expectation needs a subject and a verdict.")
		return
	}
	verdict := finding.Verdict(want.Verdict.Value)
	if promised := promise(verdict); r.kind != "" && r.kind != promised {
		r.problem(want.Range, "The case is named %s-, and expects %s: name it %s-.", r.kind, verdict, promised)
	}
	got, ok := r.find(want)
	if !ok {
		return
	}
	if got.Verdict == verdict && strings.Contains(got.Message, want.Message.Value) {
		return
	}
	mismatch := &Mismatch{
		Subject:  got.Subject.Text,
		Expected: Outcome{verdict, want.Message.Value}, Got: Outcome{got.Verdict, got.Message},
	}
	r.into.Problems = append(r.into.Problems, Problem{Range: r.place(want.Range), Text: mismatch.String(), Mismatch: mismatch})
}

// promise is the kind of case that a verdict belongs into. What is not known counts as a failure.
func promise(v finding.Verdict) string {
	switch v {
	case finding.Fail, finding.Unknown:
		return failKind
	case finding.Pass, finding.Waived, finding.NotApplicable:
	}
	return passKind
}

// String says what was expected and what came.
func (m *Mismatch) String() string {
	return fmt.Sprintf("%s: expected %s, got %s.", m.Subject, m.Expected, m.Got)
}

// String is the verdict, and its message in quotes.
func (o Outcome) String() string {
	if o.Message == "" {
		return string(o.Verdict)
	}
	return fmt.Sprintf("%s %q", o.Verdict, o.Message)
}

// find looks for the one finding that an expectation is about, and says so when there is none.
func (r *caseRun) find(want *schema.Expectation) (finding.Finding, bool) {
	findings, ok := r.judge(want)
	if !ok {
		return finding.Finding{}, false
	}
	subject := want.Subject.Value.Address
	findings = slices.DeleteFunc(slices.Clone(findings), func(f finding.Finding) bool { return f.Subject.Address != subject })
	text, about := subject.String(), r.rules.All()[0].Subject
	if want.Attribute.Set {
		text += " " + want.Attribute.Value
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Subject.Text != text })
	}
	switch {
	case len(findings) == 1:
		return findings[0], true
	case len(findings) > 1:
		r.problem(want.Range, "Several changes of %s are judged: say by attribute which is expected to come out so. There are: %s.", text, attributes(findings))
	case !r.rules.JudgesChanges():
		r.problem(want.Range, "The policy does not judge %s: its subject is %s.", text, about)
	case r.workspace.Before == nil:
		r.problem(want.Range, "The policy judges changes, and the case tells of none: put what was declared otherwise into a before block.")
	default:
		r.problem(want.Range, "Nothing changes at %s.", text)
	}
	return finding.Finding{}, false
}

// attributes lists the attributes of findings on changes of one block.
func attributes(findings []finding.Finding) string {
	names := make([]string, len(findings))
	for i, f := range findings {
		names[i] = strings.TrimPrefix(f.Subject.Text, f.Subject.Address.String()+" ")
	}
	return strings.Join(names, ", ")
}

// judge returns the findings of the policy as of the moment of an expectation.
func (r *caseRun) judge(want *schema.Expectation) ([]finding.Finding, bool) {
	moment := cmp.Or(want.At.Value, Moment)
	if findings, known := r.judged[moment]; known {
		return findings, findings != nil
	}
	r.judged[moment] = nil
	at, err := lang.ParseInstant(moment)
	if err != nil {
		r.problem(want.At.Range, "The moment to judge at can not be read: %s.", err)
		return nil, false
	}
	m, diags := model.Resolve(&r.workspace.Declarations, at)
	r.diagnostics(diags)
	if diags.HasErrors() {
		return nil, false
	}
	findings := append([]finding.Finding{}, r.rules.Check(m)...)
	if r.workspace.Before != nil {
		before, diags := model.Resolve(&r.workspace.Before.Declarations, at)
		r.diagnostics(diags)
		if diags.HasErrors() {
			return nil, false
		}
		findings = append(findings, r.rules.CheckChanges(m, change.Between(before, m))...)
	}
	r.judged[moment] = findings
	return findings, true
}
