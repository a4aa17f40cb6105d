package model

import (
	"fmt"
	"path"
	"reflect"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/schema"
)

// Place names where a delivery goes: a file, a file in a repository, or a tool.
func (c *CLI) Place(d *schema.Delivery) string {
	switch config := d.Config.(type) {
	case *schema.DeliverFile:
		return config.Path.Value
	case *schema.DeliverGitHub:
		return c.Repository.Value + ":" + config.Path.Value
	case *schema.DeliverNative:
		if config.Tool.Set {
			return config.Tool.Value
		}
	}
	return c.Address.Name
}

// checkDeliveries reports deliveries that lack what they can not do without, and two that go to one place: the second
// would overwrite the first.
func (m *Model) checkDeliveries() hcl.Diagnostics {
	type place struct{ kind, name string }
	taken := map[place]*schema.Delivery{}
	var diags hcl.Diagnostics
	for _, cli := range m.CLIs {
		for _, d := range cli.Deliveries {
			if lacking := requireDelivery(d); len(lacking) > 0 {
				diags = append(diags, lacking...)
				continue
			}
			name := cli.Place(d)
			at := place{d.Type, path.Clean(name)}
			if first := taken[at]; first != nil {
				diags = append(diags, &hcl.Diagnostic{
					Severity: hcl.DiagError, Summary: "Two deliveries to one place", Subject: d.Range.Ptr(),
					Detail: fmt.Sprintf("%s is the place of %s already, declared at %s. Give each its own.", name, first.Address, first.Range),
				})
				continue
			}
			taken[at] = d
		}
	}
	return diags
}

func requireDelivery(d *schema.Delivery) hcl.Diagnostics {
	v := reflect.ValueOf(d.Config)
	if !v.IsValid() {
		return nil
	}
	var diags hcl.Diagnostics
	for _, f := range schema.Describe(v.Elem().Type()) {
		if f.Required && !v.Elem().FieldByIndex(f.Index).FieldByName("Set").Bool() {
			diags = append(diags, missing(d.Range, d.Address.String(), f.Name, f.Doc))
		}
	}
	return diags
}
