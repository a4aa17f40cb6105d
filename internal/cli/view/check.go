package view

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/finding"
)

// Check prints the findings that are no pass, and what was evaluated.
func (p *Printer) Check(findings []finding.Finding, at time.Time) error {
	pg := p.page()
	for i := range findings {
		f := &findings[i]
		switch f.Verdict {
		case finding.Fail, finding.Unknown, finding.Waived:
			pg.finding(f, at)
		case finding.Pass, finding.NotApplicable:
		}
	}
	pg.line("%s", EvaluatedLine(finding.Summarize(findings)))
	return p.write(pg)
}

// EvaluatedLine says what was evaluated and how it came out.
func EvaluatedLine(s finding.Summary) string {
	parts := []string{fmt.Sprintf("%d pass", s.Pass)}
	for _, part := range []struct {
		n    int
		word string
	}{{s.Fail, "fail"}, {s.Unknown, "unknown"}, {s.Waived, "waived"}, {s.NotApplicable, "not applicable"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.word))
		}
	}
	return fmt.Sprintf("Evaluated %s on %s: %s.", plural(s.Evaluated, "check"), plural(s.Subjects, "subject"), strings.Join(parts, ", "))
}

func (pg *page) finding(f *finding.Finding, at time.Time) {
	word := pg.styles.Red(string(f.Verdict))
	if f.Verdict == finding.Waived {
		word = pg.styles.Yellow("waived")
	} else if f.Rule.Level != "mandatory" {
		word = pg.styles.Yellow(string(f.Verdict))
	}
	place := f.Range()
	where := ""
	if place.Filename != "" {
		where = clean(fmt.Sprintf("%s:%d", place.Filename, place.Start.Line))
	}
	pg.line("%s  %s   %s   %s   %s", word, pg.styles.Bold(clean(f.Rule.Policy)), clean(f.Subject.Text), f.Rule.Level, pg.styles.Dim(where))
	pg.line("    %s", clean(f.Message))
	if f.Waiver != nil {
		left := f.Waiver.LastDay().DaysAfter(at)
		pg.line("    waived by %s, %s left", clean(f.Waiver.Exception.String()), plural(left, "day"))
	} else if f.Rule.Remedy != "" {
		pg.line("    %s (%s)", clean(f.Rule.Remedy), teamOrNobody(f.Teams()))
	}
	pg.line("")
}

func teamOrNobody(teams []string) string {
	if len(teams) == 0 {
		return "nobody is accountable: name owners, or a team with the governance plane"
	}
	return teamNames(teams)
}

type wireCheck struct {
	FormatVersion string           `json:"format_version" doc:"The version of this document's format."`
	Workspace     string           `json:"workspace" doc:"The workspace's name; empty when the workspace could not be read."`
	At            time.Time        `json:"at" doc:"The moment that was judged."`
	Summary       wireSummary      `json:"summary" doc:"The findings by verdict."`
	Findings      []wireFinding    `json:"findings" doc:"Every finding, passes included, by subject and then policy."`
	Diagnostics   []wireDiagnostic `json:"diagnostics" doc:"What is wrong with the declarations."`
}

type wireSummary struct {
	Evaluated     int `json:"evaluated" doc:"Policies held against a subject."`
	Subjects      int `json:"subjects" doc:"Subjects that were judged."`
	Pass          int `json:"pass" doc:"The policy holds."`
	Fail          int `json:"fail" doc:"It does not."`
	Waived        int `json:"waived" doc:"It does not, under a valid exception."`
	NotApplicable int `json:"not_applicable" doc:"The policy's when is false."`
	Unknown       int `json:"unknown" doc:"It could not be evaluated, which counts as a failure."`
}

type wireControl struct {
	Framework string `json:"framework" doc:"Id of the framework."`
	ID        string `json:"id" doc:"The control's own id."`
}

type wireFinding struct {
	Policy    string        `json:"policy" doc:"The policy's name."`
	Subject   string        `json:"subject" doc:"Address of what was judged."`
	Verdict   string        `json:"verdict" words:"pass,fail,waived,not_applicable,unknown" doc:"What came of it."`
	Level     string        `json:"level" words:"mandatory,warning,advisory" doc:"How much a failure weighs."`
	Plane     string        `json:"plane" words:"application,identity,shared" doc:"The plane that must mend a failure."`
	Teams     []string      `json:"teams" doc:"Addresses of the accountable teams."`
	Message   string        `json:"message,omitempty" doc:"Why it is no pass."`
	Remedy    string        `json:"remedy,omitempty" doc:"What to do about it."`
	Controls  []wireControl `json:"controls" doc:"The controls that the policy serves."`
	Exception string        `json:"exception,omitempty" doc:"Address of the exception that waives it."`
	Expires   string        `json:"expires,omitempty" doc:"Last day of that exception, in UTC."`
	Range     *wireRange    `json:"range,omitempty" doc:"The place that it is about."`
}

// CheckJSON writes the document of check --json. It writes finding by finding, for there may be hundreds of thousands.
func CheckJSON(w io.Writer, workspace string, at time.Time, findings []finding.Finding, diags hcl.Diagnostics, sources Sources) error {
	var frame bytes.Buffer
	err := JSON(&frame, wireCheck{
		FormatVersion: FormatVersion, Workspace: workspace, At: at.UTC(), Summary: wireSummary(finding.Summarize(findings)),
		Findings: []wireFinding{}, Diagnostics: diagnosticsJSON(diags, sources),
	})
	if err != nil {
		return err
	}
	// It is the member and no text: within a string the quotes are escaped.
	before, after, _ := strings.Cut(frame.String(), `"findings": []`)
	out := bufio.NewWriter(w)
	fmt.Fprint(out, before, `"findings": [`)
	if err := writeFindings(out, findings); err != nil {
		return err
	}
	fmt.Fprint(out, "]", after)
	return out.Flush() // which reports what went wrong before, too
}

// writeFindings writes the elements of the list, indented as those of a member of the document are.
func writeFindings(out *bufio.Writer, findings []finding.Finding) error {
	var element bytes.Buffer
	encoder := json.NewEncoder(&element)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("    ", "  ")
	for i := range findings {
		element.Reset()
		if err := encoder.Encode(findingJSON(&findings[i])); err != nil {
			return fmt.Errorf("write the findings: %w", err)
		}
		if i > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprintf(out, "\n    %s", bytes.TrimSuffix(element.Bytes(), []byte("\n")))
	}
	if len(findings) > 0 {
		fmt.Fprint(out, "\n  ")
	}
	return nil
}

func findingJSON(f *finding.Finding) wireFinding {
	w := wireFinding{
		Policy: f.Rule.Policy, Subject: f.Subject.Text, Verdict: string(f.Verdict), Level: string(f.Rule.Level),
		Plane: string(f.Rule.Plane), Teams: append([]string{}, f.Teams()...), Message: f.Message,
		Controls: []wireControl{}, Range: rangeJSON(f.Range()),
	}
	if f.Wanting() {
		w.Remedy = f.Rule.Remedy
	}
	for _, c := range f.Controls() {
		w.Controls = append(w.Controls, wireControl(c))
	}
	if f.Waiver != nil {
		w.Exception, w.Expires = f.Waiver.Exception.String(), f.Waiver.LastDay().String()
	}
	return w
}
