package config_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// dumper writes declarations as lines, and notes which attributes were seen set.
type dumper struct {
	lines  []string
	seen   map[string]bool // KIND.PATH of attributes
	places bool            // with file and line
}

// dump writes everything that a workspace declares.
func dump(d *schema.Declarations, places bool) *dumper {
	out := &dumper{seen: map[string]bool{}, places: places}
	out.block("custody", &d.Workspace)
	for _, s := range d.Workspace.States {
		out.line("custody.state %s", s.Type)
	}
	for _, t := range d.Teams {
		out.block("team", t)
	}
	for _, i := range d.Issuers {
		out.line("%s %s", i.Address, i.Type)
		out.block("issuer", i)
		out.block("issuer "+i.Type, i.Config)
	}
	for _, p := range d.Profiles {
		out.block("profile", p)
	}
	for _, c := range d.CLIs {
		out.block("cli", c)
		for _, delivery := range c.Deliveries {
			out.line("%s %s", delivery.Address, delivery.Type)
			out.block("deliver "+delivery.Type, delivery.Config)
		}
	}
	for _, x := range d.Exceptions {
		out.block("exception", x)
	}
	for _, o := range d.Overrides {
		out.block("override", o)
		for i := range o.Parameters {
			out.attribute("override", "parameters."+o.Parameters[i].Name, reflect.ValueOf(&o.Parameters[i].Attr).Elem())
		}
	}
	return out
}

func (d *dumper) line(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

func (d *dumper) String() string { return strings.Join(d.lines, "\n") + "\n" }

// block writes a declaration given as a pointer to its struct.
func (d *dumper) block(kind string, decl any) {
	v := reflect.ValueOf(decl).Elem()
	if header := v.FieldByName("Block"); header.IsValid() {
		b := header.Interface().(schema.Block)
		d.line("[%s]%s", b.Address, d.place(b.Range))
	}
	d.fields(kind, "", v)
}

func (d *dumper) fields(kind, path string, v reflect.Value) {
	for _, f := range schema.Describe(v.Type()) {
		field := v.FieldByIndex(f.Index)
		switch f.Shape {
		case schema.ShapeAttribute:
			d.attribute(kind, path+f.Name, field)
		case schema.ShapeBlock:
			d.fields(kind, path+f.Name+".", field)
		case schema.ShapeBlocks:
			for i := range field.Len() {
				element := reflect.Indirect(field.Index(i))
				b := element.FieldByName("Block").Interface().(schema.Block)
				d.line("%s%s [%s]%s", path, f.Name, b.Address, d.place(b.Range))
				d.fields(kind, path+f.Name+".", element)
			}
		case schema.ShapeExpression:
			if !field.IsNil() {
				d.seen[kind+"."+path+f.Name] = true
			}
		}
	}
}

func (d *dumper) attribute(kind, path string, attr reflect.Value) {
	if !attr.FieldByName("Set").Bool() {
		return
	}
	d.seen[kind+"."+path] = true
	at := attr.FieldByName("Range").Interface().(hcl.Range)
	d.line("  %s = %s%s", path, text(attr.FieldByName("Value").Interface()), d.place(at))
}

func (d *dumper) place(at hcl.Range) string {
	if !d.places {
		return ""
	}
	return fmt.Sprintf("  # %s:%d", at.Filename, at.Start.Line)
}

func text(v any) string {
	switch v := v.(type) {
	case schema.Lifetime:
		if v.State == schema.LifetimeLimited {
			return schema.FormatDuration(v.Duration)
		}
		return v.State.String()
	case schema.Duration:
		return schema.FormatDuration(v)
	case schema.Date:
		return v.String()
	case schema.Ref:
		return v.Address.String()
	case schema.Secret:
		return v.String() + " from " + v.Env
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// all lists every attribute of a struct type as the dumper notes it.
func all(kind, path string, t reflect.Type) []string {
	var names []string
	for _, f := range schema.Describe(t) {
		switch f.Shape {
		case schema.ShapeBlock, schema.ShapeBlocks:
			names = append(names, all(kind, path+f.Name+".", f.Type)...)
		case schema.ShapeAttribute, schema.ShapeExpression:
			names = append(names, kind+"."+path+f.Name)
		}
	}
	return names
}
