package change

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Applied tells what a target was last set to, in words, by knob; false when nothing is recorded of it.
type Applied func(target schema.Address) (map[setting.Knob]string, bool)

// FromPlan lists what carrying out a plan would change of the blocks that its targets serve, sorted by subject, then
// attribute. Before is what a target was last set to, where that is recorded, else what it was observed to hold: to mend
// what somebody else has changed is no change, and what somebody else has widened excuses nothing. After is what it shall
// hold. Where two targets of one block would change one attribute, the graver of the two stands. What can not be carried
// out is left out: a target that could not be read, or that is somebody else's.
func FromPlan(m *model.Model, targets []plan.Target, applied Applied) []setting.Difference {
	p := &planned{model: m, applied: applied}
	for i := range targets {
		if t := &targets[i]; t.Action != plan.None && t.HeldBy != plan.HeldByForeign {
			p.target(t)
		}
	}
	sortDifferences(p.found)
	return gravest(p.found)
}

// planned gathers the differences of a plan. Most plans change nothing, so the schema is read at the first that does.
type planned struct {
	model        *model.Model
	applied      Applied
	session, cli map[string]setting.Attribute // by path
	byKnob       map[setting.Knob]string      // the paths of a session's attributes, by knob
	found        []setting.Difference
}

func (p *planned) prepare() {
	if p.byKnob != nil {
		return
	}
	p.session, p.cli, p.byKnob = map[string]setting.Attribute{}, map[string]setting.Attribute{}, map[setting.Knob]string{}
	for _, a := range setting.Attributes(reflect.TypeFor[schema.Session]()) {
		p.session[a.Path] = a
		if knob, ok := strings.CutPrefix(a.Enforce, "knob:"); ok {
			p.byKnob[setting.Knob(knob)] = a.Path
		}
	}
	for _, a := range setting.Attributes(reflect.TypeFor[schema.CLI]()) {
		p.cli[a.Path] = a
	}
}

func (p *planned) target(t *plan.Target) {
	p.prepare()
	changes, action := slices.Clone(t.Changes), actionOf(t)
	if was, recorded := p.applied(t.Address); recorded && action != setting.BlockDelete {
		action = setting.BlockUpdate // one that was taken away is made again
		for i := range changes {
			changes[i].Before = p.recorded(t, &changes[i], was)
		}
	}
	if t.Address.Child == schema.KindClient {
		p.client(t, changes, action)
		return
	}
	p.document(t, changes, action)
}

// recorded is the value of a knob that was applied last; the observed one where the record can not be read.
func (p *planned) recorded(t *plan.Target, c *setting.Change, was map[setting.Knob]string) setting.Value {
	words, found := was[c.Knob]
	switch {
	case found:
	case t.Address.Child == schema.KindClient: // what is recorded of a client is what its driver could read
		return c.Before
	default:
		return setting.Value{}
	}
	kind := setting.KindBool // of a grant
	if a, _, known := p.attribute(t, c.Knob); known {
		kind = kindOf(a.Type)
	} else if _, isGrant := c.Knob.IsGrant(); !isGrant {
		return c.Before
	}
	if v, ok := setting.Parse(words, kind); ok {
		return v
	}
	return c.Before
}

// kindOf is the kind of the values of an attribute.
func kindOf(t reflect.Type) setting.Kind {
	switch t {
	case reflect.TypeFor[schema.Duration](), reflect.TypeFor[schema.Lifetime]():
		return setting.KindDuration
	case reflect.TypeFor[bool]():
		return setting.KindBool
	case reflect.TypeFor[[]string]():
		return setting.KindList
	}
	return setting.KindText
}

// attribute finds the attribute that a knob of a target is for, and in a document the session that it is of; none for the
// CLI itself.
func (p *planned) attribute(t *plan.Target, knob setting.Knob) (a setting.Attribute, session string, known bool) {
	if t.Address.Child == schema.KindClient {
		a, known = p.session[p.byKnob[knob]]
		return a, "", known
	}
	path, inSession := strings.CutPrefix(string(knob), sessionsPrefix)
	if !inSession {
		a, known = p.cli[path]
		return a, "", known
	}
	session, path, _ = strings.Cut(path, ".")
	a, known = p.session[path]
	return a, session, known
}

// actionOf is what becomes of a target, also of one that waits for its release.
func actionOf(t *plan.Target) setting.BlockAction {
	action := t.Action
	if action == plan.Held {
		action = t.Intended
	}
	switch action {
	case plan.Create:
		return setting.BlockCreate
	case plan.Delete:
		return setting.BlockDelete
	case plan.Update, plan.None, plan.Held:
	}
	return setting.BlockUpdate
}

func written(c *setting.Change) bool {
	return c.Action == setting.ActionWrite || c.Action == setting.ActionHeld
}

// client reads the changes of a client at an issuer, for each session that uses it; for the client itself where none does.
func (p *planned) client(t *plan.Target, changes []setting.Change, action setting.BlockAction) {
	subjects := t.Subjects
	if len(subjects) == 0 {
		subjects = []schema.Address{t.Address}
	}
	grants, changed := grantsOf(changes)
	changes = slices.DeleteFunc(changes, func(c setting.Change) bool {
		_, isGrant := c.Knob.IsGrant()
		return isGrant || !written(&c)
	})
	if changed {
		changes = append(changes, grants)
	}
	for i := range changes {
		a, _, known := p.attribute(t, changes[i].Knob)
		if !known {
			continue
		}
		for _, subject := range subjects {
			p.add(subject, a, action, &changes[i])
		}
	}
}

// grantsOf joins the switches of the grants into the list that is declared, and tells whether any of them changes.
func grantsOf(changes []setting.Change) (setting.Change, bool) {
	joined := setting.Change{Knob: setting.Grant("*")}
	var before, after []string
	changed := false
	for i := range changes {
		c := &changes[i]
		name, ok := c.Knob.IsGrant()
		if !ok {
			continue
		}
		if c.Before.Equal(setting.Bool(true)) {
			before = append(before, name)
		}
		shall := c.Before
		if written(c) {
			shall, changed, joined.Range = c.Target(), true, c.Range
		}
		if shall.Equal(setting.Bool(true)) {
			after = append(after, name)
		}
	}
	joined.Before, joined.After = setting.List(before...), setting.List(after...)
	return joined, changed
}

// document reads the changes of a CLI's document: those of the CLI, and those of its sessions.
func (p *planned) document(t *plan.Target, changes []setting.Change, action setting.BlockAction) {
	cli := t.Address.Outer()
	there := sessionsBefore(changes)
	for i := range changes {
		c := &changes[i]
		a, session, known := p.attribute(t, c.Knob)
		switch {
		case !known || !written(c):
		case session == "":
			p.add(cli, a, action, c)
		default:
			subject := cli.Inner(schema.KindSession, session)
			p.add(subject, a, p.sessionAction(subject, slices.Contains(there, session), action), c)
		}
	}
}

// sessionAction is what becomes of a session in a document: it may come or go while the document stays.
func (p *planned) sessionAction(session schema.Address, wasThere bool, document setting.BlockAction) setting.BlockAction {
	switch {
	case document != setting.BlockUpdate:
		return document
	case !wasThere:
		return setting.BlockCreate
	case p.model.Session(session) == nil:
		return setting.BlockDelete
	}
	return setting.BlockUpdate
}

// sessionsPrefix begins the knobs of a session in a document.
const sessionsPrefix = "sessions."

// sessionsBefore names the sessions of which a document said anything.
func sessionsBefore(changes []setting.Change) []string {
	var names []string
	for i := range changes {
		path, inSession := strings.CutPrefix(string(changes[i].Knob), sessionsPrefix)
		name, _, _ := strings.Cut(path, ".")
		if inSession && changes[i].Before.Managed() && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (p *planned) add(subject schema.Address, a setting.Attribute, action setting.BlockAction, c *setting.Change) {
	d := setting.Difference{
		Subject: subject, Attribute: a.Path, Plane: a.Plane, Before: c.Before, After: c.Target(), Action: action, Range: c.Range,
	}
	if d.Before.Equal(d.After) {
		return
	}
	if d.Range.Filename == "" {
		d.Range = p.header(subject)
	}
	d.Direction = Direction(&d)
	p.found = append(p.found, d)
}

// header is where the block at an address begins; nowhere for one that is not declared.
func (p *planned) header(a schema.Address) hcl.Range {
	if s := p.model.Session(a); s != nil {
		return s.Range
	}
	if cli := p.model.CLI(a); cli != nil {
		return cli.Range
	}
	if issuer := p.model.Issuer(a); issuer != nil {
		return issuer.Range
	}
	return hcl.Range{}
}

// gravest keeps one of several differences of one attribute of one block: a widening one before any other, and one of a
// block that stays before one of a block that comes or goes.
func gravest(sorted []setting.Difference) []setting.Difference {
	weight := func(d *setting.Difference) int {
		return 2*truth(d.Direction == setting.Widens) + truth(d.Action == setting.BlockUpdate)
	}
	out := sorted[:0]
	for _, d := range sorted {
		if n := len(out); n > 0 && out[n-1].Subject == d.Subject && out[n-1].Attribute == d.Attribute {
			if weight(&d) > weight(&out[n-1]) {
				out[n-1] = d
			}
			continue
		}
		out = append(out, d)
	}
	return out
}
