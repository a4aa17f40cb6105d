package plan_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/hcl/v2"
	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// sample is a plan with something in every field.
func sample(t *testing.T) *plan.Plan {
	t.Helper()
	want := declared(set("access_token_ttl", setting.Duration(90*time.Second)), set("grant.implicit", setting.Bool(false)), set("scopes", setting.List("a", "<b>")),
		set("refresh_rotation", setting.Text("rotating")))
	for i := range want.Settings {
		want.Settings[i].Range = hcl.Range{Filename: "a.custody.hcl", Start: hcl.Pos{Line: 3, Column: 5, Byte: 40}, End: hcl.Pos{Line: 3, Column: 9, Byte: 44}}
	}
	p := &plan.Plan{
		Workspace: "acme", WorkspaceDigest: "w1",
		Targets: []plan.Target{
			plan.Diff(want, owned(set("access_token_ttl", setting.Mixed("1h and 1.5s")), set("grant.password", setting.Bool(true))), writable()),
			plan.Remove(client("old"), "old", "hydra", owned(set("idle_timeout", setting.Duration(1500*time.Millisecond)), set("pkce", setting.Bool(true)))),
			plan.Diff(want, plan.Observed{Presence: plan.Unreadable, Problem: "the server said \xff\xfe"}, writable()),
		},
		LeftOut: []plan.LeftOut{{Address: session(), Reason: "it names no client_id"}},
		Findings: []plan.Finding{{
			Policy: "p", Subject: "cli.payctl", Verdict: "waived", Level: "mandatory", Plane: "identity", Teams: []string{"team.iam"}, Message: "m",
			Remedy: "r", Controls: []plan.Control{{Framework: "f", ID: "1"}}, Exception: "exception.x", Expires: schema.Date{Time: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}, File: "a", Line: 7,
		}},
		Policies:     plan.Counts{Evaluated: 6, Subjects: 5, Pass: 4, Fail: 3, Waived: 2, NotApplicable: 1, Unknown: 7},
		Requirements: []plan.Requirement{{Team: "team.iam", Minimum: 1, Reason: "r"}},
	}
	seal(t, p, noon())
	return p
}

func seal(t testing.TB, p *plan.Plan, at time.Time) {
	t.Helper()
	if err := p.Seal(at, 15*time.Minute); err != nil {
		t.Fatal(err)
	}
}

func encode(t testing.TB, p *plan.Plan) []byte {
	t.Helper()
	data, err := plan.Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSeal(t *testing.T) {
	p := sample(t)
	if p.Created != noon() || p.Expires != noon().Add(15*time.Minute) {
		t.Errorf("it is made at %s and expires at %s", p.Created, p.Expires)
	}
	id := p.ID
	seal(t, p, noon().Add(time.Hour+time.Millisecond).In(time.FixedZone("x", 3600)))
	if p.ID != id || len(id) != 64 {
		t.Errorf("at another time its id is %q; it was %q", p.ID, id)
	}
	if p.Created != noon().Add(time.Hour) {
		t.Errorf("its time is %s; want whole seconds in UTC", p.Created)
	}
	for name, change := range map[string]func(*plan.Plan){
		"workspace":   func(p *plan.Plan) { p.Workspace = "other" },
		"digest":      func(p *plan.Plan) { p.Targets[0].Digest = "d2" },
		"action":      func(p *plan.Plan) { p.Targets[1].Release() },
		"value":       func(p *plan.Plan) { p.Targets[0].Changes[0].After = setting.Default() },
		"order":       func(p *plan.Plan) { p.Targets[0], p.Targets[1] = p.Targets[1], p.Targets[0] },
		"counts":      func(p *plan.Plan) { p.Policies.Fail++ },
		"requirement": func(p *plan.Plan) { p.Requirements = nil },
	} {
		q := sample(t)
		change(q)
		if seal(t, q, noon()); q.ID == id {
			t.Errorf("with another %s the id is the same", name)
		}
	}
}

// equal compares plans; a list that is empty and none mean the same.
func equal(want, got *plan.Plan) string {
	return cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(time.Time.Equal))
}

func TestRoundTrip(t *testing.T) {
	p := sample(t)
	data := encode(t, p)
	if !bytes.Equal(data, encode(t, sample(t))) {
		t.Error("the same plan is written in two ways")
	}
	got, err := plan.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encode(t, got), data) {
		t.Errorf("what was read is written in another way:\n%s\nwant\n%s", encode(t, got), data)
	}
	p.Targets[2].Reason = strings.ToValidUTF8(p.Targets[2].Reason, "\uFFFD")
	if diff := equal(p, got); diff != "" {
		t.Errorf("what was read differs (-written +read):\n%s", diff)
	}
	if bytes.Contains(data, []byte(`\u003c`)) || !bytes.HasSuffix(data, []byte("}\n")) {
		t.Error("it is not written for people, or has no last line break")
	}
}

func drawPlan(t *rapid.T) *plan.Plan {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a\xffb", "<&>", "\u2028"}))
	p := &plan.Plan{Workspace: "w", WorkspaceDigest: rapid.String().Draw(t, "digest")}
	for range rapid.IntRange(0, 3).Draw(t, "targets") {
		have := plan.Observed{
			Presence: rapid.SampledFrom([]plan.Presence{plan.Unreadable, plan.Absent, plan.Owned, plan.Foreign}).Draw(t, "presence"),
			Settings: draw(t, "observed"), Problem: text.Draw(t, "problem"), Owner: text.Draw(t, "owner"), Digest: rapid.String().Draw(t, "digest"),
		}
		one := plan.Remove(client(text.Draw(t, "client")), rapid.String().Draw(t, "id"), "hydra", have)
		if rapid.Bool().Draw(t, "declared") {
			one = plan.Diff(declared(draw(t, "declared")...), have, drawCapabilities(t))
		}
		if rapid.Bool().Draw(t, "held") {
			one.Hold(plan.HeldByPolicy, text.Draw(t, "reason"))
		}
		p.Targets = append(p.Targets, one)
	}
	if rapid.Bool().Draw(t, "findings") {
		p.Findings = append(p.Findings, plan.Finding{Policy: "p", Message: rapid.String().Draw(t, "message"), Line: rapid.Int().Draw(t, "line")})
	}
	return p
}

func TestRoundTripOfAnyPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		if err := p.Seal(noon(), time.Minute); err != nil {
			t.Fatal(err)
		}
		first, err := plan.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := plan.Decode(first)
		if err != nil {
			t.Fatalf("%v:\n%s", err, first)
		}
		second, err := plan.Encode(got)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%v: it was\n%s\nand became\n%s", err, first, second)
		}
		for i := range p.Targets {
			if !p.Targets[i].Settings().Equal(got.Targets[i].Settings()) {
				t.Fatalf("target %d would write %v, and after reading %v", i, p.Targets[i].Settings(), got.Targets[i].Settings())
			}
		}
	})
}

// Whatever is changed in a saved plan, but for its times, is noticed.
func TestDecodeRefusesChanges(t *testing.T) {
	data := encode(t, sample(t))
	var free []string // lines that may change without notice
	refused := 0
	lines := strings.SplitAfter(string(data), "\n")
	for i, line := range lines {
		for _, change := range []struct{ from, to string }{{`"`, `"x`}, {"1", "2"}, {"true", "false"}, {": [", ": [null"}, {"payctl", "paycti"}} {
			at := strings.LastIndex(line, change.from)
			if strings.Contains(line, `"id": "`+sample(t).ID) || at < 0 {
				continue
			}
			changed := strings.Join(lines[:i], "") + line[:at] + change.to + line[at+len(change.from):] + strings.Join(lines[i+1:], "")
			if _, err := plan.Decode([]byte(changed)); err == nil {
				free = append(free, strings.TrimSpace(line))
			} else {
				refused++
			}
		}
	}
	if len(free) > 2 || refused < 200 {
		t.Errorf("%d changes were refused, and none of these lines was missed:\n%s", refused, strings.Join(free, "\n"))
	}
	for _, line := range free {
		if !strings.HasPrefix(line, `"created":`) && !strings.HasPrefix(line, `"expires":`) {
			t.Errorf("a change of the line %s is not noticed", line)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	data := string(encode(t, sample(t)))
	replace := func(from, to string) string {
		if !strings.Contains(data, from) {
			t.Fatalf("the plan has no %s", from)
		}
		return strings.Replace(data, from, to, 1)
	}
	for _, c := range []struct{ name, data, want string }{
		{"nothing", "", "this is no saved plan"},
		{"garbage", "\x00\x01\x02", "this is no saved plan"},
		{"half of it", data[:len(data)/2], "this is no saved plan"},
		{"another document", `{"a": 1}`, `unknown field "a"`},
		{"an empty document", `{}`, `format version "", and this custody reads 1.0`},
		{"null", `null`, `format version ""`},
		{"a list", `[]`, "this is no saved plan"},
		{"a later version", replace(`"format_version": "1.0"`, `"format_version": "2.0"`), `format version "2.0"`},
		{"an unknown field", replace(`"workspace": `, `"extra": 1, "workspace": `), `unknown field "extra"`},
		{"an unknown field of a target", replace(`"kind": `, `"extra": 1, "kind": `), `unknown field "extra"`},
		{"an unknown field of a value", replace(`"text": "`, `"extra": 1, "text": "`), `unknown field "extra"`},
		{"a value of two forms", replace(`"bool": true`, `"bool": true, "text": "a"`), "2 of its forms"},
		{"a value without a form", replace(`"bool": true`, ``), "0 of its forms"},
		{"a state that is none", replace(`"bool": true`, `"state": "given"`), "0 of its forms"},
		{"no address", replace(`"address": "issuer.corp`, `"address": "issuer..corp`), "is not an address"},
		{"another id", replace(`"id": "`, `"id": "0`), "does not match its id"},
		{"something after it", data + "{}", "something follows its end"},
		{"other content", replace(`"digest": "d1"`, `"digest": "d2"`), "does not match its id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := plan.Decode([]byte(c.data))
			if err == nil || p != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("it is read as %v, %v; want an error about %q", p, err, c.want)
			}
		})
	}
}

// FuzzDecode holds that no bytes make it panic, and that whatever is read is written and read again as the same.
func FuzzDecode(f *testing.F) {
	p := &plan.Plan{Workspace: "w", Targets: []plan.Target{plan.Diff(declared(set("pkce", setting.Bool(true))), owned(), writable())}}
	seal(f, p, noon())
	f.Add(encode(f, p))
	f.Add([]byte(`{"format_version":"1.0","id":"","targets":[{"changes":[{"before":{"duration_seconds":9223372036854775807}}]}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := plan.Decode(data)
		if err != nil {
			return
		}
		again, err := plan.Decode(encode(t, p))
		if err != nil || equal(p, again) != "" {
			t.Fatalf("%v: %s", err, equal(p, again))
		}
	})
}

// No field of a plan, nor of what it is made from, can hold a credential or a reference to one.
func TestNoSecretIsRepresentable(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type, path string)
	walk = func(typ reflect.Type, path string) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if typ == reflect.TypeFor[schema.Secret]() || typ.Kind() == reflect.Func || typ.Kind() == reflect.Interface {
			t.Errorf("%s is a %s", path, typ)
		}
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(typ.Elem(), path+"[]")
		case reflect.Map:
			walk(typ.Key(), path+" key")
			walk(typ.Elem(), path+"[]")
		case reflect.Struct:
			if typ == reflect.TypeFor[time.Time]() {
				return
			}
			for i := range typ.NumField() {
				walk(typ.Field(i).Type, path+"."+typ.Field(i).Name)
			}
		default:
		}
	}
	walk(reflect.TypeFor[plan.Plan](), "Plan")
	walk(reflect.TypeFor[plan.Desired](), "Desired")
	walk(plan.Format(), "format")
	if len(seen) < 20 {
		t.Errorf("%d types were seen; a plan has more", len(seen))
	}
}

// Each value has the form that the published schema gives it.
func TestValuesOnDisk(t *testing.T) {
	for want, v := range map[string]setting.Value{
		`null`: {}, `{"state":"inherit"}`: setting.Default(), `{"state":"unlimited"}`: setting.Forever(),
		`{"duration_seconds":900}`: setting.Duration(15 * time.Minute), `{"duration_nanoseconds":1500000000}`: setting.Duration(1500 * time.Millisecond),
		`{"text":"inherit"}`: setting.Text("inherit"), `{"bool":false}`: setting.Bool(false), `{"list":[]}`: setting.List(),
		`{"list":["a","b"]}`: setting.List("b", "a"), `{"mixed":"x"}`: setting.Mixed("x"), `{"text":""}`: setting.Text(""),
	} {
		p := &plan.Plan{Targets: []plan.Target{{Changes: []setting.Change{{Knob: "k", Before: v}}}}}
		var document struct {
			Targets []struct {
				Changes []struct{ Before json.RawMessage }
			}
		}
		if err := json.Unmarshal(encode(t, p), &document); err != nil {
			t.Fatal(err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, document.Targets[0].Changes[0].Before); err != nil {
			t.Fatal(err)
		}
		if compact.String() != want {
			t.Errorf("%s is written %s; want %s", fmt.Sprint(v), compact.String(), want)
		}
	}
}
