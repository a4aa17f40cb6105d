package engine

import (
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/policy"
)

// changeWord is how conditions call a change.
const changeWord = finding.SubjectChange

// explainChange says what a policy on changes sees: all of it, or one attribute such as change.direction.
func explainChange(thing string) (Explanation, bool) {
	e := Explanation{Kind: "condition", Name: thing, Title: `What a policy with subject = "change" sees of each change.`}
	for _, f := range policy.ChangeFields() {
		name := changeWord + "." + f.Name
		switch thing {
		case name:
			e.Title = f.Doc
			e.fact("type", f.Type)
			return e, true
		case changeWord:
			e.Facts = append(e.Facts, Fact{Name: name, Value: f.Type, Source: f.Doc})
		}
	}
	e.Text = []string{
		"A change is one attribute of one block that is not what it was: what a plan would write at a target otherwise than it was " +
			"applied there last, or what is declared otherwise than in the workspace of check --base.",
		"Beside it stand session and cli, as they are after the change; of what is not there all is null.",
	}
	return e, thing == changeWord
}

// changeWords lists what explainChange knows, for suggestions.
func changeWords() []string {
	words := []string{changeWord}
	for _, f := range policy.ChangeFields() {
		words = append(words, changeWord+"."+f.Name)
	}
	return words
}
