package policy

import (
	"reflect"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// ExceptionField is what a condition sees of an exception beside what is declared.
type ExceptionField struct {
	Name, Type, Doc string

	of cty.Type
}

// ExceptionFields lists what conditions see of an exception beside what is declared, in the order in which a reader meets
// it. The last one, unneeded, is known only when all else has been judged: a policy on the workspace does not see it.
func ExceptionFields() []ExceptionField {
	list := func(name, doc string) ExceptionField {
		return ExceptionField{name, "list of strings", doc, cty.List(cty.String)}
	}
	return []ExceptionField{
		{"state", "string", "How it stands: revoked, superseded, expired, requested, approved, expiring or active; of several the first.", cty.String},
		list("matched", "Addresses of what it covers, each with all inside it: its subject, or what its patterns match."),
		list("unmatched", "Patterns that match nothing."),
		list("planes", "Planes that its policies touch."),
		list("missing_approvals", "Of those, the ones that are not approved for all that it covers."),
		list("unapproved", "Addresses of what it covers and does not waive for, for want of an approval."),
		{"approved", "bool", "Whether nothing is missing.", cty.Bool},
		{"expired", "bool", "Whether its last day is over.", cty.Bool},
		{"superseded", "bool", "Whether a renewal with all its approvals has taken its place.", cty.Bool},
		{"renewals", "number", "How many exceptions stand behind it in its chain of renewals.", cty.Number},
		{"term", "number", "Seconds from its first day to its last.", cty.Number},
		{"term_days", "number", "The same in days.", cty.Number},
		{"days_left", "number", "Days to the last on which it holds; negative when that is over.", cty.Number},
		list(unneededField, "Policies that it is not needed for: nothing that it covers fails, is unknown, or is waived by it. Policies on changes are left out."),
	}
}

const unneededField = "unneeded"

// judgedAttributes are the types of what is known before all else has been judged.
func judgedAttributes() map[string]cty.Type {
	types := map[string]cty.Type{}
	for _, f := range ExceptionFields() {
		if f.Name != unneededField {
			types[f.Name] = f.of
		}
	}
	return types
}

// exception is the value of an exception without what is known only when all else has been judged.
func (e *encoderOf) exception(x *model.Exception) cty.Value {
	return cty.ObjectVal(e.exceptionValues(x))
}

func (e *encoderOf) exceptionValues(x *model.Exception) map[string]cty.Value {
	s := e.standing[x]
	values := e.shapes.exception.encode(reflect.ValueOf(x.Exception).Elem(), 20)
	identify(values, x.Address)
	values["subject"] = reference(x.Subject.Value.Address)
	values["approval"] = e.approvals(x)
	values["state"] = cty.StringVal(string(s.State))
	values["superseded"] = cty.BoolVal(s.Superseded)
	values["approved"] = cty.BoolVal(len(s.Missing) == 0)
	values["expired"] = cty.BoolVal(over(e.model.At, x))
	values["planes"] = texts(planeWords(s.Planes))
	values["missing_approvals"] = texts(planeWords(s.Missing))
	values["matched"] = texts(addressWords(x.Matched))
	values["unmatched"] = texts(x.Unmatched)
	lacking := make([]schema.Address, len(s.Unapproved))
	for i, u := range s.Unapproved {
		lacking[i] = u.Subject
	}
	values["unapproved"] = texts(addressWords(lacking))
	values["renewals"] = cty.NumberIntVal(int64(x.Renewals))
	values["term"] = cty.NumberIntVal(x.Expires.Value.Unix() - x.Granted.Value.Unix())
	values["term_days"] = cty.NumberIntVal(int64(x.Expires.Value.DaysAfter(x.Granted.Value.Time)))
	values["days_left"] = cty.NumberIntVal(int64(s.DaysLeft))
	return values
}

func (e *encoderOf) approvals(x *model.Exception) cty.Value {
	approvals := make([]cty.Value, len(x.Approvals))
	for i, a := range x.Approvals {
		fields := e.shapes.of(reflect.TypeFor[schema.Approval]()).encode(reflect.ValueOf(x.Exception.Approvals[i]).Elem(), 1)
		fields["team"] = e.team(a.Team)
		approvals[i] = cty.ObjectVal(fields)
	}
	return listOf(approvals, e.shapes.exception.object.AttributeType("approval").ElementType())
}

func addressWords(addresses []schema.Address) []string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = a.String()
	}
	return out
}
