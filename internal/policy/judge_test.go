package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/finding"
)

// one is an estate with one session, in which the attributes stand.
func oneSession(attributes string) string {
	return fmt.Sprintf(`
issuer "hydra" "i" {}
cli "c" {
  data = "restricted"
  storage {
    model    = "os_keychain"
    fallback = "fail"
  }
  session "s" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
    %s
  }
}
`, attributes)
}

// judgeOne judges the one session by one condition.
func judgeOne(t *testing.T, attributes, require string) finding.Finding {
	t.Helper()
	m := resolve(t, oneSession(attributes), day)
	findings := rules(t, rule("session", "identity", require), m).Check(m)
	if len(findings) != 1 {
		t.Fatalf("%d findings", len(findings))
	}
	return findings[0]
}

// What conditions see: the effective values, and what is missing as null.
func TestValuesInConditions(t *testing.T) {
	for _, c := range []struct {
		attributes, require string
		want                finding.Verdict
	}{
		{``, `session.access_token_ttl == null && session.access_token_ttl_state == "unset"`, finding.Pass},
		{`access_token_ttl = "inherit"`, `session.access_token_ttl == null && session.access_token_ttl_state == "inherit"`, finding.Pass},
		{`access_token_ttl = "unlimited"`, `session.access_token_ttl > 1e300 && session.access_token_ttl_state == "unlimited"`, finding.Pass},
		{`access_token_ttl = "unlimited"`, `session.access_token_ttl <= 36500 * 86400`, finding.Fail},
		{`access_token_ttl = "15m"`, `session.access_token_ttl == 900 && session.access_token_ttl_state == "set"`, finding.Pass},
		{`access_token_ttl = "0s"`, `session.access_token_ttl == 0`, finding.Pass},
		{`access_token_ttl = null`, `session.access_token_ttl == null`, finding.Pass},
		{``, `session.access_token_ttl != null && session.access_token_ttl <= 900`, finding.Fail},
		{``, `session.access_token_ttl == null || session.access_token_ttl <= 900`, finding.Pass},
		{``, `session.access_token_ttl <= 900`, finding.Unknown},
		{``, `!(session.access_token_ttl <= 900)`, finding.Unknown},
		{``, `session.scopes == null`, finding.Pass},
		{`scopes = []`, `session.scopes != null && length(session.scopes) == 0`, finding.Pass},
		{`scopes = ["a"]`, `contains(session.scopes, "a")`, finding.Pass},
		{``, `contains(session.scopes, "a")`, finding.Unknown},
		{``, `alltrue([for s in session.scopes : s != "*"])`, finding.Unknown},
		{``, `session.step_up.max_age == null && session.step_up.scopes == null`, finding.Pass},
		{`step_up { max_age = "5m" }`, `session.step_up.max_age == duration("5m")`, finding.Pass},
		{``, `session.storage.model == "os_keychain" && session.storage.fallback == "fail"`, finding.Pass},
		{`storage { model = "memory" }`, `session.storage.model == "memory" && session.storage.fallback == "fail"`, finding.Pass},
		{``, `session.pkce`, finding.Unknown},
		{``, `session.pkce == true`, finding.Fail},
		{`pkce = false`, `session.pkce`, finding.Fail},
		{``, `session.issuer.address == "issuer.i" && session.issuer.type == "hydra" && session.issuer.owner == null`, finding.Pass},
		{``, `session.issuer.owner.contact == "x"`, finding.Unknown},
		{``, `session.profile == null`, finding.Pass},
		{``, `cli.data == "restricted" && length(cli.sessions) == 1 && cli.sessions[0].name == session.name`, finding.Pass},
		{``, `cli.owners.application == null && cli.owners.attested == null`, finding.Pass},
		{``, `length(cli.deliver) == 0`, finding.Pass},
		{``, `at == date("2026-11-24") && session.revocation.drilled == null`, finding.Pass},
		{`revocation { drilled = "2026-11-01" }`, `at - session.revocation.drilled == 23 * 86400`, finding.Pass},
		{``, `workspace.name == "w" && workspace.organization == null`, finding.Pass},
		{``, `session.name == "s" && session.kind == "session" && session.address == "cli.c.session.s"`, finding.Pass},
		{``, `null`, finding.Unknown},
		{``, `1 / (session.name == "s" ? 0 : 1) > 0 ? true : regex("x", session.kind) == ""`, finding.Pass},
		{``, `regex("x", session.name) == ""`, finding.Unknown},
		{``, `true || regex("x", session.name) == ""`, finding.Pass},
		{``, `false && regex("x", session.name) == ""`, finding.Fail},
		{``, `regex("x", session.name) == "" && false`, finding.Unknown},
	} {
		f := judgeOne(t, c.attributes, c.require)
		if f.Verdict != c.want {
			t.Errorf("{ %s } %s: %s (%s), want %s", c.attributes, c.require, f.Verdict, f.Message, c.want)
		}
		if f.Verdict == finding.Unknown && (!f.Blocking("mandatory") || !strings.Contains(f.Message, "could not be evaluated")) {
			t.Errorf("an unknown verdict must weigh and say why: %+v", f)
		}
	}
}

// A condition that can not be evaluated is unknown, also in when; a broken message changes no verdict.
func TestErrorsInAPolicy(t *testing.T) {
	const text = `policy "when-breaks" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.scopes[0] == "a"
  require = true
  message = "M"
}
policy "when-is-false" {
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  when    = session.actor != "human"
  require = session.scopes[0] == "a"
  message = "M"
}
policy "message-breaks" {
  title   = "Scopes begin with a"
  subject = "session"
  plane   = "identity"
  level   = "mandatory"
  require = session.scopes != null
  message = "The first is ${session.scopes[0]}."
}
`
	m := resolve(t, oneSession(""), day)
	findings := rules(t, text, m).Check(m)
	want := "cli.c.session.s message-breaks fail\ncli.c.session.s when-breaks unknown\ncli.c.session.s when-is-false not_applicable\n"
	if got := verdicts(findings); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if findings[0].Message != "Not so: Scopes begin with a." {
		t.Errorf("the message is %q", findings[0].Message)
	}
	if !strings.HasPrefix(findings[1].Message, "Whether the policy applies could not be evaluated") {
		t.Errorf("the message is %q", findings[1].Message)
	}
}

// Each kind of subject is judged, and each names the teams that must mend it.
func TestSubjects(t *testing.T) {
	var text strings.Builder
	for _, subject := range []string{"workspace", "team", "issuer", "cli", "session", "exception"} {
		text.WriteString(strings.Replace(rule(subject, "shared", "false"), `"p"`, `"on-`+subject+`"`, 1))
	}
	m := resolve(t, estate+exception("cli.c", `"on-cli"`), day)
	want := map[string]string{
		"workspace":             "[team.risk]",
		"team.app":              "[team.app]",
		"team.iam":              "[team.iam]",
		"team.other":            "[team.other]",
		"team.risk":             "[team.risk]",
		"issuer.i":              "[team.iam]",
		"cli.c":                 "[team.app team.iam]",
		"cli.c.session.s":       "[team.app team.iam]",
		"cli.c.session.t":       "[team.app team.iam]",
		"cli.unowned":           "[team.risk]",
		"cli.unowned.session.s": "[team.risk]",
		"exception.x":           "[team.app team.iam]",
	}
	findings := rules(t, text.String(), m).Check(m)
	if len(findings) != len(want) {
		t.Errorf("%d findings, want %d:\n%s", len(findings), len(want), verdicts(findings))
	}
	last := ""
	for _, f := range findings {
		if got := fmt.Sprint(f.Teams()); got != want[f.Subject.Text] {
			t.Errorf("%s is for %s, want %s", f.Subject.Text, got, want[f.Subject.Text])
		}
		if f.Subject.Text < last {
			t.Errorf("%s stands after %s", f.Subject.Text, last)
		}
		last = f.Subject.Text
	}
}

// A policy on the workspace sees the whole estate.
func TestWorkspaceSubject(t *testing.T) {
	m := resolve(t, estate, day)
	require := `length(workspace.clis) == 2 && length(workspace.teams) == 4 && length(workspace.issuers) == 1 && length(workspace.exceptions) == 0
    && alltrue([for c in workspace.clis : length(c.sessions) > 0]) && workspace.teams[0].name == "app"`
	if got := verdicts(rules(t, rule("workspace", "shared", "("+require+")"), m).Check(m)); got != "workspace p pass\n" {
		t.Error(got)
	}
}

// A finding points at the attribute that its condition reads, where it is declared.
func TestPlaceOfAFinding(t *testing.T) {
	for attributes, line := range map[string]int{`storage { model = "memory" }`: 14, ``: 7} {
		f := judgeOne(t, attributes, `session.storage.model == "hardware"`)
		if at := f.Range(); at.Filename != "a.custody.hcl" || at.Start.Line != line {
			t.Errorf("{ %s } is reported at %s", attributes, at)
		}
	}
	if f := judgeOne(t, "", `session.pkce == true`); f.At != nil || f.Range().Start.Line != 10 {
		t.Errorf("a missing attribute is reported at %s, want the session's header", f.Range())
	}
}

// Of two attributes that a condition reads, the one that the session writes itself is the place.
func TestPlaceIsTheSubjectsOwn(t *testing.T) {
	m := resolve(t, `issuer "hydra" "i" {}
profile "p" {
  issuer    = issuer.i
  actor     = "human"
  host      = "personal"
  assurance = "aal2"
}
cli "c" {
  session "s" {
    profile      = profile.p
    idle_timeout = "2h"
  }
}`, day)
	f := rules(t, rule("session", "identity", `session.assurance == "aal2" && session.idle_timeout <= 3600`), m).Check(m)[0]
	if f.Verdict != finding.Fail || f.Range().Start.Line != 12 {
		t.Errorf("%s at %s, want line 12", f.Verdict, f.Range())
	}
}

// Profiles are applied before judging, in for_each instances too, and findings come in one order.
func TestInstancesAndProfiles(t *testing.T) {
	m := resolve(t, `
issuer "hydra" "i" {}
profile "p" {
  issuer           = issuer.i
  actor            = "human"
  host             = "personal"
  access_token_ttl = "15m"
  step_up { max_age = "5m" }
}
cli "c" {
  for_each = { b = "15m", a = "30m" }
  session "s" {
    profile          = profile.p
    access_token_ttl = each.value
    step_up { scopes = ["x"] }
  }
}
`, day)
	r := rules(t, rule("session", "identity", `session.access_token_ttl <= 900 && session.step_up.max_age == 300 && session.step_up.scopes == tolist(["x"])`), m)
	want := "cli.c[\"a\"].session.s p fail\ncli.c[\"b\"].session.s p pass\n"
	for range 5 {
		if got := verdicts(r.Check(m)); got != want {
			t.Fatalf("got\n%swant\n%s", got, want)
		}
	}
}

func TestOnly(t *testing.T) {
	m := resolve(t, estate, day)
	r := rules(t, planes, m)
	narrowed := r.Only(func(rule *finding.Rule) bool { return rule.Policy == "identity" })
	if narrowed.Len() != 1 || r.Len() != 4 {
		t.Errorf("%d of %d rules", narrowed.Len(), r.Len())
	}
	if got := verdicts(narrowed.Check(m)); strings.Contains(got, "application") || !strings.Contains(got, "identity fail") {
		t.Error(got)
	}
}

// A framework for AI systems says nothing of a session in which a person acts.
func TestControlsOfAISystems(t *testing.T) {
	m := resolve(t, `issuer "hydra" "i" {}
cli "c" {
  session "person" {
    issuer = issuer.i
    actor  = "human"
    host   = "personal"
  }
}
cli "d" {
  session "agent" {
    issuer = issuer.i
    actor  = "ai_agent"
    host   = "server"
  }
}`, day)
	text := ""
	for _, subject := range []string{"session", "cli"} {
		text += `policy "` + subject + `" {
  subject  = "` + subject + `"
  plane    = "identity"
  level    = "mandatory"
  require  = false
  message  = "no"
  controls = {
    "nist-ai-rmf-1.0" = ["GOVERN 2.1"]
    "nist-csf-2.0"    = ["GV.RR-02"]
  }
}
`
	}
	want := map[string]int{"cli.c": 1, "cli.c.session.person": 1, "cli.d": 2, "cli.d.session.agent": 2}
	for _, f := range rules(t, text, m).Check(m) {
		if got := f.Controls(); len(got) != want[f.Subject.Text] {
			t.Errorf("%s bears on %v, want %d of them", f.Subject.Text, got, want[f.Subject.Text])
		}
	}
}
