package reporttest

import (
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/schema"
)

// Acme is a document about an organization of some teams and CLIs, in which everything occurs that a report can show.
func Acme(tb testing.TB) *report.Document {
	tb.Helper()
	return report.New(AcmeInput(tb))
}

// AcmeInput is what [Acme] is made of.
func AcmeInput(tb testing.TB) report.Input {
	tb.Helper()
	b := &builder{file: "main.custody.hcl"}
	b.acmeDeclarations()
	m := b.resolve(tb)
	b.acmeFindings(func(r *finding.Rule, verdicts map[string]string) {
		b.judge(r, m, func(a schema.Address) (finding.Verdict, string, *finding.Waiver) { return told(a, verdicts) })
	})
	b.acmeLedger()
	address := func(name string) schema.Address { return schema.NewAddress(schema.KindException, name) }
	b.in.Unneeded = [][]string{3: {"no-plaintext-on-shared-host"}, 4: nil} // of the fourth by address, the one that was revoked
	return b.input(tb, m, []policy.Standing{
		{Exception: address("legacyctl-first"), State: policy.Superseded, Superseded: true, DaysLeft: -116},
		{
			Exception: address("legacyctl-second"), State: policy.Revoked, Superseded: true, DaysLeft: -35, Missing: []schema.Plane{schema.PlaneIdentity},
			Unapproved: []policy.Unapproved{{Subject: schema.NewAddress(schema.KindCLI, "legacyctl"), Missing: []schema.Plane{schema.PlaneIdentity}}},
		},
		{Exception: address("gitmirror-static-token"), State: policy.Expired, DaysLeft: -24},
		{Exception: address("legacyctl-plaintext"), State: policy.Active, DaysLeft: 67, InForce: true},
		{
			Exception: address("reportgen-lifetime"), State: policy.Requested, DaysLeft: 21, Missing: []schema.Plane{schema.PlaneIdentity},
			Unapproved: []policy.Unapproved{{Subject: schema.NewAddress(schema.KindCLI, "reportgen"), Missing: []schema.Plane{schema.PlaneIdentity}}},
		},
	})
}

// told reads a verdict in shorthand: "VERDICT MESSAGE", by address; what is not listed passed.
func told(a schema.Address, verdicts map[string]string) (finding.Verdict, string, *finding.Waiver) {
	verdict, message, _ := strings.Cut(verdicts[a.String()], " ")
	if verdict == "" {
		return finding.Pass, "", nil
	}
	if verdict == string(finding.Waived) {
		return finding.Waived, message, &finding.Waiver{
			Exception: schema.NewAddress(schema.KindException, "legacyctl-plaintext"), Expires: day("2027-01-30").Value.End(),
		}
	}
	return finding.Verdict(verdict), message, nil
}

func (b *builder) acmeDeclarations() {
	b.decl.Workspace = schema.Workspace{
		Block: b.block(schema.KindWorkspace, ""), Name: set("acme-sessions"), Organization: set("Acme Corp"),
		Frameworks: set([]string{"owasp-nhi-2025", "nist-csf-2.0", "nist-csf-1.1", "nist-800-63b-4"}),
	}
	b.decl.Workspace.Address = schema.Address{Kind: schema.KindWorkspace}
	b.team("governance", "Risk & Governance", "risk@acme.example", "", "governance")
	b.team("iam", "Identity & Access", "iam@acme.example", "platform", "identity")
	b.team("legacy", "Legacy Systems", "#legacy-oncall", "platform", "application")
	b.team("payments", "Payments", "payments-oncall@acme.example", "platform", "application")
	b.team("platform", "Platform Engineering", "https://oncall.acme.example/platform", "iam", "application", "identity")
	b.issuer("corp", "hydra", "iam", "https://sso.acme.example")
	b.issuer("github", "github", "platform", "https://github.com")
	b.acmeHumans()
	b.acmeMachines()
	b.acmeExceptions()
}

func (b *builder) acmeHumans() {
	const workstation = "profile.workstation"
	pay := b.cli("payctl", "Payments operator CLI", "payments", "iam", "2026-10-02")
	pay.Criticality, pay.Data = set("high"), set("confidential")
	pay.Storage.Model, pay.Storage.Fallback = set("os_keychain"), set("fail")
	pay.Revocation.OnLogout = set("revoke_and_wipe")
	s := b.session(pay, "workstation", "corp", "human", "personal")
	s.AccessTokenTTL = from(schema.Lifetime{State: schema.LifetimeLimited, Duration: 15 * time.Minute}, workstation)
	s.IdleTimeout = from(schema.Lifetime{State: schema.LifetimeLimited, Duration: time.Hour}, workstation)
	s.MaxLifetime = from(schema.Lifetime{State: schema.LifetimeLimited, Duration: 12 * time.Hour}, workstation)
	s.RefreshToken = from("rotating", workstation)
	s.Revoke.On, s.Revoke.Within = set([]string{"offboarding", "role_change", "device_loss"}), set(5*time.Minute)
	ci := b.session(pay, "ci", "corp", "automation", "ephemeral_runner")
	ci.Storage.Model = set("memory")
	ci.AccessTokenTTL, ci.RefreshToken = limited(10*time.Minute), set("none")

	legacy := b.cli("legacyctl", "Mainframe console", "legacy", "iam", "2025-11-03")
	legacy.Criticality, legacy.Data = set("moderate"), set("internal")
	legacy.Storage.Model = set("plaintext_file")
	old := b.session(legacy, "console", "corp", "human", "shared")
	old.AccessTokenTTL = set(schema.Lifetime{State: schema.LifetimeInherit})
	old.MaxLifetime = set(schema.Lifetime{State: schema.LifetimeUnlimited})
	old.RefreshToken = set("static")
}

func (b *builder) acmeMachines() {
	mirror := b.cli("gitmirror", "Repository mirror", "platform", "", "")
	mirror.Criticality = set("low")
	mirror.Storage.Model = set("environment")
	b.session(mirror, "runner", "github", "automation", "build_agent").AccessTokenTTL = set(schema.Lifetime{State: schema.LifetimeUnlimited})

	agent := b.cli("opsagent", "Operations assistant", "platform", "iam", "2026-11-20")
	agent.Criticality, agent.Data = set("high"), set("restricted")
	agent.Storage.Model, agent.Storage.Fallback = set("encrypted_file"), set("memory")
	agent.Revocation.OnLogout = set("wipe")
	s := b.session(agent, "assistant", "corp", "ai_agent", "server")
	s.AccessTokenTTL, s.IdleTimeout, s.MaxLifetime = limited(5*time.Minute), limited(30*time.Minute), limited(8*time.Hour)
	s.RefreshToken = set("rotating")
	s.Revoke.On, s.Revoke.Within = set([]string{"credential_compromise"}), set(time.Minute)

	gen := b.cli("reportgen", "Nightly report generator", "payments", "iam", "2026-06-15")
	gen.Storage.Model = set("memory")
	night := b.session(gen, "nightly", "corp", "automation", "server")
	night.AccessTokenTTL, night.RefreshToken = limited(6*time.Hour), set("none")
}

func (b *builder) acmeExceptions() {
	b.file, b.line = "exceptions.custody.hcl", 0
	approve := func(team, by, on string) *schema.Approval {
		return &schema.Approval{Team: ref(schema.KindTeam, team), By: set(by), On: day(on)}
	}
	b.decl.Exceptions = append(b.decl.Exceptions, &schema.Exception{
		Block: b.block(schema.KindException, "legacyctl-plaintext"), Subject: ref(schema.KindCLI, "legacyctl"),
		Policies:     set([]string{"no-plaintext-on-shared-host", "storage-encrypted-at-rest"}),
		Reason:       set("The vendor's 2.x line has no keychain support; 3.0 is due in January."),
		Compensating: set([]string{"Full-disk encryption is enforced by MDM.", "Token lifetime is cut to 15 minutes."}),
		Ticket:       set("RISK-1482"), Renews: ref(schema.KindException, "legacyctl-second"),
		Granted: day("2026-11-01"), Expires: day("2027-01-30"),
		Approvals: []*schema.Approval{approve("legacy", "r.alvarez", "2026-11-01"), approve("iam", "m.chen", "2026-11-01")},
	}, &schema.Exception{
		Block: b.block(schema.KindException, "gitmirror-static-token"), Subject: ref(schema.KindCLI, "gitmirror"),
		Policies: set([]string{"no-unlimited-lifetime"}), Reason: set("GitHub Apps were not yet allowed on the mirror host."),
		Ticket: set("RISK-1207"), Granted: day("2026-08-01"), Expires: day("2026-10-31"),
		Approvals: []*schema.Approval{approve("governance", "s.okafor", "2026-08-01")},
	}, &schema.Exception{
		Block: b.block(schema.KindException, "reportgen-lifetime"), Subject: ref(schema.KindCLI, "reportgen"),
		Policies: set([]string{"access-token-ttl"}), Reason: set("The report runs for five hours and can not refresh."),
		Granted: day("2026-11-15"), Expires: day("2026-12-15"),
		Approvals: []*schema.Approval{approve("payments", "j.weber", "2026-11-15")},
	}, &schema.Exception{
		Block: b.block(schema.KindException, "legacyctl-first"), Subject: ref(schema.KindCLI, "legacyctl"),
		Policies: set([]string{"no-plaintext-on-shared-host", "storage-encrypted-at-rest"}),
		Reason:   set("The vendor's 2.x line has no keychain support."), Ticket: set("RISK-1102"),
		Granted: day("2026-05-04"), Expires: day("2026-07-31"),
		Approvals: []*schema.Approval{approve("legacy", "r.alvarez", "2026-05-04"), approve("iam", "m.chen", "2026-05-04")},
	}, &schema.Exception{
		Block: b.block(schema.KindException, "legacyctl-second"), Match: set([]string{"cli.legacy*"}),
		Policies: set([]string{"no-plaintext-on-shared-host", "storage-encrypted-at-rest"}),
		Reason:   set("The vendor's 3.0 slipped."), Compensating: set([]string{"Full-disk encryption is enforced by MDM."}),
		Ticket: set("RISK-1301"), RequestedBy: set("m.chen"), Renews: ref(schema.KindException, "legacyctl-first"),
		Granted: day("2026-08-01"), Expires: day("2026-10-31"), Revoked: day("2026-10-20"),
		Approvals: []*schema.Approval{approve("legacy", "r.alvarez", "2026-08-03"), approve("iam", "m.chen", "2026-08-03")},
	})
}

func (b *builder) acmeLedger() {
	b.in.Ledger = &report.Ledger{Entries: 42, Hash: "9f2c41d0a6be7735c18e5df04a9b6e21d37f80c5524b19ae6038d1c7fa24e90b"}
	b.in.Evidence = "the workspace's ledger, and what the files declare"
	run := time.Date(2026, time.November, 20, 14, 5, 11, 0, time.UTC)
	b.in.Applied = []report.Applied{
		{
			Address: `issuer.corp.client["payctl-workstation"]`, Run: "run-7d0c", Time: run, Actor: "m.chen", Status: "applied", Plan: "plan-51aa0c",
			Hash:     "51c6b8a2e0f94d17a3b5c9e8d2f10476a8b3c5d7e9f1024638507a9bcdef1234",
			Settings: []report.AppliedSetting{{Knob: "access_token_ttl", Value: "15m"}, {Knob: "idle_timeout", Value: "1h"}},
		},
		{
			Address: "cli.payctl.deliver.file", Run: "run-7d0c", Time: run.Add(2 * time.Second), Actor: "m.chen", Status: "applied", Plan: "plan-51aa0c",
			Hash:     "0c7711fe5a2b4d6688c0a1e3f5d7b9020468ace13579bdf02468ace13579bdf0",
			Settings: []report.AppliedSetting{{Knob: "storage.model", Value: "os_keychain"}, {Knob: "sessions.workstation.max_lifetime", Value: "12h"}},
		},
		{
			Address: `issuer.corp.client["reportgen-nightly"]`, Run: "run-8e1d", Time: run.Add(48 * time.Hour), Actor: "ci/deploy", Status: "failed",
			Plan: "plan-60bb1d", Hash: "77aa0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e",
		},
	}
	b.in.Duties = []report.Duty{
		{
			Subject: "cli.payctl.session.workstation", Knob: "max_lifetime", Value: "12h", Note: "the issuer lets a session slide without end",
			Teams: []string{"team.iam"},
		},
		{
			Subject: "cli.payctl.session.workstation", Knob: "step_up.max_age", Value: "15m", Note: "no issuer can", Teams: []string{"team.iam"},
		},
		{
			Subject: "cli.opsagent.session.assistant", Knob: "max_lifetime", Value: "8h", Note: "the issuer lets a session slide without end",
			Teams: []string{"team.iam"},
		},
	}
}
