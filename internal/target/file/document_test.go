package file

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/setting"
)

func ours() marker {
	return marker{Workspace: "acme", CLI: "cli.payctl", Target: "cli.payctl.deliver.file"}
}

func TestEncode(t *testing.T) {
	settings := setting.NewSet(
		setting.Setting{Knob: "title", Value: setting.Text("a <b> & c")},
		setting.Setting{Knob: "storage.persistent", Value: setting.Bool(false)},
		setting.Setting{Knob: "expiry.leeway", Value: setting.Duration(30 * time.Second)},
		setting.Setting{Knob: "expiry.wipe_on", Value: setting.List("logout", "expiry")},
		setting.Setting{Knob: "audit.events", Value: setting.List()},
		setting.Setting{Knob: "sessions.ws.access_token_ttl", Value: setting.Default()},
		setting.Setting{Knob: "sessions.ws.duties.max_lifetime", Value: setting.Text("no limit")},
	)
	const want = `{
  "format_version": "1.0",
  "custody": {
    "workspace": "acme",
    "cli": "cli.payctl",
    "target": "cli.payctl.deliver.file"
  },
  "policy": {
    "audit": {
      "events": []
    },
    "expiry": {
      "leeway": 30,
      "wipe_on": [
        "expiry",
        "logout"
      ]
    },
    "sessions": {
      "ws": {
        "access_token_ttl": "inherit",
        "duties": {
          "max_lifetime": "no limit"
        }
      }
    },
    "storage": {
      "persistent": false
    },
    "title": "a <b> & c"
  }
}
`
	got, err := encode(ours(), settings)
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, string(got)))
	}
	c, err := decode(got)
	if err != nil || c.marker != ours() || !c.settings.Equal(settings) {
		t.Errorf("read back: %+v, %v", c, err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	tests := []struct {
		settings []setting.Setting
		says     string
	}{
		{[]setting.Setting{{Knob: "expiry.leeway", Value: setting.Duration(1500 * time.Millisecond)}}, "whole seconds"},
		{[]setting.Setting{{Knob: "expiry.leeway", Value: setting.Duration(-time.Second)}}, "whole seconds"},
		{[]setting.Setting{{Knob: "expiry.leeway", Value: setting.Forever()}}, "this state"},
		{[]setting.Setting{{Knob: "title", Value: setting.Default()}}, "this state"},
		{[]setting.Setting{{Knob: "title", Value: setting.Value{}}}, "no value"},
		{[]setting.Setting{{Knob: "title", Value: setting.Mixed("a, b")}}, "can not hold"},
		{[]setting.Setting{{Knob: "a", Value: setting.Bool(true)}, {Knob: "a.b", Value: setting.Bool(true)}}, "inside another"},
	}
	for _, test := range tests {
		_, err := encode(ours(), setting.NewSet(test.settings...))
		if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), string(test.settings[0].Knob)) {
			t.Errorf("%v: got %v, want it to say %q", test.settings, err, test.says)
		}
	}
}

func TestDecode(t *testing.T) {
	const head = `{"format_version":"1.0","custody":{"workspace":"w","cli":"c","target":"t"}`
	tests := []struct {
		body string
		knob setting.Knob
		want setting.Value
	}{
		{`,"policy":{"x":90}}`, "x", setting.Duration(90 * time.Second)},
		{`,"policy":{"x":-1}}`, "x", setting.Mixed("-1")},
		{`,"policy":{"x":1.5}}`, "x", setting.Mixed("1.5")},
		{`,"policy":{"x":1e3}}`, "x", setting.Mixed("1e3")},
		{`,"policy":{"x":9223372036854775807}}`, "x", setting.Mixed("9223372036854775807")},
		{`,"policy":{"x":null}}`, "x", setting.Mixed("null")},
		{`,"policy":{"x":["a",1]}}`, "x", setting.Mixed(`["a", 1]`)},
		{`,"policy":{"x":["b","a"]}}`, "x", setting.List("a", "b")},
		{`,"policy":{"x":"inherit"}}`, "x", setting.Text("inherit")},
		{`,"policy":{"sessions":{"s":{"idle_timeout":"inherit"}}}}`, "sessions.s.idle_timeout", setting.Default()},
		{`,"policy":{"sessions":{"s":{"idle_timeout":"unlimited"}}}}`, "sessions.s.idle_timeout", setting.Forever()},
		{`,"policy":{"sessions":{"s":{"idle_timeout":"soon"}}}}`, "sessions.s.idle_timeout", setting.Text("soon")},
		{`,"policy":{"idle_timeout":"unlimited"}}`, "idle_timeout", setting.Text("unlimited")},
		{`,"policy":{"x":1,"x":2}}`, "x", setting.Mixed("several values")},
		{`,"policy":{"a.b":1,"a":{"b":1}}}`, "a.b", setting.Mixed("several values")},
		{`,"policy":5}`, "document.policy", setting.Duration(5 * time.Second)},
		{`,"comment":"mine"}`, "document.comment", setting.Text("mine")},
	}
	for _, test := range tests {
		c, err := decode([]byte(head + test.body))
		if err != nil || !c.settings.Get(test.knob).Equal(test.want) || len(c.settings) != 1 {
			t.Errorf("%s: got %v, %v; want %s", test.body, c.settings, err, test.want)
		}
	}
	deep := head + `,"policy":` + strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100) + "}"
	if _, err := decode([]byte(deep)); err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("nested 100 deep: got %v", err)
	}
}

func TestShape(t *testing.T) {
	known := []setting.Knob{
		"title", "purpose", "owners.identity", "owners.attested", "storage.bound_to", "revocation.drilled", "audit.sink",
		"sessions.ws.client_id", "sessions.w-s_1.scopes", "sessions.ws.step_up.scopes", "sessions.ws.conditions.networks",
		"sessions.ws.revoke.within", "sessions.ws.storage.model", "sessions.ws.client.auth",
		"sessions.ws.duties.max_lifetime", "sessions.ws.duties.grant.device_code",
	}
	unknown := []setting.Knob{
		"", "name", "storage", "storage.color", "storage.model.x", "session.ws.scopes", "sessions", "sessions.ws", "sessions..scopes",
		"sessions.1.scopes", "sessions.ws.profile", "sessions.ws.client.secret", "sessions.ws.duties", "sessions.ws.duties.", "deliver.path",
		"document.comment", "sessions.ws.duties.color", "sessions.ws.duties.grant",
	}
	s := newShape()
	for _, knob := range known {
		if !s.knows(knob) {
			t.Errorf("%q is not known", knob)
		}
	}
	for _, knob := range unknown {
		if s.knows(knob) {
			t.Errorf("%q is known", knob)
		}
	}
}

func TestMerge(t *testing.T) {
	d, err := New(Options{Workspace: "acme", Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	given := func(knobs ...string) setting.Set {
		var list []setting.Setting
		for _, knob := range knobs {
			list = append(list, setting.Setting{Knob: setting.Knob(knob), Value: setting.Text("x")})
		}
		return setting.NewSet(list...)
	}
	unset := func(knobs ...string) setting.Set {
		var list []setting.Setting
		for _, knob := range knobs {
			list = append(list, setting.Setting{Knob: setting.Knob(knob), Value: setting.Default()})
		}
		return setting.NewSet(list...)
	}
	join := func(sets ...setting.Set) setting.Set { return setting.NewSet(slices.Concat(sets...)...) }
	tests := []struct {
		name                  string
		current, wanted, want setting.Set
	}{
		{"unnamed knobs stay", given("title"), given("purpose"), given("purpose", "title")},
		{"unset", given("title", "storage.model"), unset("title"), given("storage.model")},
		{"unknown keys go", given("title", "color", "document.comment"), nil, given("title")},
		{
			"a lifetime is inherited", given("sessions.ws.actor"), unset("sessions.ws.idle_timeout"),
			join(given("sessions.ws.actor"), unset("sessions.ws.idle_timeout")),
		},
		{
			"a session goes as a whole", join(given("title", "sessions.ws.actor"), unset("sessions.ws.max_lifetime")),
			unset("sessions.ws.actor", "sessions.ws.idle_timeout", "sessions.ws.max_lifetime"), given("title"),
		},
		{"garbage goes", join(given("title"), setting.Set{{Knob: "storage.model", Value: setting.Mixed("null")}}), nil, given("title")},
		{"garbage is replaced", setting.Set{{Knob: "storage.model", Value: setting.Mixed("null")}}, given("storage.model"), given("storage.model")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := d.merge(test.current, test.wanted)
			if err != nil || !got.Equal(test.want) {
				t.Errorf("got %v, %v; want %v", got, err, test.want)
			}
		})
	}
	if _, err := d.merge(nil, given("sessions.ws.client.secret")); err == nil || !strings.Contains(err.Error(), "no such setting") {
		t.Errorf("a secret in the document: got %v", err)
	}
}

// FuzzDecode holds decode to its laws: it never panics, and what it has read it can write and read again, once the
// values that the format has no meaning for are gone.
func FuzzDecode(f *testing.F) {
	seed, err := encode(ours(), setting.NewSet(setting.Setting{Knob: "title", Value: setting.Text("x")}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"format_version":"1.0","policy":{"a":{"b":[1,null,{"c":[]}]},"a":2}}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := decode(data)
		if err != nil || c.version != FormatVersion {
			return
		}
		s := newShape()
		kept := slices.DeleteFunc(c.settings, func(x setting.Setting) bool {
			return !s.knows(x.Knob) || x.Value.Kind == setting.KindMixed
		})
		once, err := encode(ours(), kept)
		if err != nil {
			return // a duty inside another: the document can not say so
		}
		again, err := decode(once)
		if err != nil || !again.settings.Equal(kept) {
			t.Errorf("wrote %v, read %v, %v", kept, again.settings, err)
		}
	})
}

// TestRoundTrip writes any settings and reads the same.
func TestRoundTrip(t *testing.T) {
	knobs := []setting.Knob{"title", "storage.model", "expiry.leeway", "sessions.a.idle_timeout", "sessions.a.scopes", "sessions.b.pkce"}
	rapid.Check(t, func(t *rapid.T) {
		var list []setting.Setting
		for _, knob := range rapid.SliceOfDistinct(rapid.SampledFrom(knobs), rapid.ID).Draw(t, "knobs") {
			value := rapid.OneOf(
				rapid.Map(rapid.String(), setting.Text),
				rapid.Map(rapid.Bool(), setting.Bool),
				rapid.Map(rapid.Int64Range(0, 9_000_000_000), func(n int64) setting.Value { return setting.Duration(time.Duration(n) * time.Second) }),
				rapid.Map(rapid.SliceOf(rapid.String()), func(words []string) setting.Value { return setting.List(words...) }),
			).Draw(t, "value")
			if isLifetime(knob) {
				value = rapid.SampledFrom([]setting.Value{setting.Default(), setting.Forever(), setting.Duration(time.Hour)}).Draw(t, "lifetime")
			}
			list = append(list, setting.Setting{Knob: knob, Value: value})
		}
		want := setting.NewSet(list...)
		data, err := encode(ours(), want)
		if err != nil {
			t.Fatal(err)
		}
		again, err := encode(ours(), want)
		if err != nil || !bytes.Equal(data, again) || !json.Valid(data) {
			t.Fatal("the same settings gave other bytes")
		}
		c, err := decode(data)
		if err != nil || !c.settings.Equal(want) {
			t.Fatalf("wrote %v, read %v, %v", want, c.settings, err)
		}
	})
}
