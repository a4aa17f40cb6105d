package policy

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/model"
)

// sharerType is another session that uses the same client.
func sharerType() cty.Type {
	return cty.Object(map[string]cty.Type{
		"address": cty.String, "name": cty.String, "cli": cty.String, "actor": cty.String, "environment": cty.String,
	})
}

// sharers lists, for each session that does not have its client for itself, others that use it. A client may have
// thousands of sessions, and a list of all the others for each of them would grow with the square of that. So the list
// stands for them: of each actor in each environment it has one where there is one, and one of another CLI where there is
// one.
func sharers(m *model.Model) map[*model.Session]cty.Value {
	lists := map[*model.Session]cty.Value{}
	keys, groups := m.Clients()
	for _, key := range keys {
		sessions := groups[key]
		if len(sessions) < 2 {
			continue
		}
		chosen := representatives(sessions)
		values := make([]cty.Value, len(chosen))
		for i, s := range chosen {
			values[i] = sharer(s)
		}
		all := listOf(values, sharerType())
		for _, s := range sessions {
			lists[s] = all
		}
		for i, s := range chosen {
			lists[s] = listOf(slices.Delete(slices.Clone(values), i, i+1), sharerType())
		}
	}
	return lists
}

// representatives picks, of the sessions of each actor in each environment, two of the first CLI and one of another:
// whichever session is left out of that, one that is not itself remains, and one of another CLI.
func representatives(sessions []*model.Session) []*model.Session {
	type class struct{ actor, environment string }
	type picked struct {
		first     *model.CLI
		ofFirst   int
		ofAnother bool
	}
	classes := map[class]*picked{}
	var chosen []*model.Session
	for _, s := range sessions {
		key := class{s.Actor.Value, s.Environment.Value}
		p := classes[key]
		if p == nil {
			p = &picked{first: s.CLI}
			classes[key] = p
		}
		switch {
		case s.CLI == p.first && p.ofFirst < 2:
			p.ofFirst++
		case s.CLI != p.first && !p.ofAnother:
			p.ofAnother = true
		default:
			continue
		}
		chosen = append(chosen, s)
	}
	return chosen
}

func sharer(s *model.Session) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{
		"address": cty.StringVal(s.Address.String()), "name": cty.StringVal(s.Address.ChildName),
		"cli": cty.StringVal(s.CLI.Address.String()), "actor": encodeText(&s.Actor), "environment": encodeText(&s.Environment),
	})
}
