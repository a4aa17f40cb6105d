package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
)

// three policies that fail always, one for each plane.
const planes = `policy "application" {
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = false
  message = "A"
}
policy "identity" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = false
  message = "I"
}
policy "shared" {
  subject = "cli"
  plane   = "shared"
  level   = "mandatory"
  require = false
  message = "S"
}
policy "exceptions" {
  subject = "exception"
  plane   = "shared"
  level   = "mandatory"
  require = exception.approved && !exception.expired
  message = "${join(",", exception.planes)} lacks ${join(",", exception.missing_approvals)}, ${exception.days_left} days"
}
`

const estate = `
team "app" { planes = ["application"] }
team "iam" { planes = ["identity"] }
team "risk" { planes = ["governance"] }
team "other" { planes = ["application", "identity"] }
issuer "hydra" "i" { owner = team.iam }
cli "c" {
  owners {
    application = team.app
    identity    = team.iam
  }
  session "s" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
  session "t" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
}
cli "unowned" {
  session "s" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
}
`

// approval is one approval block.
func approval(team, by, on string) string {
	return fmt.Sprintf("  approval {\n    team = team.%s\n    by   = %q\n    on   = %q\n  }\n", team, by, on)
}

func exception(subject, policies string, approvals ...string) string {
	return fmt.Sprintf("exception \"x\" {\n  subject  = %s\n  policies = [%s]\n  granted  = \"2026-11-01\"\n  expires  = \"2026-11-30\"\n%s}\n",
		subject, policies, strings.Join(approvals, ""))
}

// verdictOf judges the estate with an exception and returns one finding.
func verdictOf(t *testing.T, text, at, subject, policy string) finding.Finding {
	t.Helper()
	m := resolve(t, estate+text, at)
	for _, f := range rules(t, planes, m).Check(m) {
		if f.Subject.Text == subject && f.Rule.Policy == policy {
			return f
		}
	}
	t.Fatalf("%s is not judged by %s", subject, policy)
	return finding.Finding{}
}

func TestApprovals(t *testing.T) {
	app, iam := approval("app", "ann", "2026-11-01"), approval("iam", "ian", "2026-11-02")
	const session, cli = "cli.c.session.s", "cli.c"
	for _, c := range []struct {
		name      string
		subject   string
		policies  string
		approvals []string
		judged    string
		policy    string
		want      finding.Verdict
	}{
		{"no approval", session, `"application"`, nil, session, "application", finding.Fail},
		{"the accountable plane", session, `"application"`, []string{app}, session, "application", finding.Waived},
		{"the other plane", session, `"application"`, []string{iam}, session, "application", finding.Fail},
		{"identity plane", session, `"identity"`, []string{iam}, session, "identity", finding.Waived},
		{"a team that is not the owner", session, `"application"`, []string{approval("other", "olga", "2026-11-01")}, session, "application", finding.Fail},
		{"both policies, one plane approved", session, `"application", "identity"`, []string{app}, session, "application", finding.Fail},
		{"both policies, both planes", session, `"application", "identity"`, []string{app, iam}, session, "identity", finding.Waived},
		{"shared policy, one owner", cli, `"shared"`, []string{app}, cli, "shared", finding.Fail},
		{"shared policy, both owners", cli, `"shared"`, []string{iam, app}, cli, "shared", finding.Waived},
		{"shared policy, one person for both", cli, `"shared"`, []string{approval("app", "ann", "2026-11-01"), approval("iam", "ann", "2026-11-01")}, cli, "shared", finding.Fail},
		{
			"one person for both and another for one",
			cli, `"shared"`,
			[]string{approval("app", "ann", "2026-11-01"), approval("iam", "ann", "2026-11-01"), approval("app", "bob", "2026-11-01")},
			cli, "shared", finding.Waived,
		},
		{
			"one person for both and another for the other",
			cli, `"shared"`,
			[]string{approval("app", "ann", "2026-11-01"), approval("iam", "ann", "2026-11-01"), approval("iam", "bob", "2026-11-01")},
			cli, "shared", finding.Waived,
		},
		{"approval without a person", session, `"application"`, []string{approval("app", "", "2026-11-01")}, session, "application", finding.Fail},
		{"approval without a day", session, `"application"`, []string{"  approval {\n    team = team.app\n    by   = \"ann\"\n  }\n"}, session, "application", finding.Fail},
		{"approval without a team", session, `"application"`, []string{"  approval {\n    by = \"ann\"\n    on = \"2026-11-01\"\n  }\n"}, session, "application", finding.Fail},
		{"approval still to come", session, `"application"`, []string{approval("app", "ann", "2026-11-25")}, session, "application", finding.Fail},
		{"approval of the same day", session, `"application"`, []string{approval("app", "ann", "2026-11-24")}, session, "application", finding.Waived},
		{"another policy", session, `"identity"`, []string{iam}, session, "application", finding.Fail},
		{"another session", "cli.c.session.t", `"application"`, []string{app}, session, "application", finding.Fail},
		{"the cli covers its sessions", cli, `"application"`, []string{app}, session, "application", finding.Waived},
		{"the session does not cover its cli", session, `"shared"`, []string{app, iam}, cli, "shared", finding.Fail},
		{"no owners, and no governance approval", "cli.unowned", `"application"`, []string{app}, "cli.unowned.session.s", "application", finding.Fail},
		{"no owners: governance answers", "cli.unowned", `"application"`, []string{approval("risk", "rita", "2026-11-01")}, "cli.unowned.session.s", "application", finding.Waived},
		{"the workspace: governance answers", "workspace", `"application"`, []string{approval("risk", "rita", "2026-11-01")}, session, "application", finding.Waived},
		{"the workspace is not a team's to waive", "workspace", `"application"`, []string{app}, session, "application", finding.Fail},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := verdictOf(t, exception(c.subject, c.policies, c.approvals...), day, c.judged, c.policy)
			if f.Verdict != c.want {
				t.Errorf("%s, want %s", f.Verdict, c.want)
			}
			if waived := f.Waiver != nil; waived != (c.want == finding.Waived) {
				t.Errorf("the waiver is %+v", f.Waiver)
			}
		})
	}
}

// An exception holds from the first moment of the day granted through the whole day named in expires, in UTC.
func TestDaysOfAnException(t *testing.T) {
	text := exception("cli.c", `"application"`, approval("app", "ann", "2026-10-30"))
	for at, want := range map[string]finding.Verdict{
		"2026-10-31T23:59:59Z":      finding.Fail,
		"2026-11-01T00:00:00Z":      finding.Waived,
		"2026-11-24T12:00:00Z":      finding.Waived,
		"2026-11-30T23:59:59Z":      finding.Waived,
		"2026-12-01T00:00:00Z":      finding.Fail,
		"2026-11-30T20:00:00-05:00": finding.Fail, // it is the first of December in UTC
		"2027-11-24T12:00:00Z":      finding.Fail,
	} {
		f := verdictOf(t, text, at, "cli.c.session.s", "application")
		if f.Verdict != want {
			t.Errorf("at %s: %s, want %s", at, f.Verdict, want)
		}
		if f.Waiver != nil && (f.Waiver.Exception.String() != "exception.x" || !f.Waiver.Expires.Equal(moment(t, "2026-12-01"))) {
			t.Errorf("at %s: the waiver is %+v", at, f.Waiver)
		}
	}
}

// What a policy on exceptions sees, and that such a policy can not be waived itself.
func TestPoliciesOnExceptions(t *testing.T) {
	for _, c := range []struct {
		text, at string
		verdict  finding.Verdict
		message  string
	}{
		{exception("cli.c", `"application"`, approval("app", "ann", "2026-11-01")), day, finding.Pass, ""},
		{exception("cli.c", `"shared"`, approval("app", "ann", "2026-11-01")), day, finding.Fail, "application,identity lacks identity, 6 days"},
		{exception("cli.c", `"application"`), "2026-11-30T12:00:00Z", finding.Fail, "application lacks application, 0 days"},
		{exception("cli.c", `"application"`, approval("app", "ann", "2026-11-01")), "2026-12-01T00:00:00Z", finding.Fail, "application lacks , -1 days"},
		{exception("workspace", `"exceptions"`, approval("risk", "rita", "2026-11-01")), day, finding.Fail, "application,identity lacks identity, 6 days"},
		{exception("workspace", `"exceptions", "application"`, approval("risk", "rita", "2026-11-01"), approval("risk", "rob", "2026-11-01")), "2026-12-02", finding.Fail, "application,identity lacks , -2 days"},
	} {
		f := verdictOf(t, c.text, c.at, "exception.x", "exceptions")
		if f.Verdict != c.verdict || f.Message != c.message {
			t.Errorf("%s at %s: %s %q, want %s %q", c.text, c.at, f.Verdict, f.Message, c.verdict, c.message)
		}
	}
}

func TestExceptionForAnUnknownPolicy(t *testing.T) {
	m := resolve(t, estate+exception("cli.c", `"appplication"`), day)
	_, diags := compile(t, planes, m)
	if len(diags) != 1 || diags[0].Summary != "Unknown policy" || !strings.Contains(diags[0].Detail, `Did you mean "application"?`) {
		t.Error(list(diags))
	}
}

// Of two exceptions for one thing the one that lasts longest is named.
func TestLongestExceptionIsNamed(t *testing.T) {
	long := strings.NewReplacer(`"x"`, `"y"`, "2026-11-30", "2027-01-15").Replace(exception("cli.c", `"application"`, approval("app", "ann", "2026-11-01")))
	short := exception("cli.c.session.s", `"application"`, approval("app", "ann", "2026-11-01"))
	f := verdictOf(t, short+long, day, "cli.c.session.s", "application")
	if f.Waiver == nil || f.Waiver.Exception.String() != "exception.y" {
		t.Errorf("the waiver is %+v", f.Waiver)
	}
}

func TestStandings(t *testing.T) {
	m := resolve(t, estate+exception("cli.c", `"shared"`, approval("app", "ann", "2026-11-01")), "2026-12-05")
	got := rules(t, planes, m).Standings(m)
	if len(got) != 1 || got[0].State != policy.Expired || got[0].InForce || fmt.Sprint(got[0].Missing) != "[identity]" {
		t.Errorf("%+v", got)
	}
}

// A selection of policies must not make an exception valid that lacks the approval of a plane that was selected away.
func TestNarrowingAcceptsNoException(t *testing.T) {
	m := resolve(t, estate+exception("cli.c", `"application", "identity"`, approval("app", "ann", "2026-11-01")), day)
	all := rules(t, planes, m)
	narrowed := all.Only(func(rule *finding.Rule) bool { return rule.Policy == "application" })
	for _, f := range narrowed.Check(m) {
		if f.Verdict != finding.Fail {
			t.Errorf("%s: %s, want fail: the identity team has not approved", f.Subject.Text, f.Verdict)
		}
	}
}
