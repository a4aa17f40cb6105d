package config_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/config"
	"github.com/nhi-custody/custody/schema"
)

func given[T any](v T) schema.Attr[T] { return schema.Attr[T]{Value: v, Set: true} }

// What is written is read as what was meant, whatever strangers put into it, and stands formatted.
func TestWriteException(t *testing.T) {
	hostile := "\"${env(\"X\")} %{ for x in y }\n# \\ }\n\u202e<<EOT"
	team, err := schema.ParseAddress(`team.t["a\"b${c}"]`)
	if err != nil {
		t.Fatal(err)
	}
	x := &schema.Exception{
		Block:   schema.Block{Address: schema.NewAddress(schema.KindException, "x")},
		Subject: given(schema.Ref{Address: schema.NewAddress(schema.KindCLI, "c").Instance("a.\"${b}").Inner(schema.KindSession, "s")}),
		Reason:  given(hostile), Compensating: given([]string{hostile, "b"}), Ticket: given(hostile), RequestedBy: given(hostile),
		Policies: given([]string{"p", "q"}), Renews: given(schema.Ref{Address: schema.NewAddress(schema.KindException, "old")}),
		Granted: given(schema.Date{Time: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}),
		Expires: given(schema.Date{Time: time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)}),
	}
	text := config.WriteException(x, []config.OpenApproval{{Team: team, Note: "One:"}, {Note: "Nobody."}})
	if formatted, diags := config.Format(text, "x"); len(diags) > 0 || string(formatted) != string(text) {
		t.Errorf("it is not formatted: %v\n%s", diags, text)
	}
	const rest = `custody { name = "w" }
cli "c" {
  for_each = toset(["a.\"$${b}"])
  session "s" {}
}
exception "old" {
  policies = []
}
`
	w, diags := config.Load(fstest.MapFS{
		"a.custody.hcl": &fstest.MapFile{Data: text}, "b.custody.hcl": &fstest.MapFile{Data: []byte(rest)},
	}, config.Options{})
	if len(diags) > 0 {
		t.Fatalf("%v\n%s", diags, text)
	}
	read := w.Exceptions[0]
	if len(read.Approvals) != 0 {
		t.Errorf("an approval that nobody gave is read: %+v", read.Approvals)
	}
	got := []any{
		read.Subject.Value.Address, read.Reason.Value, read.Compensating.Value, read.Ticket.Value, read.RequestedBy.Value,
		read.Policies.Value, read.Renews.Value.Address, read.Granted.Value.String(), read.Expires.Value.String(), read.Match.Set,
	}
	want := []any{
		x.Subject.Value.Address, hostile,
		[]string{hostile, "b"},
		hostile, hostile,
		[]string{"p", "q"},
		x.Renews.Value.Address, "2026-11-24", "2026-12-24", false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	filled := strings.ReplaceAll(string(text), "# ", "")
	for _, line := range []string{"approval {", "team = " + team.String(), `by   = ""`, "Nobody."} {
		if !strings.Contains(filled, line) {
			t.Errorf("%q is not in\n%s", line, text)
		}
	}
}

func TestAppend(t *testing.T) {
	const block = "team \"a\" {}\n"
	for before, want := range map[string]string{
		"":                      block,
		"\n\n":                  "\n\n" + block,
		"# kept  \n":            "# kept  \n\n" + block,
		"team \"b\" {}":         "team \"b\" {}\n\n" + block,
		"team   \"b\" {}\n\n\n": "team   \"b\" {}\n\n" + block,
	} {
		got, diags := config.Append([]byte(before), []byte(block), "x")
		if len(diags) > 0 || string(got) != want {
			t.Errorf("%q becomes %q, want %q (%v)", before, got, want, diags)
		}
	}
	if _, diags := config.Append([]byte("team {\n"), []byte(block), "x"); !diags.HasErrors() {
		t.Error("a file that can not be read is appended to")
	}
}
