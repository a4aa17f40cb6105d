package main

import (
	"fmt"
	"strings"
)

// flaw is a mistake that a CLI can have, made by other words in its text.
type flaw struct {
	policy string   // that must fail on it, perhaps among others
	words  []string // right and wrong in turns
}

// in makes the mistake in the text of a CLI.
func (f flaw) in(text string) (string, error) {
	for i := 0; i < len(f.words); i += 2 {
		broken := strings.ReplaceAll(text, f.words[i], f.words[i+1])
		if broken == text {
			return "", fmt.Errorf("the flaw of %s finds no %q to replace", f.policy, f.words[i])
		}
		text = broken
	}
	return text, nil
}

// flaws lists one mistake for each policy on CLIs and sessions. What follows a # is a comment.
func flaws() []flaw {
	return []flaw{
		{"access-token-ttl", []string{`access_token_ttl = "15m"`, `access_token_ttl = "2h"`}},
		{"application-owner", []string{`application = team.t`, `application = team.lone # `}},
		{"access-token-ttl-when-critical", []string{`access_token_ttl = "15m"`, `access_token_ttl = "20m"`}},
		{"approved-grants", []string{
			`grants = ["authorization_code"]`, "grants = [\"authorization_code\", \"device_code\", \"password\"]\n    device_code_ttl = \"10m\"",
		}},
		{"audience-restricted", []string{`audience = [`, `audience = ["*", `}},
		{"audit-events-complete", []string{`"reuse", `, ``}},
		{"bearer-not-persistent", []string{`fallback = "fail"`, `fallback = "encrypted_file"`, `bound_to = "device"`, `bound_to = "nothing"`}},
		{"cli-inventoried", []string{`data = "confidential"`, ``}},
		{"client-not-shared", []string{
			`client_id = "tool-`, `client_id = "shared" # `, `scopes = ["service`, `scopes = ["shared:write"] # `,
			`audience = [`, `audience = ["https://api.example.com/shared"] # `,
		}},
		{"conditional-access-when-critical", []string{`managed_device = true`, ``, `"10.0.0.0/8"`, `"0.0.0.0/0"`}},
		{"device-bound-when-critical", []string{`bound_to = "device"`, ``}},
		{"device-code-short-lived", []string{
			`grants = ["authorization_code"]`, "grants = [\"authorization_code\", \"device_code\"]\n    device_code_ttl = \"1h\"",
		}},
		{"duties-separated", []string{`application = team.t`, `application = team.identity # `}},
		{"environments-separated", []string{`environment = "production"`, ``}},
		{"expiry-enforced", []string{`leeway = "30s"`, `leeway = "5m"`}},
		{"identity-owner", []string{`identity = team.identity`, `identity = team.lone`}},
		{"idle-timeout-within-assurance", []string{`"aal2"`, `"aal3"`}},
		{"leak-response-declared", []string{`within = "30m"`, `within = "2h"`}},
		{"logout-revokes-and-wipes", []string{`"revoke_and_wipe"`, `"wipe"`}},
		{"max-lifetime-within-assurance", []string{`assurance = "aal2"`, "assurance = \"aal2\"\n    max_lifetime = \"36h\""}},
		{"no-embedded-secret", []string{`client_credential = "`, `client_credential = "repository" # `}},
		{"no-human-session-in-automation", []string{`["client_credentials"]`, `["static_token"]`}},
		{"no-plaintext-on-shared-host", []string{`model = "memory"`, `model = "plaintext_file"`}},
		{"no-unlimited-lifetime", []string{`assurance = "aal2"`, "assurance = \"aal2\"\n    idle_timeout = \"unlimited\""}},
		{"offboarding-revokes", []string{`"role_change", `, ``}},
		{"ownership-attested", []string{`attested = "2026-`, `attested = "2025-`}},
		{"refresh-rotated-or-bound", []string{`"rotating"`, `"static"`}},
		{"revocation-latency-bounded", []string{`propagation = "1m"`, `propagation = "20m"`}},
		{"revocation-path-declared", []string{`drilled = "2026-`, `drilled = "2025-`}},
		{"scopes-least-privilege", []string{`scopes = ["service`, `scopes = ["admin", "service`}},
		{"scopes-reviewed", []string{`scopes_reviewed = "2026-`, `scopes_reviewed = "2025-`}},
		{"step-up-for-sensitive-scopes", []string{`max_age = "15m"`, `max_age = "1h"`}},
		{"storage-encrypted-at-rest", []string{`model = "os_keychain"`, `model = "plaintext_file"`}},
		{"third-party-vetted", []string{`reviewed = "2026-06`, `reviewed = "2024-06`}},
		{"tokens-not-disclosed", []string{`"omitted"`, `"plain"`}},
	}
}
