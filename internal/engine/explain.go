package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/nhi-custody/custody/internal/finding"
	"github.com/nhi-custody/custody/internal/framework"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

// Explanation says what one thing is and what it means here.
type Explanation struct {
	Kind    string // policy, control, attribute, knob, address, issuer type, delivery type, condition
	Name    string
	Title   string
	Text    []string // paragraphs
	Facts   []Fact
	Warning string
}

// Fact is one line about a thing: a name, a value, and where that comes from.
type Fact struct{ Name, Value, Source string }

func (e *Explanation) fact(name, value string) {
	if value != "" {
		e.Facts = append(e.Facts, Fact{Name: name, Value: value})
	}
}

// Explain finds everything that a word stands for: a policy, a control in any spelling, an attribute, a knob, an address,
// a type of issuer or of delivery. The result is empty when it stands for nothing.
func (p *Project) Explain(thing string) []Explanation {
	var found []Explanation
	for _, explain := range []func(string) (Explanation, bool){
		p.explainPolicy, p.explainAddress, explainIssuerType, explainDeliveryType, explainChange,
	} {
		if e, ok := explain(thing); ok {
			found = append(found, e)
		}
	}
	found = append(found, p.explainControls(thing)...)
	found = append(found, explainAttributes(thing)...)
	if e, ok := explainKnob(thing); ok {
		found = append(found, e)
	}
	return found
}

// Explainable lists the words that Explain knows, for suggestions.
func (p *Project) Explainable() []string {
	var words []string
	for _, r := range p.Rules.All() {
		words = append(words, r.Policy)
	}
	for _, t := range schema.IssuerTypes() {
		words = append(words, t.Name)
	}
	for _, block := range Reference() {
		for _, f := range block.Fields {
			words = append(words, block.Name+"."+f.Name)
		}
	}
	return append(words, changeWords()...)
}

func (p *Project) explainPolicy(name string) (Explanation, bool) {
	all := p.Rules.All()
	i := slices.IndexFunc(all, func(r *finding.Rule) bool { return r.Policy == name })
	if i < 0 {
		return Explanation{}, false
	}
	r := all[i]
	e := Explanation{Kind: "policy", Name: r.Policy, Title: r.Title}
	if r.Remedy != "" {
		e.Text = append(e.Text, "Remedy: "+r.Remedy)
	}
	e.fact("pack", r.Pack)
	e.Facts = append(e.Facts, Fact{"level", string(r.Level), r.LevelOrigin})
	e.fact("judges each", r.Subject)
	e.fact("plane", string(r.Plane))
	for _, parameter := range r.Parameters {
		e.Facts = append(e.Facts, Fact{"parameter " + parameter.Name, parameter.Value, parameter.Origin})
	}
	for _, c := range r.Controls {
		control, _ := p.Catalog.Control(c.Framework, c.ID)
		e.Facts = append(e.Facts, Fact{c.Framework, p.Catalog.Label(framework.Ref(c)), control.Title})
	}
	e.fact("references", strings.Join(r.References, "; "))
	e.fact("declared at", r.Range.String())
	return e, true
}

func (p *Project) explainControls(query string) []Explanation {
	resolution, ok := p.Catalog.Resolve(query)
	if !ok {
		return nil
	}
	var found []Explanation
	for _, ref := range resolution.Refs {
		control, _ := p.Catalog.Control(ref.Framework, ref.ID)
		f, _ := p.Catalog.Framework(ref.Framework)
		e := Explanation{Kind: "control", Name: p.Catalog.Label(ref), Title: control.Title, Warning: resolution.Warning}
		for _, text := range []string{control.Text, control.Gist} {
			if text != "" {
				e.Text = append(e.Text, text)
			}
		}
		e.fact("framework", titled(f))
		e.fact("id", ref.String())
		e.fact("legacy labels", strings.Join(p.Catalog.LegacyLabels(ref), ", "))
		for _, next := range p.Catalog.Successors(ref) {
			successor, _ := p.Catalog.Control(next.Framework, next.ID)
			e.Facts = append(e.Facts, Fact{"became", p.Catalog.Label(next) + " (" + next.Framework + ")", successor.Text})
		}
		e.fact("more", control.URL)
		for _, r := range p.Rules.All() {
			if slices.Contains(r.Controls, finding.Control(ref)) {
				e.Facts = append(e.Facts, Fact{"checked by", r.Policy, r.Title})
			}
		}
		found = append(found, e)
	}
	return found
}

// explainAddress shows the effective values of a CLI or a session, each with the line that it comes from.
func (p *Project) explainAddress(text string) (Explanation, bool) {
	address, err := schema.ParseAddress(text)
	if err != nil || !p.Model.Has(address) {
		return Explanation{}, false
	}
	e := Explanation{Kind: "address", Name: address.String()}
	for _, plane := range []schema.Plane{schema.PlaneApplication, schema.PlaneIdentity} {
		var teams []string
		for _, t := range p.Model.Accountable(address, plane) {
			teams = append(teams, t.Address.String())
		}
		e.fact("accountable, "+string(plane), strings.Join(teams, ", "))
	}
	switch {
	case p.Model.Session(address) != nil:
		s := p.Model.Session(address)
		e.Title = "session of " + s.CLI.Address.String()
		e.values(reflect.ValueOf(&s.Session).Elem(), "")
	case address.Kind == schema.KindCLI && p.Model.CLI(address) != nil:
		c := p.Model.CLI(address)
		e.Title = c.Title.Value
		e.values(reflect.ValueOf(c.CLI).Elem(), "")
	case p.Model.Issuer(address) != nil:
		e.values(reflect.ValueOf(p.Model.Issuer(address).Issuer).Elem(), "")
	case p.Model.Team(address) != nil:
		e.values(reflect.ValueOf(p.Model.Team(address).Team).Elem(), "")
	}
	return e, true
}

// values lists the declared attributes of a struct, nested blocks included.
func (e *Explanation) values(v reflect.Value, prefix string) {
	for _, f := range schema.Describe(v.Type()) {
		field := v.FieldByIndex(f.Index)
		switch f.Shape {
		case schema.ShapeBlock:
			e.values(field, prefix+f.Name+".")
		case schema.ShapeAttribute:
			if field.FieldByName("Set").Bool() {
				e.Facts = append(e.Facts, Fact{prefix + f.Name, attributeText(field.FieldByName("Value").Interface()), attributeSource(field)})
			}
		case schema.ShapeBlocks, schema.ShapeExpression:
		}
	}
}

func attributeText(value any) string {
	switch v := value.(type) {
	case schema.Ref:
		return v.Address.String()
	case schema.Secret:
		return v.String()
	case schema.Duration:
		return schema.FormatDuration(v)
	case schema.Lifetime:
		if v.State == schema.LifetimeLimited {
			return schema.FormatDuration(v.Duration)
		}
		return v.State.String()
	case []string:
		return "[" + strings.Join(v, ", ") + "]"
	}
	return fmt.Sprint(value)
}

func attributeSource(attr reflect.Value) string {
	at := attr.FieldByName("Range").Interface()
	source := fmt.Sprint(at)
	if i := strings.LastIndexByte(source, ','); i > 0 && strings.Contains(source[:i], ":") {
		source = source[:i]
	}
	if origin := attr.FieldByName("Origin").String(); origin != "" {
		source += " (" + origin + ")"
	}
	return source
}

func explainIssuerType(name string) (Explanation, bool) {
	for _, t := range schema.IssuerTypes() {
		if t.Name != name {
			continue
		}
		e := Explanation{Kind: "issuer type", Name: t.Name, Title: t.Title}
		if !slices.Contains(builtin.Kinds(), name) {
			e.Text = append(e.Text, "The language knows it; custody has no driver for it yet: check judges it, plan marks its clients unknown.")
		}
		for _, f := range schema.Describe(reflect.TypeOf(t.New()).Elem()) {
			e.fact(f.Name, f.Doc)
		}
		for _, c := range builtin.Capabilities(name) {
			e.Facts = append(e.Facts, capabilityFact(c))
		}
		return e, true
	}
	return Explanation{}, false
}

func capabilityFact(c setting.Capability) Fact {
	words := map[setting.Support]string{
		setting.Unsupported: "can not be enforced", setting.Fixed: "fixed at " + c.Fixed.String(), setting.ReadOnly: "can be read",
		setting.Writable: "can be written",
	}[c.Support]
	if c.Instead != "" {
		words += ": the issuer " + c.Instead
	}
	return Fact{string(c.Knob), words, c.Evidence}
}

func explainDeliveryType(name string) (Explanation, bool) {
	for _, t := range schema.DeliveryTypes() {
		if t.Name == name {
			e := Explanation{Kind: "delivery type", Name: t.Name, Title: t.Title}
			for _, f := range schema.Describe(reflect.TypeOf(t.New()).Elem()) {
				e.fact(f.Name, f.Doc)
			}
			return e, true
		}
	}
	return Explanation{}, false
}

// explainKnob compares what every kind of issuer can do with a knob.
func explainKnob(name string) (Explanation, bool) {
	e := Explanation{Kind: "knob", Name: name, Title: "What issuers can do with it"}
	for _, t := range schema.IssuerTypes() {
		for _, c := range builtin.Capabilities(t.Name) {
			if string(c.Knob) == name {
				f := capabilityFact(c)
				f.Name = t.Name
				e.Facts = append(e.Facts, f)
			}
		}
	}
	return e, len(e.Facts) > 0
}

// titled is a framework's title with its version, which many titles end with already.
func titled(f framework.Framework) string {
	if strings.HasSuffix(f.Title, " "+f.Version) {
		return f.Title
	}
	return f.Title + " " + f.Version
}
