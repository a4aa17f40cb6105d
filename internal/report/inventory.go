package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

const notDeclared = "not declared"

func (b *builder) teams() []Team {
	out := make([]Team, len(b.Model.Teams))
	for i, t := range b.Model.Teams {
		out[i] = Team{Address: t.Address.String(), Title: cmp.Or(t.Title.Value, t.Address.Name), Contact: t.Contact.Value}
		if t.BackupTeam != nil {
			out[i].Backup = t.BackupTeam.Address.String()
		}
	}
	return out
}

func (b *builder) responsibilities() []Responsibility {
	out := make([]Responsibility, len(b.Model.CLIs))
	for i, c := range b.Model.CLIs {
		out[i] = Responsibility{
			CLI: c.Address.String(), Title: c.Title.Value, Criticality: c.Criticality.Value, Data: c.Data.Value,
			Application: b.accountable(c, schema.PlaneApplication, c.Application),
			Identity:    b.accountable(c, schema.PlaneIdentity, c.Identity),
			Place:       placeOf(c.Range),
		}
		if c.Owners.Attested.Set {
			out[i].Attested = c.Owners.Attested.Value.Time
			out[i].AgeDays = -schema.Date{Time: out[i].Attested}.DaysAfter(b.Model.At)
		}
	}
	return out
}

func (b *builder) accountable(c *model.CLI, plane schema.Plane, owner *model.Team) Accountable {
	return Accountable{Teams: model.TeamAddresses(b.Model.Accountable(c.Address, plane)), Declared: owner != nil}
}

func (b *builder) tokens() []Token {
	var out []Token
	for _, c := range b.Model.CLIs {
		cli := c.Address.String()
		for _, s := range c.Sessions {
			out = append(out, tokenOf(s, cli))
		}
	}
	return out
}

func tokenOf(s *model.Session, cli string) Token {
	t := Token{
		Session: s.Address.String(), CLI: cli, Actor: s.Actor.Value, Host: s.Host.Value, ClientID: s.ClientID.Value,
		Storage: text(s.Storage.Model), Fallback: text(s.Storage.Fallback),
		AccessToken: lifetime(s.AccessTokenTTL), IdleTimeout: lifetime(s.IdleTimeout), MaxLifetime: lifetime(s.MaxLifetime),
		RefreshToken: text(s.RefreshToken), OnLogout: text(s.Revocation.OnLogout),
		RevokedOn: words(s.Revoke.On), RevokedWithin: duration(s.Revoke.Within),
		Place: placeOf(s.Range),
	}
	if s.TokenIssuer != nil {
		t.Issuer, t.IssuerType = s.TokenIssuer.Address.String(), s.TokenIssuer.Type
	}
	return t
}

// valueOf puts a declared value into words; what they are is only asked for one that is declared.
func valueOf[T any](a schema.Attr[T], say func(T) string) Value {
	if !a.Set {
		return Value{Text: notDeclared}
	}
	return Value{Text: say(a.Value), Declared: true, Origin: a.Origin}
}

func text(a schema.Attr[string]) Value {
	return valueOf(a, func(s string) string { return s })
}

func words(a schema.Attr[[]string]) Value {
	return valueOf(a, func(list []string) string {
		if len(list) == 0 {
			return "nothing"
		}
		return strings.Join(list, ", ")
	})
}

func duration(a schema.Attr[schema.Duration]) Value {
	return valueOf(a, schema.FormatDuration)
}

func lifetime(a schema.Attr[schema.Lifetime]) Value {
	return valueOf(a, func(l schema.Lifetime) string {
		switch l.State {
		case schema.LifetimeInherit:
			return "the issuer's default"
		case schema.LifetimeUnlimited:
			return "unlimited"
		case schema.LifetimeLimited:
			return schema.FormatDuration(l.Duration)
		case schema.LifetimeUnset:
		}
		return notDeclared
	})
}

func sortDuties(duties []Duty) []Duty {
	sorted := slices.Clone(duties)
	slices.SortStableFunc(sorted, func(x, y Duty) int {
		return cmp.Or(strings.Compare(x.Subject, y.Subject), strings.Compare(x.Knob, y.Knob))
	})
	return sorted
}

// sortApplied puts the newest first.
func sortApplied(applied []Applied) []Applied {
	sorted := slices.Clone(applied)
	slices.SortStableFunc(sorted, func(x, y Applied) int {
		return cmp.Or(y.Time.Compare(x.Time), strings.Compare(x.Address, y.Address), strings.Compare(x.Hash, y.Hash))
	})
	return sorted
}
