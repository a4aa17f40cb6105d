package lang

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// shapes is a context of unknown values of known types, as a policy is checked against.
func shapes() *hcl.EvalContext {
	session := cty.Object(map[string]cty.Type{
		"name": cty.String, "access_token_ttl": cty.Number, "pkce": cty.Bool, "scopes": cty.List(cty.String), "tags": cty.Map(cty.String), "set": cty.Set(cty.String),
		"step_up": cty.Object(map[string]cty.Type{"max_age": cty.Number}),
	})
	cli := cty.ObjectVal(map[string]cty.Value{
		"title": cty.UnknownVal(cty.String), "sessions": cty.ListVal([]cty.Value{cty.UnknownVal(session)}), "unknown": cty.UnknownVal(cty.List(session)),
		"empty": cty.ListValEmpty(session),
	})
	return &hcl.EvalContext{
		Variables: map[string]cty.Value{
			"session": cty.UnknownVal(session), "cli": cli,
			"parameter": cty.ObjectVal(map[string]cty.Value{"max": cty.UnknownVal(cty.Number)}),
		},
		Functions: NewFunctions(FunctionOptions{}),
	}
}

func TestTypeCheckAccepts(t *testing.T) {
	t.Parallel()
	ctx := shapes()
	for _, src := range []string{
		`true`, `session.access_token_ttl != null && session.access_token_ttl <= parameter.max`, `session.pkce == true`, `!session.pkce`,
		`alltrue([for s in cli.sessions: s.access_token_ttl < parameter.max])`, `length([for s in cli.sessions : s.name if s.pkce]) == 0`,
		`anytrue([for s in cli.unknown: contains(s.scopes, "a")])`, `alltrue([for k, v in session.tags: v != ""])`, `alltrue([for v in session.set: v != ""])`,
		`try(session.step_up.max_age, 0) < 5`, `can(tonumber(session.name))`, `session.pkce ? session.name == "a" : session.access_token_ttl == 1`,
		`contains(keys({for s in cli.sessions: s.name => s.pkce}), "a")`, `length(cli.sessions[*].name) > 0`, `length(distinct(cli.sessions[*].name)) == length(cli.sessions)`,
		`try(tonumber("x"), 1) == 1`, `alltrue([for s in []: s])`, `length([for s in cli.sessions: s if s.access_token_ttl > date("2026-01-31")]) == 0`,
	} {
		v, diags := Compile(parse(t, src)).TypeCheck(ctx)
		if diags.HasErrors() {
			t.Errorf("%s: %s", src, diags)
			continue
		}
		if _, err := convert.Convert(v, cty.Bool); err != nil {
			t.Errorf("%s is %#v, which cannot be a bool", src, v)
		}
	}
	v, diags := Compile(parse(t, `"lives ${humanize(session.access_token_ttl)}"`)).TypeCheck(ctx)
	if diags.HasErrors() || v.Type() != cty.String {
		t.Errorf("got %#v, %s", v, diags)
	}
}

func TestTypeCheckRefuses(t *testing.T) {
	t.Parallel()
	ctx := shapes()
	const attribute = `Did you mean "access_token_ttl"?`
	for src, want := range map[string]string{
		`session.acces_token_ttl == 1`:                                                  attribute,
		`[for s in cli.sessions : s.acces_token_ttl]`:                                   attribute,
		`[for s in cli.unknown : s.acces_token_ttl]`:                                    attribute,
		`[for s in cli.empty : s.acces_token_ttl]`:                                      attribute,
		`cli.sessions[*].acces_token_ttl`:                                               attribute,
		`cli.unknown[*].acces_token_ttl`:                                                attribute,
		`cli.sessions[0].acces_token_ttl`:                                               attribute,
		`false && session.acces_token_ttl == 1`:                                         attribute,
		`session.pkce && session.acces_token_ttl == 1`:                                  attribute,
		`session.pkce || session.acces_token_ttl == 1`:                                  attribute,
		`session.pkce ? true : session.acces_token_ttl == 1`:                            attribute,
		`session.pkce ? session.acces_token_ttl == 1 : true`:                            attribute,
		`try(session.acces_token_ttl, 1) == 1`:                                          attribute,
		`try(1, session.acces_token_ttl) == 1`:                                          attribute,
		`can(session.acces_token_ttl)`:                                                  attribute,
		`[for s in cli.sessions: s.name if s.acces_token_ttl == 1]`:                     attribute,
		`[for s in cli.sessions: s.acces_token_ttl if s.pkce]`:                          attribute,
		`{for s in cli.sessions: s.name => s.acces_token_ttl}`:                          attribute,
		`{for s in cli.sessions: s.acces_token_ttl => 1}`:                               attribute,
		`[for s in cli.sessions: [for t in cli.sessions: t.acces_token_ttl] if s.pkce]`: attribute,
		`[for s in session.tags: session.acces_token_ttl]`:                              attribute,
		`[for s in session.set: session.acces_token_ttl]`:                               attribute,
		`[for s in []: session.acces_token_ttl]`:                                        attribute,
		`"%{ if session.pkce }${session.acces_token_ttl}%{ endif }"`:                    attribute,
		`"%{ for s in cli.unknown }${s.acces_token_ttl}%{ endfor }"`:                    attribute,
		`length(session.acces_token_ttl)`:                                               attribute,
		`session.step_up.max_ages == 1`:                                                 `Did you mean "max_age"?`,
		`sesion.pkce`:                                                                   `Did you mean "session"?`,
		`parameter.maximum`:                                                             `does not have an attribute`,
		`lengtth(session.scopes) == 0`:                                                  `Did you mean "length"?`,
		`session.scopes < 1`:                                                            "operand",
		`session.scopes && true`:                                                        "must be true or false",
		`session.pkce ? [1] : 2`:                                                        "one type",
		`upper(session.scopes)`:                                                         "string",
		`[for s in session.name: s]`:                                                    "", // whatever it is called
		`[for s in cli.sessions: s if s.scopes]`:                                        "",
		`session.scopes ? 1 : 2`:                                                        "must be true or false",
	} {
		_, diags := Compile(parse(t, src)).TypeCheck(ctx)
		if !diags.HasErrors() {
			t.Errorf("%s has no mistake", src)
			continue
		}
		if text := diags.Error(); !strings.Contains(text, want) {
			t.Errorf("%s: %s, want %s", src, text, want)
		}
		if len(diags) > 1 {
			t.Errorf("%s: %d diagnostics for one mistake: %v", src, len(diags), diags.Errs())
		}
	}
}

// TestTypeCheckReportsAll holds that mistakes do not hide each other.
func TestTypeCheckReportsAll(t *testing.T) {
	t.Parallel()
	_, diags := Compile(parse(t, `session.nam == "a" && (session.pkc || alltrue([for s in cli.sessions: s.scope]))`)).TypeCheck(shapes())
	if len(diags) != 3 {
		t.Errorf("got %d diagnostics, want 3: %v", len(diags), diags.Errs())
	}
}
