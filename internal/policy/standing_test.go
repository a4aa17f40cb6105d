package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/schema"
)

// waiver is an exception of the policy "application" for cli.c, approved by ann, with other lines.
func waiver(name, lines string) string {
	text := fmt.Sprintf("exception %q {\n  subject  = cli.c\n  policies = [\"application\"]\n%s%s}\n", name, lines, approval("app", "ann", "2026-11-10"))
	if !strings.Contains(lines, "granted") {
		text = strings.Replace(text, "{\n", "{\n  granted = \"2026-11-01\"\n  expires = \"2026-12-31\"\n", 1)
	}
	return text
}

// standings gives the state of each exception as NAME STATE, in order.
func standings(t *testing.T, text, at string) string {
	t.Helper()
	m := resolve(t, estate+text, at)
	var out []string
	for _, s := range rules(t, planes, m).Standings(m) {
		out = append(out, s.Exception.Name+" "+string(s.State))
	}
	return strings.Join(out, ", ")
}

func TestStates(t *testing.T) {
	days := func(granted, expires string) string {
		return fmt.Sprintf("  granted = %q\n  expires = %q\n", granted, expires)
	}
	old := waiver("x", days("2026-11-01", "2026-11-20"))
	next := func(more string) string {
		return strings.ReplaceAll(waiver("y", days("2026-11-15", "2026-12-31")+"  renews = exception.x\n"+more), "2026-11-10", "2026-11-12")
	}
	for _, c := range []struct{ name, text, at, want string }{
		{"active", waiver("x", ""), day, "x active"},
		{"the last day that it is active", waiver("x", ""), "2026-12-16", "x active"},
		{"expiring", waiver("x", ""), "2026-12-17", "x expiring"},
		{"expiring for the whole day", waiver("x", ""), "2026-12-31T23:59:59Z", "x expiring"},
		{"expired", waiver("x", ""), "2027-01-01", "x expired"},
		{"approved", waiver("x", days("2026-11-25", "2026-12-31")), day, "x approved"},
		{"requested", strings.Replace(waiver("x", ""), `"ann"`, `""`, 1), day, "x requested"},
		{"requested, to come", strings.Replace(waiver("x", days("2026-11-25", "2026-12-31")), `"ann"`, `""`, 1), day, "x requested"},
		{"never approved, and over", strings.Replace(waiver("x", ""), `"ann"`, `""`, 1), "2027-01-01", "x expired"},
		{"not revoked yet", waiver("x", "  revoked = \"2026-12-15\"\n"), day, "x active"},
		{"a revocation that is near is an end that is near", waiver("x", "  revoked = \"2026-12-01\"\n"), day, "x expiring"},
		{"revoked today", waiver("x", "  revoked = \"2026-11-24\"\n"), day, "x revoked"},
		{"revoked, and over", waiver("x", "  revoked = \"2026-11-20\"\n"), "2027-02-01", "x revoked"},
		{"renewed before its end", old + next(""), "2026-11-15", "x superseded, y active"},
		{"its renewal is to come", old + next(""), "2026-11-14", "x expiring, y approved"},
		{"over, and its renewal is to come", old + strings.Replace(next(""), "2026-11-15", "2026-12-15", 1), day, "x superseded, y approved"},
		{"over, and its renewal was revoked before it began", old + strings.Replace(next("  revoked = \"2026-11-24\"\n"), "2026-11-15", "2026-12-15", 1), day, "x expired, y revoked"},
		{"its renewal is not approved", old + strings.ReplaceAll(next(""), `"ann"`, `""`), "2026-11-16", "x expiring, y requested"},
		{"over, and its renewal is not approved", old + strings.ReplaceAll(next(""), `"ann"`, `""`), day, "x expired, y requested"},
		{"its renewal is over", old + next(""), "2027-01-01", "x superseded, y expired"},
		{"its renewal was revoked: it does not come back", old + next("  revoked = \"2026-11-17\"\n"), "2026-11-18", "x superseded, y revoked"},
		{
			"a renewal that nobody approved was renewed in turn",
			old + strings.ReplaceAll(next(""), `"ann"`, `""`) + strings.NewReplacer(`"y"`, `"z"`, "exception.x", "exception.y", "2026-11-15", "2026-11-20", "2026-11-12", "2026-11-19").Replace(next("")),
			day, "x superseded, y superseded, z active",
		},
		{
			"its renewal covers nothing", old + strings.Replace(next(""), "subject  = cli.c", `match = ["cli.none"]`, 1), "2026-11-16", "x expiring, y active",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := standings(t, c.text, c.at); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// A superseded exception waives nothing, a revoked one neither, and the waiver of one that will be revoked ends then.
func TestWhatHoldsWaives(t *testing.T) {
	old := strings.Replace(waiver("x", "  granted = \"2026-11-01\"\n  expires = \"2027-12-31\"\n"), `["application"]`, `["application", "session-too"]`, 1)
	renewal := strings.ReplaceAll(waiver("y", "  granted = \"2026-11-15\"\n  expires = \"2026-12-31\"\n  renews = exception.x\n"), "2026-11-10", "2026-11-12")
	const more = "policy \"session-too\" {\n  subject = \"session\"\n  plane = \"application\"\n  level = \"mandatory\"\n  require = false\n  message = \"T\"\n}\n"
	of := func(text, at, name string) string {
		m := resolve(t, estate+text, at)
		for _, f := range rules(t, planes+more, m).Check(m) {
			if f.Subject.Text == "cli.c.session.s" && f.Rule.Policy == name {
				if f.Waiver == nil {
					return string(f.Verdict)
				}
				return fmt.Sprintf("%s by %s until %s", f.Verdict, f.Waiver.Exception, f.Waiver.Expires.Format("2006-01-02"))
			}
		}
		return "not judged"
	}
	for _, c := range []struct{ name, text, at, policy, want string }{
		{"before the renewal", old + renewal, "2026-11-14", "application", "waived by exception.x until 2028-01-01"},
		{"from the renewal on", old + renewal, "2026-11-15", "application", "waived by exception.y until 2027-01-01"},
		{"what the renewal leaves out", old + renewal, "2026-11-15", "session-too", "fail"},
		{"after the renewal", old + renewal, "2027-01-01", "application", "fail"},
		{"before the revocation", waiver("x", "  revoked = \"2026-12-15\"\n"), "2026-12-14", "application", "waived by exception.x until 2026-12-15"},
		{"from the revocation on", waiver("x", "  revoked = \"2026-12-15\"\n"), "2026-12-15", "application", "fail"},
	} {
		if got := of(c.text, c.at, c.policy); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Each subject of an exception is waived where those who answer for it approved, and only there.
func TestStandingBySubject(t *testing.T) {
	m := resolve(t, estate+`
cli "d" {
  owners {
    application = team.other
    identity    = team.iam
  }
  session "s" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
}
exception "x" {
  match    = ["cli.*"]
  policies = ["application", "identity"]
  granted  = "2026-11-01"
  expires  = "2026-11-30"
`+approval("app", "ann", "2026-11-01")+approval("iam", "ian", "2026-11-01")+"}\n", day)
	r := rules(t, planes, m)
	s := r.Standings(m)[0]
	if s.State != policy.Requested || !s.InForce || fmt.Sprint(s.Missing) != "[application identity]" ||
		fmt.Sprint(s.Unapproved) != "[{cli.d [application]} {cli.unowned [application identity]}]" {
		t.Errorf("%+v", s)
	}
	got := map[string]finding.Verdict{}
	for _, f := range r.Check(m) {
		got[f.Subject.Text+" "+f.Rule.Policy] = f.Verdict
	}
	for key, want := range map[string]finding.Verdict{
		"cli.c.session.s application": finding.Waived, "cli.c.session.t identity": finding.Waived,
		"cli.d.session.s application": finding.Fail, "cli.d.session.s identity": finding.Fail, "cli.unowned.session.s application": finding.Fail,
	} {
		if got[key] != want {
			t.Errorf("%s: %s, want %s", key, got[key], want)
		}
	}
	var answers []string
	for _, a := range r.Answers(m, m.Exceptions[0], m.Exceptions[0].Matched[1]) {
		answers = append(answers, fmt.Sprint(a))
	}
	if want := []string{"{application [team.other] [] true}", "{identity [team.iam] [ian] false}"}; !slices.Equal(answers, want) {
		t.Errorf("%q, want %q", answers, want)
	}
}

func TestConsentsThatDoNotCount(t *testing.T) {
	m := resolve(t, estate+`exception "w" {
  subject = cli.c
  policies = ["application"]
  granted = "2026-10-01"
  expires = "2026-10-31"
`+approval("app", "zoe", "2026-11-12")+`}
exception "x" {
  subject = cli.c
  policies = ["application"]
  requested_by = " Rob"
  renews = exception.w
  granted = "2026-11-01"
  expires = "2026-11-20"
  approval {
    by = "ann"
    on = "2026-11-01"
  }
  approval {
    team = team.app
    by   = "ann"
  }
`+approval("app", "  ", "2026-11-01")+approval("app", "ann", "2026-11-25")+approval("app", "ann", "2026-11-21")+approval("app", "rOB ", "2026-11-01")+
		approval("app", "ann", "2026-10-01")+approval("app", "ZOE", "2026-11-12")+approval("app", "zoe", "2026-11-13")+"}\n", day)
	var got []string
	for _, c := range policy.Consents(m, m.Exceptions[1]) {
		got = append(got, c.Void)
	}
	want := []string{
		"it names no team", "it has no day", "it names no person", "it is dated after the day that is judged", "it is dated after the last day of the exception",
		"the person asked for the exception", "it is no later than the first day of what the exception renews", "it is the approval of what the exception renews", "",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// One person is one person, however the name is written.
func TestPeopleAreToldApart(t *testing.T) {
	text := exception("cli.c", `"shared"`, approval("app", "Ann", "2026-11-01"), approval("iam", " ann", "2026-11-01"))
	if f := verdictOf(t, text, day, "cli.c", "shared"); f.Verdict != finding.Fail {
		t.Errorf("%s, want fail", f.Verdict)
	}
}

// A waiver hides nothing: what is unknown stays so, and a waived finding keeps its level and its message.
func TestAWaiverHidesNothing(t *testing.T) {
	text := exception("cli.c", `"unknowable", "advice"`, approval("app", "ann", "2026-11-01"))
	m := resolve(t, estate+text, day)
	r := rules(t, `policy "unknowable" {
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = session.storage.model == null ? tobool(session.host) : false
  message = "U"
}
policy "advice" {
  subject = "session"
  plane   = "application"
  level   = "warning"
  require = session.host == "server"
  message = "on ${session.host}"
}
`, m)
	for _, f := range r.Check(m) {
		if f.Subject.Text != "cli.c.session.s" {
			continue
		}
		switch f.Rule.Policy {
		case "unknowable":
			if f.Verdict != finding.Unknown || f.Waiver != nil || !f.Wanting() {
				t.Errorf("%s under %v, want unknown under nothing", f.Verdict, f.Waiver)
			}
		case "advice":
			if f.Verdict != finding.Waived || f.Message != "on personal" || f.Rule.Level != "warning" || f.At == nil {
				t.Errorf("%s %q %s at %v", f.Verdict, f.Message, f.Rule.Level, f.At)
			}
		}
	}
}

// need is a pack in which one policy fails for one session, and one on exceptions says what is unneeded.
const need = `policy "fails" {
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = session.actor != "human"
  message = "F"
}
policy "holds" {
  subject = "session"
  plane   = "application"
  level   = "mandatory"
  require = true
  message = "H"
}
policy "issuers" {
  subject = "issuer"
  plane   = "application"
  level   = "mandatory"
  require = false
  message = "I"
}
policy "changes" {
  subject = "change"
  plane   = "application"
  level   = "mandatory"
  require = false
  message = "C"
}
policy "unneeded" {
  subject = "exception"
  plane   = "shared"
  level   = "warning"
  require = length(exception.unneeded) == 0
  message = "${join(",", exception.unneeded)}"
}
policy "estate" {
  subject = "workspace"
  plane   = "shared"
  level   = "warning"
  require = alltrue([for x in workspace.exceptions : x.state == "active" && x.renewals == 0])
  message = "E"
}
`

func TestUnneeded(t *testing.T) {
	for _, c := range []struct{ subject, policies, want string }{
		{"subject = cli.c", `"fails"`, ""},
		{"subject = cli.c", `"fails", "holds", "issuers", "unneeded"`, "holds,issuers,unneeded"},
		{"subject = cli.c", `"fails", "changes"`, ""},
		{"subject = cli.c.session.s", `"holds", "holds"`, "holds"},
		{"subject = issuer.i", `"issuers", "fails"`, "fails"},
		{"subject = workspace", `"issuers", "fails", "holds"`, "holds"},
		{`match = ["cli.*.session.t", "cli.unowned"]`, `"fails"`, ""},
		{`match = ["cli.none"]`, `"fails"`, "fails"},
	} {
		text := estate + fmt.Sprintf("exception \"x\" {\n  %s\n  policies = [%s]\n  granted = \"2026-11-01\"\n  expires = \"2027-11-01\"\n}\n", c.subject, c.policies)
		m := resolve(t, text, day)
		all := rules(t, need, m)
		if got := strings.Join(all.Unneeded(m, all.Check(m))[0], ","); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.subject, c.policies, got, c.want)
		}
		only := all.Only(func(r *finding.Rule) bool { return r.Policy == "unneeded" })
		for name, r := range map[string]*policy.Rules{"all": all, "only": only} {
			if got := messageOf(t, r, m, "unneeded"); got != c.want {
				t.Errorf("%s %s, %s rules: %q, want %q", c.subject, c.policies, name, got, c.want)
			}
		}
		if n := len(only.Check(m)); n != 1 {
			t.Errorf("%d findings of one policy on one exception", n)
		}
	}
}

func messageOf(t *testing.T, r *policy.Rules, m *model.Model, name string) string {
	t.Helper()
	for _, f := range r.Check(m) {
		if f.Rule.Policy == name {
			return f.Message
		}
	}
	t.Fatalf("nothing is judged by %s", name)
	return ""
}

// An exception that another one makes superfluous is not needed, the one that lasts longest is.
func TestUnneededBesideALongerOne(t *testing.T) {
	short := exception("cli.c", `"fails"`, approval("app", "ann", "2026-11-01"))
	long := strings.NewReplacer(`"x"`, `"y"`, "2026-11-30", "2027-01-15").Replace(short)
	m := resolve(t, estate+short+long, day)
	r := rules(t, need, m)
	if got := fmt.Sprint(r.Unneeded(m, r.Check(m))); got != "[[fails] []]" {
		t.Error(got)
	}
}

// The parameter of one policy says what is near an end, for the states too.
func TestExpiringIsAParameter(t *testing.T) {
	const pack = `policy "exception-expiring" {
  subject = "exception"
  plane   = "shared"
  level   = "advisory"
  require = exception.state != "expiring"
  message = "${exception.days_left}"
  parameter "within" {
    type    = duration
    default = "%s"
    origin  = "x"
  }
}
`
	for within, want := range map[string]policy.State{"20d": policy.Active, "21d": policy.Expiring} {
		m := resolve(t, estate+"exception \"x\" {\n  subject = cli.c\n  policies = [\"exception-expiring\"]\n  granted = \"2026-11-01\"\n  expires = \"2026-12-15\"\n"+
			approval("app", "ann", "2026-11-01")+approval("iam", "ian", "2026-11-01")+"}\n", day)
		if got := rules(t, fmt.Sprintf(pack, within), m).Standings(m)[0].State; got != want {
			t.Errorf("within %s: %s, want %s", within, got, want)
		}
	}
}

// TestOrderOfStandings holds that lists begin with what somebody has to see to, and that every state has its place.
func TestOrderOfStandings(t *testing.T) {
	var list []policy.Standing
	for _, state := range policy.States() {
		for _, days := range []int{7, 3} {
			list = append(list, policy.Standing{Exception: schema.NewAddress(schema.KindException, "b"), State: state, DaysLeft: days})
		}
	}
	list = append(list, policy.Standing{Exception: schema.NewAddress(schema.KindException, "a"), State: policy.Active, DaysLeft: 7})
	slices.SortFunc(list, func(a, b policy.Standing) int { return a.Compare(&b) })
	var got []string
	for _, s := range list {
		got = append(got, fmt.Sprintf("%s %d %s", s.State, s.DaysLeft, s.Exception.Name))
	}
	want := "expired 3 b, expired 7 b, requested 3 b, requested 7 b, expiring 3 b, expiring 7 b, active 3 b, active 7 a, active 7 b, " +
		"approved 3 b, approved 7 b, superseded 3 b, superseded 7 b, revoked 3 b, revoked 7 b"
	if strings.Join(got, ", ") != want {
		t.Errorf("the order is %s;\nwant %s", strings.Join(got, ", "), want)
	}
}
