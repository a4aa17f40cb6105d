package view

import (
	"fmt"

	"github.com/nhi-custody/custody/internal/apply"
	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/ledger"
)

// Step prints one line about a target that was written, or was not.
func (p *Printer) Step(s apply.Step) error {
	pg := p.page()
	mark := pg.styles.Green("ok")
	if s.Status != apply.Done {
		mark = pg.styles.Red(string(s.Status))
	}
	pg.line("%s  %s %s", mark, s.Action, clean(s.Target.String()))
	if s.Err != nil {
		pg.line("    %s", clean(s.Err.Error()))
	}
	return p.write(pg)
}

// Applied prints what was and was not done, from the journal's point of view.
func (p *Printer) Applied(r *apply.Result) error {
	pg := p.page()
	for _, s := range r.Steps {
		if s.Status == apply.NotStarted {
			pg.line("%s  %s %s", pg.styles.Yellow("not started"), s.Action, clean(s.Target.String()))
		}
	}
	pg.line("%s", appliedSummary(r))
	return p.write(pg)
}

func appliedSummary(r *apply.Result) string {
	text := fmt.Sprintf("%d of %s done", r.Count(apply.Done), plural(len(r.Steps), "change"))
	for _, status := range []apply.Status{apply.Failed, apply.NotKept, apply.Stale, apply.Unconfirmed, apply.NotStarted} {
		if n := r.Count(status); n > 0 {
			text += fmt.Sprintf(", %d %s", n, status)
		}
	}
	if r.Interrupted {
		text += "; interrupted"
	}
	return text + ". Recorded as run " + r.Run + "."
}

// Unfinished warns of runs that broke off, and says what they did and did not do.
func (p *Printer) Unfinished(runs []ledger.RunStatus) error {
	pg := p.page()
	for i := range runs {
		r := &runs[i]
		pg.line("%s run %s broke off: %d done, %d uncertain, %d failed, %d not started.", pg.styles.Yellow("warning:"), r.ID,
			r.Count(ledger.StepDone), r.Count(ledger.StepUncertain), r.Count(ledger.StepFailed), r.Count(ledger.StepNotStarted))
		for _, s := range r.Steps {
			if s.State != ledger.StepDone {
				pg.line("    %s  %s", s.State, clean(s.Target))
			}
		}
		pg.line("    This plan reads what is really there. To finish just that run: custody apply --resume %s", r.ID)
	}
	return p.write(pg)
}

type wireApply struct {
	FormatVersion string     `json:"format_version" doc:"The version of this document's format."`
	Run           string     `json:"run" doc:"The run in the ledger; empty when there was nothing to do."`
	Plan          string     `json:"plan" doc:"Id of the plan."`
	Interrupted   bool       `json:"interrupted" doc:"Whether it was told to stop."`
	Steps         []wireStep `json:"steps" doc:"The targets, in the order of the plan."`
}

type wireStep struct {
	Target string `json:"target" doc:"Address of the target."`
	Action string `json:"action" words:"create,update,delete" doc:"What was to be done."`
	Status string `json:"status" words:"done,failed,not kept,stale,unconfirmed,not started" doc:"What came of it."`
	Error  string `json:"error,omitempty" doc:"Why it is not done."`
}

// ApplyJSON is the document of apply --json.
func ApplyJSON(planID string, r *apply.Result) any {
	doc := wireApply{FormatVersion: FormatVersion, Plan: planID, Steps: []wireStep{}}
	if r == nil {
		return doc
	}
	doc.Run, doc.Interrupted = r.Run, r.Interrupted
	for _, s := range r.Steps {
		w := wireStep{Target: s.Target.String(), Action: string(s.Action), Status: string(s.Status)}
		if s.Err != nil {
			w.Error = s.Err.Error()
		}
		doc.Steps = append(doc.Steps, w)
	}
	return doc
}

// Drift prints what somebody else has changed.
func (p *Printer) Drift(r *engine.DriftReport) error {
	pg := p.page()
	for _, d := range r.Drifts {
		pg.line("%s   %s", pg.styles.Bold(clean(d.Address.String())), teamOrNobody(d.Teams))
		switch {
		case d.Gone:
			pg.line("  %s is gone", pg.styles.Red("-"))
		case d.Taken != "":
			pg.line("  %s belongs to %s now", pg.styles.Red("!"), clean(d.Taken))
		}
		knob := 0
		for _, c := range d.Changes {
			knob = max(knob, len(c.Knob))
		}
		for _, c := range d.Changes {
			pg.line("  %s %s   %s  ->  %s", pg.styles.Cyan("~"), pad(clean(c.Knob), knob), clean(c.Applied), clean(c.Observed))
		}
		pg.line("")
	}
	for _, u := range r.Unreadable {
		pg.line("%s %s could not be read: %s", pg.styles.Red("?"), clean(u.Address.String()), clean(fmt.Sprint(u.Err)))
	}
	pg.line("%s under custody, %s.", plural(r.Compared, "target"), driftSummary(r))
	return p.write(pg)
}

func driftSummary(r *engine.DriftReport) string {
	text := fmt.Sprintf("%d drifted", len(r.Drifts))
	if n := len(r.Unreadable); n > 0 {
		text += fmt.Sprintf(", %d unreadable", n)
	}
	return text
}

type wireDrift struct {
	FormatVersion string            `json:"format_version" doc:"The version of this document's format."`
	Compared      int               `json:"compared" doc:"Targets that were compared."`
	Drifts        []wireDriftTarget `json:"drifts" doc:"Targets that are not as they were applied."`
	Unreadable    []wireUnreadable  `json:"unreadable" doc:"Targets that could not be read."`
}

type wireDriftTarget struct {
	Address string            `json:"address" doc:"Address of the target."`
	ID      string            `json:"id" doc:"Its name at its system."`
	Teams   []string          `json:"teams" doc:"Addresses of the teams that answer for it."`
	Run     string            `json:"run" doc:"The run that applied it last."`
	Gone    bool              `json:"gone" doc:"Whether it is there no more."`
	Owner   string            `json:"owner,omitempty" doc:"Who owns it now, where that changed."`
	Changes []wireDriftChange `json:"changes" doc:"The settings that differ."`
}

type wireDriftChange struct {
	Knob     string `json:"knob" doc:"The setting."`
	Applied  string `json:"applied" doc:"The value as applied."`
	Observed string `json:"observed" doc:"The value as observed."`
}

type wireUnreadable struct {
	Address string `json:"address" doc:"Address of the target."`
	Error   string `json:"error" doc:"Why it could not be read."`
}

// DriftJSON is the document of drift --json.
func DriftJSON(r *engine.DriftReport) any {
	doc := wireDrift{FormatVersion: FormatVersion, Compared: r.Compared, Drifts: []wireDriftTarget{}, Unreadable: []wireUnreadable{}}
	for _, d := range r.Drifts {
		w := wireDriftTarget{Address: d.Address.String(), ID: d.ID, Teams: append([]string{}, d.Teams...), Run: d.Run, Gone: d.Gone, Owner: d.Taken, Changes: []wireDriftChange{}}
		for _, c := range d.Changes {
			w.Changes = append(w.Changes, wireDriftChange(c))
		}
		doc.Drifts = append(doc.Drifts, w)
	}
	for _, u := range r.Unreadable {
		doc.Unreadable = append(doc.Unreadable, wireUnreadable{u.Address.String(), fmt.Sprint(u.Err)})
	}
	return doc
}
