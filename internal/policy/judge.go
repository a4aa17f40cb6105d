package policy

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// Check judges every subject of a model by every rule. The findings are sorted by subject, then policy; passes are
// among them.
func (r *Rules) Check(m *model.Model) []finding.Finding {
	j := r.newJudge(m)
	if len(j.bySubject[exceptionSubject]) > 0 {
		j.add(r.unasked(m))
	}
	results := j.clis()
	for _, t := range m.Teams {
		results = append(results, j.one("team", t.Address, t.Range, t.Team, func() cty.Value { return j.encoder.team(t) }))
	}
	for _, i := range m.Issuers {
		results = append(results, j.one("issuer", i.Address, i.Range, i.Issuer, func() cty.Value { return j.encoder.issuer(i) }))
	}
	workspace := schema.Address{Kind: schema.KindWorkspace}
	results = append(results, j.one("workspace", workspace, m.Workspace.Range, m.Workspace, j.encoder.workspace))
	j.work.withdraw(results)
	results = append(results, j.exceptions(results)...)
	j.work.withdraw(results)
	return join(j.asked(results))
}

// judged is the findings of one subject.
type judged struct {
	subject  *finding.Subject
	findings []finding.Finding
}

// join puts the findings of all subjects in order.
func join(results []judged) []finding.Finding {
	slices.SortFunc(results, func(a, b judged) int { return strings.Compare(a.subject.Text, b.subject.Text) })
	total := 0
	for _, r := range results {
		total += len(r.findings)
	}
	out := make([]finding.Finding, 0, total)
	for _, r := range results {
		out = append(out, r.findings...)
	}
	return out
}

// judge is one run of the rules over one model.
type judge struct {
	rules     *Rules
	model     *model.Model
	encoder   *encoderOf
	waivers   waivers
	bySubject map[string][]*rule
	at        cty.Value
	workspace cty.Value // as a policy on something else sees it
	unasked   []*rule   // judge only because exceptions name them
	work      work
}

func (r *Rules) newJudge(m *model.Model) *judge {
	j := &judge{
		rules: r, model: m, encoder: newEncoder(r, m), bySubject: map[string][]*rule{},
		at: cty.NumberIntVal(m.At.Unix()),
	}
	j.waivers = newWaivers(m, j.encoder.standings)
	j.workspace = j.encoder.briefWorkspace()
	for _, rule := range r.rules {
		j.bySubject[rule.Subject] = append(j.bySubject[rule.Subject], rule)
	}
	j.work = r.newWork(subjects(m))
	return j
}

// subjects counts what there is to judge, changes aside.
func subjects(m *model.Model) int {
	n := 1 + len(m.Teams) + len(m.Issuers) + len(m.CLIs) + len(m.Exceptions)
	for _, c := range m.CLIs {
		n += len(c.Sessions)
	}
	return n
}

// clis judges CLIs and their sessions, on every core: they are nearly all there is.
func (j *judge) clis() []judged {
	if len(j.bySubject["cli"])+len(j.bySubject["session"]) == 0 {
		return nil
	}
	perCLI := make([][]judged, len(j.model.CLIs))
	onEveryCore(len(perCLI), func(i int) { perCLI[i] = j.cli(j.model.CLIs[i]) })
	return slices.Concat(perCLI...)
}

// onEveryCore does n pieces of work, each once, in no order.
func onEveryCore(n int, work func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	group.Wait()
}

func (j *judge) cli(c *model.CLI) []judged {
	results := make([]judged, 0, len(c.Sessions)+1)
	sessions := make([]cty.Value, len(c.Sessions))
	for i, s := range c.Sessions {
		sessions[i] = j.encoder.session(s)
	}
	cli := j.encoder.cli(c, sessions)
	subject := j.subject(c.Address, c.Range)
	subject.Agent = slices.ContainsFunc(c.Sessions, actedByAgent)
	variables := map[string]cty.Value{"cli": cli}
	results = append(results, judged{subject, j.judge(subject, "cli", c.CLI, variables)})
	for i, s := range c.Sessions {
		subject := j.subject(s.Address, s.Range)
		subject.Agent = actedByAgent(s)
		variables["session"] = sessions[i]
		results = append(results, judged{subject, j.judge(subject, "session", &s.Session, variables)})
	}
	return results
}

// exceptions judges the exceptions, after all that they may waive.
func (j *judge) exceptions(before []judged) []judged {
	exceptions := j.model.Exceptions
	results := make([]judged, 0, len(exceptions))
	if len(j.bySubject[exceptionSubject]) == 0 || len(exceptions) == 0 {
		for _, x := range exceptions {
			results = append(results, judged{subject: j.subject(x.Address, x.Range)})
		}
		return results
	}
	needs := newNeeds(j.model)
	for _, r := range before {
		for i := range r.findings {
			needs.count(&r.findings[i])
		}
	}
	unneeded := needs.unneeded(j.rules.namesOf(changeSubject))
	for i, x := range exceptions {
		results = append(results, j.one(exceptionSubject, x.Address, x.Range, x.Exception, func() cty.Value {
			values := j.encoder.exceptionValues(x)
			values[unneededField] = texts(unneeded[i])
			return cty.ObjectVal(values)
		}))
	}
	return results
}

// add lets rules judge that were not asked for.
func (j *judge) add(rules []*rule) {
	j.unasked = rules
	for _, rule := range rules {
		j.bySubject[rule.Subject] = append(j.bySubject[rule.Subject], rule)
	}
}

// asked leaves the findings of the rules that were asked for.
func (j *judge) asked(results []judged) []judged {
	if len(j.unasked) == 0 {
		return results
	}
	unasked := make(map[*finding.Rule]bool, len(j.unasked))
	for _, rule := range j.unasked {
		unasked[&rule.Rule] = true
	}
	for i := range results {
		results[i].findings = slices.DeleteFunc(results[i].findings, func(f finding.Finding) bool { return unasked[f.Rule] })
	}
	return results
}

func (j *judge) one(kind string, a schema.Address, at hcl.Range, decl any, value func() cty.Value) judged {
	subject := j.subject(a, at)
	if len(j.bySubject[kind]) == 0 {
		return judged{subject: subject}
	}
	return judged{subject, j.judge(subject, kind, decl, map[string]cty.Value{kind: value()})}
}

func actedByAgent(s *model.Session) bool { return s.Actor.Value == agentActor }

func (j *judge) subject(a schema.Address, at hcl.Range) *finding.Subject {
	return &finding.Subject{
		Address: a, Text: a.String(), Range: at,
		Application: j.model.AccountableAddresses(a, schema.PlaneApplication),
		Identity:    j.model.AccountableAddresses(a, schema.PlaneIdentity),
		Shared:      j.model.AccountableAddresses(a, schema.PlaneShared),
	}
}

// judge holds one subject against the rules for its kind.
func (j *judge) judge(subject *finding.Subject, kind string, decl any, variables map[string]cty.Value) []finding.Finding {
	rules := j.bySubject[kind]
	findings := make([]finding.Finding, 0, len(rules))
	variables["at"] = j.at
	if kind != "workspace" {
		variables["workspace"] = j.workspace
	}
	ctx := &hcl.EvalContext{Variables: variables, Functions: j.rules.functions}
	for _, rule := range rules {
		variables["parameter"] = rule.parameters
		f := finding.Finding{Rule: &rule.Rule, Subject: subject}
		if account := j.work[&rule.Rule]; account.overdrawn() {
			f.Verdict = finding.Unknown
		} else {
			var steps int
			f.Verdict, f.Message, steps = rule.verdict(ctx)
			account.spend(steps)
		}
		if f.Verdict == finding.Fail {
			if w := j.waivers.of(rule.Policy, subject.Address); w != nil {
				f.Verdict, f.Waiver = finding.Waived, w
			}
		}
		if f.Verdict != finding.Pass && f.Verdict != finding.NotApplicable {
			f.At = rule.place(reflect.ValueOf(decl).Elem())
		}
		findings = append(findings, f)
	}
	return findings
}

// verdict evaluates the rule on one subject, and tells how many steps that took. What can not be evaluated is unknown,
// never a pass.
func (r *rule) verdict(ctx *hcl.EvalContext) (v finding.Verdict, message string, steps int) {
	if r.when != nil {
		applies, problem, n := truth(r.when, ctx)
		steps += n
		if problem != "" {
			return finding.Unknown, "Whether the policy applies could not be evaluated: " + problem, steps
		}
		if !applies {
			return finding.NotApplicable, "", steps
		}
	}
	holds, problem, n := truth(r.require, ctx)
	steps += n
	switch {
	case problem != "":
		return finding.Unknown, "The condition could not be evaluated: " + problem, steps
	case holds:
		return finding.Pass, "", steps
	}
	message, n = r.text(ctx)
	return finding.Fail, message, steps + n
}

// truth evaluates a condition. The second result says why it came to neither true nor false, the third how many steps that
// took.
func truth(expr *lang.Expression, ctx *hcl.EvalContext) (bool, string, int) {
	v, diags, steps := expr.Spend(ctx)
	if diags.HasErrors() {
		d := diags[0]
		return false, short(strings.TrimSuffix(d.Summary, ".") + ": " + d.Detail), steps
	}
	if v == cty.True || v == cty.False { // cty finds that out at length
		return v == cty.True, "", steps
	}
	v, _ = v.UnmarkDeep()
	b, err := convert.Convert(v, cty.Bool)
	switch {
	case err != nil:
		return false, fmt.Sprintf("it came to a %s.", v.Type().FriendlyName()), steps
	case b.IsNull():
		return false, "it came to null.", steps
	case !b.IsKnown():
		return false, "it depends on a value that is not known.", steps
	}
	return b.True(), "", steps
}

// text is the rule's message for a subject, with the steps that it took. An error in it never changes the verdict.
func (r *rule) text(ctx *hcl.EvalContext) (string, int) {
	v, diags, steps := r.message.Spend(ctx)
	if diags.HasErrors() || v.IsNull() || !v.IsKnown() || v.Type() != cty.String {
		if r.Title != "" {
			return "Not so: " + r.Title + ".", steps
		}
		return "The condition of " + r.Policy + " does not hold.", steps
	}
	return short(v.AsString()), steps
}

// MaxMessage is how many bytes of a message a finding keeps. There is a finding for each subject, so long ones would exhaust
// memory, and nobody would read them.
const MaxMessage = 4096

// short cuts a message that is too long, between two characters.
func short(message string) string {
	if len(message) <= MaxMessage {
		return message
	}
	end := MaxMessage
	for !utf8.RuneStart(message[end]) {
		end--
	}
	return strings.Clone(message[:end]) + "…" // a clone, so that the rest is let go of
}

// place finds the line of the first declared attribute that the condition reads; nil when none is declared. A profile is
// shared by many sessions, so what it supplies comes last.
func (r *rule) place(decl reflect.Value) *hcl.Range {
	var shared *hcl.Range
	for _, index := range r.about {
		attr := decl.FieldByIndex(index)
		if !attr.FieldByName("Set").Bool() {
			continue
		}
		at := attr.FieldByName("Range").Interface().(hcl.Range)
		if !strings.HasPrefix(attr.FieldByName("Origin").String(), string(schema.KindProfile)) {
			return &at
		}
		if shared == nil {
			shared = &at
		}
	}
	return shared
}
