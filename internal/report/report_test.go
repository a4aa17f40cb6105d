package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/reporttest"
	"github.com/nhi-custody/custody/schema"
)

func TestResponsibilities(t *testing.T) {
	d := reporttest.Acme(t)
	var got []string
	for _, r := range d.Responsibilities {
		got = append(got, fmt.Sprintf("%s: %v %t, %v %t, %s %d", r.CLI, r.Application.Teams, r.Application.Declared,
			r.Identity.Teams, r.Identity.Declared, report.Day(r.Attested), r.AgeDays))
	}
	want := []string{
		"cli.gitmirror: [team.platform] true, [team.governance] false,  0",
		"cli.legacyctl: [team.legacy] true, [team.iam] true, 2025-11-03 386",
		"cli.opsagent: [team.platform] true, [team.iam] true, 2026-11-20 4",
		"cli.payctl: [team.payments] true, [team.iam] true, 2026-10-02 53",
		"cli.reportgen: [team.payments] true, [team.iam] true, 2026-06-15 162",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	iam := report.Team{Address: "team.iam", Title: "Identity & Access", Contact: "iam@acme.example", Backup: "team.platform"}
	if got := d.Team("team.iam"); got != iam {
		t.Errorf("Team = %+v, want %+v", got, iam)
	}
	if got := d.Team("team.gone"); got.Title != "team.gone" {
		t.Errorf("an unknown team has the title %q", got.Title)
	}
}

func TestTokens(t *testing.T) {
	d := reporttest.Acme(t)
	i := slices.IndexFunc(d.Tokens, func(x report.Token) bool { return x.Session == "cli.payctl.session.workstation" })
	j := slices.IndexFunc(d.Tokens, func(x report.Token) bool { return x.Session == "cli.legacyctl.session.console" })
	got := []report.Value{
		d.Tokens[i].Storage, d.Tokens[i].AccessToken, d.Tokens[i].RevokedOn, d.Tokens[i].RevokedWithin,
		d.Tokens[j].AccessToken, d.Tokens[j].IdleTimeout, d.Tokens[j].MaxLifetime,
	}
	want := []report.Value{
		{Text: "os_keychain", Declared: true, Origin: "cli.payctl"},
		{Text: "15m", Declared: true, Origin: "profile.workstation"},
		{Text: "offboarding, role_change, device_loss", Declared: true},
		{Text: "5m", Declared: true},
		{Text: "the issuer's default", Declared: true},
		{Text: "not declared"},
		{Text: "unlimited", Declared: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if issuer, kind := d.Tokens[i].Issuer, d.Tokens[i].IssuerType; issuer != "issuer.corp" || kind != "hydra" {
		t.Errorf("issuer %q of type %q", issuer, kind)
	}
}

func TestFindingsAreWorstFirst(t *testing.T) {
	d := reporttest.Acme(t)
	var got []string
	for _, f := range d.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %s", f.Verdict, f.Check.Level, f.Subject, f.Check.Policy))
	}
	want := []string{
		"fail mandatory cli.gitmirror identity-owner",
		"fail mandatory cli.gitmirror.session.runner access-token-ttl",
		"unknown mandatory cli.gitmirror.session.runner no-plaintext-on-shared-host",
		"fail mandatory cli.gitmirror.session.runner no-unlimited-lifetime",
		"fail mandatory cli.legacyctl.session.console access-token-ttl",
		"fail mandatory cli.legacyctl.session.console no-unlimited-lifetime",
		"fail mandatory cli.reportgen.session.nightly access-token-ttl",
		"fail warning cli.gitmirror ownership-attested",
		"fail warning cli.legacyctl ownership-attested",
		"fail advisory cli.gitmirror.session.runner approved-grants",
		"waived mandatory cli.legacyctl.session.console no-plaintext-on-shared-host",
		"waived mandatory cli.legacyctl.session.console storage-encrypted-at-rest",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if f := d.Findings[0]; f.Place.String() != "clis/gitmirror.custody.hcl:7" || !slices.Equal(f.Teams, []string{"team.platform"}) {
		t.Errorf("the first finding is at %s, of %v", f.Place, f.Teams)
	}
}

func TestSummary(t *testing.T) {
	d := reporttest.Acme(t)
	want := "Evaluated 45 checks on 11 subjects: 32 passed, 9 failed, 2 waived, 1 could not be evaluated, 1 not applicable."
	if got := d.Summary.Sentence(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if d.Summary.Status() != report.Fails || d.Summary.Mandatory != 7 {
		t.Errorf("status %s, %d mandatory", d.Summary.Status(), d.Summary.Mandatory)
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		counts report.Counts
		want   report.Status
	}{
		{report.Counts{}, report.NotAsked},
		{report.Counts{NotApplicable: 9}, report.NotAsked},
		{report.Counts{Pass: 1, NotApplicable: 9}, report.Holds},
		{report.Counts{Pass: 9, Waived: 1}, report.WaivedOnly},
		{report.Counts{Waived: 1}, report.WaivedOnly},
		{report.Counts{Pass: 9, Waived: 1, Fail: 1}, report.Fails},
		{report.Counts{Pass: 9, Unknown: 1}, report.Fails},
	} {
		if got := c.counts.Status(); got != c.want {
			t.Errorf("%+v is %s, want %s", c.counts, got, c.want)
		}
	}
}

func TestControls(t *testing.T) {
	d := reporttest.Acme(t)
	ids := make([]string, len(d.Frameworks))
	controls := map[string]report.Control{}
	for i, f := range d.Frameworks {
		ids[i] = f.ID
		for _, c := range f.Controls {
			controls[c.Label] = c
		}
	}
	if want := []string{"owasp-nhi-2025", "nist-csf-2.0", "nist-csf-1.1", "nist-800-63b-4"}; !slices.Equal(ids, want) {
		t.Errorf("frameworks %v, want those of the workspace, in its order: %v", ids, want)
	}
	for label, want := range map[string]string{
		"NHI1:2025": "holds [application-owner] [practice texts print NHI-03]",
		"NHI7:2025": "fails [access-token-ttl no-unlimited-lifetime] [practice texts print NHI-03]",
		"PR.AA-05":  "fails [access-token-ttl no-unlimited-lifetime] [PR.AC-1, PR.AC-3 and PR.AC-4 in NIST Cybersecurity Framework 1.1]",
		"PR.AC-1":   "fails [access-token-ttl] [now PR.AA-01 and PR.AA-05 in NIST Cybersecurity Framework 2.0]",
		"GV.SC-02":  "not evaluated [issuer-owner] [ID.AM-6 in NIST Cybersecurity Framework 1.1]",
		"63B 5.1":   "waived [storage-encrypted-at-rest] []",
	} {
		c := controls[label]
		var checks []string
		for _, check := range c.Checks {
			checks = append(checks, check.Policy)
		}
		if got := fmt.Sprintf("%s %v %v", c.Status, checks, c.AlsoKnown()); got != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
	if controls["NHI7:2025"].Text != "" || controls["PR.AA-05"].Text == "" {
		t.Error("the text of OWASP is printed, or that of NIST is not")
	}
	if notes := d.Frameworks[0].Notes(); len(notes) != 1 || !strings.Contains(notes[0], "NHI3:2025 is Vulnerable Third-Party NHI") {
		t.Errorf("what misleads in NHI-03 is not said: %q", notes)
	}
}

// TestEveryControlIsListedOnce proves that no control of a shown framework is passed over in silence.
func TestEveryControlIsListedOnce(t *testing.T) {
	in := reporttest.AcmeInput(t)
	d := report.New(in)
	for _, f := range d.Frameworks {
		seen := map[string]int{}
		for _, c := range f.Controls {
			seen[c.ID]++
		}
		for _, c := range f.Unserved {
			seen[c.ID]++
		}
		parents := map[string]bool{}
		for _, c := range in.Catalog.Controls(f.ID) {
			parents[c.Parent] = true
		}
		for _, c := range in.Catalog.Controls(f.ID) {
			if n := seen[c.Ref.ID]; n != 1 && !parents[c.Ref.ID] {
				t.Errorf("%s is listed %d times", c.Ref, n)
			}
		}
	}
}

func TestAllFrameworksWhereNoneIsChosen(t *testing.T) {
	in := reporttest.AcmeInput(t)
	in.Model.Workspace.Frameworks = schema.Attr[[]string]{}
	if got, want := len(report.New(in).Frameworks), len(in.Catalog.Frameworks()); got != want {
		t.Errorf("%d frameworks, want %d", got, want)
	}
}

func TestExceptions(t *testing.T) {
	d := reporttest.Acme(t)
	var got []string
	for i := range d.Exceptions {
		x := &d.Exceptions[i]
		got = append(got, fmt.Sprintf("%s: %s, %s, %d days old, waives %d, %s", x.Address, x.State, report.Remaining(x.DaysLeft), x.AgeDays, len(x.Waives), x.Why()))
	}
	want := []string{
		"exception.gitmirror-static-token: expired, expired 24 days ago, 115 days old, waives 0, ",
		"exception.reportgen-lifetime: requested, 21 days left, 9 days old, waives 0, no approval that counts for the identity plane",
		"exception.legacyctl-plaintext: active, 67 days left, 23 days old, waives 2, ",
		"exception.legacyctl-first: superseded, expired 116 days ago, 204 days old, waives 0, renewed by exception.legacyctl-second",
		"exception.legacyctl-second: revoked, expired 35 days ago, 115 days old, waives 0, since 2026-10-20",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNotesOnExceptions holds what else is told of exceptions, and of approvals that do not count.
func TestNotesOnExceptions(t *testing.T) {
	d := reporttest.Acme(t)
	notes, void := map[string][]string{}, map[string]string{}
	for i := range d.Exceptions {
		x := &d.Exceptions[i]
		notes[x.Address] = x.Notes()
		for _, a := range x.Approvals {
			void[x.Address] += a.Void
		}
	}
	if diff := cmp.Diff([]string{"Asked for by m.chen.", "Renews exception.legacyctl-first: renewal number 1."}, notes["exception.legacyctl-second"]); diff != "" {
		t.Error(diff)
	}
	if got := void["exception.legacyctl-second"]; got != "the person asked for the exception" {
		t.Error(got)
	}
	active := report.Exception{State: report.Active, Unneeded: []string{"a", "b"}}
	if diff := cmp.Diff([]string{"It covers nothing.", "No longer needed for a and b."}, active.Notes()); diff != "" {
		t.Error(diff)
	}
	partly := report.Exception{State: report.Requested, Missing: []string{"identity"}, Unapproved: []string{"cli.a"}, Matched: []string{"cli.a", "cli.b"}}
	if got := partly.Why(); got != "no approval that counts for the identity plane, for 1 of the 2 blocks that it covers" {
		t.Error(got)
	}
}

// TestStandingThatIsNotKnown proves that an exception nobody judged is not reported as one in force.
func TestStandingThatIsNotKnown(t *testing.T) {
	in := reporttest.AcmeInput(t)
	in.Standings = nil
	d := report.New(in)
	for i := range d.Exceptions {
		if x := &d.Exceptions[i]; x.State != report.Requested || x.Why() != "its standing is not known" {
			t.Errorf("%s is %s: %s", x.Address, x.State, x.Why())
		}
	}
	in.Standings = []policy.Standing{{Exception: in.Model.Exceptions[0].Address, State: policy.Approved}}
	if d := report.New(in); !slices.ContainsFunc(d.Exceptions, func(x report.Exception) bool { return x.State == report.Approved }) {
		t.Error("an exception that is not yet in force is not reported so")
	}
}

// TestOrderOfInputMeansNothing proves that the document depends on what is in its input, not on how it came there.
func TestOrderOfInputMeansNothing(t *testing.T) {
	in := reporttest.AcmeInput(t)
	want := report.New(in)
	for _, list := range []func(){
		func() { slices.Reverse(in.Findings) },
		func() { slices.Reverse(in.Rules) },
		func() { slices.Reverse(in.Standings) },
		func() { slices.Reverse(in.Applied) },
		func() { slices.Reverse(in.Duties) },
	} {
		list()
	}
	if diff := cmp.Diff(want, report.New(in)); diff != "" {
		t.Error(diff)
	}
}

func TestInputIsLeftAlone(t *testing.T) {
	in := reporttest.AcmeInput(t)
	applied, duties := slices.Clone(in.Applied), slices.Clone(in.Duties)
	before := make([]finding.Verdict, len(in.Findings))
	for i, f := range in.Findings {
		before[i] = f.Verdict
	}
	report.New(in)
	if diff := cmp.Diff(applied, in.Applied) + cmp.Diff(duties, in.Duties); diff != "" {
		t.Error(diff)
	}
	for i, f := range in.Findings {
		if f.Verdict != before[i] {
			t.Errorf("finding %d was changed", i)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		in := reporttest.LargeInput(b, n)
		b.Run(fmt.Sprintf("clis=%d", n), func(b *testing.B) {
			for b.Loop() {
				report.New(in)
			}
		})
	}
}
