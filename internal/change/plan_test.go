package change_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/change"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

func address(t *testing.T, text string) schema.Address {
	t.Helper()
	a, err := schema.ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func write(knob setting.Knob, before, after setting.Value) setting.Change {
	return setting.Change{Knob: knob, Before: before, After: after, Action: setting.ActionWrite}
}

func keep(knob setting.Knob, value setting.Value) setting.Change {
	return setting.Change{Knob: knob, Before: value, After: value, Action: setting.ActionNone}
}

func nothingApplied(schema.Address) (map[setting.Knob]string, bool) { return nil, false }

// What was applied last counts, not what somebody else has made of it: to mend that is no change, and what was widened
// excuses nothing.
func TestFromPlanAfterAnApply(t *testing.T) {
	m := resolve(t, estate)
	var (
		minute, hour = setting.Duration(time.Minute), setting.Duration(time.Hour)
		a            = address(t, "cli.c.session.a")
		client       = address(t, `issuer.corp.client["c"]`)
		file         = address(t, "cli.c.deliver.file")
	)
	applied := func(target schema.Address) (map[setting.Knob]string, bool) {
		switch target {
		case client:
			return map[setting.Knob]string{
				setting.AccessTokenTTL: "1h", setting.Scopes: "[x]", setting.PKCE: "true", setting.Grant("password"): "true", "idle_timeout": "what?",
			}, true
		case file:
			return map[setting.Knob]string{"storage.model": "os_keychain", "sessions.a.access_token_ttl": "1m", "sessions.gone.scopes": "[x]"}, true
		}
		return nil, false
	}
	on, off, nothing := setting.Bool(true), setting.Bool(false), setting.Value{}
	for _, c := range []struct {
		name string
		t    plan.Target
		want string
	}{
		{"mended", plan.Target{Address: client, Action: plan.Update, Changes: []setting.Change{
			write(setting.AccessTokenTTL, minute, hour), write(setting.Scopes, setting.List(), setting.List("x")),
			write(setting.Grant("password"), off, on), keep(setting.PKCE, on),
		}}, ""},
		{"made again", plan.Target{Address: client, Action: plan.Create, Changes: []setting.Change{
			write(setting.AccessTokenTTL, nothing, hour), write(setting.Scopes, nothing, setting.List("x", "y")),
		}}, `
cli.c.session.a scopes (identity): [x] -> [x, y], update, widens, line 20`},
		{"widened by somebody else, and a little less now", plan.Target{Address: client, Action: plan.Update, Changes: []setting.Change{
			write(setting.AccessTokenTTL, setting.Forever(), setting.Duration(2*time.Hour)), write(setting.PKCE, off, off),
		}}, `
cli.c.session.a access_token_ttl (identity): 1h -> 2h, update, widens, line 20
cli.c.session.a pkce (identity): true -> false, update, widens, line 20`},
		{"not recorded, or not to be read", plan.Target{Address: client, Action: plan.Update, Changes: []setting.Change{
			write(setting.RefreshRotation, setting.Text("none"), setting.Text("static")), write(setting.IdleTimeout, minute, hour),
		}}, `
cli.c.session.a idle_timeout (identity): 1m -> 1h, update, widens, line 20
cli.c.session.a refresh_token (identity): none -> static, update, widens, line 20`},
		{"a document", plan.Target{Address: file, Action: plan.Update, Changes: []setting.Change{
			write("storage.model", setting.Text("plaintext_file"), setting.Text("os_keychain")),
			write("storage.fallback", setting.Text("fail"), setting.Text("memory")),
			write("sessions.a.access_token_ttl", nothing, hour),
			write("sessions.gone.scopes", nothing, setting.List("x", "y")),
		}}, `
cli.c storage.fallback (application): - -> memory, update, narrows, line 18
cli.c.session.a access_token_ttl (identity): 1m -> 1h, update, widens, line 20
cli.c.session.gone scopes (identity): [x] -> [x, y], delete, neutral, line 18`},
		{"a client that waits to be deleted", plan.Target{Address: client, Action: plan.Held, Intended: plan.Delete, HeldBy: plan.HeldByDelete, Changes: []setting.Change{
			{Knob: setting.AccessTokenTTL, Before: minute, Action: setting.ActionHeld},
		}}, `
cli.c.session.a access_token_ttl (identity): 1m -> -, delete, neutral, line 20`},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.t.Subjects = []schema.Address{a}
			if got := lines(change.FromPlan(m, []plan.Target{c.t}, applied)); got != strings.TrimSpace(c.want) {
				t.Errorf("the plan changes\n%s\nwant\n%s", got, strings.TrimSpace(c.want))
			}
		})
	}
}

func TestFromPlan(t *testing.T) {
	m := resolve(t, estate)
	var (
		minute, hour = setting.Duration(time.Minute), setting.Duration(time.Hour)
		on, off      = setting.Bool(true), setting.Bool(false)
		nothing      = setting.Value{}
		a, b         = address(t, "cli.c.session.a"), address(t, "cli.c.session.b")
		client       = address(t, `issuer.corp.client["c"]`)
		file         = address(t, "cli.c.deliver.file")
	)
	rounded := write(setting.AccessTokenTTL, hour, setting.Duration(90*time.Second))
	rounded.Effective = minute
	for _, c := range []struct {
		name    string
		targets []plan.Target
		want    string
	}{
		{"nothing to do", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.None, Changes: []setting.Change{keep(setting.AccessTokenTTL, hour)}}}, ""},
		{"what stays is no change", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Update, Changes: []setting.Change{
			keep(setting.Scopes, setting.List("x")), write(setting.AccessTokenTTL, minute, hour),
		}}}, `
cli.c.session.a access_token_ttl (identity): 1m -> 1h, update, widens, line 20`},
		{"for each session of the client", []plan.Target{{Address: client, Subjects: []schema.Address{a, b}, Action: plan.Update, Changes: []setting.Change{
			write(setting.RefreshRotation, setting.Text("static"), setting.Text("rotating")),
		}}}, `
cli.c.session.a refresh_token (identity): static -> rotating, update, narrows, line 20
cli.c.session.b refresh_token (identity): static -> rotating, update, narrows, line 24`},
		{"what will really hold", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Update, Changes: []setting.Change{rounded}}}, `
cli.c.session.a access_token_ttl (identity): 1h -> 1m, update, narrows, line 20`},
		{"grants are one list", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Update, Changes: []setting.Change{
			keep(setting.Grant("authorization_code"), on), write(setting.Grant("password"), nothing, on), write(setting.Grant("implicit"), on, off),
			keep(setting.Grant("device_code"), off),
		}}}, `
cli.c.session.a grants (identity): [authorization_code, implicit] -> [authorization_code, password], update, widens, line 20`},
		{"grants that stay", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Update, Changes: []setting.Change{
			keep(setting.Grant("authorization_code"), on), write(setting.PKCE, on, off),
		}}}, `
cli.c.session.a pkce (identity): true -> false, update, widens, line 20`},
		{"a client that is made", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Create, Changes: []setting.Change{
			write(setting.AccessTokenTTL, nothing, hour),
		}}}, `
cli.c.session.a access_token_ttl (identity): - -> 1h, create, neutral, line 20`},
		{"a client that waits to be deleted", []plan.Target{{Address: client, Action: plan.Held, Intended: plan.Delete, HeldBy: plan.HeldByDelete, Changes: []setting.Change{
			{Knob: setting.AccessTokenTTL, Before: hour, Action: setting.ActionHeld}, {Knob: "marker", Before: on, Action: setting.ActionHeld},
		}}}, `
issuer.corp.client["c"] access_token_ttl (identity): 1h -> -, delete, neutral, line 8`},
		{"somebody else's", []plan.Target{{Address: client, Subjects: []schema.Address{a}, Action: plan.Held, Intended: plan.Update, HeldBy: plan.HeldByForeign, Changes: []setting.Change{
			{Knob: setting.AccessTokenTTL, Before: minute, After: hour, Action: setting.ActionHeld},
		}}}, ""},
		{"a document", []plan.Target{{Address: file, Subjects: []schema.Address{a.Outer()}, Action: plan.Update, Changes: []setting.Change{
			write("storage.model", setting.Text("os_keychain"), setting.Text("plaintext_file")),
			write("document.note", nothing, setting.Text("x")),
			keep("sessions.a.scopes", setting.List("x")),
			write("sessions.a.access_token_ttl", minute, hour),
			write("sessions.a.duties.access_token_ttl", nothing, setting.Text("x")),
			write("sessions.b.access_token_ttl", nothing, hour),
			write("sessions.gone.access_token_ttl", hour, setting.Default()),
		}}}, `
cli.c storage.model (application): os_keychain -> plaintext_file, update, widens, line 18
cli.c.session.a access_token_ttl (identity): 1m -> 1h, update, widens, line 20
cli.c.session.b access_token_ttl (identity): - -> 1h, create, neutral, line 24
cli.c.session.gone access_token_ttl (identity): 1h -> inherit, delete, neutral, line 18`},
		{"the graver of two", []plan.Target{
			{Address: file, Subjects: []schema.Address{a.Outer()}, Action: plan.Create, Changes: []setting.Change{write("sessions.a.access_token_ttl", nothing, hour)}},
			{Address: client, Subjects: []schema.Address{a}, Action: plan.Update, Changes: []setting.Change{write(setting.AccessTokenTTL, minute, hour)}},
		}, `
cli.c.session.a access_token_ttl (identity): 1m -> 1h, update, widens, line 20`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(change.FromPlan(m, c.targets, nothingApplied)); got != strings.TrimSpace(c.want) {
				t.Errorf("the plan changes\n%s\nwant\n%s", got, strings.TrimSpace(c.want))
			}
		})
	}
}
