package policy

import (
	"reflect"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// encode reads the attributes of a struct into values, by name. What the shape leaves out the caller adds.
func (sh *shape) encode(v reflect.Value, extra int) map[string]cty.Value {
	values := make(map[string]cty.Value, len(sh.fields)+extra)
	for i := range sh.fields {
		f := &sh.fields[i]
		field := v.FieldByIndex(f.index)
		if f.nested != nil {
			values[f.name] = f.nested.value(field)
			continue
		}
		values[f.name] = f.encode(field.Addr().Interface())
	}
	return values
}

// value is the object of a nested block; the one shared value when the block is absent.
func (sh *shape) value(v reflect.Value) cty.Value {
	header := v.FieldByName("Block").Addr().Interface().(*schema.Block)
	if header.Range.Filename == "" {
		return sh.unset
	}
	return cty.ObjectVal(sh.encode(v, 0))
}

func identify(values map[string]cty.Value, a schema.Address) {
	name := a.Name
	if a.Child != "" {
		name = a.ChildName
	}
	values["address"] = cty.StringVal(a.String())
	values["kind"] = cty.StringVal(string(a.Target()))
	values["name"] = cty.StringVal(name)
}

// referenceType is what a reference shows of the block that it names, where it shows no more.
func referenceType() cty.Type {
	return cty.Object(map[string]cty.Type{"address": cty.String, "kind": cty.String})
}

func reference(a schema.Address) cty.Value {
	if a.IsZero() {
		return cty.NullVal(referenceType())
	}
	return cty.ObjectVal(map[string]cty.Value{
		"address": cty.StringVal(a.String()), "kind": cty.StringVal(string(a.Target())),
	})
}

// encoderOf makes the values of one model's subjects. Teams and issuers, which many subjects share, are made once.
type encoderOf struct {
	shapes  *shapes
	rules   *Rules
	model   *model.Model
	teams   map[schema.Address]cty.Value
	issuers map[schema.Address]cty.Value
	sharers map[*model.Session]cty.Value // of the sessions that do not have their client for themselves

	standings []Standing // of the exceptions, in the model's order
	standing  map[*model.Exception]*Standing
}

func newEncoder(r *Rules, m *model.Model) *encoderOf {
	e := &encoderOf{
		shapes: r.shapes, rules: r, model: m, standings: r.Standings(m),
		teams: make(map[schema.Address]cty.Value, len(m.Teams)), issuers: make(map[schema.Address]cty.Value, len(m.Issuers)),
	}
	for _, t := range m.Teams {
		values := e.shapes.team.encode(reflect.ValueOf(t.Team).Elem(), 4)
		identify(values, t.Address)
		values["backup"] = reference(t.Backup.Value.Address)
		e.teams[t.Address] = cty.ObjectVal(values)
	}
	for _, i := range m.Issuers {
		values := e.shapes.issuer.encode(reflect.ValueOf(i.Issuer).Elem(), 5)
		identify(values, i.Address)
		values["owner"] = e.team(i.OwnerTeam)
		values["type"] = cty.StringVal(i.Type)
		e.issuers[i.Address] = cty.ObjectVal(values)
	}
	e.sharers = sharers(m)
	e.standing = make(map[*model.Exception]*Standing, len(m.Exceptions))
	for i, x := range m.Exceptions {
		e.standing[x] = &e.standings[i]
	}
	return e
}

func (e *encoderOf) team(t *model.Team) cty.Value {
	if t == nil {
		return cty.NullVal(e.shapes.team.object)
	}
	return e.teams[t.Address]
}

func (e *encoderOf) issuer(i *model.Issuer) cty.Value {
	if i == nil {
		return cty.NullVal(e.shapes.issuer.object)
	}
	return e.issuers[i.Address]
}

func (e *encoderOf) session(s *model.Session) cty.Value {
	values := e.shapes.session.encode(reflect.ValueOf(&s.Session).Elem(), 7)
	identify(values, s.Address)
	values["issuer"] = e.issuer(s.TokenIssuer)
	values["profile"] = reference(s.Profile.Value.Address)
	values["cli"] = reference(s.CLI.Address)
	values["shared_with"] = cty.ListValEmpty(sharerType())
	if others, shared := e.sharers[s]; shared {
		values["shared_with"] = others
	}
	return cty.ObjectVal(values)
}

// cli makes the value of a CLI from those of its sessions, in their order.
func (e *encoderOf) cli(c *model.CLI, sessions []cty.Value) cty.Value {
	values := e.shapes.cli.encode(reflect.ValueOf(c.CLI).Elem(), 6)
	identify(values, c.Address)
	owners := e.shapes.of(reflect.TypeFor[schema.Owners]()).encode(reflect.ValueOf(&c.Owners).Elem(), 2)
	owners["application"], owners["identity"] = e.team(c.Application), e.team(c.Identity)
	values["owners"] = cty.ObjectVal(owners)
	values["sessions"] = listOf(sessions, e.shapes.session.object)
	deliveries := make([]cty.Value, len(c.Deliveries))
	for i, d := range c.Deliveries {
		deliveries[i] = cty.ObjectVal(map[string]cty.Value{
			"address": cty.StringVal(d.Address.String()), "type": cty.StringVal(d.Type), "path": deliveryPath(d),
		})
	}
	values["deliver"] = listOf(deliveries, deliveryType())
	return cty.ObjectVal(values)
}

func deliveryPath(d *schema.Delivery) cty.Value {
	switch config := d.Config.(type) {
	case *schema.DeliverFile:
		return encodeText(&config.Path)
	case *schema.DeliverGitHub:
		return encodeText(&config.Path)
	case *schema.DeliverNative:
		return encodeText(&config.Path)
	}
	return cty.NullVal(cty.String)
}

func planeWords(planes []schema.Plane) []string {
	out := make([]string, len(planes))
	for i, p := range planes {
		out[i] = string(p)
	}
	return out
}

func (e *encoderOf) briefWorkspace() cty.Value {
	return cty.ObjectVal(e.brief())
}

func (e *encoderOf) brief() map[string]cty.Value {
	w := e.model.Workspace
	return map[string]cty.Value{
		"name": encodeText(&w.Name), "organization": encodeText(&w.Organization),
		"governance": e.shapes.governance.value(reflect.ValueOf(&w.Governance).Elem()),
	}
}

// workspace is the whole estate in one value. It is made only when a policy judges the workspace; lists that none of those
// policies reads are left empty.
func (e *encoderOf) workspace() cty.Value {
	values := e.brief()
	for name, list := range e.lists() {
		var items []cty.Value
		if e.rules.reads("workspace", name) {
			items = list.items()
		}
		values[name] = listOf(items, list.element)
	}
	return cty.ObjectVal(values)
}

// estateList is one of the lists of a workspace.
type estateList struct {
	element cty.Type
	items   func() []cty.Value
}

func (e *encoderOf) lists() map[string]estateList {
	return map[string]estateList{
		"teams":      {e.shapes.team.object, func() []cty.Value { return each(e.model.Teams, e.team) }},
		"issuers":    {e.shapes.issuer.object, func() []cty.Value { return each(e.model.Issuers, e.issuer) }},
		"clis":       {e.shapes.cli.object, func() []cty.Value { return each(e.model.CLIs, e.whole) }},
		"exceptions": {e.shapes.listed, func() []cty.Value { return each(e.model.Exceptions, e.exception) }},
	}
}

func each[T any](items []T, value func(T) cty.Value) []cty.Value {
	values := make([]cty.Value, len(items))
	for i, item := range items {
		values[i] = value(item)
	}
	return values
}

// whole is a CLI with its sessions.
func (e *encoderOf) whole(c *model.CLI) cty.Value { return e.cli(c, each(c.Sessions, e.session)) }

func listOf(values []cty.Value, t cty.Type) cty.Value {
	if len(values) == 0 {
		return cty.ListValEmpty(t)
	}
	return cty.ListVal(values)
}

func texts(words []string) cty.Value {
	values := make([]cty.Value, len(words))
	for i, w := range words {
		values[i] = cty.StringVal(w)
	}
	return listOf(values, cty.String)
}
