package desired

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// documents lists the CLI's side: a session policy document for each delivery. Every way of delivery is there, also one
// that nobody declares: what was delivered before may have to go.
func (c *compiler) documents() []System {
	var systems []System
	for _, t := range schema.DeliveryTypes() {
		systems = append(systems, System{Kind: t.Name})
	}
	for _, cli := range c.Model.CLIs {
		for _, delivery := range cli.Deliveries {
			i := slices.IndexFunc(systems, func(s System) bool { return s.Kind == delivery.Type })
			systems[i].Targets = append(systems[i].Targets, c.document(cli, delivery))
		}
	}
	return systems
}

func (c *compiler) document(cli *model.CLI, d *schema.Delivery) plan.Desired {
	out := plan.Desired{
		Address: d.Address, ID: cli.Place(d), Kind: d.Type, Title: cli.Address.Name, Subjects: []schema.Address{cli.Address}, Whole: true,
	}
	if cli.Address.Keyed {
		out.Title += fmt.Sprintf("[%q]", cli.Address.Key)
	}
	out.Settings = c.cliSettings(cli)
	for _, s := range cli.Sessions {
		out.Settings = append(out.Settings, c.sessionSettings(s)...)
	}
	sortSettings(out.Settings)
	return out
}

func (c *compiler) cliSettings(cli *model.CLI) []setting.Declared {
	var list []setting.Declared
	teams := model.TeamAddresses(c.Model.Accountable(cli.Address, schema.PlaneApplication))
	shared := model.TeamAddresses(c.Model.Accountable(cli.Address, schema.PlaneShared))
	text := func(knob, value string, at hcl.Range) {
		if value != "" {
			list = append(list, setting.Declared{
				Setting: setting.Setting{Knob: setting.Knob(knob), Value: setting.Text(value)},
				Plane:   schema.PlaneShared, Teams: shared, Address: cli.Address, Range: at,
			})
		}
	}
	text("title", cli.Title.Value, cli.Title.Range)
	text("owners.application", teamName(cli.Application), cli.Owners.Application.Range)
	text("owners.identity", teamName(cli.Identity), cli.Owners.Identity.Range)
	v := reflect.ValueOf(cli.CLI).Elem()
	for _, f := range c.cliFields {
		value, at, origin := f.ReadSetting(v)
		if !value.Managed() {
			continue
		}
		list = append(list, setting.Declared{
			Setting: setting.Setting{Knob: setting.Knob(f.Path), Value: value},
			Plane:   f.Plane, Teams: teams, Controls: c.controls(f.Path), Address: cli.Address, Range: at, Origin: origin,
		})
	}
	return list
}

func teamName(t *model.Team) string {
	if t == nil {
		return ""
	}
	if t.Title.Set {
		return t.Title.Value
	}
	return t.Address.Name
}

// sessionSettings lists what a CLI needs to obey in one session: all of its attributes but the client's registration,
// and the duties that its issuer can not take over.
func (c *compiler) sessionSettings(s *model.Session) []setting.Declared {
	prefix := "sessions." + s.Address.ChildName + "."
	v := reflect.ValueOf(&s.Session).Elem()
	var list []setting.Declared
	add := func(f *setting.Attribute, path string, value setting.Value, at hcl.Range, origin string) {
		list = append(list, setting.Declared{
			Setting: setting.Setting{Knob: setting.Knob(prefix + path), Value: value},
			Plane:   f.Plane, Teams: c.teams(s, f.Plane), Controls: c.controls(f.Path), Address: s.Address, Range: at, Origin: origin,
		})
	}
	capabilities, known := setting.Capabilities(nil), false
	if s.TokenIssuer != nil {
		capabilities, known = c.Capabilities(s.TokenIssuer.Address)
	}
	for i := range c.fields {
		f := &c.fields[i]
		if f.Path == "issuer" && s.TokenIssuer != nil {
			add(f, f.Path, setting.Text(issuerName(s.TokenIssuer)), s.Issuer.Range, s.Issuer.Origin)
		}
		value, at, origin := f.ReadSetting(v)
		if !value.Managed() || strings.HasPrefix(f.Path, "client.") {
			continue
		}
		add(f, f.Path, value, at, origin)
		knob, isKnob := strings.CutPrefix(f.Enforce, "knob:")
		if isKnob && known {
			for _, duty := range duties(capabilities, knob, value) {
				add(f, "duties."+string(duty.Knob), duty.Value, at, origin)
			}
		}
	}
	return list
}

func issuerName(i *model.Issuer) string {
	if i.URL.Set {
		return i.URL.Value
	}
	return i.Address.Name
}

// duties says which part of a declared attribute the issuer can not enforce, and what it does instead.
func duties(capabilities setting.Capabilities, knob string, value setting.Value) []setting.Setting {
	declared := []setting.Setting{{Knob: setting.Knob(knob), Value: value}}
	if knob == setting.GrantPrefix+"*" {
		declared = nil
		for _, name := range value.List {
			declared = append(declared, setting.Setting{Knob: setting.Grant(name), Value: setting.Bool(true)})
		}
	}
	var list []setting.Setting
	for _, d := range declared {
		outcome := setting.Enforce(capabilities.Of(d.Knob), d.Value)
		if outcome.Enforcement == setting.ByCLI {
			list = append(list, setting.Setting{Knob: d.Knob, Value: setting.Text(outcome.Note)})
		}
	}
	return list
}
