// Package desired works out the settings that each target should have from a model: the clients at issuers and the
// documents of CLIs. What an issuer can not enforce becomes a duty in the CLI's document.
package desired

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Input is what the settings are worked out from.
type Input struct {
	Model *model.Model
	// Capabilities says what an issuer can do; false when it could not be asked or has no driver.
	Capabilities func(issuer schema.Address) (setting.Capabilities, bool)
	// Controls names the controls that an attribute of a session serves, as people read them.
	Controls func(attribute string) []string
}

// System is one place that holds targets: an issuer, or the files of the machine.
type System struct {
	Address schema.Address // the issuer; the zero address for deliveries
	Kind    string         // the type of the issuer or of the delivery: hydra, keycloak, file, github, native
	Targets []plan.Desired
}

// Compile lists what each system should hold, and what is declared but names no target.
func Compile(in Input) ([]System, []plan.LeftOut) {
	c := &compiler{Input: in, fields: sessionFields(), cliFields: cliFields()}
	systems := c.clients()
	slices.SortFunc(c.leftOut, func(a, b plan.LeftOut) int { return cmp.Compare(a.Address.String(), b.Address.String()) })
	return append(systems, c.documents()...), c.leftOut
}

type compiler struct {
	Input
	fields    []setting.Attribute // of a session
	cliFields []setting.Attribute // of a CLI, on the application plane
	leftOut   []plan.LeftOut
}

// clients groups sessions by the client that they name.
func (c *compiler) clients() []System {
	keys, groups := c.Model.Clients()
	byIssuer := map[schema.Address]*System{}
	var order []*System
	for _, issuer := range c.Model.Issuers {
		s := &System{Address: issuer.Address, Kind: issuer.Type}
		byIssuer[issuer.Address] = s
		order = append(order, s)
	}
	for _, key := range keys {
		s := byIssuer[key.Issuer]
		s.Targets = append(s.Targets, c.client(key, s.Kind, groups[key]))
	}
	for _, cli := range c.Model.CLIs {
		for _, session := range cli.Sessions {
			if session.TokenIssuer != nil && (!session.ClientID.Set || session.ClientID.Value == "") {
				c.leftOut = append(c.leftOut, plan.LeftOut{Address: session.Address, Reason: "it names no client_id"})
			}
		}
	}
	systems := make([]System, len(order))
	for i, s := range order {
		systems[i] = *s
	}
	return systems
}

func (c *compiler) client(key model.ClientKey, kind string, sessions []*model.Session) plan.Desired {
	d := plan.Desired{
		Address: key.Issuer.Inner(schema.KindClient, key.ClientID), ID: key.ClientID, Kind: kind,
		Title: title(sessions),
	}
	for _, s := range sessions {
		d.Subjects = append(d.Subjects, s.Address)
	}
	d.Settings = c.knobs(sessions[0])
	return d
}

func title(sessions []*model.Session) string {
	names := make([]string, len(sessions))
	for i, s := range sessions {
		names[i] = s.Address.Name
		if s.Address.Keyed {
			names[i] += fmt.Sprintf("[%q]", s.Address.Key)
		}
		names[i] += " · " + s.Address.ChildName
	}
	return strings.Join(names, ", ")
}

// knobs lists the issuer-side settings of a session, sorted by knob.
func (c *compiler) knobs(s *model.Session) []setting.Declared {
	var list []setting.Declared
	v := reflect.ValueOf(&s.Session).Elem()
	for _, f := range c.fields {
		knob, ok := strings.CutPrefix(f.Enforce, "knob:")
		if !ok {
			continue
		}
		value, at, origin := f.ReadSetting(v)
		if !value.Managed() {
			continue
		}
		base := setting.Declared{
			Plane: f.Plane, Teams: c.teams(s, f.Plane), Controls: c.controls(f.Path), Address: s.Address, Range: at, Origin: origin,
		}
		if knob == setting.GrantPrefix+"*" {
			list = append(list, grants(base, value.List)...)
			continue
		}
		base.Setting = setting.Setting{Knob: setting.Knob(knob), Value: value}
		list = append(list, base)
	}
	sortSettings(list)
	return list
}

// grants turns the list of grants into a setting for each grant that OAuth knows: what is not listed is off.
func grants(base setting.Declared, listed []string) []setting.Declared {
	var list []setting.Declared
	for _, name := range grantWords() {
		on := slices.Contains(listed, name)
		if name == "static_token" && !on {
			continue
		}
		base.Setting = setting.Setting{Knob: setting.Grant(name), Value: setting.Bool(on)}
		list = append(list, base)
	}
	return list
}

func grantWords() []string {
	for _, f := range schema.Describe(reflect.TypeFor[schema.SessionSettings]()) {
		if f.Name == "grants" {
			return f.Words
		}
	}
	return nil
}

func (c *compiler) teams(s *model.Session, plane schema.Plane) []string {
	return model.TeamAddresses(c.Model.Accountable(s.Address, plane))
}

func (c *compiler) controls(attribute string) []string {
	if c.Controls == nil {
		return nil
	}
	return c.Controls(attribute)
}

func sortSettings(list []setting.Declared) {
	slices.SortFunc(list, func(a, b setting.Declared) int { return cmp.Compare(a.Knob, b.Knob) })
}
