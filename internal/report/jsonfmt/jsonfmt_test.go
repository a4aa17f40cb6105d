package jsonfmt_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nhi-custody/custody/internal/report"
	"github.com/nhi-custody/custody/internal/report/jsonfmt"
	"github.com/nhi-custody/custody/internal/report/reporttest"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	schema, err := compiler.Compile("../../../docs/schemas/report-1.0.schema.json")
	if err != nil {
		t.Fatalf("compile the schema: %v", err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, out []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("the output is no JSON: %v", err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the output does not follow its schema: %v", err)
	}
}

func TestGolden(t *testing.T) {
	reporttest.Golden(t, "acme.json", reporttest.Written(t, jsonfmt.New(), reporttest.Acme(t)), os.Getenv("UPDATE"))
	reporttest.Repeatable(t, jsonfmt.New())
}

func TestFollowsItsSchema(t *testing.T) {
	schema := compileSchema(t)
	documents := map[string]*report.Document{
		"acme":  reporttest.Acme(t),
		"large": reporttest.Large(t, 50),
		"empty": reporttest.Empty(t),
	}
	for name, d := range documents {
		t.Run(name, func(t *testing.T) { validate(t, schema, reporttest.Written(t, jsonfmt.New(), d)) })
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	out := string(reporttest.Written(t, jsonfmt.New(), reporttest.Acme(t)))
	for _, change := range [][2]string{
		{`"format_version": "1.0"`, `"format_version": "2.0"`},
		{`"verdict": "fail"`, `"verdict": "pass"`},
		{`"state": "expired"`, `"standing": "Expired"`},
		{`"findings": [`, `"surplus": 1, "findings": [`},
		{`"at": "2026-11-24T09:30:00Z"`, `"at": "yesterday"`},
	} {
		broken := strings.Replace(out, change[0], change[1], 1)
		if broken == out {
			t.Fatalf("%s does not occur in the output", change[0])
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(broken))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("the schema takes %s", change[1])
		}
	}
}

// TestHostileText proves that JSON keeps every text as it is, and that none of its bytes is more than text to a terminal, a
// browser or a reader of the raw file.
func TestHostileText(t *testing.T) {
	for _, bad := range reporttest.Bad() {
		out := reporttest.Written(t, jsonfmt.New(), reporttest.Hostile(t, bad))
		if i := bytes.IndexFunc(out, func(r rune) bool {
			return r < ' ' && r != '\n' || r == '<' || r == '>' || r == 0x202e || r == 0x2066 || r == 0x200b
		}); i >= 0 {
			t.Errorf("%q: the output holds %q", bad, out[i:min(len(out), i+20)])
		}
		var d struct {
			Organization string
			Tokens       []struct{ Actor string }
			Findings     []struct{ Message string }
		}
		if err := json.Unmarshal(out, &d); err != nil {
			t.Fatalf("%q: %v", bad, err)
		}
		for _, got := range []string{d.Organization, d.Tokens[0].Actor, d.Findings[0].Message} {
			if got != bad {
				t.Errorf("the text arrived as %q, want %q", got, bad)
			}
		}
	}
}

// TestNothingIsLost sets every field of a document and expects each to make a difference to the output.
func TestNothingIsLost(t *testing.T) {
	before := reporttest.Written(t, jsonfmt.New(), reporttest.Acme(t))
	reporttest.EachField(t, reporttest.Acme(t), func(path string, change func(), undo func(), d *report.Document) {
		change()
		if bytes.Equal(before, reporttest.Written(t, jsonfmt.New(), d)) && !derived(path) {
			t.Errorf("%s does not reach the output", path)
		}
		undo()
	})
}

// derived names what is in the output by another field: an exception's time left, and lists that other lists point into.
func derived(path string) bool {
	return path == "Findings[].DaysLeft" || path == "Exceptions[].Waives[].DaysLeft" ||
		strings.HasPrefix(path, "Checks[].Findings[]") ||
		strings.HasPrefix(path, "Frameworks[].Controls[].Checks[].")
}
