package config

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/lang"
)

// mistake is one diagnostic about the author's text: a summary in fixed words, a detail in sentences.
func mistake(at hcl.Range, summary, detail string, args ...any) hcl.Diagnostics {
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(detail, args...),
		Subject:  at.Ptr(),
	}}
}

// unknownName is the diagnostic for a name that the language or the workspace does not have. The candidates are listed
// when they are few, and the closest is suggested when one is close.
func unknownName(at hcl.Range, what, name, in string, candidates []string) *hcl.Diagnostic {
	detail := fmt.Sprintf("There is no %s %q", what, name)
	if in != "" {
		detail += " in " + in
	}
	detail += "." + didYouMean(name, candidates)
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Unknown " + what,
		Detail:   detail,
		Subject:  at.Ptr(),
	}
}

// didYouMean is a sentence with the closest candidate, or with all of them when there is none and they are few.
func didYouMean(name string, candidates []string) string {
	if s := lang.Suggest(name, candidates); s != "" {
		return fmt.Sprintf(" Did you mean %q?", s)
	}
	if len(candidates) > 0 && len(candidates) <= 20 {
		return " There are: " + strings.Join(candidates, ", ") + "."
	}
	return ""
}

// badWord is the diagnostic for a word outside a closed set.
func badWord(at hcl.Range, attribute, word string, words []string) hcl.Diagnostics {
	hint := ""
	if s := lang.Suggest(word, words); s != "" {
		hint = fmt.Sprintf(" Did you mean %q?", s)
	}
	return mistake(at, "Unknown word", "%s can not be %q.%s It takes one of: %s.", attribute, word, hint, strings.Join(words, ", "))
}

// wrongType is the diagnostic for a value that an attribute can not take.
func wrongType(at hcl.Range, attribute, need, got string) hcl.Diagnostics {
	return mistake(at, "Wrong type of value", "%s takes %s, and this is %s.", attribute, need, got)
}

func article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
