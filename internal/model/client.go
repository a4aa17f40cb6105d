package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// ClientKey names one client at one issuer.
type ClientKey struct {
	Issuer   schema.Address
	ClientID string
}

// Clients groups the sessions that name a client, by issuer and client_id, sorted.
func (m *Model) Clients() ([]ClientKey, map[ClientKey][]*Session) {
	groups := map[ClientKey][]*Session{}
	var keys []ClientKey
	for _, cli := range m.CLIs {
		for _, s := range cli.Sessions {
			if s.TokenIssuer == nil || !s.ClientID.Set || s.ClientID.Value == "" {
				continue
			}
			key := ClientKey{s.TokenIssuer.Address, s.ClientID.Value}
			if groups[key] == nil {
				keys = append(keys, key)
			}
			groups[key] = append(groups[key], s)
		}
	}
	slices.SortFunc(keys, func(a, b ClientKey) int {
		if a.Issuer != b.Issuer {
			return strings.Compare(a.Issuer.String(), b.Issuer.String())
		}
		return strings.Compare(a.ClientID, b.ClientID)
	})
	return keys, groups
}

// checkClients reports sessions that share a client and want it set differently: the issuer holds one value.
func (m *Model) checkClients() hcl.Diagnostics {
	keys, groups := m.Clients()
	var diags hcl.Diagnostics
	fields := issuerSide(reflect.TypeFor[schema.SessionSettings](), nil)
	for _, key := range keys {
		sessions := groups[key]
		for _, other := range sessions[1:] {
			diags = append(diags, compareClients(key, fields, sessions[0], other)...)
		}
	}
	return diags
}

// issuerSide lists the attributes that are written to the issuer.
func issuerSide(t reflect.Type, at []int) []schema.Field {
	var fields []schema.Field
	for _, f := range schema.Describe(t) {
		f.Index = append(slices.Clone(at), f.Index...)
		switch {
		case f.Shape == schema.ShapeBlock:
			for _, inner := range issuerSide(f.Type, f.Index) {
				inner.Name = f.Name + "." + inner.Name
				fields = append(fields, inner)
			}
		case strings.HasPrefix(f.Enforce, "knob"), f.Type == reflect.TypeFor[schema.Secret]():
			fields = append(fields, f)
		}
	}
	return fields
}

func compareClients(key ClientKey, fields []schema.Field, a, b *Session) hcl.Diagnostics {
	var diags hcl.Diagnostics
	av, bv := reflect.ValueOf(&a.SessionSettings).Elem(), reflect.ValueOf(&b.SessionSettings).Elem()
	for _, f := range fields {
		x, y := av.FieldByIndex(f.Index), bv.FieldByIndex(f.Index)
		// A secret is sent once, so that it is enough when one of the sessions names it.
		bothSet := x.FieldByName("Set").Bool() && y.FieldByName("Set").Bool()
		if sameValue(x, y) || !bothSet && f.Type == reflect.TypeFor[schema.Secret]() {
			continue
		}
		at, first := placeOf(y, b.Range), placeOf(x, a.Range)
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Sessions disagree about their client",
			Detail: fmt.Sprintf("%s and %s use the client %q of %s, which can hold one value of %s alone; the other is declared "+
				"at %s. Make them agree, or give each session a client of its own.", a.Address, b.Address, key.ClientID, key.Issuer, f.Name, first),
			Subject: at.Ptr(),
		})
	}
	return diags
}

// placeOf is where an attribute was written, or the block that could have held it.
func placeOf(attr reflect.Value, block hcl.Range) hcl.Range {
	if attr.FieldByName("Set").Bool() {
		return attr.FieldByName("Range").Interface().(hcl.Range)
	}
	return block
}

// sameValue compares two attributes; the order of a list means nothing.
func sameValue(a, b reflect.Value) bool {
	if a.FieldByName("Set").Bool() != b.FieldByName("Set").Bool() {
		return false
	}
	x, y := a.FieldByName("Value").Interface(), b.FieldByName("Value").Interface()
	if list, ok := x.([]string); ok {
		other := slices.Sorted(slices.Values(y.([]string)))
		return slices.Equal(slices.Sorted(slices.Values(list)), other)
	}
	return reflect.DeepEqual(x, y)
}
