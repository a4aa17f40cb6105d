package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// FormatVersion is the version of the saved plan's format. Readers refuse any other major version.
const FormatVersion = "1.0"

// MaxFileSize bounds a saved plan that is read back, in bytes.
const MaxFileSize = 256 << 20

// The types below are the format on disk. They are converted by hand, so that a change to a type in memory can not
// change the format unseen.

type wirePlan struct {
	FormatVersion   string            `json:"format_version" doc:"The version of this document's format."`
	ID              string            `json:"id" doc:"Digest of the content without its times."`
	Created         *time.Time        `json:"created,omitempty" doc:"When it was made."`
	Expires         *time.Time        `json:"expires,omitempty" doc:"From when on it is refused."`
	Workspace       string            `json:"workspace" doc:"The workspace's name."`
	WorkspaceDigest string            `json:"workspace_digest" doc:"Digest of the declarations that it was made from."`
	Targets         []wireTarget      `json:"targets" doc:"The targets, by address."`
	LeftOut         []wireLeftOut     `json:"left_out" doc:"What is declared and not covered."`
	Findings        []wireFinding     `json:"findings" doc:"The findings that are no pass."`
	Requirements    []wireRequirement `json:"requirements" doc:"Approvals that an apply waits for."`
	Summary         wireSummary       `json:"summary" doc:"The targets by what is done with them, and the findings by verdict."`
}

type wireTarget struct {
	Address  schema.Address   `json:"address" doc:"Address of the target."`
	ID       string           `json:"id" doc:"Its name at its system: a client id, a path."`
	Kind     string           `json:"kind" doc:"The kind of system."`
	Issuer   string           `json:"issuer,omitempty" doc:"Address of the issuer, for a client."`
	Title    string           `json:"title" doc:"What people call it."`
	Presence Presence         `json:"presence" words:"unreadable,absent,owned,foreign" doc:"What was found."`
	Digest   string           `json:"digest" doc:"Digest of what was found; an apply refuses a target that has moved since."`
	Action   Action           `json:"action" words:"create,update,delete,none,held" doc:"What is done with it."`
	Intended Action           `json:"intended_action,omitempty" words:"create,update,delete,none" doc:"What would be done with a held target."`
	HeldBy   HeldBy           `json:"held_by,omitempty" words:"policy,approval,delete,limit,foreign" doc:"What a held target waits for."`
	Reason   string           `json:"reason,omitempty" doc:"Why it is held or unreadable."`
	Subjects []schema.Address `json:"subjects" doc:"Addresses of the blocks that it serves."`
	Changes  []wireChange     `json:"changes" doc:"Its declared settings, and those to be unset."`
}

type wireChange struct {
	Knob        setting.Knob        `json:"knob" doc:"The setting."`
	Before      wireValue           `json:"before" doc:"Its value as observed."`
	After       wireValue           `json:"after" doc:"Its value as declared."`
	Effective   wireValue           `json:"effective" doc:"What will really hold, where that is another value."`
	Action      setting.Action      `json:"action" words:"write,none,held,blocked" doc:"What is done about it."`
	Enforcement setting.Enforcement `json:"enforcement" words:"exact,rounded,capped,fixed,shared,cli,observed_only,unknown" doc:"How well the target can hold it."`
	Note        string              `json:"note,omitempty" doc:"Why that is not exact, as a clause."`
	Plane       schema.Plane        `json:"plane" words:"application,identity,shared" doc:"The plane of the attribute."`
	Teams       []string            `json:"teams" doc:"Addresses of the accountable teams."`
	Controls    []string            `json:"controls" doc:"Labels of the controls that it serves."`
	Address     schema.Address      `json:"address,omitempty" doc:"The block that declared it."`
	Origin      string              `json:"origin,omitempty" doc:"The profile or CLI that it came from."`
	Range       *wireRange          `json:"range,omitempty" doc:"The line that declared it."`
}

// wireValue is null when unmanaged, {"state": "inherit"|"unlimited"}, or {"duration_seconds"|"text"|"bool"|"list"|"mixed": ...}.
type wireValue struct{ setting.Value }

type wireRange struct {
	Filename string  `json:"filename" doc:"The file, relative to the workspace."`
	Start    wirePos `json:"start" doc:"Where it begins."`
	End      wirePos `json:"end" doc:"The place after its end."`
}

type wirePos struct {
	Line   int `json:"line" doc:"The line, from 1."`
	Column int `json:"column" doc:"The column in characters, from 1."`
	Byte   int `json:"byte" doc:"The offset in the file."`
}

type wireLeftOut struct {
	Address schema.Address `json:"address" doc:"What is left out."`
	Reason  string         `json:"reason" doc:"Why."`
}

type wireControl struct {
	Framework string `json:"framework" doc:"Id of the framework."`
	ID        string `json:"id" doc:"The control's own id."`
}

type wireFinding struct {
	Policy    string        `json:"policy" doc:"The policy's name."`
	Subject   string        `json:"subject" doc:"Address of what was judged."`
	Verdict   string        `json:"verdict" words:"pass,fail,waived,not_applicable,unknown" doc:"What came of it."`
	Level     string        `json:"level" words:"mandatory,warning,advisory" doc:"How much a failure weighs."`
	Plane     string        `json:"plane" words:"application,identity,shared" doc:"The plane that must mend a failure."`
	Teams     []string      `json:"teams" doc:"Addresses of the accountable teams."`
	Message   string        `json:"message" doc:"Why it is no pass."`
	Remedy    string        `json:"remedy,omitempty" doc:"What to do about it."`
	Controls  []wireControl `json:"controls" doc:"The controls that the policy serves."`
	Exception string        `json:"exception,omitempty" doc:"Address of the exception that waives it."`
	Expires   string        `json:"expires,omitempty" doc:"Last day of that exception, in UTC."`
	File      string        `json:"file,omitempty" doc:"The file that it is about."`
	Line      int           `json:"line,omitempty" doc:"The line in it."`
}

type wireRequirement struct {
	Team    string `json:"team" doc:"Address of the team."`
	Minimum int    `json:"minimum" doc:"How many of its people must approve."`
	Reason  string `json:"reason" doc:"Why."`
}

type wireSummary struct {
	Create     int        `json:"create" doc:"Targets to make."`
	Update     int        `json:"update" doc:"Targets to change."`
	Delete     int        `json:"delete" doc:"Targets to delete."`
	None       int        `json:"none" doc:"Targets in place."`
	Held       int        `json:"held" doc:"Targets that wait."`
	Unreadable int        `json:"unreadable" doc:"Targets that could not be read."`
	LeftToCLI  int        `json:"left_to_cli" doc:"Settings that no issuer enforces."`
	Policies   wireCounts `json:"policies" doc:"The findings by verdict."`
}

type wireCounts struct {
	Evaluated     int `json:"evaluated" doc:"Policies held against a subject."`
	Subjects      int `json:"subjects" doc:"Subjects that were judged."`
	Pass          int `json:"pass" doc:"The policy holds."`
	Fail          int `json:"fail" doc:"It does not."`
	Waived        int `json:"waived" doc:"It does not, under a valid exception."`
	NotApplicable int `json:"not_applicable" doc:"The policy's when is false."`
	Unknown       int `json:"unknown" doc:"It could not be evaluated, which counts as a failure."`
}

// Seal gives the plan its identity and its times. The identity is the digest of the content without the times, so that
// the same plan made twice has one.
func (p *Plan) Seal(created time.Time, lifetime time.Duration) error {
	p.Created = created.UTC().Truncate(time.Second)
	p.Expires = p.Created.Add(lifetime)
	id, err := p.identity()
	p.ID = id
	return err
}

func (p *Plan) identity() (string, error) { return toWire(p).identity() }

// identity is the digest of everything but the identity itself and the times.
func (w *wirePlan) identity() (string, error) {
	content := *w
	content.ID, content.Created, content.Expires = "", nil, nil
	encoded, err := json.Marshal(content)
	if err != nil {
		return "", fmt.Errorf("encode the plan: %w", err)
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:]), nil
}

// Encode returns the saved form: indented JSON with a line break at its end.
func Encode(p *Plan) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(toWire(p)); err != nil {
		return nil, fmt.Errorf("encode the plan: %w", err)
	}
	return b.Bytes(), nil
}

// Decode reads a saved plan and refuses one that was changed since it was made.
func Decode(data []byte) (*Plan, error) {
	var w wirePlan
	if err := decodeStrictly(data, &w); err != nil {
		return nil, fmt.Errorf("this is no saved plan: %w", err)
	}
	if w.FormatVersion != FormatVersion {
		return nil, fmt.Errorf("this plan has format version %q, and this custody reads %s: make the plan again", w.FormatVersion, FormatVersion)
	}
	id, err := w.identity()
	if err != nil {
		return nil, err
	}
	if id != w.ID {
		return nil, errors.New("the plan was changed after it was made (its content does not match its id): make it again with custody plan --out")
	}
	return fromWire(&w)
}

// decodeStrictly reads one JSON value of which every member is known, and nothing after it.
func decodeStrictly(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows its end")
	}
	return nil
}

// MarshalJSON writes the value's one form.
func (v wireValue) MarshalJSON() ([]byte, error) {
	switch v.State {
	case setting.Unmanaged:
		return []byte("null"), nil
	case setting.Inherit, setting.Unlimited:
		return form("state", v.String())
	case setting.Given:
	}
	switch v.Kind {
	case setting.KindDuration:
		if v.Duration%time.Second != 0 {
			return form("duration_nanoseconds", int64(v.Duration))
		}
		return form("duration_seconds", int64(v.Duration/time.Second))
	case setting.KindBool:
		return form("bool", v.Bool)
	case setting.KindList:
		return form("list", append([]string{}, v.List...))
	case setting.KindMixed:
		return form("mixed", v.Text)
	case setting.KindText, setting.KindNone:
	}
	return form("text", v.Text)
}

// form writes one form of a value. It leaves it to whoever writes the plan to escape for HTML.
func form(name string, value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(map[string]any{name: value})
	return b.Bytes(), err
}

// wireForms are the forms of a value, of which exactly one is there.
type wireForms struct {
	State       *string   `json:"state"`
	Seconds     *int64    `json:"duration_seconds"`
	Nanoseconds *int64    `json:"duration_nanoseconds"`
	Bool        *bool     `json:"bool"`
	List        *[]string `json:"list"`
	Mixed       *string   `json:"mixed"`
	Text        *string   `json:"text"`
}

// UnmarshalJSON reads any of the forms.
func (v *wireValue) UnmarshalJSON(data []byte) error {
	var w *wireForms
	if err := decodeStrictly(data, &w); err != nil {
		return err
	}
	if w == nil {
		v.Value = setting.Value{}
		return nil
	}
	forms := w.values()
	if len(forms) != 1 {
		return fmt.Errorf("a value of a plan has %d of its forms, not one", len(forms))
	}
	v.Value = forms[0]
	return nil
}

// values lists what the forms that are there say.
func (w *wireForms) values() []setting.Value {
	var all []setting.Value
	if w.State != nil && *w.State == setting.Default().String() {
		all = append(all, setting.Default())
	}
	if w.State != nil && *w.State == setting.Forever().String() {
		all = append(all, setting.Forever())
	}
	if w.Seconds != nil {
		all = append(all, setting.Duration(time.Duration(*w.Seconds)*time.Second))
	}
	if w.Nanoseconds != nil {
		all = append(all, setting.Duration(time.Duration(*w.Nanoseconds)))
	}
	if w.Bool != nil {
		all = append(all, setting.Bool(*w.Bool))
	}
	if w.List != nil {
		all = append(all, setting.List(*w.List...))
	}
	if w.Mixed != nil {
		all = append(all, setting.Mixed(*w.Mixed))
	}
	if w.Text != nil {
		all = append(all, setting.Text(*w.Text))
	}
	return all
}

func toRange(r hcl.Range) *wireRange {
	if r.Filename == "" {
		return nil
	}
	return &wireRange{
		Filename: r.Filename,
		Start:    wirePos{r.Start.Line, r.Start.Column, r.Start.Byte},
		End:      wirePos{r.End.Line, r.End.Column, r.End.Byte},
	}
}

func fromRange(w *wireRange) hcl.Range {
	if w == nil {
		return hcl.Range{}
	}
	return hcl.Range{
		Filename: w.Filename,
		Start:    hcl.Pos{Line: w.Start.Line, Column: w.Start.Column, Byte: w.Start.Byte},
		End:      hcl.Pos{Line: w.End.Line, Column: w.End.Column, Byte: w.End.Byte},
	}
}
