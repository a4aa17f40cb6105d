package lang

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// Suggest returns the candidate that a mistyped word most likely means, or "" if none is close. Case and the choice between
// dash and underscore are forgiven; of equally close ones the first is taken.
func Suggest(word string, candidates []string) string {
	if word == "" || len(word) > MaxName {
		return ""
	}
	given := squash(word)
	best, bestDistance := "", min(4, max(2, len(given)/3+1), len(given)) // a name of one letter is close to none
	for _, candidate := range candidates {
		if candidate == word || len(candidate) > MaxName {
			continue
		}
		if d := distance(given, squash(candidate), bestDistance); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if best == "" {
		best = containing(given, candidates)
	}
	return best
}

// DidYouMean is Suggest as a sentence that follows another, with its leading space: ` Did you mean "x"?`, or "".
func DidYouMean(word string, candidates []string) string {
	if s := Suggest(word, candidates); s != "" {
		return fmt.Sprintf(" Did you mean %q?", s)
	}
	return ""
}

func squash(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", "_") }

// distance is the edit distance, or limit where the lengths alone say that it is no less. Two neighbors that changed places,
// the commonest slip of fingers, count as one edit.
func distance(a, b string, limit int) int {
	switch {
	case len(a)-len(b) >= limit || len(b)-len(a) >= limit:
		return limit
	case swapped(a, b):
		return 1
	}
	return levenshtein.Distance(a, b, nil)
}

// swapped reports whether one pair of neighbors is all that differs.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// containing is the only candidate that holds the word whole ("keychain" for "os_keychain").
func containing(given string, candidates []string) string {
	const shortest = 4
	if len(given) < shortest {
		return ""
	}
	found := ""
	for _, candidate := range candidates {
		if len(candidate) > MaxName || squash(candidate) == given || !strings.Contains(squash(candidate), given) {
			continue
		}
		if found != "" {
			return ""
		}
		found = candidate
	}
	return found
}
