package model

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Only what nothing could be said without is required: whatever else is missing is a policy's finding.

func missing(at hcl.Range, what, name, remedy string) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Missing attribute",
		Detail:   fmt.Sprintf("%s needs %s: %s.", what, name, strings.TrimSuffix(remedy, ".")),
		Subject:  at.Ptr(),
	}
}

func requireWorkspace(w *schema.Workspace) hcl.Diagnostics {
	if w.Range.Filename != "" && (!w.Name.Set || !schema.ValidName(w.Name.Value)) {
		if w.Name.Set {
			return hcl.Diagnostics{{
				Severity: hcl.DiagError, Summary: "Invalid name", Subject: w.Name.Range.Ptr(),
				Detail: fmt.Sprintf("%q can not name a workspace: a name is a letter, then letters, digits, \"-\" and \"_\". It is "+
					"written into ownership markers at issuers.", w.Name.Value),
			}}
		}
		return hcl.Diagnostics{missing(w.Range, "The custody block", "name",
			`write name = "..."; it is the workspace's identity in markers, leases and the ledger`)}
	}
	return nil
}

func requireSession(s *Session) hcl.Diagnostics {
	var diags hcl.Diagnostics
	need := func(set bool, name, remedy string) {
		if !set {
			diags = append(diags, missing(s.Range, s.Address.String(), name, remedy+", here or in its profile"))
		}
	}
	need(s.Issuer.Set, "issuer", "name what mints the token, as in issuer = issuer.corp")
	need(s.Actor.Set, "actor", `say who acts: "human", "automation" or "ai_agent"`)
	need(s.Host.Set, "host", `say on what kind of machine the token lies, as in host = "personal"`)
	return diags
}

func requireException(x *schema.Exception) hcl.Diagnostics {
	var diags hcl.Diagnostics
	need := func(set bool, name, remedy string) {
		if !set {
			diags = append(diags, missing(x.Range, x.Address.String(), name, remedy))
		}
	}
	need(x.Subject.Set || x.Match.Set, "subject", `name what the policies are waived for, as in subject = cli.legacyctl, or match = ["cli.legacy-*"]`)
	if x.Subject.Set && x.Match.Set {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "Exception with two subjects", Subject: x.Match.Range.Ptr(),
			Detail: fmt.Sprintf("%s has subject and match. Keep one: subject for a single block, match for several.", x.Address),
		})
	}
	need(x.Policies.Set && len(x.Policies.Value) > 0, "policies", "name the policies that are waived, in a list")
	need(x.Granted.Set, "granted", "write the first day, as YYYY-MM-DD")
	need(x.Expires.Set, "expires", "write the last day, as YYYY-MM-DD")
	if x.Granted.Set && x.Expires.Set && x.Expires.Value.Before(x.Granted.Value.Time) {
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "Exception ends before it begins", Subject: x.Expires.Range.Ptr(),
			Detail: fmt.Sprintf("%s is granted on %s and expires on %s. Correct one of the two dates.", x.Address, x.Granted.Value, x.Expires.Value),
		})
	}
	return diags
}
