package model

import (
	"reflect"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// filler copies what a session leaves unset from a profile, or from its CLI. It works the structs out once.
type filler struct {
	session, storage, expiry, revocation, audit fillPlan
}

// fillPlan is the fields of one struct: attributes to copy when unset, and nested blocks to fill in the same way.
type fillPlan []fillStep

type fillStep struct {
	index  []int
	set    int // index of Attr.Set
	origin int // index of Attr.Origin
	nested fillPlan
	header []int // of a nested block
}

func newFiller() *filler {
	return &filler{
		session:    newFillPlan(reflect.TypeFor[schema.SessionSettings]()),
		storage:    newFillPlan(reflect.TypeFor[schema.Storage]()),
		expiry:     newFillPlan(reflect.TypeFor[schema.Expiry]()),
		revocation: newFillPlan(reflect.TypeFor[schema.Revocation]()),
		audit:      newFillPlan(reflect.TypeFor[schema.Audit]()),
	}
}

func newFillPlan(t reflect.Type) fillPlan {
	var plan fillPlan
	for _, f := range schema.Describe(t) {
		field := t.FieldByIndex(f.Index)
		switch f.Shape {
		case schema.ShapeBlock:
			header, _ := f.Type.FieldByName("Block")
			plan = append(plan, fillStep{index: f.Index, nested: newFillPlan(f.Type), header: header.Index})
		case schema.ShapeAttribute:
			set, _ := field.Type.FieldByName("Set")
			origin, _ := field.Type.FieldByName("Origin")
			plan = append(plan, fillStep{index: f.Index, set: set.Index[0], origin: origin.Index[0]})
		case schema.ShapeBlocks, schema.ShapeExpression:
		}
	}
	return plan
}

// settings fills a session from a profile.
func (f *filler) settings(dst, src *schema.SessionSettings, origin string) {
	f.session.fill(reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem(), origin)
}

// inherit fills what a session leaves unset of storage, expiry, revocation and audit from its CLI.
func (f *filler) inherit(s *Session, cli *schema.CLI) {
	origin := cli.Address.String()
	f.storage.fill(reflect.ValueOf(&s.Storage).Elem(), reflect.ValueOf(&cli.Storage).Elem(), origin)
	f.expiry.fill(reflect.ValueOf(&s.Expiry).Elem(), reflect.ValueOf(&cli.Expiry).Elem(), origin)
	f.revocation.fill(reflect.ValueOf(&s.Revocation).Elem(), reflect.ValueOf(&cli.Revocation).Elem(), origin)
	f.audit.fill(reflect.ValueOf(&s.Audit).Elem(), reflect.ValueOf(&cli.Audit).Elem(), origin)
	for _, pair := range [][2]*schema.Block{
		{&s.Storage.Block, &cli.Storage.Block},
		{&s.Expiry.Block, &cli.Expiry.Block},
		{&s.Revocation.Block, &cli.Revocation.Block},
		{&s.Audit.Block, &cli.Audit.Block},
	} {
		stands(pair[0], pair[1])
	}
}

// stands makes a block that was only filled count as one that is there, where the block that filled it stands.
func stands(dst, src *schema.Block) {
	if dst.Range == (hcl.Range{}) {
		*dst = *src
	}
}

func (p fillPlan) fill(dst, src reflect.Value, origin string) {
	for _, step := range p {
		d, s := dst.FieldByIndex(step.index), src.FieldByIndex(step.index)
		if step.nested != nil {
			step.nested.fill(d, s, origin)
			stands(d.FieldByIndex(step.header).Addr().Interface().(*schema.Block), s.FieldByIndex(step.header).Addr().Interface().(*schema.Block))
			continue
		}
		if d.Field(step.set).Bool() || !s.Field(step.set).Bool() {
			continue
		}
		d.Set(s)
		if d.Field(step.origin).Len() == 0 {
			d.Field(step.origin).SetString(origin)
		}
	}
}
