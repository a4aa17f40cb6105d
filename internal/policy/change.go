package policy

import (
	"math/big"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// changeSubject is the word for policies that judge changes, and for the change in their conditions.
const changeSubject = finding.SubjectChange

// JudgesChanges reports whether any of the rules judges changes.
func (r *Rules) JudgesChanges() bool {
	return slices.ContainsFunc(r.rules, func(rule *rule) bool { return rule.Subject == changeSubject })
}

// CheckChanges judges changes by the rules whose subject is a change; the model is the workspace after them. A finding's
// subject is the block that is changed, written with the attribute after it: cli.payctl.session.ci access_token_ttl. Those
// who answer for the attribute's plane answer for it, and an exception for the block waives it. The findings are sorted as
// those of Check are.
func (r *Rules) CheckChanges(m *model.Model, changes []setting.Difference) []finding.Finding {
	if len(changes) == 0 || !r.JudgesChanges() {
		return nil
	}
	j := r.newJudge(m)
	groups := groupChanges(changes)
	results := make([][]judged, len(groups))
	j.work = r.newWork(len(changes))
	onEveryCore(len(groups), func(i int) { results[i] = j.changes(groups[i]) })
	all := slices.Concat(results...)
	j.work.withdraw(all)
	return join(all)
}

// groupChanges puts the changes of one block and of what is inside it together.
func groupChanges(changes []setting.Difference) [][]*setting.Difference {
	var groups [][]*setting.Difference
	known := map[schema.Address]int{}
	for i := range changes {
		outer := changes[i].Subject.Outer()
		at, seen := known[outer]
		if !seen {
			at = len(groups)
			known[outer] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], &changes[i])
	}
	return groups
}

// changes judges the changes of one block and of what is inside it.
func (j *judge) changes(group []*setting.Difference) []judged {
	fields := ChangeFields()
	cli, sessions := j.around(group[0].Subject)
	results := make([]judged, 0, len(group))
	for _, d := range group {
		session, found := sessions[d.Subject]
		if !found {
			session = absent(j.encoder.shapes.session.object)
		}
		values := make(map[string]cty.Value, len(fields))
		for i := range fields {
			values[fields[i].Name] = fields[i].value(d)
		}
		subject := j.changed(d)
		results = append(results, judged{subject, j.judge(subject, changeSubject, d, map[string]cty.Value{
			changeSubject: cty.ObjectVal(values), "session": session, "cli": cli,
		})})
	}
	return results
}

// around makes the values of the CLI at an address, or around it, and of its sessions.
func (j *judge) around(a schema.Address) (cty.Value, map[schema.Address]cty.Value) {
	var cli *model.CLI
	if a.Kind == schema.KindCLI {
		cli = j.model.CLI(a)
	}
	if cli == nil {
		return absent(j.encoder.shapes.cli.object), nil
	}
	sessions := make(map[schema.Address]cty.Value, len(cli.Sessions))
	inOrder := make([]cty.Value, len(cli.Sessions))
	for i, s := range cli.Sessions {
		inOrder[i] = j.encoder.session(s)
		sessions[s.Address] = inOrder[i]
	}
	return j.encoder.cli(cli, inOrder), sessions
}

// changed is the subject of findings on a change.
func (j *judge) changed(d *setting.Difference) *finding.Subject {
	teams := j.model.AccountableAddresses(d.Subject, d.Plane)
	s := &finding.Subject{
		Address: d.Subject, Text: d.Subject.String() + " " + d.Attribute, Range: d.Range,
		Application: teams, Identity: teams, Shared: teams,
	}
	switch d.Subject.Target() {
	case schema.KindSession:
		session := j.model.Session(d.Subject)
		s.Agent = session != nil && actedByAgent(session)
	case schema.KindCLI:
		cli := j.model.CLI(d.Subject)
		s.Agent = cli != nil && slices.ContainsFunc(cli.Sessions, actedByAgent)
	case schema.KindWorkspace, schema.KindTeam, schema.KindIssuer, schema.KindProfile, schema.KindException, schema.KindPolicy,
		schema.KindDeliver, schema.KindClient:
	}
	return s
}

// absent is an object of which nothing is declared: nulls of the right types, also in the blocks inside it.
func absent(object cty.Type) cty.Value {
	values := make(map[string]cty.Value, len(object.AttributeTypes()))
	for name, t := range object.AttributeTypes() {
		switch {
		case t.IsObjectType() && !t.HasAttribute("kind"): // a block inside it, and no reference to another
			values[name] = absent(t)
		case t.IsListType():
			values[name] = cty.NullVal(t)
			if t.ElementType().IsObjectType() { // repeated blocks
				values[name] = cty.ListValEmpty(t.ElementType())
			}
		default:
			values[name] = cty.NullVal(t)
		}
	}
	return cty.ObjectVal(values)
}

// ChangeField is what a condition sees of a change under one name.
type ChangeField struct {
	Name, Type, Doc string

	of    cty.Type
	value func(*setting.Difference) cty.Value
}

// ChangeFields lists what conditions see of a change, in the order in which a reader meets it.
func ChangeFields() []ChangeField {
	text := func(name, doc string, value func(*setting.Difference) string) ChangeField {
		return ChangeField{name, "string", doc, cty.String, func(d *setting.Difference) cty.Value { return cty.StringVal(value(d)) }}
	}
	fields := []ChangeField{
		text("subject", "Address of the block.", func(d *setting.Difference) string { return d.Subject.String() }),
		text("kind", "What the block is: workspace, team, issuer, client, cli, session, deliver or exception; policy for an override.",
			func(d *setting.Difference) string { return string(d.Subject.Target()) }),
		{"cli", "string", "Address of the CLI that it is or stands in; null elsewhere.", cty.String, changedCLI},
		text("attribute", "The attribute, with the blocks around it: access_token_ttl, storage.model. A block that is created or deleted "+
			"also gains or loses its existence.", func(d *setting.Difference) string { return d.Attribute }),
		text("plane", "The attribute's plane.", func(d *setting.Difference) string { return string(d.Plane) }),
		text("action", "What becomes of the block as a whole: create, update or delete.", func(d *setting.Difference) string { return string(d.Action) }),
		text("direction", "widens where more is allowed, for longer, or less protects it; narrows for the opposite; neutral where the values "+
			"can not tell.", func(d *setting.Difference) string { return string(d.Direction) }),
	}
	for _, side := range changeSides() {
		fields = append(fields, valueFields(side)...)
	}
	return append(fields,
		ChangeField{"added", "list of strings", "Members that the list has gained.", cty.List(cty.String), func(d *setting.Difference) cty.Value { return texts(d.Added()) }},
		ChangeField{"removed", "list of strings", "Members that the list has lost.", cty.List(cty.String), func(d *setting.Difference) cty.Value { return texts(d.Removed()) }},
	)
}

// changeSide is one of the two values of a change.
type changeSide struct {
	name string
	of   func(*setting.Difference) *setting.Value
}

func changeSides() []changeSide {
	return []changeSide{
		{"before", func(d *setting.Difference) *setting.Value { return &d.Before }},
		{"after", func(d *setting.Difference) *setting.Value { return &d.After }},
	}
}

// valueFields are the views of one of the two values: each null where the value is of another type, or not declared.
func valueFields(side changeSide) []ChangeField {
	field := func(name, of, doc string, t cty.Type, value func(*setting.Value) cty.Value) ChangeField {
		return ChangeField{side.name + name, of, doc, t, func(d *setting.Difference) cty.Value { return value(side.of(d)) }}
	}
	return []ChangeField{
		field("", "string", "The value "+side.name+", in words for messages.", cty.String, valueWords),
		field("_state", "string", "unset, inherit, unlimited or set.", cty.String, valueState),
		field("_seconds", "number", "The length of time; unlimited is infinity.", cty.Number, valueSeconds),
		field("_text", "string", "The word, text, date or address.", cty.String, valueText),
		field("_bool", "bool", "The truth value.", cty.Bool, valueBool),
		field("_list", "list of strings", "The members, sorted.", cty.List(cty.String), valueList),
	}
}

func changedCLI(d *setting.Difference) cty.Value {
	if d.Subject.Kind != schema.KindCLI {
		return cty.NullVal(cty.String)
	}
	return cty.StringVal(d.Subject.Outer().String())
}

func valueWords(v *setting.Value) cty.Value {
	if !v.Managed() {
		return cty.StringVal("not declared")
	}
	return cty.StringVal(v.String())
}

func valueState(v *setting.Value) cty.Value {
	switch v.State {
	case setting.Unmanaged:
		return cty.StringVal(schema.LifetimeUnset.String())
	case setting.Inherit:
		return cty.StringVal(schema.LifetimeInherit.String())
	case setting.Unlimited:
		return cty.StringVal(schema.LifetimeUnlimited.String())
	case setting.Given:
	}
	return cty.StringVal(schema.LifetimeLimited.String())
}

func valueSeconds(v *setting.Value) cty.Value {
	switch {
	case v.State == setting.Unlimited:
		return cty.PositiveInfinity
	case v.State == setting.Given && v.Kind == setting.KindDuration:
		return cty.NumberVal(new(big.Float).SetFloat64(v.Duration.Seconds()))
	}
	return cty.NullVal(cty.Number)
}

func valueText(v *setting.Value) cty.Value {
	if v.State != setting.Given || v.Kind != setting.KindText {
		return cty.NullVal(cty.String)
	}
	return cty.StringVal(v.Text)
}

func valueBool(v *setting.Value) cty.Value {
	if v.State != setting.Given || v.Kind != setting.KindBool {
		return cty.NullVal(cty.Bool)
	}
	return cty.BoolVal(v.Bool)
}

func valueList(v *setting.Value) cty.Value {
	if v.State != setting.Given || v.Kind != setting.KindList {
		return cty.NullVal(cty.List(cty.String))
	}
	return texts(v.List)
}

// changeType is the type of a change in conditions.
func changeType() cty.Type {
	types := map[string]cty.Type{}
	for _, f := range ChangeFields() {
		types[f.Name] = f.of
	}
	return cty.Object(types)
}
