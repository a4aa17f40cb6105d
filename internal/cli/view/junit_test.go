package view_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/cli/view"
	"github.com/nhi-custody/custody/internal/policytest"
)

// nasty is a message that no XML file could hold as it is.
const nasty = "a\x00b\x01\x1b[31m<&>\"']]>\r\n\xff\ufffe\u202e é"

func tested() *policytest.Result {
	at := hcl.Range{Filename: "p/" + nasty + ".hcl", Start: hcl.Pos{Line: 3, Column: 1}}
	return &policytest.Result{
		Policies: []policytest.Policy{
			{
				Pack: "./p", Name: "short", Range: at,
				Cases: []policytest.Case{
					{Name: "pass-x", File: "p/short/cases/pass-x.hcl"},
					{Name: "fail-" + nasty, File: at.Filename, Problems: []policytest.Problem{{Range: at, Text: nasty}, {Range: at, Text: "And more."}}},
				},
				Conditions: []policytest.Condition{{Range: at, Expression: nasty, True: true}},
			},
			{Pack: "./p", Name: "empty", Range: at, Lacks: []policytest.Problem{{Range: at, Text: "No case."}}},
		},
		Strays: []policytest.Problem{{Range: at, Text: "Not run."}},
	}
}

// A JUnit file is well-formed XML whatever messages hold, with a suite for each policy and a failure for all that is wrong.
func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := view.JUnit(&b, tested(), view.TestOptions{Minimum: 50}); err != nil {
		t.Fatal(err)
	}
	elements := map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(b.Bytes()))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("it is not well-formed: %v\n%s", err, b.String())
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
	for name, want := range map[string]int{"testsuites": 1, "testsuite": 4, "testcase": 5, "failure": 4} {
		if elements[name] != want {
			t.Errorf("%d elements %s, want %d\n%s", elements[name], name, want, b.String())
		}
	}
	var read struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Name  string `xml:"name,attr"`
			Cases []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	short := read.Suites[0]
	if read.Tests != 5 || read.Failures != 4 || short.Name != "short" || short.Cases[0].Failure != nil {
		t.Errorf("%+v", read)
	}
	if f := short.Cases[1].Failure; !strings.Contains(f.Message, "<&>\"']]>") || !strings.Contains(f.Text, "And more.") {
		t.Errorf("the failure is %+v", f)
	}
	if f := read.Suites[3].Cases[0].Failure; !strings.Contains(f.Text, "was never false") {
		t.Errorf("the coverage is %+v", f)
	}
}

// Nothing in a message moves a cursor, or breaks its line.
func TestTestedLines(t *testing.T) {
	var b bytes.Buffer
	p := &view.Printer{Out: &b}
	if err := p.Test(tested(), view.TestOptions{Minimum: 1}); err != nil {
		t.Fatal(err)
	}
	want := []string{"fail  p/", "fail  short/fail-a", "fail  short/fail-a", "fail  empty   p/", "p/", "Ran 2 cases of 2 policies: 1 pass, 1 fail, 1 not run, 1 without a case of each kind; conditions covered: 0 of 1 (0 %).", "0 % of the conditions are covered, and 1 % must be."}
	got := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(got) != len(want) || strings.ContainsAny(b.String(), "\x00\x01\x1b\r\u202e") {
		t.Fatalf("got %d lines, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

// A hundred is written for nothing less.
func TestPercentIsCut(t *testing.T) {
	s := policytest.Summary{Policies: 1, Cases: 1, Pass: 1, Conditions: 3000, Covered: 2999}
	if line := view.TestedLine(s); !strings.Contains(line, "2999 of 3000 (99.9 %)") || strings.Contains(line, "policies") {
		t.Error(line)
	}
}
