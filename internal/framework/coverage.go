package framework

import "slices"

// Coverage is how far policies go for a control.
type Coverage string

// The coverages, best first.
const (
	// Covered is a control that a policy cites.
	Covered Coverage = "covered"
	// InPart is a control of which a policy cites only something inside it, or one that is cited and speaks of AI systems alone.
	InPart Coverage = "in_part"
	// Uncovered is a control that no policy cites, neither it nor anything inside it.
	Uncovered Coverage = "none"
)

// Citation is a policy that names a control as one that it serves.
type Citation struct {
	Policy  string
	Control Ref
}

// Service is a control, and the policies that serve it.
type Service struct {
	Control  Control
	Coverage Coverage
	Policies []string   // those that cite the control itself, sorted
	Inside   []Citation // of what is inside the control, in the order of the controls
	Head     bool       // whether other controls are inside it
}

// Tally is how many controls there are of each coverage.
type Tally struct {
	Controls, Covered, InPart, Uncovered int
}

// Coverage holds the controls of a framework against the policies that cite them, in natural order.
func (c *Catalog) Coverage(framework string, citations []Citation) []Service {
	f, _ := c.Framework(framework)
	controls := c.controls[framework]
	services := make([]Service, len(controls))
	for i := range controls {
		services[i].Control = controls[i]
	}
	for _, citation := range citations {
		at, ok := c.index[citation.Control]
		if ok && citation.Control.Framework == framework && !slices.Contains(services[at].Policies, citation.Policy) {
			services[at].Policies = append(services[at].Policies, citation.Policy)
		}
	}
	for i := range services {
		slices.Sort(services[i].Policies)
		c.report(services, i)
	}
	for i := range services {
		services[i].Coverage = services[i].coverage(f)
	}
	return services
}

// report tells the controls around a control who cites it.
func (c *Catalog) report(services []Service, i int) {
	inner := &services[i]
	for parent := inner.Control.Parent; parent != ""; {
		outer := &services[c.index[Ref{inner.Control.Ref.Framework, parent}]]
		outer.Head = true
		for _, policy := range inner.Policies {
			outer.Inside = append(outer.Inside, Citation{policy, inner.Control.Ref})
		}
		parent = outer.Control.Parent
	}
}

func (s *Service) coverage(f Framework) Coverage {
	switch {
	case len(s.Policies) > 0 && f.Actor == "":
		return Covered
	case len(s.Policies)+len(s.Inside) > 0:
		return InPart
	}
	return Uncovered
}

// Count tallies the coverages of controls.
func Count(services []Service) Tally {
	t := Tally{Controls: len(services)}
	for i := range services {
		switch services[i].Coverage {
		case Covered:
			t.Covered++
		case InPart:
			t.InPart++
		case Uncovered:
			t.Uncovered++
		}
	}
	return t
}
