package policytest

import (
	"fmt"
	"regexp"
)

// Selection says which cases to run. Its zero value is all of them.
type Selection struct {
	text            string
	policies, cases *regexp.Regexp // names of policies, and of their cases; nil for all
}

// Select makes a selection of POLICY/CASE: one regular expression for each, found anywhere in the name. Without the second
// all cases of a policy are meant.
func Select(text string) (Selection, error) {
	s := Selection{text: text}
	first, second := split(text)
	for _, part := range []struct {
		text string
		into **regexp.Regexp
	}{{first, &s.policies}, {second, &s.cases}} {
		if part.text == "" {
			continue
		}
		compiled, err := regexp.Compile(part.text)
		if err != nil {
			return s, fmt.Errorf("%q is no regular expression: %w", part.text, err)
		}
		*part.into = compiled
	}
	return s, nil
}

// split cuts at the first slash that stands outside of brackets and is not quoted.
func split(text string) (before, after string) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			depth = max(0, depth-1)
		case '/':
			if depth == 0 {
				return text[:i], text[i+1:]
			}
		}
	}
	return text, ""
}

// whole reports whether all cases of each selected policy run, so that one can be missing.
func (s Selection) whole() bool { return s.cases == nil }

func (s Selection) hasPolicy(name string) bool {
	return s.policies == nil || s.policies.MatchString(name)
}

func (s Selection) hasCase(name string) bool {
	return s.cases == nil || s.cases.MatchString(name)
}
