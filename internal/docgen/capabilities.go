package docgen

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

// capabilities is the page of what each kind of target can do with each knob.
func capabilities() string {
	var b strings.Builder
	b.WriteString("A *knob* is one setting of a session, under one name for every kind of issuer. What an issuer can not hold is said in the plan and handed to\n" +
		"the CLI as its duty; nothing that is declared is dropped in silence. The server that is asked may know more than its kind: the plan goes by what\n" +
		"the server itself says.\n")
	for _, t := range schema.IssuerTypes() {
		if slices.Contains(builtin.Kinds(), t.Name) {
			fmt.Fprintf(&b, "\n## %s\n\n%s.\n\n", t.Name, t.Title)
			b.WriteString(capabilityTable(builtin.Capabilities(t.Name)))
		}
	}
	b.WriteString("\n## Session policy document\n\nThe deliveries (`deliver \"file\"`) can hold every setting of a CLI, exactly as declared: storage, expiry, revocation and " +
		"audit, and for each session its\nlifetimes, scopes and step-up together with the duties that its issuer can not enforce. Its " +
		"[JSON Schema](../schemas/session-policy-1.0.schema.json) names them all.\n")
	if without := withoutDriver(); len(without) > 0 {
		fmt.Fprintf(&b, "\n## Without a driver\n\n%s: the language knows them, `validate` and `check` judge them, and `plan` marks their clients unknown.\n",
			codes(without))
	}
	return b.String()
}

func withoutDriver() []string {
	var names []string
	for _, t := range schema.IssuerTypes() {
		if !slices.Contains(builtin.Kinds(), t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

func capabilityTable(all setting.Capabilities) string {
	var rows [][]string
	for _, c := range all {
		rows = append(rows, []string{
			code(string(c.Knob)), supportOf(c), scopeOf(c.Scope), anchorOf(c.Anchor), bounds(c), cell(instead(c)), cell(strings.Join(c.Needs, "; ")),
			cell(c.Evidence),
		})
	}
	return table([]string{"knob", "support", "scope", "measured from", "bounds", "instead", "needs", "evidence"}, rows)
}

func supportOf(c setting.Capability) string {
	switch c.Support {
	case setting.Unsupported:
		return "none: the CLI must"
	case setting.Fixed:
		return "fixed at " + code(c.Fixed.String())
	case setting.ReadOnly:
		return "read only"
	case setting.Writable:
		if c.Retroactive {
			return "written, existing sessions too"
		}
		return "written"
	}
	return fmt.Sprintf("support %d", c.Support)
}

func scopeOf(s setting.Scope) string {
	switch s {
	case setting.ScopeToken:
		return "token"
	case setting.ScopeClient:
		return "client"
	case setting.ScopeAudience:
		return "audience"
	case setting.ScopePolicy:
		return "policy"
	case setting.ScopeRealm:
		return "realm"
	case setting.ScopeTenant:
		return "tenant"
	case setting.ScopeServerFile:
		return "server's configuration file"
	case setting.ScopeConsole:
		return "console only"
	}
	return fmt.Sprintf("scope %d", s)
}

func anchorOf(a setting.Anchor) string {
	switch a {
	case setting.AnchorNone:
		return ""
	case setting.FromIssue:
		return "issue"
	case setting.FromLastUse:
		return "last use (sliding)"
	case setting.FromAuthentication:
		return "authentication (absolute)"
	}
	return fmt.Sprintf("anchor %d", a)
}

// farAway is from where on a bound is the size of a number, which no reader needs: that of the language itself.
const farAway = 36500 * 24 * time.Hour

func bounds(c setting.Capability) string {
	var parts []string
	if c.Min > 0 {
		parts = append(parts, "from "+schema.FormatDuration(c.Min))
	}
	if c.Max > 0 && c.Max < farAway {
		parts = append(parts, "to "+schema.FormatDuration(c.Max))
	}
	if c.Step > 0 {
		parts = append(parts, "in steps of "+schema.FormatDuration(c.Step))
	}
	if len(c.Words) > 0 {
		parts = append(parts, codes(c.Words))
	}
	for _, state := range []struct {
		can  bool
		word string
	}{{c.Inherit, "inherit"}, {c.Unlimited, "unlimited"}} {
		if state.can {
			parts = append(parts, code(state.word))
		}
	}
	return strings.Join(parts, ", ")
}

func instead(c setting.Capability) string {
	if c.Instead == "" {
		return ""
	}
	return "The issuer " + c.Instead + "."
}
