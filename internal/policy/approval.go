package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/schema"
)

// Consent is one approval of an exception, and whether it counts.
type Consent struct {
	model.Approval
	// Void says as a clause why it does not count, whatever the subject; empty where it does.
	Void string
}

// Consents tells of each approval of an exception whether it counts at the model's moment. One that counts does so for
// what its team answers for.
func Consents(m *model.Model, x *model.Exception) []Consent {
	out := make([]Consent, len(x.Approvals))
	earlier := earlierApprovals(x)
	for i, a := range x.Approvals {
		out[i] = Consent{a, void(m.At, x, a, earlier)}
	}
	return out
}

// signature is a person, and the team for which the person approves.
type signature struct {
	team   *model.Team
	person string
}

// earlierApprovals are the latest approvals of the exception that x renews. A renewal needs new ones: those of the
// exception before it, copied, are none.
func earlierApprovals(x *model.Exception) map[signature]time.Time {
	if x.Renewed == nil {
		return nil
	}
	days := make(map[signature]time.Time, len(x.Renewed.Approvals))
	for _, a := range x.Renewed.Approvals {
		key := signature{a.Team, person(a.By)}
		if days[key].Before(a.On) {
			days[key] = a.On
		}
	}
	return days
}

func void(at time.Time, x *model.Exception, a model.Approval, earlier map[signature]time.Time) string {
	who := person(a.By)
	before, repeated := earlier[signature{a.Team, who}]
	switch {
	case a.Team == nil:
		return "it names no team"
	case who == "":
		return "it names no person"
	case a.On.IsZero():
		return "it has no day"
	case a.On.After(at):
		return "it is dated after the day that is judged"
	case !a.On.Before(x.Expires.Value.End()):
		return "it is dated after the last day of the exception"
	case who == person(x.RequestedBy.Value):
		return "the person asked for the exception"
	case x.Renewed != nil && !a.On.After(x.Renewed.Granted.Value.Time):
		return "it is no later than the first day of what the exception renews"
	case repeated && !a.On.After(before):
		return "it is the approval of what the exception renews"
	}
	return ""
}

// person is a name as people are told apart by: neither case nor space makes another person of one.
func person(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// supporters are the people whose approval of an exception counts, by team. Two of each team are enough to tell whether
// every plane can have a person of its own.
func supporters(m *model.Model, x *model.Exception) map[*model.Team][]string {
	people := map[*model.Team][]string{}
	for _, c := range Consents(m, x) {
		if who := person(c.By); c.Void == "" && len(people[c.Team]) < 2 && !slices.Contains(people[c.Team], who) {
			people[c.Team] = append(people[c.Team], who)
		}
	}
	return people
}

// answerable is who answers for a subject's planes, short enough to be compared: where more than one team answers for a
// plane, they are the governance teams.
type answerable struct {
	first [2]*model.Team
	count [2]int
}

// unapproved lists the subjects of an exception that lack an approval: each plane needs one by somebody who answers for
// it there, and no two planes by the same person.
func unapproved(m *model.Model, x *model.Exception, planes []schema.Plane) []Unapproved {
	people := supporters(m, x)
	known := map[answerable][]schema.Plane{} // many subjects have the same owners
	var out []Unapproved
	for _, subject := range x.Matched {
		var who answerable
		teams := make([][]*model.Team, len(planes))
		for i, plane := range planes {
			teams[i] = m.Accountable(subject, plane)
			if who.count[i] = len(teams[i]); who.count[i] > 0 {
				who.first[i] = teams[i][0]
			}
		}
		lacking, found := known[who]
		if !found {
			lacking = unmatched(planes, candidates(teams, people))
			known[who] = lacking
		}
		if len(lacking) > 0 {
			out = append(out, Unapproved{subject, lacking})
		}
	}
	return out
}

// Answer is what those who answer for one plane of a subject say to an exception.
type Answer struct {
	Plane schema.Plane
	Teams []string // addresses of the teams that answer for it; any of them may approve
	By    []string // people whose approval counts there
	// Missing tells that nobody approved, or only somebody who is needed for another plane.
	Missing bool
}

// Answers tells, for one subject of an exception, who answers for each plane and who of them has approved.
func (r *Rules) Answers(m *model.Model, x *model.Exception, subject schema.Address) []Answer {
	planes := r.planes(x.Policies.Value)
	teams := make([][]*model.Team, len(planes))
	for i, plane := range planes {
		teams[i] = m.Accountable(subject, plane)
	}
	lacking := unmatched(planes, candidates(teams, supporters(m, x)))
	consents := Consents(m, x)
	out := make([]Answer, len(planes))
	for i, plane := range planes {
		out[i] = Answer{Plane: plane, Teams: model.TeamAddresses(teams[i]), Missing: slices.Contains(lacking, plane)}
		slices.Sort(out[i].Teams)
		for _, c := range consents {
			if c.Void == "" && slices.Contains(teams[i], c.Team) && !slices.Contains(out[i].By, c.By) {
				out[i].By = append(out[i].By, c.By)
			}
		}
	}
	return out
}

// candidates lists, for each plane, the people who approved for one of its teams.
func candidates(teams [][]*model.Team, people map[*model.Team][]string) [][]string {
	out := make([][]string, len(teams))
	for i := range teams {
		for _, team := range teams[i] {
			out[i] = append(out[i], people[team]...)
		}
	}
	return out
}

// unmatched gives each plane a person of its own, as far as that goes, and returns the planes left without. A person whom
// the next plane could not use is taken first; with two planes, which is all there are, that is the best choice.
func unmatched(planes []schema.Plane, candidates [][]string) []schema.Plane {
	var taken []string
	var missing []schema.Plane
	for i, plane := range planes {
		free := slices.DeleteFunc(slices.Clone(candidates[i]), func(p string) bool { return slices.Contains(taken, p) })
		spare := slices.IndexFunc(free, func(p string) bool {
			return i+1 == len(planes) || !slices.Contains(candidates[i+1], p)
		})
		if len(free) == 0 {
			missing = append(missing, plane)
			continue
		}
		taken = append(taken, free[max(spare, 0)])
	}
	return missing
}
