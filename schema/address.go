package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind is the kind of a block that an address can name.
type Kind string

// The kinds, as they stand at the head of an address.
const (
	KindWorkspace Kind = "workspace"
	KindTeam      Kind = "team"
	KindIssuer    Kind = "issuer"
	KindProfile   Kind = "profile"
	KindCLI       Kind = "cli"
	KindSession   Kind = "session"
	KindException Kind = "exception"
	KindPolicy    Kind = "policy"
	KindDeliver   Kind = "deliver"
	KindClient    Kind = "client"
)

// Address names one block, one instance of a block with for_each, or one target. The written forms are
//
//	team.iam   cli.payctl["eu"]   cli.payctl.session.ci   cli.payctl["eu"].session.ci
//	cli.payctl.deliver.file       issuer.corp.client["payctl"]
//
// Addresses are comparable; the zero value names nothing.
type Address struct {
	Kind Kind // of the outer block
	Name string
	Key  string // the for_each key; meaningful when Keyed
	// Keyed tells an instance of a block with for_each, whose key may be empty.
	Keyed bool

	Child     Kind // session, deliver or client; empty for the block itself
	ChildName string
}

// NewAddress returns the address of a block that stands alone.
func NewAddress(kind Kind, name string) Address { return Address{Kind: kind, Name: name} }

// Instance returns the address of the instance with that for_each key.
func (a Address) Instance(key string) Address {
	a.Key, a.Keyed = key, true
	return a
}

// Inner returns the address of a session, a delivery or a client inside a.
func (a Address) Inner(kind Kind, name string) Address {
	a.Child, a.ChildName = kind, name
	return a
}

// Outer returns the address of the block that a stands in; for a block that stands alone that is a itself.
func (a Address) Outer() Address {
	a.Child, a.ChildName = "", ""
	return a
}

// Target returns the kind of what is named: the child's where there is one.
func (a Address) Target() Kind {
	if a.Child != "" {
		return a.Child
	}
	return a.Kind
}

// IsZero reports whether a names nothing.
func (a Address) IsZero() bool { return a == Address{} }

// Contains reports whether b is a, stands inside a, or is an instance of a.
func (a Address) Contains(b Address) bool {
	if a.Kind == KindWorkspace {
		return true
	}
	if a.Kind != b.Kind || a.Name != b.Name {
		return false
	}
	if a.Keyed && (!b.Keyed || a.Key != b.Key) {
		return false
	}
	return a.Child == "" || (a.Child == b.Child && a.ChildName == b.ChildName)
}

// String returns the written form.
func (a Address) String() string {
	if a.IsZero() {
		return ""
	}
	if a.Kind == KindWorkspace {
		return string(KindWorkspace)
	}
	var b strings.Builder
	b.Grow(len(a.Kind) + len(a.Name) + len(a.Key) + len(a.Child) + len(a.ChildName) + 6)
	b.WriteString(string(a.Kind))
	b.WriteByte('.')
	b.WriteString(a.Name)
	if a.Keyed {
		fmt.Fprintf(&b, "[%q]", a.Key)
	}
	switch a.Child {
	case "":
	case KindClient:
		fmt.Fprintf(&b, ".%s[%q]", a.Child, a.ChildName)
	default:
		b.WriteByte('.')
		b.WriteString(string(a.Child))
		b.WriteByte('.')
		b.WriteString(a.ChildName)
	}
	return b.String()
}

// MarshalText returns the written form.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText parses the written form.
func (a *Address) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Address{}
		return nil
	}
	parsed, err := ParseAddress(string(text))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}

// ParseAddress reads the written form of an address. It checks the form alone, not that the block exists.
func ParseAddress(text string) (Address, error) {
	if text == string(KindWorkspace) {
		return Address{Kind: KindWorkspace}, nil
	}
	p := addressParser{rest: text}
	a := Address{Kind: Kind(p.name())}
	p.dot()
	a.Name = p.name()
	if p.peek('[') {
		a.Key, a.Keyed = p.key(), true
	}
	if p.rest != "" {
		p.dot()
		a.Child = Kind(p.name())
		if p.peek('[') {
			a.ChildName = p.key()
		} else {
			p.dot()
			a.ChildName = p.name()
		}
	}
	if p.failed || p.rest != "" || !a.wellFormed() {
		return Address{}, fmt.Errorf("%q is not an address: write KIND.NAME as in team.iam, cli.payctl, "+
			`cli.payctl["eu"].session.ci, cli.payctl.deliver.file or issuer.corp.client["payctl"]`, text)
	}
	return a, nil
}

func (a Address) wellFormed() bool {
	switch a.Kind {
	case KindTeam, KindIssuer, KindProfile, KindException, KindPolicy:
		return a.Child == "" || (a.Kind == KindIssuer && a.Child == KindClient)
	case KindCLI:
		return a.Child == "" || a.Child == KindSession || a.Child == KindDeliver
	case KindWorkspace, KindSession, KindDeliver, KindClient:
		return false
	}
	return false
}

type addressParser struct {
	rest   string
	failed bool
}

func (p *addressParser) peek(c byte) bool { return p.rest != "" && p.rest[0] == c }

func (p *addressParser) dot() {
	if !p.peek('.') {
		p.failed = true
		return
	}
	p.rest = p.rest[1:]
}

func (p *addressParser) name() string {
	end := 0
	for end < len(p.rest) && p.rest[end] != '.' && p.rest[end] != '[' {
		end++
	}
	name := p.rest[:end]
	p.rest = p.rest[end:]
	if !ValidName(name) {
		p.failed = true
	}
	return name
}

// key reads ["KEY"] with the escapes that String writes.
func (p *addressParser) key() string {
	quoted, err := strconv.QuotedPrefix(p.rest[1:])
	rest, closed := strings.CutPrefix(p.rest[1+len(quoted):], "]")
	if err != nil || !closed || quoted[0] != '"' {
		p.failed, p.rest = true, ""
		return ""
	}
	p.rest = rest
	key, _ := strconv.Unquote(quoted) // a quoted prefix can be unquoted
	return key
}

// ValidName reports whether s may be a label: a letter, then letters, digits, "-" and "_".
func ValidName(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '-' && r != '_') {
			return false
		}
	}
	return s != ""
}
