package reporttest

import (
	"fmt"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/schema"
)

// Large is a document about n CLIs of one session each, of which every third has findings and every fifth an exception.
func Large(tb testing.TB, n int) *report.Document {
	tb.Helper()
	return report.New(LargeInput(tb, n))
}

// LargeInput is what [Large] is made of.
func LargeInput(tb testing.TB, n int) report.Input {
	tb.Helper()
	b := &builder{file: "main.custody.hcl"}
	b.decl.Workspace = schema.Workspace{Block: b.block(schema.KindWorkspace, ""), Name: set("large"), Organization: set("Large Corp")}
	b.team("iam", "Identity & Access", "iam@large.example", "", "identity")
	b.team("apps", "Applications", "apps@large.example", "iam", "application")
	b.issuer("corp", "hydra", "iam", "https://sso.large.example")
	var standings []policy.Standing
	for i := range n {
		name := fmt.Sprintf("cli%05d", i)
		c := b.cli(name, fmt.Sprintf("Tool number %d", i), "apps", "iam", "2026-10-01")
		s := b.session(c, "main", "corp", "human", "personal")
		s.AccessTokenTTL, s.RefreshToken = limited(15*time.Minute), set("rotating")
		if i%5 != 0 {
			continue
		}
		x := &schema.Exception{
			Block: b.block(schema.KindException, "waiver-"+name), Subject: ref(schema.KindCLI, name),
			Policies: set([]string{"no-unlimited-lifetime"}), Reason: set("A reason that is long enough to be read by somebody."),
			Granted: day("2026-11-01"), Expires: day("2026-12-01"),
		}
		if i%10 == 0 {
			x.Expires = day("2026-11-10")
		}
		b.decl.Exceptions = append(b.decl.Exceptions, x)
		standing := policy.Standing{Exception: x.Address, State: policy.Active, InForce: true, DaysLeft: x.Expires.Value.DaysAfter(At())}
		if standing.DaysLeft < 0 {
			standing.State, standing.InForce = policy.Expired, false
		}
		standings = append(standings, standing)
	}
	m := b.resolve(tb)
	every := 0
	b.acmeFindings(func(r *finding.Rule, _ map[string]string) {
		b.judge(r, m, func(schema.Address) (finding.Verdict, string, *finding.Waiver) {
			every++
			if every%3 == 0 {
				return finding.Fail, "The access token lives 6h; at most 30m is allowed.", nil
			}
			return finding.Pass, "", nil
		})
	})
	return b.input(tb, m, standings)
}

// Bad are texts that try to be more than text in one format or another.
func Bad() []string {
	return []string{
		`<script>alert(1)</script>`,
		`"><img src=x onerror=alert(1)>`,
		`</style></script><b>`,
		`[click](javascript:alert(1))`,
		`![x](https://evil.example/x.png)`,
		"| x | y |\n|---|---|\n# heading",
		"`code` ``` ~~~",
		`@everyone cc @acme/iam see #1 and acme/repo#2`,
		`<!-- custody:report --> -->`,
		`=cmd|'/C calc'!A0`,
		"\u202Eterces\u202C\u200Bhidden\u2066",
		"\x1b[31mred\x1b[0m\r\n\x00\x07",
		`\| \` + "`" + ` \`,
		`{{.Secret}} ${x} %s`,
		`</td></tr></table>`,
		`https://evil.example/ www.evil.example`,
		`*bold* _it_ ~~gone~~ 1. - + > x`,
		`&lt;script&gt; &#60;`,
	}
}

// Hostile is a document in which a text from strangers stands wherever one can stand.
func Hostile(tb testing.TB, bad string) *report.Document {
	tb.Helper()
	b := &builder{file: "main.custody.hcl"}
	b.decl.Workspace = schema.Workspace{Block: b.block(schema.KindWorkspace, ""), Name: set("hostile"), Organization: set(bad)}
	b.decl.Workspace.Frameworks = set([]string{owasp, csf2, bad})
	b.team("iam", bad, bad, "", "identity")
	b.issuer("corp", bad, "iam", bad)
	c := b.cli("tool", bad, "iam", "iam", "2026-10-01")
	c.Address = c.Address.Instance(bad)
	c.Range.Filename = bad
	c.Criticality, c.Data = set(bad), set(bad)
	s := b.session(c, "main", "corp", bad, bad)
	s.Storage.Model, s.Storage.Fallback, s.RefreshToken = from(bad, bad), set(bad), set(bad)
	s.Revoke.On, s.Revocation.OnLogout, s.ClientID = set([]string{bad, bad}), set(bad), set(bad)
	b.decl.Exceptions = append(b.decl.Exceptions, &schema.Exception{
		Block: b.block(schema.KindException, "waiver"), Subject: ref(schema.KindCLI, "tool"), Policies: set([]string{bad}), Reason: set(bad),
		Compensating: set([]string{bad, bad}), Ticket: set(bad), Granted: day("2026-11-01"), Expires: day("2026-12-01"),
		Approvals: []*schema.Approval{{Team: ref(schema.KindTeam, "iam"), By: set(bad), On: day("2026-11-01")}},
	})
	m := b.resolve(tb)
	for i, verdict := range []finding.Verdict{finding.Fail, finding.Waived, finding.Unknown} {
		r := b.rule(finding.Rule{
			Policy: fmt.Sprintf("%s %d", bad, i), Title: bad, Level: schema.LevelMandatory, Plane: schema.PlaneIdentity, Subject: "session", Remedy: bad,
			References: []string{bad}, Controls: []finding.Control{{Framework: owasp, ID: "NHI7:2025"}},
			Parameters: []finding.Parameter{{Name: bad, Value: bad, Origin: bad}},
		})
		b.judge(r, m, func(schema.Address) (finding.Verdict, string, *finding.Waiver) {
			if verdict != finding.Waived {
				return verdict, bad, nil
			}
			return verdict, bad, &finding.Waiver{Exception: schema.NewAddress(schema.KindException, "waiver"), Expires: day("2026-12-01").Value.End()}
		})
	}
	b.in.Applied = []report.Applied{{
		Address: bad, Run: bad, Time: At(), Actor: bad, Status: bad, Plan: bad, Hash: bad,
		Settings: []report.AppliedSetting{{Knob: bad, Value: bad}},
	}}
	b.in.Duties = []report.Duty{{Subject: bad, Knob: bad, Value: bad, Note: bad, Teams: []string{bad}}}
	b.in.Ledger, b.in.Evidence = &report.Ledger{Entries: 1, Hash: bad}, bad
	return report.New(b.input(tb, m, []policy.Standing{{Exception: b.decl.Exceptions[0].Address, State: policy.Active, InForce: true}}))
}
