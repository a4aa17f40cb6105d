package reporttest

import (
	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/schema"
)

const (
	owasp = "owasp-nhi-2025"
	csf2  = "nist-csf-2.0"
	csf1  = "nist-csf-1.1"
	sp63b = "nist-800-63b-4"
)

// acmeFindings hands each rule with its verdicts to judge.
func (b *builder) acmeFindings(judge func(*finding.Rule, map[string]string)) {
	judge(b.rule(finding.Rule{
		Policy: "access-token-ttl", Title: "Access tokens are short-lived", Level: schema.LevelMandatory, Plane: schema.PlaneIdentity,
		Subject: "session", Remedy: "Lower access_token_ttl, and let the CLI refresh.", References: []string{"RFC 6750 section 5.3"},
		Controls: []finding.Control{{Framework: owasp, ID: "NHI7:2025"}, {Framework: csf2, ID: "PR.AA-01"}, {Framework: csf2, ID: "PR.AA-05"}, {Framework: csf1, ID: "PR.AC-1"}},
		Parameters: []finding.Parameter{{
			Name: "max", Value: "30m", Overridden: true, Origin: "RFC 6750 section 5.3 (SHOULD); SP 800-63B-4 leaves it to the organization",
		}},
	}), map[string]string{
		"cli.reportgen.session.nightly": "fail The access token lives 6h; at most 30m is allowed.",
		"cli.legacyctl.session.console": "fail The access token's lifetime is left to the issuer; at most 30m is allowed, and must be declared.",
		"cli.gitmirror.session.runner":  "fail The access token lives unlimited; at most 30m is allowed.",
	})
	judge(b.rule(finding.Rule{
		Policy: "no-unlimited-lifetime", Title: "No session lives for ever", Level: schema.LevelMandatory, Plane: schema.PlaneIdentity,
		Subject: "session", Remedy: "Declare max_lifetime, or a lifetime in place of \"unlimited\".",
		Controls: []finding.Control{{Framework: owasp, ID: "NHI7:2025"}, {Framework: csf2, ID: "PR.AA-05"}, {Framework: sp63b, ID: "5.2"}},
	}), map[string]string{
		"cli.legacyctl.session.console": "fail max_lifetime is unlimited.",
		"cli.gitmirror.session.runner":  "fail access_token_ttl is unlimited.",
	})
	judge(b.rule(finding.Rule{
		Policy: "no-plaintext-on-shared-host", Title: "No token lies in plain text on a shared host", Level: schema.LevelMandatory,
		Plane: schema.PlaneApplication, Subject: "session", Remedy: "Use os_keychain, or keep the token in memory.",
		Controls: []finding.Control{{Framework: owasp, ID: "NHI2:2025"}, {Framework: csf2, ID: "PR.DS-01"}},
	}), map[string]string{
		"cli.legacyctl.session.console":  "waived The token lies in a plaintext_file on a shared host.",
		"cli.payctl.session.workstation": "not_applicable",
		"cli.gitmirror.session.runner":   "unknown The condition could not be evaluated: it came to null.",
	})
	judge(b.rule(finding.Rule{
		Policy: "storage-encrypted-at-rest", Title: "Stored tokens are encrypted at rest", Level: schema.LevelMandatory,
		Plane: schema.PlaneApplication, Subject: "session", Remedy: "Store the token in the keychain of the operating system.",
		Controls: []finding.Control{{Framework: owasp, ID: "NHI2:2025"}, {Framework: csf2, ID: "PR.DS-01"}, {Framework: sp63b, ID: "5.1"}},
	}), map[string]string{
		"cli.legacyctl.session.console": "waived The token is kept in a plaintext_file.",
	})
	b.acmeOwnership(judge)
}

func (b *builder) acmeOwnership(judge func(*finding.Rule, map[string]string)) {
	judge(b.rule(finding.Rule{
		Policy: "application-owner", Title: "Every CLI has an accountable application team", Level: schema.LevelMandatory,
		Plane: schema.PlaneShared, Subject: "cli", Remedy: "Name the team in owners.application.",
		Controls: []finding.Control{{Framework: csf2, ID: "GV.RR-02"}, {Framework: owasp, ID: "NHI1:2025"}},
	}), nil)
	judge(b.rule(finding.Rule{
		Policy: "identity-owner", Title: "Every CLI has an accountable identity team", Level: schema.LevelMandatory,
		Plane: schema.PlaneShared, Subject: "cli", Remedy: "Name the team in owners.identity.",
		Controls: []finding.Control{{Framework: csf2, ID: "GV.RR-02"}},
	}), map[string]string{"cli.gitmirror": "fail No identity team is declared."})
	judge(b.rule(finding.Rule{
		Policy: "ownership-attested", Title: "Ownership is confirmed regularly", Level: schema.LevelWarning, Plane: schema.PlaneShared,
		Subject: "cli", Remedy: "Both teams confirm it, and set owners.attested.",
		Controls:   []finding.Control{{Framework: csf2, ID: "GV.RR-02"}, {Framework: csf2, ID: "ID.AM-02"}},
		Parameters: []finding.Parameter{{Name: "max_age", Value: "180d", Origin: "the organization's own"}},
	}), map[string]string{
		"cli.legacyctl": "fail Ownership was last attested 386 days ago; at most 180 are allowed.",
		"cli.gitmirror": "fail Ownership was never attested.",
	})
	judge(b.rule(finding.Rule{
		Policy: "approved-grants", Title: "Tokens are obtained by approved grants", Level: schema.LevelAdvisory, Plane: schema.PlaneIdentity,
		Subject: "session", Controls: []finding.Control{{Framework: owasp, ID: "NHI4:2025"}, {Framework: csf2, ID: "PR.AA-03"}},
	}), map[string]string{
		"cli.gitmirror.session.runner": "fail static_token is no approved grant.",
	})
	// Nothing is of this kind: the check is evaluated on no subject at all.
	judge(b.rule(finding.Rule{
		Policy: "issuer-owner", Title: "Every issuer has an owner", Level: schema.LevelWarning, Plane: schema.PlaneShared,
		Subject: "issuer", Controls: []finding.Control{{Framework: csf2, ID: "GV.SC-02"}},
	}), nil)
}
