package policy

import (
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/schema"
)

// TestAround holds that an exception is found for exactly the subjects that its own subject contains.
func TestAround(t *testing.T) {
	t.Parallel()
	cli := schema.NewAddress(schema.KindCLI, "a")
	addresses := []schema.Address{
		{Kind: schema.KindWorkspace},
		schema.NewAddress(schema.KindTeam, "a"), cli, schema.NewAddress(schema.KindCLI, "b"),
		cli.Instance(""), cli.Instance("eu"), cli.Inner(schema.KindSession, "ci"), cli.Inner(schema.KindSession, "web"),
		cli.Inner(schema.KindDeliver, "ci"), cli.Instance("eu").Inner(schema.KindSession, "ci"), cli.Instance("us").Inner(schema.KindSession, "ci"),
	}
	for _, outer := range addresses {
		w := waivers{waived{"p", outer}: &finding.Waiver{Exception: outer}}
		for _, subject := range addresses {
			if found := w.of("p", subject) != nil; found != outer.Contains(subject) {
				t.Errorf("an exception for %s waives for %s: %v, want %v", outer, subject, found, !found)
			}
		}
	}
}

// TestLongestWaiver holds that of several waivers the one that lasts longest counts, wherever its subject stands.
func TestLongestWaiver(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	cli := schema.NewAddress(schema.KindCLI, "a")
	session := cli.Inner(schema.KindSession, "ci")
	exception := func(name string) schema.Address { return schema.NewAddress(schema.KindException, name) }
	short := &finding.Waiver{Exception: exception("short"), Expires: day}
	long := &finding.Waiver{Exception: exception("long"), Expires: day.AddDate(0, 1, 0)}
	for _, w := range []waivers{
		{waived{"p", cli}: short, waived{"p", session}: long},
		{waived{"p", cli}: long, waived{"p", session}: short},
	} {
		if got := w.of("p", session); got != long {
			t.Errorf("got %v, want the one that lasts longest", got)
		}
		if got := w.of("q", session); got != nil {
			t.Errorf("another policy is waived by %v", got)
		}
	}
	if got := (waivers{waived{"p", schema.Address{Kind: schema.KindWorkspace}}: long}).of("p", exception("x")); got != nil {
		t.Errorf("a policy on exceptions is waived by %v", got)
	}
}
