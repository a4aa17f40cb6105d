package draft_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/draft"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/policy"
	"github.com/nhi-custody/custody/policies"
	"github.com/nhi-custody/custody/schema"
)

const workspace = `custody { name = "w" }
team "app" {}
team "iam" {}
cli "a" {
  owners {
    application = team.app
    identity    = team.iam
  }
}
cli "b" {
  owners {
    application = team.app
  }
}
exception "old" {
  subject  = cli.a
  policies = ["owned"]
  granted  = "2026-11-01"
  expires  = "2026-12-05"
}
`

const pack = `policy "owned" {
  subject = "cli"
  plane   = "application"
  level   = "mandatory"
  require = cli.name != "a"
  message = "It is a."
}
policy "exception-documented-and-approved" {
  subject = "exception"
  plane   = "shared"
  level   = "mandatory"
  require = exception.term <= parameter.max_duration
  message = "Too long."
  parameter "max_duration" {
    type    = duration
    default = "30d"
    origin  = "the organization's own"
  }
}
`

func at() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) }

// estate is the workspace with its rules.
func estate(t *testing.T) (*model.Model, *policy.Rules) {
	t.Helper()
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": &fstest.MapFile{Data: []byte(workspace)}}, config.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, at())
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	p, diags := config.LoadPack(fstest.MapFS{"policy.hcl": &fstest.MapFile{Data: []byte(pack)}}, "p", "p")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	catalog, err := framework.Load(policies.FS())
	if err != nil {
		t.Fatal(err)
	}
	rules, diags := policy.Compile([]*schema.Pack{&p.Pack}, nil, catalog)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return m, rules
}

// request is one that makes a draft; each case spoils it.
func request() draft.Request {
	return draft.Request{
		Name: "new", Match: []string{"cli.*"}, Policies: []string{"owned"}, Reason: "r", Compensating: []string{"c"}, Expires: at().AddDate(0, 0, 20),
	}
}

func TestNew(t *testing.T) {
	m, rules := estate(t)
	q := request()
	q.Renews, q.Expires, q.Compensating = "old", at().AddDate(0, 0, 40), nil
	d, err := draft.New(m, rules, q)
	if err != nil {
		t.Fatal(err)
	}
	if d.Address.String() != "exception.new" || len(d.Matched) != 2 {
		t.Errorf("%s covers %v", d.Address, d.Matched)
	}
	wanted := []draft.WantedApproval{{Plane: schema.PlaneApplication, Teams: []string{"team.app"}, Blocks: 2}}
	if diff := cmp.Diff(wanted, d.Wanted); diff != "" {
		t.Errorf("the approvals differ (-want +got):\n%s", diff)
	}
	warnings := []string{
		"It would hold for 40d; exception-documented-and-approved allows 30d.",
		"Nothing lowers the risk meanwhile: name what compensates for it.",
	}
	if diff := cmp.Diff(warnings, d.Warnings); diff != "" {
		t.Errorf("the warnings differ (-want +got):\n%s", diff)
	}
	for _, line := range []string{"renews   = exception.old", `granted  = "2026-11-24"`, `expires  = "2027-01-03"`, "# The application plane of 2 of the 2 blocks:"} {
		if !strings.Contains(string(d.Text), line) {
			t.Errorf("the text lacks %q:\n%s", line, d.Text)
		}
	}
}

func TestUnneeded(t *testing.T) {
	m, rules := estate(t)
	q := request()
	q.Match, q.Subject = nil, "cli.b"
	d, err := draft.New(m, rules, q)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Nothing that it covers fails owned, or another exception waives that already."}; !cmp.Equal(d.Warnings, want) {
		t.Errorf("the warnings are %q, want %q", d.Warnings, want)
	}
}

// What is wrong is said with the part of the request that it is in, and without the flags of a command.
func TestRefusals(t *testing.T) {
	m, rules := estate(t)
	for _, c := range []struct {
		name  string
		spoil func(*draft.Request)
		part  draft.Part
		want  string
	}{
		{"no name", func(q *draft.Request) { q.Name = "1x" }, draft.PartName, `"1x" can not name an exception`},
		{"taken", func(q *draft.Request) { q.Name = "old" }, draft.PartName, "exception.old is declared already, at a.custody.hcl:15"},
		{"no reason", func(q *draft.Request) { q.Reason = " " }, draft.PartReason, "say why"},
		{"over", func(q *draft.Request) { q.Expires = at().AddDate(0, 0, -1) }, draft.PartExpires, "before it begins on 2026-11-24"},
		{"no policy", func(q *draft.Request) { q.Policies = nil }, draft.PartPolicies, "name the policies"},
		{"another policy", func(q *draft.Request) { q.Policies = []string{"ownde"} }, draft.PartPolicies, `Did you mean "owned"`},
		{
			"a policy on exceptions", func(q *draft.Request) { q.Policies = []string{"exception-documented-and-approved"} },
			draft.PartPolicies, "judges exceptions",
		},
		{"nothing", func(q *draft.Request) { q.Match = nil }, draft.PartSubject, "name the block"},
		{"two ways", func(q *draft.Request) { q.Subject = "cli.a" }, draft.PartSubject, "not both"},
		{"no pattern", func(q *draft.Request) { q.Match = []string{"cli.a.*"} }, draft.PartMatch, "is no pattern"},
		{"nothing there", func(q *draft.Request) { q.Match = []string{"cli.z*"} }, draft.PartMatch, "matches nothing"},
		{"another subject", func(q *draft.Request) { q.Match, q.Subject = nil, "cli.c" }, draft.PartSubject, "the workspace has no cli.c"},
		{"another renewal", func(q *draft.Request) { q.Renews = "odl" }, draft.PartRenews, `Did you mean "exception.old"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := request()
			c.spoil(&q)
			d, err := draft.New(m, rules, q)
			var wrong *draft.RequestError
			if !errors.As(err, &wrong) || d != nil || wrong.Part != c.part || !strings.Contains(wrong.Err.Error(), c.want) {
				t.Fatalf("it gives %v, %v; want %s: %s", d, err, c.part, c.want)
			}
			if strings.Contains(err.Error(), "--") {
				t.Errorf("%q names a flag", err)
			}
		})
	}
}
