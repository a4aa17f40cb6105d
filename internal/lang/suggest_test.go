package lang

import (
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	t.Parallel()
	storage := []string{"none", "memory", "os_keychain", "hardware", "encrypted_file", "plaintext_file", "environment"}
	tests := []struct {
		word       string
		candidates []string
		want       string
	}{
		{"os_keychainn", storage, "os_keychain"},
		{"OS-Keychain", storage, "os_keychain"},
		{"keychain", storage, "os_keychain"},
		{"file", storage, ""}, // two hold it
		{"memry", storage, "memory"},
		{"vault", storage, ""},
		{"url", []string{"ttl"}, ""}, // two of three letters differ
		{"acces_token_ttl", []string{"refresh_token", "access_token_ttl", "access_token"}, "access_token_ttl"},
		{"bb", []string{"ba", "bc"}, "ba"}, // the first of equals
		{"abcdefgh", []string{"abcdefxy", "abcdefgx"}, "abcdefgx"},
		{"titel", []string{"total", "title"}, "title"},
		{"hihg", []string{"low", "high"}, "high"},
		{"ab", []string{"ba"}, "ba"},
		{"a", []string{"b"}, ""},
		{"", []string{"a"}, ""},
		{"none", []string{"none"}, ""},
		{strings.Repeat("a", 1<<20), []string{strings.Repeat("a", 1<<20) + "b"}, ""},
	}
	for _, tt := range tests {
		if got := Suggest(tt.word, tt.candidates); got != tt.want {
			t.Errorf("Suggest(%.20q, ...) = %.20q, want %q", tt.word, got, tt.want)
		}
	}
	if got, want := DidYouMean("memry", storage), ` Did you mean "memory"?`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := DidYouMean("vault", storage); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}
