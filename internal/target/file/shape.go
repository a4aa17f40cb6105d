package file

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// The keys of the document whose members have names of the user's choice.
const (
	sessionsKey = "sessions"
	dutiesKey   = "duties"
)

// kind is how a value stands in the document.
type kind uint8

const (
	kindText kind = iota
	kindDate
	kindBool
	kindWords
	kindSeconds
	kindLifetime // seconds, "inherit" or "unlimited"
)

// field is one key of the document: a value, or an object with fields of its own.
type field struct {
	name   string
	doc    string
	kind   kind
	words  []string
	fields []field // of an object; nil for a value
}

// shape is every key that a document may hold, read from the language's own vocabulary: what can be declared can be
// delivered.
type shape struct {
	policy  []field // beside sessions
	session []field
	duties  []field
}

func newShape() shape {
	return shape{
		policy:  fieldsOf(reflect.TypeFor[schema.CLI](), "session", "deliver"),
		session: fieldsOf(reflect.TypeFor[schema.Session](), "profile", "secret"),
		duties:  dutyFields(),
	}
}

// dutyFields are the knobs that an issuer may fail to enforce; the value of each is what it does instead, in words. The
// grants have names of their own.
func dutyFields() []field {
	var fields []field
	for _, declared := range schema.Describe(reflect.TypeFor[schema.SessionSettings]()) {
		if declared.Shape == schema.ShapeBlock {
			fields = append(fields, field{name: declared.Name, doc: declared.Doc, fields: dutiesIn(schema.Describe(declared.Type))})
		}
		fields = append(fields, dutiesIn([]schema.Field{declared})...)
	}
	return slices.DeleteFunc(fields, func(f field) bool { return f.fields != nil && len(f.fields) == 0 })
}

func dutiesIn(declared []schema.Field) []field {
	fields := []field{}
	for _, d := range declared {
		knob, ok := strings.CutPrefix(d.Enforce, "knob:")
		if !ok || strings.HasPrefix(knob, setting.GrantPrefix) {
			continue
		}
		name := knob[strings.LastIndexByte(knob, '.')+1:]
		fields = append(fields, field{name: name, doc: "What the issuer does instead of enforcing " + knob + ", in words."})
	}
	return fields
}

func fieldsOf(t reflect.Type, without ...string) []field {
	var fields []field
	for _, declared := range schema.Describe(t) {
		if slices.Contains(without, declared.Name) {
			continue
		}
		f := field{name: declared.Name, doc: declared.Doc, words: declared.Words}
		if declared.Shape == schema.ShapeBlock {
			f.fields = fieldsOf(declared.Type, without...)
		} else {
			f.kind = kindOf(declared.Type)
		}
		fields = append(fields, f)
	}
	return fields
}

func kindOf(t reflect.Type) kind {
	switch t {
	case reflect.TypeFor[bool]():
		return kindBool
	case reflect.TypeFor[[]string]():
		return kindWords
	case reflect.TypeFor[time.Duration]():
		return kindSeconds
	case reflect.TypeFor[schema.Lifetime]():
		return kindLifetime
	case reflect.TypeFor[schema.Date]():
		return kindDate
	}
	return kindText
}

// knows reports whether a document may hold the knob.
func (s shape) knows(knob setting.Knob) bool {
	path := strings.Split(string(knob), ".")
	if slices.Contains(path, "") {
		return false
	}
	if path[0] != sessionsKey {
		return has(s.policy, path)
	}
	if len(path) < 3 || !schema.ValidName(path[1]) {
		return false
	}
	path = path[2:]
	switch {
	case path[0] != dutiesKey:
		return has(s.session, path)
	case len(path) > 1 && path[1] == grantKey:
		return len(path) == 3
	}
	return len(path) > 1 && has(s.duties, path[1:])
}

func has(fields []field, path []string) bool {
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == path[0] })
	switch {
	case i < 0:
		return false
	case fields[i].fields == nil:
		return len(path) == 1
	}
	return len(path) > 1 && has(fields[i].fields, path[1:])
}

// isLifetime reports whether the knob is one of the lifetimes of a session, which have states beside their seconds.
func isLifetime(knob setting.Knob) bool {
	path := strings.Split(string(knob), ".")
	if len(path) != 3 || path[0] != sessionsKey {
		return false
	}
	last := setting.Knob(path[2])
	return last == setting.AccessTokenTTL || last == setting.IdleTimeout || last == setting.MaxLifetime
}
