package view

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/nhi-custody/custody/internal/policytest"
)

// The elements of a JUnit file, as far as the programs that read one agree on them. It holds no times, so that the same
// packs make the same file.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Package  string      `xml:"package,attr,omitempty"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the tests of packs as a JUnit file: a suite for each policy, and a test for each case. What a policy lacks,
// what was not run, and too little coverage are tests that fail.
func JUnit(w io.Writer, r *policytest.Result, o TestOptions) error {
	all := junitSuites{Name: "custody test"}
	for i := range r.Policies {
		p := &r.Policies[i]
		suite := junitSuite{Name: p.Name, Package: p.Pack}
		for _, c := range p.Cases {
			suite.add(c.Name, c.File, c.Problems)
		}
		if len(p.Lacks) > 0 {
			suite.add("cases of each kind", p.Range.Filename, p.Lacks)
		}
		all.add(suite)
	}
	if len(r.Strays) > 0 {
		suite := junitSuite{Name: "not run"}
		for _, stray := range r.Strays {
			suite.add(stray.Range.Filename, stray.Range.Filename, []policytest.Problem{stray})
		}
		all.add(suite)
	}
	if s := r.Summary(); o.Minimum > 0 {
		suite := junitSuite{Name: "coverage"}
		suite.add(fmt.Sprintf("at least %d %%", o.Minimum), "", tooLittle(r, s, o))
		all.add(suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write the JUnit file: %w", err)
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return fmt.Errorf("write the JUnit file: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuites) add(suite junitSuite) {
	s.Suites = append(s.Suites, suite)
	s.Tests += suite.Tests
	s.Failures += suite.Failures
}

func (s *junitSuite) add(name, file string, problems []policytest.Problem) {
	c := junitCase{Class: s.Name, Name: name, File: file}
	if len(problems) > 0 {
		c.Failure = &junitFailure{Message: problems[0].Text}
		for _, p := range problems {
			c.Failure.Text += fmt.Sprintf("%s: %s\n", position(p.Range), p.Text)
		}
		s.Failures++
	}
	s.Tests++
	s.Cases = append(s.Cases, c)
}

// tooLittle lists the conditions that are not covered, where too few are.
func tooLittle(r *policytest.Result, s policytest.Summary, o TestOptions) []policytest.Problem {
	if !o.Short(s) {
		return nil
	}
	var problems []policytest.Problem
	for i := range r.Policies {
		for _, c := range r.Policies[i].Conditions {
			if !c.Covered() {
				problems = append(problems, policytest.Problem{Range: c.Range, Text: strings.Join([]string{c.Expression, "was never", c.Unseen()}, " ")})
			}
		}
	}
	return problems
}
