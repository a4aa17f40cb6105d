package policy

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// sharing draws sessions of one client: a few CLIs, actors and environments, in any mixture.
func sharing(t *rapid.T) []*model.Session {
	clis := []*model.CLI{}
	for i := range 3 {
		block := schema.Block{Address: schema.NewAddress(schema.KindCLI, fmt.Sprintf("c%d", i))}
		clis = append(clis, &model.CLI{CLI: &schema.CLI{Block: block}})
	}
	var sessions []*model.Session
	for i := range rapid.IntRange(2, 40).Draw(t, "sessions") {
		cli := rapid.SampledFrom(clis).Draw(t, "cli")
		s := &model.Session{CLI: cli}
		s.Address = cli.Address.Inner(schema.KindSession, fmt.Sprintf("s%d", i))
		s.Actor = schema.Attr[string]{Value: rapid.SampledFrom([]string{"human", "automation"}).Draw(t, "actor"), Set: true}
		s.Environment.Value = rapid.SampledFrom([]string{"", "production", "test"}).Draw(t, "environment")
		sessions = append(sessions, s)
	}
	return sessions
}

// Whatever a policy asks of the others - is there one of this actor, in that environment, of another CLI - the
// representatives answer as all of them would.
func TestRepresentativesAnswerForAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sessions := sharing(t)
		chosen := representatives(sessions)
		if len(chosen) > 3*6 {
			t.Fatalf("%d representatives of 6 classes", len(chosen))
		}
		facts := func(own *model.Session, list []*model.Session) string {
			seen := map[string]bool{} // printed in the order of the keys
			for _, s := range list {
				if s == own {
					continue
				}
				class := s.Actor.Value + " in " + s.Environment.Value
				seen[class] = true
				if s.CLI != own.CLI {
					seen[class+" of another CLI"] = true
				}
			}
			return fmt.Sprint(seen)
		}
		for _, s := range sessions {
			if all, few := facts(s, sessions), facts(s, chosen); all != few {
				t.Fatalf("%s: of all %s, of the representatives %s", s.Address, all, few)
			}
		}
	})
}

// A stranger can give one client to any number of sessions; what each of them sees stays small.
func TestSharersStayFew(t *testing.T) {
	var source strings.Builder
	source.WriteString("custody { name = \"w\" }\nissuer \"oidc\" \"i\" {}\n")
	for i := range 500 {
		fmt.Fprintf(&source, "cli \"c%d\" {\n session \"s\" {\n issuer = issuer.i\n actor = \"human\"\n host = \"personal\"\n client_id = \"x\"\n }\n}\n", i)
	}
	w, diags := config.Load(fstest.MapFS{"a.custody.hcl": {Data: []byte(source.String())}}, config.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	m, diags := model.Resolve(&w.Declarations, time.Unix(0, 0))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	lists := sharers(m)
	if len(lists) != 500 {
		t.Fatalf("%d sessions have a list, want 500", len(lists))
	}
	for s, list := range lists {
		if n := list.LengthInt(); n == 0 || n > 3 {
			t.Fatalf("%s sees %d others", s.Address, n)
		}
	}
}
