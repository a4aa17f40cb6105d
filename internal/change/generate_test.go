package change_test

import (
	"fmt"
	"reflect"
	"time"

	"pgregory.net/rapid"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// models draws models whose every attribute may have any of its values.
func models() *rapid.Generator[*model.Model] {
	return rapid.Custom(func(t *rapid.T) *model.Model {
		d := &schema.Declarations{}
		fill(t, &d.Workspace)
		for _, name := range names(t, "teams", 2) {
			d.Teams = append(d.Teams, drawn[schema.Team](t, schema.NewAddress(schema.KindTeam, name)))
		}
		for _, name := range names(t, "issuers", 2) {
			i := drawn[schema.Issuer](t, schema.NewAddress(schema.KindIssuer, name))
			kind := rapid.SampledFrom(schema.IssuerTypes()).Draw(t, "type")
			i.Type, i.Config = kind.Name, kind.New()
			fill(t, i.Config)
			d.Issuers = append(d.Issuers, i)
		}
		for _, name := range names(t, "clis", 2) {
			d.CLIs = append(d.CLIs, drawnCLI(t, schema.NewAddress(schema.KindCLI, name)))
		}
		for _, name := range names(t, "exceptions", 1) {
			d.Exceptions = append(d.Exceptions, drawn[schema.Exception](t, schema.NewAddress(schema.KindException, name)))
		}
		for _, name := range names(t, "overrides", 1) {
			o := drawn[schema.Override](t, schema.NewAddress(schema.KindPolicy, name))
			o.Parameters = []schema.Argument{{Name: "max", Attr: schema.Attr[any]{Set: true, Value: rapid.SampledFrom([]any{"1h", true, 2.5, []any{"a"}}).Draw(t, "argument")}}}
			d.Overrides = append(d.Overrides, o)
		}
		m, _ := model.Resolve(d, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)) // what it says of such a workspace is not the matter
		return m
	})
}

func drawnCLI(t *rapid.T, a schema.Address) *schema.CLI {
	cli := drawn[schema.CLI](t, a)
	for _, name := range names(t, "sessions", 2) {
		cli.Sessions = append(cli.Sessions, drawn[schema.Session](t, a.Inner(schema.KindSession, name)))
	}
	for _, name := range names(t, "deliveries", 1) {
		config := &schema.DeliverFile{}
		fill(t, config)
		d := drawn[schema.Delivery](t, a.Inner(schema.KindDeliver, name))
		d.Type, d.Config = "file", config
		cli.Deliveries = append(cli.Deliveries, d)
	}
	return cli
}

// names draws how many blocks of a kind there are: the first of a few names.
func names(t *rapid.T, what string, most int) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "a-b", "b"}), 0, most, rapid.ID[string]).Draw(t, what)
}

func drawn[T any](t *rapid.T, a schema.Address) *T {
	block := new(T)
	header := reflect.ValueOf(block).Elem().FieldByName("Block").Addr().Interface().(*schema.Block)
	header.Address = a
	header.Range.Filename, header.Range.Start.Line = "w.custody.hcl", rapid.IntRange(1, 999).Draw(t, "line")
	fill(t, block)
	return block
}

// fill gives the attributes of a struct any values, or none.
func fill(t *rapid.T, pointer any) {
	decl := reflect.ValueOf(pointer).Elem()
	for _, a := range setting.Attributes(decl.Type()) {
		if rapid.IntRange(0, 3).Draw(t, a.Path) == 0 {
			continue
		}
		attr := decl.FieldByIndex(a.Index)
		attr.FieldByName("Set").SetBool(true)
		attr.FieldByName("Value").Set(reflect.ValueOf(anyValue(t, &a)))
	}
}

func anyValue(t *rapid.T, a *setting.Attribute) any {
	words := a.Words
	if words == nil {
		words = []string{"10.0.0.0/8", "10.1.0.0/16", "other"}
	}
	seconds := rapid.SampledFrom([]time.Duration{0, time.Second, time.Minute, time.Hour})
	switch a.Type {
	case reflect.TypeFor[string]():
		return rapid.SampledFrom(words).Draw(t, a.Path)
	case reflect.TypeFor[[]string]():
		return rapid.SliceOfN(rapid.SampledFrom(words), 0, 3).Draw(t, a.Path)
	case reflect.TypeFor[bool]():
		return rapid.Bool().Draw(t, a.Path)
	case reflect.TypeFor[schema.Duration]():
		return seconds.Draw(t, a.Path)
	case reflect.TypeFor[schema.Lifetime]():
		state := rapid.SampledFrom([]schema.LifetimeState{schema.LifetimeInherit, schema.LifetimeUnlimited, schema.LifetimeLimited}).Draw(t, a.Path)
		if state != schema.LifetimeLimited {
			return schema.Lifetime{State: state}
		}
		return schema.Lifetime{State: state, Duration: seconds.Draw(t, a.Path)}
	case reflect.TypeFor[schema.Date]():
		return schema.Date{Time: time.Date(2026, 1, rapid.IntRange(1, 3).Draw(t, a.Path), 0, 0, 0, 0, time.UTC)}
	case reflect.TypeFor[schema.Ref]():
		name := rapid.SampledFrom([]string{"a", "b"}).Draw(t, a.Path)
		switch kind := rapid.SampledFrom(a.Refs).Draw(t, a.Path); kind {
		case schema.KindWorkspace:
			return schema.Ref{Address: schema.Address{Kind: kind}}
		case schema.KindSession:
			return schema.Ref{Address: schema.NewAddress(schema.KindCLI, name).Inner(kind, name)}
		default:
			return schema.Ref{Address: schema.NewAddress(kind, name)}
		}
	case reflect.TypeFor[schema.Secret]():
		return schema.Secret{Env: rapid.SampledFrom([]string{"A", "B"}).Draw(t, a.Path)}
	}
	panic(fmt.Sprintf("no values of %s", a.Type))
}
