// Package change works out what is declared otherwise than before: between two workspaces, and between what targets hold
// and what a plan would have them hold. It says what differs and in which direction, and judges nothing.
package change

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// Existence is the attribute that a block gains when it is created, and loses when it is deleted.
const Existence = "existence"

// Between lists what differs from one model to a later one, sorted by subject, then attribute. Both are compared as they
// are in effect: where a line stands is no difference, and a change to a profile is one of each session that it reaches.
func Between(base, head *model.Model) []setting.Difference {
	c := newComparison()
	earlier, later := c.blocks(base), c.blocks(head)
	for len(earlier)+len(later) > 0 {
		switch {
		case len(later) == 0 || len(earlier) > 0 && earlier[0].text < later[0].text:
			c.remove(&earlier[0])
			earlier = earlier[1:]
		case len(earlier) == 0 || later[0].text < earlier[0].text:
			c.create(&later[0])
			later = later[1:]
		default:
			c.update(&earlier[0], &later[0])
			earlier, later = earlier[1:], later[1:]
		}
	}
	return c.found
}

// comparison is one run over two models.
type comparison struct {
	attributes map[reflect.Type][]setting.Attribute
	planes     map[schema.Kind]schema.Plane // of the existence of blocks that stand inside others
	found      []setting.Difference
}

func newComparison() *comparison {
	c := &comparison{attributes: map[reflect.Type][]setting.Attribute{}, planes: map[schema.Kind]schema.Plane{}}
	for _, f := range schema.Describe(reflect.TypeFor[schema.CLI]()) {
		if f.Shape == schema.ShapeBlocks {
			c.planes[schema.Kind(f.Name)] = f.Plane
		}
	}
	return c
}

// of lists the attributes of a struct type, worked out once.
func (c *comparison) of(t reflect.Type) []setting.Attribute {
	list, known := c.attributes[t]
	if !known {
		list = setting.Attributes(t)
		c.attributes[t] = list
	}
	return list
}

func (c *comparison) create(b *block) {
	start := len(c.found)
	for _, f := range append(c.facts(b), c.existence(b)) {
		before := fact{}
		if f.path == Existence {
			before.value = setting.Bool(false)
		}
		c.add(b, setting.BlockCreate, before, f)
	}
	c.arrange(start)
}

func (c *comparison) remove(b *block) {
	start := len(c.found)
	for _, f := range append(c.facts(b), c.existence(b)) {
		after := fact{path: f.path, plane: f.plane, at: f.at}
		if f.path == Existence {
			after.value = setting.Bool(false)
		}
		c.add(b, setting.BlockDelete, f, after)
	}
	c.arrange(start)
}

// existence is the fact that a block is there.
func (c *comparison) existence(b *block) fact {
	plane, inside := c.planes[b.address.Child]
	if !inside {
		plane = schema.PlaneShared
	}
	return fact{path: Existence, plane: plane, value: setting.Bool(true), at: b.at}
}

// update compares a block with itself as it was.
func (c *comparison) update(before, after *block) {
	start := len(c.found)
	if before.alike(after) {
		for i := range after.parts {
			c.compare(after, before.parts[i].decl, &after.parts[i])
		}
		c.merge(after, before.extra, after.extra)
	} else {
		c.merge(after, c.facts(before), c.facts(after))
	}
	c.arrange(start)
}

// compare reads two declarations of one type side by side.
func (c *comparison) compare(b *block, before reflect.Value, after *part) {
	for _, a := range c.of(after.decl.Type()) {
		same := a.Same(before, after.decl)
		if same && !reordered(&a, before, after.decl) {
			continue
		}
		earlier, _, _ := a.Read(before)
		later, at, _ := a.Read(after.decl)
		if same {
			earlier, later = inOrder(before), inOrder(after.decl)
		}
		c.add(b, setting.BlockUpdate, fact{value: earlier}, fact{path: after.prefix + a.Path, plane: a.Plane, value: later, at: at})
	}
}

// reordered reports whether the packs of a workspace are others only by their order: of packs that both have a policy the
// later wins. Elsewhere the order of a list means nothing.
func reordered(a *setting.Attribute, before, after reflect.Value) bool {
	if after.Type() != reflect.TypeFor[schema.Workspace]() || a.Path != "policies" {
		return false
	}
	return !inOrder(before).Equal(inOrder(after))
}

// inOrder is the packs of a workspace in words, in their order.
func inOrder(workspace reflect.Value) setting.Value {
	return setting.Text(strings.Join(workspace.Addr().Interface().(*schema.Workspace).Policies.Value, ", "))
}

// merge compares facts by their paths.
func (c *comparison) merge(b *block, before, after []fact) {
	for _, f := range after {
		was := fact{}
		if i := find(before, f.path); i >= 0 {
			was = before[i]
		}
		if !was.value.Equal(f.value) {
			c.add(b, setting.BlockUpdate, was, f)
		}
	}
	for _, f := range before {
		if find(after, f.path) < 0 {
			c.add(b, setting.BlockUpdate, f, fact{path: f.path, plane: f.plane})
		}
	}
}

func find(facts []fact, path string) int {
	return slices.IndexFunc(facts, func(f fact) bool { return f.path == path })
}

func (c *comparison) add(b *block, action setting.BlockAction, before, after fact) {
	d := setting.Difference{
		Subject: b.address, Attribute: after.path, Plane: after.plane, Before: before.value, After: after.value, Action: action, Range: after.at,
	}
	if d.Range.Filename == "" {
		d.Range = b.at
	}
	d.Direction = Direction(&d)
	c.found = append(c.found, d)
}

// arrange sorts what was found of one block.
func (c *comparison) arrange(start int) {
	slices.SortStableFunc(c.found[start:], func(a, b setting.Difference) int { return cmp.Compare(a.Attribute, b.Attribute) })
}

// sortDifferences orders differences by subject, then attribute.
func sortDifferences(list []setting.Difference) {
	slices.SortStableFunc(list, func(a, b setting.Difference) int {
		if a.Subject != b.Subject {
			return strings.Compare(a.Subject.String(), b.Subject.String())
		}
		return strings.Compare(a.Attribute, b.Attribute)
	})
}
