package draft

import (
	"errors"
	"fmt"

	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// subject finds what the exception covers.
func (d *drafter) subject() ([]schema.Address, error) {
	q := &d.request
	switch {
	case q.Subject != "" && len(q.Match) > 0:
		return nil, wrong(PartSubject, errors.New("name one block, or give patterns, and not both"))
	case q.Subject != "":
		address, err := d.coverable(q.Subject)
		if err != nil {
			return nil, wrong(PartSubject, err)
		}
		d.exception.Subject = attr(schema.Ref{Address: address}, true)
		return []schema.Address{address}, nil
	case len(q.Match) == 0:
		return nil, wrong(PartSubject, errors.New("name the block that the policies are waived for, or give patterns"))
	}
	var matched []schema.Address
	seen := map[schema.Address]bool{}
	for _, text := range q.Match {
		pattern, err := model.ParsePattern(text)
		if err != nil {
			return nil, wrong(PartMatch, err)
		}
		found := d.model.Match(pattern)
		if len(found) == 0 {
			return nil, wrong(PartMatch, fmt.Errorf("%q matches nothing in this workspace.%s", text, lang.DidYouMean(text, d.coverables())))
		}
		for _, a := range found {
			if !seen[a] {
				seen[a] = true
				matched = append(matched, a)
			}
		}
	}
	return matched, nil
}

// coverable reads the address of a block that an exception may be for.
func (d *drafter) coverable(text string) (schema.Address, error) {
	address, err := schema.ParseAddress(text)
	if err != nil {
		return address, err
	}
	m := d.model
	switch {
	case address.Kind == schema.KindWorkspace, m.Session(address) != nil, m.Team(address) != nil:
		return address, nil
	case address.Child == "" && (m.CLI(address) != nil || m.Issuer(address) != nil):
		return address, nil
	case address.Child == "" && address.Kind == schema.KindCLI && m.Has(address):
		return address, fmt.Errorf("%s has for_each: name one of its instances, or give it as a pattern for all of them", address)
	}
	return address, fmt.Errorf("the workspace has no %s: an exception is for a cli, a session, an issuer, a team or the workspace.%s",
		address, lang.DidYouMean(text, d.coverables()))
}

func (d *drafter) coverables() []string {
	var names []string
	for _, c := range d.model.CLIs {
		names = append(names, c.Address.String())
		for _, s := range c.Sessions {
			names = append(names, s.Address.String())
		}
	}
	for _, i := range d.model.Issuers {
		names = append(names, i.Address.String())
	}
	for _, t := range d.model.Teams {
		names = append(names, t.Address.String())
	}
	return names
}
