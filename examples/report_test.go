package examples_test

import (
	"slices"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/engine"
	"github.com/nhi-custody/custody/internal/report"
)

// Of Acme's tools one is driven by an AI agent, and the AI risk framework speaks of that one alone.
func TestReportOfAISystems(t *testing.T) {
	at := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	world := &engine.World{
		Dir: "acme", Now: func() time.Time { return at }, Env: func(string) (string, bool) { return "", false },
	}
	project, diags := engine.Load(t.Context(), world, engine.Inputs{}, at)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	document, err := project.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	passed := func(framework, control string) int {
		i := slices.IndexFunc(document.Frameworks, func(f report.Framework) bool { return f.ID == framework })
		if i < 0 {
			t.Fatalf("the report does not show %s", framework)
		}
		controls := document.Frameworks[i].Controls
		j := slices.IndexFunc(controls, func(c report.Control) bool { return c.ID == control })
		if j < 0 {
			t.Fatalf("the report does not show %s of %s", control, framework)
		}
		return controls[j].Counts.Pass
	}
	if got := passed("nist-ai-rmf-1.0", "MAP 4.2"); got != 1 {
		t.Errorf("MAP 4.2 passed on %d subjects, want the one agent's session", got)
	}
	if got := passed("owasp-nhi-2025", "NHI5:2025"); got < 10 {
		t.Errorf("NHI5:2025 passed on %d subjects, want every session", got)
	}
}
